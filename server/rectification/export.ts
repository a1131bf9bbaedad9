// The list of cases as a table for a file: what staff see on the page, and nothing of who rated.
import { chinaDay, chinaMinute } from '../china-time.ts'
import type { Context } from '../context.ts'
import type { SessionUser } from '../http/route.ts'
import { rectificationStateWords, rectificationWords as w, verdictWords } from '../words/rectification.ts'
import type { Speak } from '../words/words.ts'
import type { CaseFilter } from './list.store.ts'
import type { Case } from './rectification.shape.ts'
import { sayHour, sayLeft, sayLevel, sayOutcome, sayTag } from './say.ts'
import { listShown } from './view.ts'

const day = (at: string | null) => (at === null ? '' : chinaDay(new Date(at)))
const minute = (at: string | null) => (at === null ? '' : chinaMinute(new Date(at)))

const COLUMNS: readonly { readonly title: (t: Speak) => string; readonly value: (found: Case, t: Speak) => string }[] =
  [
    { title: t => t(w.state), value: (found, t) => t(rectificationStateWords[found.state]) },
    { title: t => t(w.due), value: (found, t) => (found.due ? sayLeft(t, found.due) : '') },
    { title: t => t(w.center), value: found => found.centerName },
    { title: t => t(w.point), value: found => `${found.pointCode} ${found.pointName}` },
    { title: t => t(w.matter), value: found => found.matterName ?? '' },
    { title: t => t(w.staff), value: found => found.staffName ?? '' },
    { title: t => t(w.owner), value: (found, t) => found.ownerName ?? t(w.nobody) },
    { title: t => t(w.ratedHour), value: (found, t) => sayHour(t, found.ratedHour) },
    { title: t => t(w.level), value: (found, t) => sayLevel(t, found.level) },
    { title: t => t(w.tags), value: (found, t) => found.tags.map(code => sayTag(t, code)).join('；') },
    { title: t => t(w.words), value: found => found.words },
    { title: t => t(w.rater), value: (found, t) => t(found.named ? w.named : w.anonymous) },
    { title: t => t(w.verdict), value: (found, t) => (found.verdict ? t(verdictWords[found.verdict]) : '') },
    { title: t => t(w.contactDue), value: found => day(found.contactDue) },
    { title: t => t(w.closeDue), value: found => day(found.extendedTo ?? found.closeDue) },
    { title: t => t(w.outcome), value: (found, t) => sayOutcome(t, found) },
    { title: t => t(rectificationStateWords.closed), value: found => minute(found.closedAt) },
  ]

export async function* exportRows(
  context: Context,
  user: SessionUser,
  filter: CaseFilter,
  t: Speak,
): AsyncGenerator<string[]> {
  yield COLUMNS.map(({ title }) => title(t))
  for (let before: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof listShown>> = await listShown(context, user, {
      ...filter,
      ...(before === null ? {} : { before }),
    })
    for (const found of page.cases) yield COLUMNS.map(({ value }) => value(found, t))
    if (page.next === null) return
    before = page.next
  }
}
