// For the tests of selection methods: all samples of a small frame with their probabilities, replayed tickets, and χ² statistics.
import { chiSquareTails } from '../../sampling/distribution/chisquare.ts'
import { digestHex, ticketHasher } from '../../sampling/hash.ts'
import type { UniformSource } from '../../sampling/method/uniformsource.ts'
import { uniformOf } from '../../sampling/tickets.ts'

/** Positions of every subset of `size` of `count` elements. */
export function subsets(count: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]]
  const found: number[][] = []
  for (let i = from; i <= count - size; i++)
    for (const rest of subsets(count, size - 1, i + 1)) found.push([i, ...rest])
  return found
}

/** Probability of each sample; a sample is its positions, ascending, joined by commas. */
export type SampleLaw = ReadonlyMap<string, number>

export const nameOf = (sample: readonly number[]): string => [...sample].sort((a, b) => a - b).join()

/** A law from weights of samples. */
export function lawOf(
  samples: readonly (readonly number[])[],
  weight: (sample: readonly number[]) => number,
): SampleLaw {
  const weights = samples.map(weight)
  const total = weights.reduce((sum, one) => sum + one, 0)
  const law = new Map<string, number>()
  for (const [i, sample] of samples.entries())
    law.set(nameOf(sample), (law.get(nameOf(sample)) ?? 0) + weights[i]! / total)
  return law
}

/** π_ij of a law, π_i on the diagonal. */
export function jointOf(law: SampleLaw, count: number): number[][] {
  const joint = Array.from({ length: count }, () => Array.from({ length: count }, () => 0))
  for (const [name, probability] of law) {
    const sample = name === '' ? [] : name.split(',').map(Number)
    for (const a of sample) for (const b of sample) joint[a]![b]! += probability
  }
  return joint
}

export const replays = 20_000

/** One replayed draw: real tickets under the key of its own seed. */
export interface Replay {
  readonly uniform: Float64Array
  readonly source: UniformSource
}

/** Draws of `count` elements named e0, e1, … under 20,000 seeds, one after another. */
export function* replayed(count: number, name: string): Generator<Replay> {
  for (let r = 0; r < replays; r++) {
    const hasher = ticketHasher(digestHex(`${name}/${r}`))
    const source: UniformSource = label => uniformOf(hasher.hex(label))
    yield { uniform: Float64Array.from({ length: count }, (_, i) => source(`e${i}`)), source }
  }
}

/** How often each sample was drawn. */
export function tally(count: number, name: string, draw: (replay: Replay) => readonly number[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const replay of replayed(count, name)) {
    const sample = nameOf(draw(replay))
    counts.set(sample, (counts.get(sample) ?? 0) + 1)
  }
  return counts
}

/**
 * Pearson's χ² of whole samples against their law, p value. Draws are independent, so counts of samples are multinomial and nothing
 * needs scaling; samples expected fewer than 5 times are put together. A sample outside the law gives 0.
 */
export function pearson(counts: ReadonlyMap<string, number>, law: SampleLaw): number {
  for (const sample of counts.keys()) if (!((law.get(sample) ?? 0) > 0)) return 0
  const cells = [...law].filter(([, p]) => p > 0).map(([sample, p]) => [counts.get(sample) ?? 0, replays * p] as const)
  const large = cells.filter(([, expected]) => expected >= 5)
  const small = cells.filter(([, expected]) => expected < 5)
  const rest = small.reduce(([a, b], [c, d]) => [a + c, b + d] as const, [0, 0] as const)
  const all = rest[1] >= 5 ? [...large, rest] : large
  const statistic = all.reduce((sum, [found, expected]) => sum + (found - expected) ** 2 / expected, 0)
  const free = all.length - (rest[1] >= 5 || small.length === 0 ? 1 : 0)
  return free < 1 ? 1 : chiSquareTails(statistic, free).upper
}

/**
 * Inclusion frequencies against π with the covariance of indicators: R (f − π)' Σ⁻ (f − π), Σ_ij = π_ij − π_i π_j, which is χ² with
 * rank Σ degrees of freedom (N − 1 for a fixed size). p value.
 */
export function inclusionTest(
  frequency: readonly number[],
  inclusion: ArrayLike<number>,
  joint: readonly ArrayLike<number>[],
): number {
  const covariance = frequency.map((_, i) => frequency.map((__, j) => joint[i]![j]! - inclusion[i]! * inclusion[j]!))
  const { statistic, rank } = quadraticForm(
    covariance,
    frequency.map((f, i) => f - inclusion[i]!),
  )
  return chiSquareTails(replays * statistic, rank).upper
}

/** d' Σ⁻ d and the rank of Σ, by elimination with the largest diagonal first. */
function quadraticForm(
  matrix: readonly (readonly number[])[],
  vector: readonly number[],
): { statistic: number; rank: number } {
  const a = matrix.map(row => [...row])
  const d = [...vector]
  const left = new Set(d.keys())
  let statistic = 0
  let rank = 0
  for (;;) {
    const pivot = [...left].reduce((best, i) => (a[i]![i]! > (a[best]?.[best] ?? -1) ? i : best), -1)
    if (pivot < 0 || a[pivot]![pivot]! < 1e-9) return { statistic, rank }
    rank++
    left.delete(pivot)
    statistic += (d[pivot]! * d[pivot]!) / a[pivot]![pivot]!
    for (const i of left) {
      const factor = a[i]![pivot]! / a[pivot]![pivot]!
      d[i]! -= factor * d[pivot]!
      for (const j of left) a[i]![j]! -= factor * a[pivot]![j]!
    }
  }
}

/** Frequencies of elements and pairs. */
export function frequencies(counts: ReadonlyMap<string, number>, count: number): number[][] {
  return jointOf(new Map([...counts].map(([sample, times]) => [sample, times / replays])), count)
}

/** Largest |z| of the pair frequencies; with K pairs it must stay below the normal quantile of 0.001 / (2 K) (Bonferroni). */
export function largestPairZ(found: readonly (readonly number[])[], joint: readonly ArrayLike<number>[]): number {
  let most = 0
  for (let i = 0; i < found.length; i++) {
    for (let j = 0; j < i; j++) {
      const p = joint[i]![j]!
      const off = Math.abs(found[i]![j]! - p)
      // Never or always is a statement, not a frequency.
      const spread = Math.sqrt((Math.max(0, p * (1 - p)) + 1e-18) / replays)
      most = Math.max(most, off < 1e-12 ? 0 : off / spread)
    }
  }
  return most
}
