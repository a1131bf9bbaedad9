// The composite table 综合得分 of a campaign, series by series: formula, rank, grade, doubt. Pure.
import { computeComposite } from '../../sampling/composite.ts'
import { addDecimals, decimalOfEstimate } from '../../sampling/decimal.ts'
import type { GradeCandidate } from '../../sampling/grade.ts'
import { gradeSeries } from '../../sampling/grade.ts'
import { gradeNoise } from '../../sampling/grade-noise.ts'
import type { Interval } from '../../sampling/interval.ts'
import type { CampaignScheme } from '../../sampling/scheme.ts'

export interface UnitParts {
  readonly unitId: string
  readonly code: string
  readonly name: string
  readonly seriesId: string
  readonly seriesName: string
  readonly target: string | null
  readonly partyGovernment: string | null
  readonly congressCppcc: string | null
  /** Public-review estimate and its interval; null while there is none, or where it is hidden. */
  readonly public: number | null
  readonly publicInterval: Interval | null
  readonly publicSufficient: boolean
  readonly bonus: readonly string[]
  readonly deduction: readonly string[]
  /** Triggers that count. */
  readonly triggers: readonly ('downgrade' | 'poor')[]
}

export type CompositeWarning = 'above100' | 'fewRatings'

/** The composite table: one entry a series, its units in order of rank, blocked ones last. */
export function composeSeries(parts: readonly UnitParts[], scheme: CampaignScheme) {
  const ids = [...new Set(parts.map(unit => unit.seriesId))]
  return ids.map(seriesId => {
    const units = parts.filter(unit => unit.seriesId === seriesId)
    return { seriesId, seriesName: units[0]!.seriesName, ...composeOne(units, scheme) }
  })
}

export type CompositeSeries = ReturnType<typeof composeSeries>[number]
export type CompositeRow = CompositeSeries['rows'][number]

function composeOne(units: readonly UnitParts[], scheme: CampaignScheme) {
  const { composite: rule, grade } = scheme
  const made = new Map(
    units.map(unit => {
      const open = unit.public === null ? null : decimalOfEstimate(unit.public, rule.public_places)
      return [unit.unitId, { unit, public: open, composite: computeComposite({ ...unit, public: open }, rule) }]
    }),
  )
  const candidates = [...made.values()].map(({ unit, composite, ...rest }): GradeCandidate => {
    const { score, exact, leader, deduction } = composite
    return { id: unit.unitId, score, exact, leader, deduction, target: unit.target, ...rest, triggers: unit.triggers }
  })
  const intervals = new Map(
    units.flatMap(unit => (unit.publicInterval ? [[unit.unitId, unit.publicInterval] as const] : [])),
  )
  const noise = new Map(
    gradeNoise(candidates, intervals, { composite: rule, grade }).map(({ id, ...rest }) => [
      id,
      { ...rest, crosses: [...rest.crosses] },
    ]),
  )
  const { results, ...quota } = gradeSeries(candidates, grade)
  const rows = results.map(({ id, ...place }) => {
    const { unit, composite, public: open } = made.get(id)!
    const { seriesId: _, seriesName: __, publicInterval, publicSufficient, triggers, ...named } = unit
    const warnings: CompositeWarning[] = []
    if (composite.above100) warnings.push('above100')
    if (unit.public !== null && !publicSufficient) warnings.push('fewRatings')
    return {
      ...named,
      ...place,
      ...composite,
      missing: [...composite.missing],
      public: open,
      publicInterval: publicInterval && ([...publicInterval] as [number, number]),
      bonus: addDecimals(unit.bonus),
      deduction: addDecimals(unit.deduction),
      triggers: [...triggers],
      noise: noise.get(id) ?? null,
      warnings,
    }
  })
  return { ...quota, blocked: rows.filter(row => row.missing.length > 0).length, rows }
}
