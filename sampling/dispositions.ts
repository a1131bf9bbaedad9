// From disposition codes to outcome rates: which class a code counts in, and running counts by class, code and group.
import { dispositionTables, type DispositionTable } from './dispositioncodes.ts'
import { outcomeClasses, outcomeRates, type OutcomeClass, type OutcomeRates } from './rates.ts'

/**
 * The class of a code, or null for a code that is not in the table. 2.2 is 2.20, as a spreadsheet writes it; the letters of a
 * class (I, P, R, NC, O, UH, UO, NE) stand for themselves.
 *
 * @param code AAPOR disposition code, such as 2.112, or the letters of a class
 * @param table one mode only; both when left out
 * @returns the class, or null
 * @example outcomeOf('2.2') // => 'NC'
 * @example outcomeOf('2.26', 'phone') // => null
 */
export const outcomeOf = (code: string, table?: DispositionTable): OutcomeClass | null =>
  known[table ?? 'both'].get(plain(code)) ?? null

// Codes are decimal numbers: zeros at the end say nothing.
const plain = (code: string): string => (/^\d\.\d+$/.test(code) ? code.replace(/\.?0+$/, '') : code)

const classesByCode = (tables: readonly DispositionTable[]): ReadonlyMap<string, OutcomeClass> =>
  new Map([
    ...tables.flatMap(table => dispositionTables[table].map(one => [plain(one.code), one.outcome] as const)),
    ...outcomeClasses.map(name => [name, name] as const),
  ])
const known = { phone: classesByCode(['phone']), web: classesByCode(['web']), both: classesByCode(['phone', 'web']) }

/** What was counted for all cases or one group. */
export interface OutcomeSummary extends OutcomeRates {
  readonly cases: number
  /** Cases per class. */
  readonly counts: Readonly<Record<OutcomeClass, number>>
  /** Sums of weights per class, from which the rates are; the counts where there are no weights. */
  readonly sums: Readonly<Record<OutcomeClass, number>>
  /** Cases per code, as written. */
  readonly codes: Readonly<Record<string, number>>
}

/** Cases being counted. */
export interface OutcomeTally {
  /** Count a case; false when its code is not in the table, and then nothing is counted. */
  add(code: string, weight?: number, group?: string): boolean
  readonly groups: number
  summary(options?: { readonly e?: number }): OutcomeSummary
  /** Groups by name, each with its own e unless one is given. */
  byGroup(options?: { readonly e?: number }): readonly (OutcomeSummary & { readonly group: string })[]
}

interface Counts {
  readonly counts: number[]
  readonly sums: number[]
  readonly codes: Map<string, number>
}

/**
 * Count cases one by one, for files of any length, and give their outcome rates.
 *
 * @param table codes of one mode only; both when left out
 * @returns `add` counts a case with its weight and group; `summary` and `byGroup` give counts, sums and outcome rates
 * @example
 * const tally = createOutcomeTally()
 * for (const code of ['1.1', '1.1', '2.112', '3.13']) tally.add(code)
 * tally.summary().rates.RR1 // => 0.5
 */
export function createOutcomeTally(table?: DispositionTable): OutcomeTally {
  const empty = (): Counts => ({
    counts: outcomeClasses.map(() => 0),
    sums: outcomeClasses.map(() => 0),
    codes: new Map(),
  })
  const all = empty()
  const groups = new Map<string, Counts>()
  const put = (to: Counts, at: number, code: string, weight: number): void => {
    to.counts[at]!++
    to.sums[at]! += weight
    to.codes.set(code, (to.codes.get(code) ?? 0) + 1)
  }
  return {
    add(code, weight = 1, group) {
      const outcome = outcomeOf(code, table)
      if (outcome === null) return false
      const at = outcomeClasses.indexOf(outcome)
      put(all, at, code, weight)
      if (group === undefined) return true
      let own = groups.get(group)
      if (own === undefined) groups.set(group, (own = empty()))
      put(own, at, code, weight)
      return true
    },
    get groups() {
      return groups.size
    },
    summary: options => summaryOf(all, options),
    byGroup: options =>
      [...groups]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([group, counts]) => ({ group, ...summaryOf(counts, options) })),
  }
}

function summaryOf({ counts, sums, codes }: Counts, options?: { readonly e?: number }): OutcomeSummary {
  const named = (values: readonly number[]): Record<OutcomeClass, number> =>
    Object.fromEntries(outcomeClasses.map((name, i) => [name, values[i]!])) as Record<OutcomeClass, number>
  return {
    cases: counts.reduce((sum, count) => sum + count, 0),
    counts: named(counts),
    sums: named(sums),
    codes: Object.fromEntries([...codes].sort(([a], [b]) => (a < b ? -1 : 1))),
    ...outcomeRates(named(sums), options),
  }
}
