// Releasing the reserve: strictly in order, each with a reason; probabilities and weights of the whole stratum follow.
import type { Design } from './designtypes.ts'
import { planFrame } from './draw.ts'
import { findElement, type Frame } from './frame.ts'
import { inclusionProbabilities } from './method/inclusion.ts'
import { methodTraits } from './methods.ts'
import type { StratumNumbers, StratumPlan } from './plan.ts'
import { sizesOf } from './population.ts'
import { problem, refuse, type Problem } from './problem.ts'
import type { SelectedElement } from './samplefile.ts'

/** One release: the next of the stratum's reserve joins the sample (the next cluster, where clusters were drawn). */
export interface Release {
  readonly stratum: string
  /** Why, for the log: nobody there, refusal, too few answers … */
  readonly reason: string
  /** The person who gave occasion, if one did; that person stays in the sample. */
  readonly replaces?: string
}

export interface ReleaseInput {
  /** All lines of the sample file. */
  readonly selected: readonly SelectedElement[]
  /** The strata of the manifest. */
  readonly strata: readonly StratumNumbers[]
  /** In order of time. */
  readonly releases: readonly Release[]
  /** Needed where probabilities differ or clusters were drawn. */
  readonly frame?: Frame
  readonly design?: Design
  readonly earlier?: readonly (string | Uint8Array)[]
}

/** A stratum after its releases. */
export interface ReleasedStratum {
  readonly stratum: string
  readonly N: number
  readonly n: number
  readonly released: number
  /**
   * `exact`: first-order probabilities are as given. `target`: they are the targets λ for a sample of n + released, which an order
   * sample meets nearly, as it does for n.
   */
  readonly probabilities: 'exact' | 'target'
}

export interface ReleaseResult {
  /** All lines; released elements now have the role `sample`, their order in the file as before. */
  readonly selected: readonly SelectedElement[]
  readonly strata: readonly ReleasedStratum[]
  /** Who was released, in order of time. */
  readonly log: readonly (Release & { readonly order: number; readonly elementIds: readonly string[] })[]
}

/**
 * Release reserve elements. The sample of a stratum is then one of n + k, whoever answered: nobody is replaced, and all elements get
 * new probabilities and weights. Simple random and systematic samples: (n + k) / N. Pareto and sequential Poisson: λ anew for n + k.
 * Other fixed-size samples by size, whose reserve is a simple random sample of the rest: π + (1 − π) k / (elements above size 0 − n).
 * Clusters: (n + k) / N, times the share taken within.
 *
 * @param input the drawn elements and strata, the releases in order; frame and design where new probabilities need them
 * @returns all drawn elements with their new roles, probabilities and weights, and a log of what was released
 * @throws InputError: a stratum nobody knows, a reserve used up, a release without a reason, a frame or design that is needed and not given
 * @source Särndal, Swensson and Wretman (1992), §2.4 (probabilities of a sample drawn in two steps); Rosén (1997) for Pareto
 * @example releaseReserve({ strata: [{ stratum: '甲', N: 9, n: 1, r: 1, method: 'srs' }], releases: [{ stratum: '甲', reason: 'moved' }], selected: [{ order: 1, elementId: 'a', stratum: '甲', role: 'sample', ticket: '', inclusionProbability: 1 / 9, baseWeight: 9 }, { order: 2, elementId: 'b', stratum: '甲', role: 'reserve', ticket: '', inclusionProbability: null, baseWeight: null }] }).selected.map(one => one.baseWeight) // => [4.5, 4.5]
 */
export function releaseReserve(input: ReleaseInput): ReleaseResult {
  const { strata, releases } = input
  const counts = new Map<string, number>()
  for (const { stratum } of releases) counts.set(stratum, (counts.get(stratum) ?? 0) + 1)
  refuse(releaseProblems(input, counts))
  const plans = plansOf(input, counts)
  const groups = new Map(
    [...counts.keys()].map(name => {
      const rows = input.selected.filter(one => one.stratum === name)
      return [name, reserveGroups(rows, plans.get(name))]
    }),
  )
  const taken = new Map<string, number>()
  const log = releases.map(release => {
    const at = taken.get(release.stratum) ?? 0
    taken.set(release.stratum, at + 1)
    const group = groups.get(release.stratum)![at]!
    return { ...release, order: group[0]!.order, elementIds: group.map(one => one.elementId) }
  })
  const selected = strata.flatMap(own => {
    const rows = input.selected.filter(one => one.stratum === own.stratum)
    const k = counts.get(own.stratum) ?? 0
    if (k === 0) return rows
    const released = new Set(groups.get(own.stratum)!.slice(0, k).flat())
    const chance = chanceAfter(own, k, plans.get(own.stratum))
    return rows.map(one => {
      if (one.role === 'reserve' && !released.has(one)) return one
      const { probability, weight } = chance(one)
      return { ...one, role: 'sample' as const, inclusionProbability: probability, baseWeight: weight }
    })
  })
  return {
    selected,
    strata: strata.map(({ stratum, N, n, method }) => {
      const released = counts.get(stratum) ?? 0
      const target = method === 'pareto' || method === 'sequential_poisson'
      return { stratum, N, n, released, probabilities: target ? ('target' as const) : ('exact' as const) }
    }),
    log,
  }
}

function releaseProblems({ strata, releases }: ReleaseInput, counts: ReadonlyMap<string, number>): Problem[] {
  const problems = releases.flatMap(({ reason }, i) =>
    reason.trim() === '' ? [problem('release_reason', { number: i + 1 })] : [],
  )
  for (const [stratum, asked] of counts) {
    const own = strata.find(found => found.stratum === stratum)
    if (own === undefined) problems.push(problem('release_unknown', { stratum }))
    else if (asked > own.r) problems.push(problem('release_short', { stratum, asked, left: own.r }))
  }
  return problems
}

const needsFrame = (own: StratumNumbers): boolean => own.cluster !== undefined || own.certainties !== undefined

function plansOf(input: ReleaseInput, counts: ReadonlyMap<string, number>): ReadonlyMap<string, StratumPlan> {
  const { strata, frame, design, earlier } = input
  const needed = strata.filter(own => counts.has(own.stratum) && needsFrame(own))
  if (needed.length === 0) return new Map()
  if (frame === undefined || design === undefined) {
    refuse(needed.map(({ stratum, method }) => problem('release_frame', { stratum, method })))
    return new Map()
  }
  return new Map(planFrame(design, frame, earlier).strata.map(plan => [plan.numbers.stratum, plan]))
}

const positionsOf = ({ members }: StratumPlan): ((elementId: string) => number) => {
  const { frame, rows } = members!
  const position = new Map(Array.from(rows, (row, at) => [row, at]))
  return elementId => position.get(findElement(frame, elementId)) ?? -1
}

// One release takes one element, or all lines of one cluster.
function reserveGroups(rows: readonly SelectedElement[], plan: StratumPlan | undefined): SelectedElement[][] {
  const reserve = rows.filter(one => one.role === 'reserve').sort((a, b) => a.order - b.order)
  if (plan === undefined || plan.clusters === null) return reserve.map(one => [one])
  const position = positionsOf(plan)
  const groups = new Map<number, SelectedElement[]>()
  for (const one of reserve) {
    const cluster = plan.clusters.of[position(one.elementId)] ?? -1
    groups.set(cluster, [...(groups.get(cluster) ?? []), one])
  }
  return [...groups.values()]
}

interface Chance {
  readonly probability: number
  readonly weight: number
}

function chanceAfter(own: StratumNumbers, k: number, plan: StratumPlan | undefined): (one: SelectedElement) => Chance {
  const { N, n, method } = own
  const equal = { probability: (n + k) / N, weight: N / (n + k) }
  if (plan === undefined) return () => equal
  const position = positionsOf(plan)
  if (plan.clusters !== null) {
    const { of } = plan.clusters
    const sizes = new Float64Array(plan.clusters.names.length)
    for (const cluster of of) sizes[cluster]! += 1
    const most = plan.settings.second?.n ?? Infinity
    return ({ elementId }) => {
      const M = sizes[of[position(elementId)]!]!
      const m = Math.min(M, most)
      return { probability: ((n + k) * m) / (N * M), weight: (N * M) / ((n + k) * m) }
    }
  }
  const before = plan.probability!
  const rest = N - (own.zero_size ?? 0) - n
  const anew = methodTraits[method].reserve === 'next' ? inclusionProbabilities(sizesOf(plan.members!)!, n + k) : null
  return ({ elementId }) => {
    const at = position(elementId)
    const probability = anew === null ? before[at]! + ((1 - before[at]!) * k) / rest : anew.probability[at]!
    return { probability, weight: 1 / probability }
  }
}
