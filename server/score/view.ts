// A run as the page and the exports show it: units in order of rank within their series, with reference grades.
import type { UnitChannels } from '../../sampling/channel.ts'
import { defaultCompositeRule } from '../../sampling/composite.ts'
import { decimalOfEstimate, roundDecimal } from '../../sampling/decimal.ts'
import type { Grade, GradeCandidate } from '../../sampling/grade.ts'
import { gradeSeries } from '../../sampling/grade.ts'
import { gradeNoise } from '../../sampling/grade-noise.ts'
import { normalInterval } from '../../sampling/interval.ts'
import type { CampaignScheme } from '../../sampling/scheme.ts'
import type { ScoreResult, UnitScore } from '../../sampling/score.ts'

export interface SeriesUnit {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly seriesId: string
  readonly seriesName: string
}

interface Standing {
  readonly rank: number | null
  readonly grade: Grade | null
  readonly onNoise: boolean
}

/** Public review alone, as if it were the whole: the interval then moves the score by all of its width. */
const WHOLE = { ...defaultCompositeRule, weights: { target: '0', leader: '0', public: '100' } }

/** @param before last year's result, if there is one */
export function viewUnits(
  result: ScoreResult,
  units: readonly SeriesUnit[],
  scheme: CampaignScheme,
  before: ScoreResult | null = null,
) {
  const standing = new Map<string, Standing>()
  for (const series of new Set(units.map(unit => unit.seriesId)))
    for (const [id, place] of standSeries(
      units.filter(unit => unit.seriesId === series),
      result,
      scheme,
    ))
      standing.set(id, place)
  return units
    .flatMap(unit => {
      const score = result.units[unit.id]
      const place = standing.get(unit.id)
      return score && place
        ? [{ ...unit, ...place, ...shown(score), change: changeOf(score, before?.units[unit.id]) }]
        : []
    })
    .sort((a, b) => order(units, a.seriesId, b.seriesId) || (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0)
}

export type ViewedUnit = ReturnType<typeof viewUnits>[number]

const order = (units: readonly SeriesUnit[], a: string, b: string): number =>
  units.findIndex(unit => unit.seriesId === a) - units.findIndex(unit => unit.seriesId === b)

type Estimate = Pick<UnitScore, 'score' | 'se'>

/**
 * Difference from last year and half its 95 % interval; the two years' samples are drawn apart. Where 好差评 had another share last
 * year, or none, only the survey parts measure the same thing.
 */
function changeOf(now: UnitScore, before: UnitScore | undefined) {
  if (!before) return null
  const alike = shareOf(now) === shareOf(before)
  const difference = alike ? differenceOf(now, before) : differenceOf(surveyOf(now), surveyOf(before))
  return difference && { ...difference, basis: alike ? ('public' as const) : ('survey' as const) }
}

const shareOf = (unit: UnitScore): number => unit.channels?.hcp.share ?? 0
const surveyOf = (unit: UnitScore): Estimate => unit.channels?.survey ?? unit

function differenceOf(now: Estimate, before: Estimate): { points: number; reach: number | null } | null {
  if (now.score === null || before.score === null) return null
  const se = now.se === null || before.se === null ? null : Math.hypot(now.se, before.se)
  const points = now.score - before.score
  return { points, reach: se === null ? null : normalInterval(points, se)[1] - points }
}

function shownChannels({ survey, hcp }: UnitChannels) {
  return {
    survey: { ...survey, ci95: survey.ci95 && ([...survey.ci95] as [number, number]) },
    hcp: {
      ...hcp,
      ci95: hcp.ci95 && ([...hcp.ci95] as [number, number]),
      levels: hcp.levels && { ...hcp.levels },
      hidden: hcp.hidden ?? false,
    },
  }
}

function shown(score: UnitScore) {
  return {
    channels: score.channels ? shownChannels(score.channels) : null,
    score: score.score,
    se: score.se,
    ci95: score.ci95 && ([...score.ci95] as [number, number]),
    n: score.n,
    nEff: score.n_eff,
    asked: score.asked,
    awareness: score.awareness,
    sufficient: score.sufficient,
    hidden: score.hidden ?? false,
    groups: Object.entries(score.groups).map(([code, group]) => ({
      code,
      mean: group.mean,
      se: group.se,
      n: group.n,
      weight: group.weight,
      merged: group.merged ?? false,
      hidden: group.hidden ?? false,
    })),
  }
}

function standSeries(units: readonly SeriesUnit[], result: ScoreResult, scheme: CampaignScheme): [string, Standing][] {
  const candidates = units.map(({ id }): GradeCandidate => {
    const score = result.units[id]?.score ?? null
    const exact = score === null ? null : decimalOfEstimate(score, scheme.composite.public_places)
    const rounded = exact === null ? null : roundDecimal(exact, scheme.round)
    return { id, score: rounded, exact, target: '0', leader: '0', public: exact, deduction: '0' }
  })
  const { results } = gradeSeries(candidates, scheme.grade)
  const intervals = new Map(
    units.flatMap(({ id }) => {
      const interval = result.units[id]?.ci95
      return interval ? [[id, interval] as const] : []
    }),
  )
  const noise = gradeNoise(candidates, intervals, { composite: { ...WHOLE, round: scheme.round }, grade: scheme.grade })
  const noisy = new Set(noise.filter(unit => unit.crosses.length > 0).map(unit => unit.id))
  return results.map(({ id, rank, provisional }) => [id, { rank, grade: provisional, onNoise: noisy.has(id) }])
}
