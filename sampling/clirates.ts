// `sampling rates`: outcome rates from a file of dispositions or from counts.
import { createReadStream, statSync } from 'node:fs'
import { isObject } from './check.ts'
import { progressFor, readable, UsageError } from './clifiles.ts'
import { dispositionTables, type DispositionTable } from './dispositioncodes.ts'
import { createDispositionReader, type DispositionColumns } from './dispositionfile.ts'
import type { OutcomeSummary } from './dispositions.ts'
import { InputError, problem, shown, type Problem } from './problem.ts'
import {
  outcomeClasses,
  outcomeRates,
  rateNames,
  type OutcomeCounts,
  type OutcomeRates,
  type RateName,
} from './rates.ts'

const string = { type: 'string' } as const
const flag = { type: 'boolean' } as const
export const ratesOptions = {
  file: string,
  code: string,
  weight: string,
  by: string,
  codes: string,
  e: string,
  counts: string,
  lang: string,
  help: flag,
} as const

type Values = Readonly<Record<string, unknown>>
type Language = 'zh' | 'en'

/** Answer one command line; the value is the exit status. */
export async function ratesCommand(values: Values, lang: Language): Promise<number> {
  const text = (name: string): string | undefined => (typeof values[name] === 'string' ? values[name] : undefined)
  const [file, counts, e] = [text('file'), text('counts'), shareOf(text('e'))]
  if ((file === undefined) === (counts === undefined)) throw new UsageError('Give either --file or --counts')
  const options = e === undefined ? {} : { e }
  if (counts !== undefined) {
    for (const name of ['code', 'weight', 'by', 'codes']) {
      if (values[name] !== undefined) throw new UsageError(`--${name} needs --file`)
    }
    const given = readCounts(counts)
    const result = outcomeRates(given, options)
    answer({ counts: allClasses(given), ...plainRates(result) })
    sayRates(result, lang)
    return 0
  }
  const columns = columnsOf(text)
  const tally = await readDispositions(file!, columns)
  const summary = tally.summary(options)
  const groups = columns.by === undefined ? undefined : tally.byGroup(options)
  const plain = (one: OutcomeSummary): object => plainSummary(one, columns.weight !== undefined)
  answer({
    ...plain(summary),
    ...(groups === undefined ? {} : { groups: groups.map(one => ({ group: one.group, ...plain(one) })) }),
  })
  say(lang === 'zh' ? `${summary.cases} 个个案` : `${summary.cases} cases`)
  sayRates(summary, lang)
  for (const one of groups ?? []) say(groupLine(one.group, one))
  return 0
}

function columnsOf(text: (name: string) => string | undefined): DispositionColumns {
  const [code, weight, by, codes] = ['code', 'weight', 'by', 'codes'].map(text)
  if (codes !== undefined && !(codes in dispositionTables)) {
    throw new UsageError(`--codes must be one of ${Object.keys(dispositionTables).join(', ')}`)
  }
  return {
    ...(code === undefined ? {} : { code }),
    ...(weight === undefined ? {} : { weight }),
    ...(by === undefined ? {} : { by }),
    ...(codes === undefined ? {} : { table: codes as DispositionTable }),
  }
}

function shareOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const e = text.trim() === '' ? Number.NaN : Number(text)
  if (!(e >= 0 && e <= 1)) throw new UsageError('--e must be a number from 0 to 1')
  return e
}

function readCounts(text: string): OutcomeCounts {
  let counts: unknown
  try {
    counts = JSON.parse(text)
  } catch (error) {
    throw new UsageError(`--counts is not valid JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (!isObject(counts)) throw new UsageError('--counts must be an object such as {"I":6,"R":2}')
  const known = outcomeClasses.join(', ')
  const problems: Problem[] = Object.entries(counts)
    .filter(([key, value]) => {
      const right = typeof value === 'number' && Number.isFinite(value) && value >= 0
      return !(right && (outcomeClasses as readonly string[]).includes(key))
    })
    .map(([key, value]) => problem('wrong_count', { key, found: shown(value), known }))
  if (problems.length > 0) throw new InputError(problems)
  return counts
}

async function readDispositions(
  path: string,
  columns: DispositionColumns,
): Promise<ReturnType<ReturnType<typeof createDispositionReader>['finish']>> {
  const total = statSync(readable(path)).size
  const onProgress = progressFor(path)
  const reader = createDispositionReader(columns)
  let done = 0
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 19 })) {
    reader.push(piece as Uint8Array)
    done += (piece as Uint8Array).length
    onProgress?.('read', done, total)
  }
  return reader.finish()
}

const answer = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`)
const say = (line: string): void => void process.stderr.write(`${line}\n`)

const allClasses = (counts: OutcomeCounts): object =>
  Object.fromEntries(outcomeClasses.map(name => [name, counts[name] ?? 0]))

// A rate with nobody in its denominator is null: JSON has no NaN.
const plainRates = ({ e, eBasis, rates, unjustified }: OutcomeRates): object => ({
  e,
  e_basis: eBasis,
  rates,
  unjustified,
})

const plainSummary = (one: OutcomeSummary, weighted: boolean): object => ({
  cases: one.cases,
  counts: one.counts,
  ...(weighted ? { sums: one.sums } : {}),
  ...plainRates(one),
  codes: one.codes,
})

const meanings: Readonly<Record<RateName, readonly [string, string]>> = {
  RR1: ['答复率，最低：完成 ÷ 全部可能合格', 'response, minimum: complete / all that may be eligible'],
  RR2: ['同上，部分完成也算', 'the same, partials count'],
  RR3: ['答复率：不明者按 e 计', 'response, unknown cases counted by e'],
  RR4: ['同上，部分完成也算', 'the same, partials count'],
  RR5: ['答复率，最高：只计确知合格者', 'response, maximum: known eligible only'],
  RR6: ['同上，部分完成也算', 'the same, partials count'],
  COOP1: ['合作率：完成 ÷ 已联系上', 'cooperation: complete / contacted'],
  COOP2: ['同上，部分完成也算', 'the same, partials count'],
  COOP3: ['合作率，不计不能受访者', 'cooperation, without those unable'],
  COOP4: ['同上，部分完成也算', 'the same, partials count'],
  REF1: ['拒访率，÷ 全部可能合格', 'refusal / all that may be eligible'],
  REF2: ['拒访率，不明者按 e 计', 'refusal, unknown cases counted by e'],
  REF3: ['拒访率，只计确知合格者', 'refusal / known eligible'],
  CON1: ['联系率，÷ 全部可能合格', 'contact / all that may be eligible'],
  CON2: ['联系率，不明者按 e 计', 'contact, unknown cases counted by e'],
  CON3: ['联系率，只计确知合格者', 'contact / known eligible'],
}

const figure = (rate: number): string => (Number.isNaN(rate) ? '—' : `${(100 * rate).toFixed(1)} %`)

function sayRates({ e, eBasis, rates, unjustified }: OutcomeRates, lang: Language): void {
  const at = lang === 'zh' ? 0 : 1
  const bases = {
    given: ['事先给定', 'given'],
    proportional: ['按已知资格的个案推算（CASRO）', 'from the cases of known eligibility (CASRO)'],
  } as const
  say(`e = ${Number.isNaN(e) ? '—' : e.toFixed(4)}${lang === 'zh' ? '，' : ', '}${bases[eBasis][at]}`)
  for (const name of rateNames) {
    const value = unjustified.includes(name) ? '—' : figure(rates[name])
    say(`${name.padEnd(6)}${value.padStart(8)}  ${meanings[name][at]}`)
  }
  if (unjustified.length === 0) return
  say(
    lang === 'zh'
      ? `还有资格不明的个案，${unjustified.join('、')} 不应公布：它们假定不明者全不合格。`
      : `Cases of unknown eligibility remain: ${unjustified.join(', ')} should not be published, they take none of them as eligible.`,
  )
}

const groupLine = (group: string, { cases, rates }: OutcomeSummary): string =>
  [
    group,
    cases,
    ...(['RR1', 'RR3', 'COOP1', 'REF1', 'CON1'] as const).map(name => `${name} ${figure(rates[name])}`),
  ].join('\t')
