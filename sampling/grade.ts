// Ranks and grades within a series: quota and limits, ties, and the triggers that lower a grade. Every threshold is data.
import type { Decimal } from './decimal.ts'
import { compareDecimals } from './decimal.ts'

const GRADES = ['excellent', 'good', 'fair', 'poor'] as const
export type Grade = (typeof GRADES)[number]

/** A limit and whether reaching it is enough. */
export interface GradeLimit {
  readonly min: Decimal
  readonly min_op: '>=' | '>'
}

export type TieKey = 'target' | 'public' | 'leader' | 'deduction'

/** The rule of a year, as data. */
export interface GradeRule {
  /** Best share of the series in per cent, and the score it also takes. */
  readonly excellent: GradeLimit & { readonly share: Decimal }
  readonly good: GradeLimit
  readonly fair: GradeLimit
  readonly quota: {
    readonly rounding: 'floor' | 'half_up' | 'ceil'
    /** Whether the place of a downgraded unit goes to the next one. */
    readonly refill: boolean
    /** Whether the city itself was graded excellent this year, which adds `bonus_points` per cent to the share. */
    readonly city_excellent: boolean
    readonly bonus_points: Decimal | null
    /** Whether the added places still take the score limit. */
    readonly bonus_keeps_min: boolean
  }
  readonly tie: { readonly chain: readonly TieKey[]; readonly final: 'include_all' | 'exclude_all' }
  /** Grade by the published (rounded) score rather than the exact one. */
  readonly on_rounded: boolean
}

/** 前 50% 且 85 分以上为优秀；其他 80 分以上良好；60 分以上一般；60 分以下差. */
export const defaultGradeRule: GradeRule = {
  excellent: { share: '50', min: '85', min_op: '>=' },
  good: { min: '80', min_op: '>=' },
  fair: { min: '60', min_op: '>=' },
  quota: { rounding: 'floor', refill: false, city_excellent: false, bonus_points: null, bonus_keeps_min: true },
  tie: { chain: ['target', 'public', 'leader', 'deduction'], final: 'include_all' },
  on_rounded: true,
}

/** One unit of a series. Parts are null while missing, and such a unit is neither ranked nor graded. */
export interface GradeCandidate {
  readonly id: string
  readonly score: Decimal | null
  readonly exact: Decimal | null
  readonly target: Decimal | null
  readonly public: Decimal | null
  readonly leader: Decimal | null
  readonly deduction: Decimal
  /** 不定等次: out of the base and without a grade. */
  readonly exempt?: boolean
  /** 降等情形 and 定差情形 that count (exempted ones are not passed). */
  readonly triggers?: readonly ('downgrade' | 'poor')[]
}

export interface GradeResult {
  readonly id: string
  readonly rank: number | null
  /** Still equal after the whole tie chain. */
  readonly tied: boolean
  /** By rank and score alone. */
  readonly provisional: Grade | null
  /** After triggers. */
  readonly grade: Grade | null
}

export interface SeriesGrades {
  /** Units that count in the share. */
  readonly base: number
  /** Places for excellent. */
  readonly places: number
  /** The city's extra share is due but its size has not been entered: results cannot be approved. */
  readonly extraShareMissing: boolean
  /** A tie lies across the line and the office must look at it. */
  readonly tieAtLine: boolean
  readonly results: readonly GradeResult[]
}

/**
 * Order two units: score, then the tie chain; negative when `left` ranks before `right`, 0 when nothing tells them apart.
 */
function compareCandidates(left: GradeCandidate, right: GradeCandidate, rule: GradeRule): number {
  const byScore = compareDecimals(scoreOf(right, rule), scoreOf(left, rule))
  if (byScore !== 0) return byScore
  for (const key of rule.tie.chain) {
    const [a, b] = key === 'deduction' ? [right.deduction, left.deduction] : [left[key], right[key]]
    const order = compareDecimals(b ?? '0', a ?? '0')
    if (order !== 0) return order
  }
  return 0
}

const scoreOf = (unit: GradeCandidate, rule: GradeRule): Decimal =>
  (rule.on_rounded ? unit.score : (unit.exact ?? unit.score)) ?? '0'

/**
 * Rank and grade the units of one series.
 *
 * @param candidates every unit of the series, in any order
 * @param rule limits of the grades, share of excellent, tie chain; default `defaultGradeRule`
 * @returns results in order of rank, units without a score last
 * @example
 * gradeSeries([{ id: 'a', score: '85.00', exact: '85', target: '85', public: '85', leader: '85', deduction: '0' },
 *   { id: 'b', score: '84.99', exact: '84.99', target: '85', public: '85', leader: '84', deduction: '0' }])
 *   .results.map(unit => unit.grade) // => ['excellent', 'good']
 */
export function gradeSeries(candidates: readonly GradeCandidate[], rule: GradeRule = defaultGradeRule): SeriesGrades {
  const base = candidates.filter(unit => !unit.exempt).length
  const ranked = candidates
    .filter(unit => unit.score !== null && !unit.exempt)
    .sort((left, right) => compareCandidates(left, right, rule) || (left.id < right.id ? -1 : 1))
  const { places, ordinary } = excellentPlaces(base, rule)
  const ranks = placesOf(ranked, rule)
  const downgraded = (unit: GradeCandidate) => (unit.triggers?.length ?? 0) > 0
  let tieAtLine = false
  const graded = ranked.map((unit, index): GradeResult => {
    const { rank, group } = ranks[index]!
    const ahead = rule.quota.refill ? ranked.slice(0, rank - 1).filter(downgraded).length : 0
    const first = rank - ahead
    const acrossLine = group > 1 && first <= places && first + group - 1 > places
    if (acrossLine) tieAtLine = true
    const inQuota = acrossLine ? rule.tie.final === 'include_all' : first <= places
    const needsLimit = rule.quota.bonus_keeps_min || first <= ordinary
    const provisional = gradeByScore(scoreOf(unit, rule), inQuota, needsLimit, rule)
    return { id: unit.id, rank, tied: group > 1, provisional, grade: applyTriggers(provisional, unit.triggers ?? []) }
  })
  const rest = candidates
    .filter(unit => unit.score === null || unit.exempt)
    .map((unit): GradeResult => ({ id: unit.id, rank: null, tied: false, provisional: null, grade: null }))
  const extraShareMissing = rule.quota.city_excellent && rule.quota.bonus_points === null
  return { base, places, extraShareMissing, tieAtLine, results: [...graded, ...rest] }
}

/** Rank of each ranked unit (equal units share the first place of their group) and the size of its group. */
function placesOf(ranked: readonly GradeCandidate[], rule: GradeRule): { rank: number; group: number }[] {
  const out: { rank: number; group: number }[] = []
  for (let from = 0; from < ranked.length; ) {
    let to = from + 1
    while (to < ranked.length && compareCandidates(ranked[from]!, ranked[to]!, rule) === 0) to++
    for (let k = from; k < to; k++) out.push({ rank: from + 1, group: to - from })
    from = to
  }
  return out
}

/**
 * Places for excellent among `base` units: `places` with the city's extra share, `ordinary` without it.
 *
 * @param base units that count in the share
 * @param rule of the grades: share in per cent, rounding, extra share of the city
 * @returns whole numbers of places, at most `base`
 * @example excellentPlaces(13, defaultGradeRule).places // => 6
 */
export function excellentPlaces(base: number, rule: GradeRule): { places: number; ordinary: number } {
  const whole = (share: number) => {
    // Shares are short decimals, so hundredths of a per cent are whole numbers and the division is the only rounding.
    const exact = (base * Math.round(share * 100)) / 10_000
    const { rounding } = rule.quota
    return Math.min(
      base,
      rounding === 'floor' ? Math.floor(exact) : rounding === 'ceil' ? Math.ceil(exact) : Math.floor(exact + 0.5),
    )
  }
  const share = Number(rule.excellent.share)
  const extra = rule.quota.city_excellent ? Number(rule.quota.bonus_points ?? '0') : 0
  return { places: whole(share + extra), ordinary: whole(share) }
}

/** Grade of a score, given whether its rank lies within the quota. Outside it, 85 and more is good (其他 80 分以上). */
function gradeByScore(score: Decimal, inQuota: boolean, needsLimit: boolean, rule: GradeRule): Grade {
  if (inQuota && (!needsLimit || reaches(score, rule.excellent))) return 'excellent'
  if (reaches(score, rule.good)) return 'good'
  return reaches(score, rule.fair) ? 'fair' : 'poor'
}

/** Whether a score reaches a limit: at least its `min`, or above it where the limit says `>`. @internal */
export const reaches = (score: Decimal, limit: GradeLimit): boolean =>
  compareDecimals(score, limit.min) >= (limit.min_op === '>=' ? 0 : 1)

/**
 * Apply triggers: any downgrade trigger lowers one step in all, any set-to-poor trigger overrides everything.
 *
 * @param grade by rank and score alone
 * @param triggers those that count, in any order
 * @returns the grade after triggers
 * @example applyTriggers('excellent', ['downgrade', 'downgrade']) // => 'good'
 */
export function applyTriggers(grade: Grade, triggers: readonly ('downgrade' | 'poor')[]): Grade {
  if (triggers.includes('poor')) return 'poor'
  return triggers.includes('downgrade') ? (GRADES[GRADES.indexOf(grade) + 1] ?? 'poor') : grade
}
