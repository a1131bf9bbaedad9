// Whether a grade hangs on sampling error: moved through its weight in the composite, does the public-review interval cross a line?
import type { CompositeRule } from './composite.ts'
import { defaultCompositeRule, movePublic } from './composite.ts'
import type { Decimal } from './decimal.ts'
import { decimalOfEstimate } from './decimal.ts'
import type { GradeCandidate, GradeRule } from './grade.ts'
import { defaultGradeRule, gradeSeries, reaches } from './grade.ts'
import type { Interval } from './interval.ts'

/** Lines a grade can cross: the three score limits and the rank line of the excellent share. */
export type NoiseLine = 'excellent' | 'good' | 'fair' | 'rank'

export interface GradeNoise {
  readonly id: string
  /** Composite score at the two ends of the public-review interval, other parts fixed. */
  readonly low: Decimal
  readonly high: Decimal
  /** Lines between the two ends; empty = the grade does not hang on noise. */
  readonly crosses: readonly NoiseLine[]
}

/**
 * For each ranked unit of a series, the lines its composite score could cross within the interval of its public-review score.
 * The other units are held where they are, so this is the least there is to doubt.
 *
 * @param candidates every unit of the series, as for `gradeSeries`
 * @param intervals public-review interval by unit id, in points; a unit without one is left out
 * @param rules rule of the composite score and of the grades; default those of `defaultScheme`
 * @returns per unit the composite score at both ends, and the lines between them
 * @throws RangeError for an interval with an end that is not finite
 * @example
 * gradeNoise([{ id: 'a', score: '85.00', exact: '85', target: '85', public: '85', leader: '85', deduction: '0' },
 *   { id: 'b', score: '84.00', exact: '84', target: '85', public: '85', leader: '84', deduction: '0' }],
 *   new Map([['a', [82, 90]]])).map(unit => unit.id + ' ' + unit.crosses) // => ['a excellent']
 */
export function gradeNoise(
  candidates: readonly GradeCandidate[],
  intervals: ReadonlyMap<string, Interval>,
  rules: { readonly composite: CompositeRule; readonly grade: GradeRule } = {
    composite: defaultCompositeRule,
    grade: defaultGradeRule,
  },
): readonly GradeNoise[] {
  const { grade: rule, composite } = rules
  const now = inQuotaIds(candidates, rule)
  return candidates.flatMap(unit => {
    const interval = intervals.get(unit.id)
    if (!interval || unit.exact === null || unit.public === null || unit.score === null || unit.exempt) return []
    const [low, high] = interval.map(end =>
      movePublic(unit.exact!, unit.public!, decimalOfEstimate(end, composite.public_places), composite),
    )
    const value = (end: { exact: Decimal; score: Decimal }) => (rule.on_rounded ? end.score : end.exact)
    const crosses: NoiseLine[] = (['excellent', 'good', 'fair'] as const).filter(
      line => reaches(value(high!), rule[line]) && !reaches(value(low!), rule[line]),
    )
    // A rank only decides a grade for those who can reach the limit of excellent.
    if (reaches(value(high!), rule.excellent) || !rule.quota.bonus_keeps_min) {
      const end = now.has(unit.id) ? low! : high!
      const moved = {
        ...unit,
        ...end,
        public: decimalOfEstimate(interval[now.has(unit.id) ? 0 : 1], composite.public_places),
      }
      const then = inQuotaIds(
        candidates.map(other => (other.id === unit.id ? moved : other)),
        rule,
      )
      if (then.has(unit.id) !== now.has(unit.id)) crosses.push('rank')
    }
    // 85 divides excellent from good only inside the share: outside it, above or below 85 the grade is good.
    const moot = crosses.includes('excellent') && !now.has(unit.id) && !crosses.includes('rank')
    return [
      { id: unit.id, low: low!.score, high: high!.score, crosses: crosses.filter(l => !(moot && l === 'excellent')) },
    ]
  })
}

/** Units whose rank lies within the excellent share, the score limit left aside. */
function inQuotaIds(candidates: readonly GradeCandidate[], rule: GradeRule): ReadonlySet<string> {
  const open: GradeRule = { ...rule, excellent: { ...rule.excellent, min: '-999999', min_op: '>=' } }
  return new Set(
    gradeSeries(candidates, open)
      .results.filter(unit => unit.provisional === 'excellent')
      .map(unit => unit.id),
  )
}
