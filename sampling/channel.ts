// The 好差评 channel: what window ratings say of a unit, and how survey and channel make the public score together.
import { type Interval, normalInterval, studentInterval } from './interval.ts'
import type { HcpRule, ValueMap } from './scheme.ts'
import type { ScoreResult, UnitScore } from './score.ts'

/** The five levels of a rating, best first. */
export const HCP_LEVELS = [
  'very_satisfied',
  'satisfied',
  'basically_satisfied',
  'dissatisfied',
  'very_dissatisfied',
] as const
export type HcpLevel = (typeof HCP_LEVELS)[number]

/** First valid ratings of a unit by level, whole numbers of 0 or more. */
export type HcpCounts = Readonly<Record<HcpLevel, number>>

/** Fewest ratings behind a number that is shown anywhere. */
const SMALLEST_CELL = 5

export interface HcpScore {
  /** Mean points, 0 to 100; null without ratings. */
  readonly score: number | null
  /** Null for a single rating. */
  readonly se: number | null
  readonly ci95: Interval | null
  readonly n: number
}

/** Why the share of the channel went to the survey. */
export type Redistributed = 'no_ratings' | 'below_min'

/** The two parts of a public score, each with its share in it (0 to 1; they add up to 1). */
export interface UnitChannels {
  readonly survey: {
    readonly score: number | null
    readonly se: number | null
    readonly ci95: Interval | null
    readonly n: number | null
    readonly share: number
  }
  readonly hcp: {
    readonly score: number | null
    readonly se: number | null
    readonly ci95: Interval | null
    readonly n: number | null
    readonly share: number
    readonly redistributed: Redistributed | null
    /** Null where there are fewer than five ratings. */
    readonly levels: HcpCounts | null
    readonly hidden?: true
  }
}

/**
 * Score of a unit's ratings: the mean of their points, with the standard error s/√n (s with n − 1).
 *
 * Raters choose themselves: the error and the interval say how much the mean would move by chance among people like them, not how
 * far it is from what all visitors think. Ratings that are all alike have the error 0, for the same reason.
 *
 * @param counts first valid ratings by level; default ratings of other systems and those an appeal took out left out
 * @param points of each level, 0 to 100
 * @returns mean in points with standard error and normal 95 % interval, null where it cannot be known
 * @throws RangeError for a count that is not a whole number of 0 or more, or a level without points
 * @source Cochran, Sampling Techniques, 2.4 and 2.6, without finite-population correction
 * @example
 * const counts = { very_satisfied: 8, satisfied: 1, basically_satisfied: 0, dissatisfied: 0, very_dissatisfied: 1 }
 * scoreHcp(counts, defaultScheme.alt_value_maps.hcp5).score // => 88
 */
export function scoreHcp(counts: HcpCounts, points: ValueMap): HcpScore {
  let [n, sum] = [0, 0]
  for (const level of HCP_LEVELS) {
    const count = counts[level]
    if (!(Number.isSafeInteger(count) && count >= 0))
      throw new RangeError(`scoreHcp requires whole counts of 0 or more, ${level} has ${count}`)
    n += count
    sum += count * pointsOf(level, points)
  }
  if (n === 0) return { score: null, se: null, ci95: null, n }
  const mean = sum / n
  if (n === 1) return { score: mean, se: null, ci95: null, n }
  const squares = HCP_LEVELS.reduce((total, level) => total + counts[level] * (pointsOf(level, points) - mean) ** 2, 0)
  const se = Math.sqrt(squares / (n - 1) / n)
  return { score: mean, se, ci95: normalInterval(mean, se), n }
}

function pointsOf(level: HcpLevel, points: ValueMap): number {
  const value = points[level]
  if (typeof value !== 'number') throw new RangeError(`scoreHcp requires points for each level, ${level} has none`)
  return value
}

/**
 * The public score of one unit: (1 − s) · survey + s · channel, with the variance (1 − s)²V₁ + s²V₂, since the two are collected
 * independently. Degrees of freedom by Welch and Satterthwaite.
 *
 * The channel counts only beside a survey and from `min_n` ratings on; otherwise the survey carries its share, and `channels` says
 * why. Where the survey gave no score there is none, however many ratings there are.
 *
 * @param survey score of the unit's answers, as `discloseScores` leaves it
 * @param counts first valid ratings of the unit by level
 * @param rule share in per cent and least number of ratings
 * @param points of each level, 0 to 100
 * @returns the unit's score with both parts in `channels`; n, effective n, awareness and groups stay those of the survey
 * @throws RangeError as `scoreHcp`
 * @source variance of a sum of independent estimates; Satterthwaite, Biometrics Bulletin 2 (1946), 110–114, for the degrees of freedom
 * @example
 * const survey = { score: 80, se: 1, ci95: null, ci95_t: null, df: 99, n: 100, n_eff: 100, asked: 100, awareness: 1, sufficient: true, groups: {} }
 * const counts = { very_satisfied: 40, satisfied: 0, basically_satisfied: 0, dissatisfied: 0, very_dissatisfied: 0 }
 * combineChannels(survey, counts, defaultScheme.hcp, defaultScheme.alt_value_maps.hcp5).score // => 84
 */
export function combineChannels(
  survey: UnitScore,
  counts: HcpCounts,
  rule: Pick<HcpRule, 'share' | 'min_n'>,
  points: ValueMap,
): UnitScore {
  const hcp = scoreHcp(counts, points)
  const redistributed = hcp.n === 0 ? 'no_ratings' : hcp.n < Math.max(rule.min_n, SMALLEST_CELL) ? 'below_min' : null
  const share = redistributed || hcp.score === null ? 0 : Number(rule.share) / 100
  const channels = channelsOf(survey, hcp, counts, share, redistributed)
  if (survey.score === null || hcp.score === null || share === 0) return { ...survey, channels }
  const score = (1 - share) * survey.score + share * hcp.score
  const parts = [
    { variance: ((1 - share) * (survey.se ?? NaN)) ** 2, df: survey.df ?? 0 },
    { variance: (share * (hcp.se ?? NaN)) ** 2, df: hcp.n - 1 },
  ]
  const variance = parts.reduce((sum, part) => sum + part.variance, 0)
  const se = Number.isNaN(variance) ? null : Math.sqrt(variance)
  const df = se === null ? null : welch(parts, variance)
  return {
    ...survey,
    score,
    se,
    ci95: se === null ? null : normalInterval(score, se),
    ci95_t: se === null || df === null || df < 1 ? null : studentInterval(score, se, df),
    df,
    channels,
  }
}

/** Parts without variance do not count; where neither has any, all degrees do. */
function welch(parts: readonly { readonly variance: number; readonly df: number }[], variance: number): number {
  if (variance === 0) return parts.reduce((sum, part) => sum + part.df, 0)
  const moving = parts.filter(part => part.variance > 0)
  return variance ** 2 / moving.reduce((sum, part) => sum + part.variance ** 2 / part.df, 0)
}

function channelsOf(
  survey: UnitScore,
  hcp: HcpScore,
  counts: HcpCounts,
  share: number,
  redistributed: Redistributed | null,
): UnitChannels {
  const small = hcp.n > 0 && hcp.n < SMALLEST_CELL
  return {
    survey: { score: survey.score, se: survey.se, ci95: survey.ci95, n: survey.n, share: 1 - share },
    hcp: small
      ? { score: null, se: null, ci95: null, n: null, share, redistributed, levels: null, hidden: true }
      : { ...hcp, share, redistributed, levels: levelsOf(counts) },
  }
}

const levelsOf = (counts: HcpCounts): HcpCounts =>
  Object.fromEntries(HCP_LEVELS.map(level => [level, counts[level]])) as Record<HcpLevel, number>

const NO_RATINGS: HcpCounts = {
  very_satisfied: 0,
  satisfied: 0,
  basically_satisfied: 0,
  dissatisfied: 0,
  very_dissatisfied: 0,
}

/**
 * Add the channel to the scores of all units.
 *
 * @param result survey scores, small cells hidden already (`discloseScores`)
 * @param counts by unit; a unit that is not named has no ratings
 * @param scheme its `hcp` rule and the value map that names; without a rule the result comes back as it is
 * @returns the result with the public score of each unit and both parts in `channels`
 * @throws RangeError as `scoreHcp`, or when the scheme has no such value map
 * @example addChannel({ respondents: 0, collapsed_strata: 0, units: {} }, {}, defaultScheme).units // => {}
 */
export function addChannel(
  result: ScoreResult,
  counts: Readonly<Record<string, HcpCounts>>,
  scheme: { readonly hcp: HcpRule | null; readonly alt_value_maps: Readonly<Record<string, ValueMap>> },
): ScoreResult {
  const { hcp } = scheme
  if (!hcp) return result
  const points = scheme.alt_value_maps[hcp.value_map]
  if (!points) throw new RangeError(`addChannel requires a value map ${hcp.value_map}`)
  const units = Object.entries(result.units).map(([unit, score]) => [
    unit,
    combineChannels(score, counts[unit] ?? NO_RATINGS, hcp, points),
  ])
  return { ...result, units: Object.fromEntries(units) as ScoreResult['units'] }
}
