// Which respondent groups enter a unit's score and with what share: minimum sizes, merged groups, normalised weights.
import type { DomainValues } from './estimate.ts'
import type { ScoringScheme } from './scheme.ts'
import type { Ratings } from './score-ratings.ts'

/** Name under which small groups are merged. */
export const MERGED_GROUP = 'merged'

/** A group of a unit as a domain of the estimate. */
export interface ScoreCell {
  readonly name: string
  readonly domain: number
  /** Share in the unit's score; the shares of a unit add up to 1, or all are 0. */
  readonly share: number
  readonly merged: boolean
}

/** Domains of the estimate: one for each unit × group, then one for each unit's merged group. @internal */
export function arrangeCells(
  ratings: Ratings,
  scheme: ScoringScheme,
): { byUnit: readonly (readonly ScoreCell[])[]; values: DomainValues } {
  const groupCount = ratings.groups.length
  const groupOf = ratings.personStratum.map(h => ratings.strata[h]!.group)
  const counts = new Int32Array(ratings.units.length * groupCount)
  const domain = new Int32Array(ratings.value.length)
  for (let k = 0; k < domain.length; k++) {
    domain[k] = ratings.unit[k]! * groupCount + groupOf[ratings.person[k]!]!
    if (!Number.isNaN(ratings.value[k]!)) counts[domain[k]!]! += 1
  }
  const order = groupOrder(ratings, scheme)
  const asked = new Set(domain)
  const plans = ratings.units.map((_, u) => planUnit(u, order, ratings, counts, scheme))
  const byUnit = plans.map((plan, u) => cellsOfUnit(plan, u, order, ratings, asked))
  return { byUnit, values: withMerged(ratings, domain, plans, groupOf) }
}

/** Groups in the order of the scheme, others after them as they came. */
function groupOrder(ratings: Ratings, scheme: ScoringScheme): readonly number[] {
  const names = Object.keys(scheme.group_weights ?? {})
  const place = (g: number) => {
    const at = names.indexOf(ratings.groups[g]!)
    return at < 0 ? names.length + g : at
  }
  return ratings.groups.map((_, g) => g).sort((a, b) => place(a) - place(b))
}

interface UnitPlan {
  /** Weight of each counted group, by group index. */
  readonly counted: ReadonlyMap<number, number>
  /** Groups put together, and the weight they carry; empty = none. */
  readonly merged: ReadonlySet<number>
  readonly mergedWeight: number
}

function planUnit(
  unit: number,
  order: readonly number[],
  ratings: Ratings,
  counts: Int32Array,
  scheme: ScoringScheme,
): UnitPlan {
  const weightOf = (g: number) => (scheme.group_weights ? (scheme.group_weights[ratings.groups[g]!] ?? 0) : 1)
  const countOf = (g: number) => counts[unit * ratings.groups.length + g]!
  const least = Math.max(1, scheme.group_min_n)
  const rated = order.filter(g => countOf(g) > 0 && weightOf(g) > 0)
  const counted = new Map(rated.filter(g => countOf(g) >= least).map(g => [g, weightOf(g)]))
  const small = rated.filter(g => countOf(g) < least)
  const smallCount = small.reduce((sum, g) => sum + countOf(g), 0)
  const merges = scheme.small_group === 'merge_then_flag' && small.length > 1 && smallCount >= least
  const merged = new Set(merges ? small : [])
  return { counted, merged, mergedWeight: [...merged].reduce((sum, g) => sum + weightOf(g), 0) }
}

function cellsOfUnit(
  plan: UnitPlan,
  unit: number,
  order: readonly number[],
  ratings: Ratings,
  asked: ReadonlySet<number>,
): readonly ScoreCell[] {
  const total = [...plan.counted.values()].reduce((sum, weight) => sum + weight, plan.mergedWeight)
  const groupCount = ratings.groups.length
  const cells = order
    .filter(g => asked.has(unit * groupCount + g))
    .map(g => ({
      name: ratings.groups[g]!,
      domain: unit * groupCount + g,
      share: (plan.counted.get(g) ?? 0) / (total || 1),
      merged: plan.merged.has(g),
    }))
  if (plan.merged.size === 0) return cells
  const domain = ratings.units.length * groupCount + unit
  return [...cells, { name: MERGED_GROUP, domain, share: plan.mergedWeight / total, merged: false }]
}

/** The values by unit × group, and once more those of merged groups under their merged domain. */
function withMerged(
  ratings: Ratings,
  domain: Int32Array,
  plans: readonly UnitPlan[],
  groupOf: Int32Array,
): DomainValues {
  const again: number[] = []
  if (plans.some(plan => plan.merged.size > 0))
    for (let k = 0; k < domain.length; k++)
      if (plans[ratings.unit[k]!]!.merged.has(groupOf[ratings.person[k]!]!)) again.push(k)
  const first = ratings.units.length * ratings.groups.length
  const extend = (all: Int32Array, more: (k: number) => number): Int32Array => {
    const longer = new Int32Array(all.length + again.length)
    longer.set(all)
    longer.set(again.map(more), all.length)
    return longer
  }
  if (again.length === 0) return { element: ratings.person, domain, domains: first, value: ratings.value }
  return {
    element: extend(ratings.person, k => ratings.person[k]!),
    domain: extend(domain, k => first + ratings.unit[k]!),
    domains: first + ratings.units.length,
    value: withAgain(ratings.value, again),
  }
}

function withAgain(value: Float64Array, again: readonly number[]): Float64Array {
  const longer = new Float64Array(value.length + again.length)
  longer.set(value)
  again.forEach((k, at) => (longer[value.length + at] = value[k]!))
  return longer
}
