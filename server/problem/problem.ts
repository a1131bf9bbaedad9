// One kind of error for every entrance: RFC 9457 problem details, in Chinese and English. The catalogue is one file a concept.
import type { Context as HonoContext } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Chinese first, English second. */
export type Words = readonly [zh: string, en: string]

export interface FieldError {
  /** JSON pointer, column name or line: where it is wrong. */
  readonly pointer: string
  readonly detail: Words
}

export interface ProblemOptions {
  readonly status: ContentfulStatusCode
  readonly title: Words
  /** What happened, what was kept, what to do next. */
  readonly detail: Words
  readonly errors?: readonly FieldError[]
  readonly extra?: Readonly<Record<string, unknown>>
}

/** Thrown anywhere below a route; the app turns it into `application/problem+json`. */
export class Problem extends Error {
  readonly slug: string
  readonly options: ProblemOptions

  constructor(slug: string, options: ProblemOptions) {
    super(`${slug}: ${options.detail[1]}`)
    this.name = 'Problem'
    this.slug = slug
    this.options = options
  }
}

export type Language = 'zh' | 'en'

/** The reader's language: a `lang` cookie or query wins over Accept-Language; Chinese is the first language. */
export function languageOf(c: HonoContext): Language {
  const asked =
    new URL(c.req.url).searchParams.get('lang') ?? /(?:^|;\s*)lang=(\w+)/.exec(c.req.header('cookie') ?? '')?.[1]
  if (asked === 'en' || asked === 'zh') return asked
  const accepted = c.req.header('accept-language') ?? ''
  return /^\s*en\b/i.test(accepted) ? 'en' : 'zh'
}

export function say(words: Words, language: Language): string {
  return language === 'zh' ? words[0] : words[1]
}

/** The answer body; both languages ride along, so that a page can switch without asking again. */
export function problemBody(problem: Problem, language: Language, requestId?: string): Record<string, unknown> {
  const { status, title, detail, errors, extra } = problem.options
  return {
    type: `/problems/${problem.slug}`,
    title: say(title, language),
    status,
    detail: say(detail, language),
    ...(requestId ? { instance: `/requests/${requestId}` } : {}),
    messages: { zh: { title: title[0], detail: detail[0] }, en: { title: title[1], detail: detail[1] } },
    ...(errors
      ? { errors: errors.map(error => ({ pointer: error.pointer, detail: say(error.detail, language) })) }
      : {}),
    ...extra,
  }
}
