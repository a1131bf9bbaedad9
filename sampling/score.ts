// Unit scores: person → group → unit, each with its standard error, interval, n and awareness rate.
import type { UnitChannels } from './channel.ts'
import type { RatioEstimates } from './estimate.ts'
import { combineDisjoint, estimateRatios } from './estimate.ts'
import type { Interval } from './interval.ts'
import { normalInterval, studentInterval } from './interval.ts'
import type { ScoringScheme } from './scheme.ts'
import type { ScoreCell } from './score-groups.ts'
import { arrangeCells } from './score-groups.ts'
import type { Ratings } from './score-ratings.ts'
import { collapseLonely } from './score-ratings.ts'

/** What the groups of a unit say. `weight` is the group's share in the unit's score; 0 = it does not enter. */
export interface GroupScore {
  readonly mean: number | null
  readonly se: number | null
  readonly n: number | null
  readonly weight: number
  /** Below `group_min_n` and therefore part of the merged group. */
  readonly merged?: true
  /** Fewer than five ratings, or one of a pair that would give them away. */
  readonly hidden?: true
}

export interface UnitScore {
  readonly score: number | null
  /** Null where it cannot be known: a group of one person. */
  readonly se: number | null
  readonly ci95: Interval | null
  /** By Student's t with `df` degrees of freedom. */
  readonly ci95_t: Interval | null
  readonly df: number | null
  /** Valid ratings that enter the score. */
  readonly n: number | null
  /** Effective sample size of Kish, for the unequal weights alone. */
  readonly n_eff: number | null
  /** Persons asked about the unit. */
  readonly asked: number | null
  /** 知晓率: persons who know the unit / persons asked, 0 to 1. */
  readonly awareness: number | null
  /** Whether n reaches the scheme's `unit_min_n`. */
  readonly sufficient: boolean
  readonly hidden?: true
  readonly groups: Readonly<Record<string, GroupScore>>
  /** The survey and the 好差评 part, where the scheme has a channel; then score, se and intervals are of both together. */
  readonly channels?: UnitChannels
}

export interface ScoreResult {
  readonly respondents: number
  /** Strata of one person that were put together with a neighbour. */
  readonly collapsed_strata: number
  readonly units: Readonly<Record<string, UnitScore>>
}

/**
 * Score every unit: group mean = Σ(design weight · person) / Σ(design weight), unit = ΣW·mean over the groups that qualify, weights
 * normalised over them. Standard errors by Taylor linearisation, strata inside groups, unanswered = outside the domain.
 *
 * @param ratings every person of the design, those without a valid rating included
 * @param scheme group weights and least numbers of ratings
 * @returns points 0 to 100 with standard errors and intervals per unit and group; pass them through `discloseScores` before anybody sees them
 * @throws RangeError for a weight that is not above 0, or a population size below the persons of its stratum
 * @example
 * const builder = new RatingsBuilder(['police'])
 * const stratum = builder.stratum('resident', 'resident', null)
 * for (const points of [60, 80, 100]) builder.rate(builder.person(stratum, 1), 'police', points, true)
 * scoreUnits(builder.ratings(), { ...defaultScheme, group_weights: null, group_min_n: 1 }).units.police.score // => 80
 */
export function scoreUnits(ratings: Ratings, scheme: ScoringScheme): ScoreResult {
  const { ratings: joined, collapsed } = collapseLonely(ratings)
  const cells = arrangeCells(joined, scheme)
  const estimates = estimateRatios(
    {
      stratum: joined.personStratum,
      strata: joined.strata.length,
      weight: joined.personWeight,
      populationSize: Float64Array.from(joined.strata, stratum => stratum.populationSize ?? NaN),
    },
    cells.values,
    'certainty',
  )
  const { asked, aware } = countAsked(joined)
  const units = joined.units.map((unit, u): [string, UnitScore] => {
    const known = asked[u]! > 0 ? aware[u]! / asked[u]! : null
    return [unit, scoreUnit(cells.byUnit[u]!, estimates, asked[u]!, known, scheme)]
  })
  return {
    respondents: joined.personStratum.length,
    collapsed_strata: collapsed,
    units: Object.fromEntries(units),
  }
}

function countAsked(ratings: Ratings): { asked: Int32Array; aware: Int32Array } {
  const asked = new Int32Array(ratings.units.length)
  const aware = new Int32Array(ratings.units.length)
  for (let k = 0; k < ratings.unit.length; k++) {
    asked[ratings.unit[k]!]! += 1
    aware[ratings.unit[k]!]! += ratings.aware[k]!
  }
  return { asked, aware }
}

function scoreUnit(
  cells: readonly ScoreCell[],
  estimates: RatioEstimates,
  asked: number,
  awareness: number | null,
  scheme: ScoringScheme,
): UnitScore {
  const counted = cells.filter(cell => cell.share > 0)
  const groups = Object.fromEntries(cells.map(cell => [cell.name, groupScore(cell, estimates)]))
  const common = { asked, awareness, groups }
  if (counted.length === 0)
    return {
      score: null,
      se: null,
      ci95: null,
      ci95_t: null,
      df: null,
      n: 0,
      n_eff: null,
      sufficient: false,
      ...common,
    }
  const shares = counted.map(cell => cell.share)
  const domains = counted.map(cell => cell.domain)
  const { estimate, variance, degrees } = combineDisjoint(estimates, domains, shares)
  const n = domains.reduce((sum, domain) => sum + estimates.count[domain]!, 0)
  const kish = domains.reduce((sum, domain, k) => sum + shares[k]! ** 2 * estimates.kish[domain]!, 0)
  const se = domains.every(domain => estimates.count[domain]! > 1) ? Math.sqrt(variance) : null
  return {
    score: estimate,
    se,
    ci95: se === null ? null : normalInterval(estimate, se),
    ci95_t: se === null || degrees < 1 ? null : studentInterval(estimate, se, degrees),
    df: degrees,
    n,
    n_eff: 1 / kish,
    sufficient: n >= scheme.unit_min_n,
    ...common,
  }
}

function groupScore(cell: ScoreCell, estimates: RatioEstimates): GroupScore {
  const n = estimates.count[cell.domain]!
  return {
    mean: n > 0 ? estimates.estimate[cell.domain]! : null,
    se: n > 1 ? Math.sqrt(estimates.variance[cell.domain]!) : null,
    n,
    weight: cell.share,
    ...(cell.merged ? { merged: true } : {}),
  }
}
