// Draws by ranking: Poisson, sequential Poisson and Pareto sampling from one uniform number per element.
import type { RankedSelection } from './uniformsource.ts'

/**
 * Poisson sampling: every element decides for itself, so the sample size is random. Chosen are those with u < λ.
 *
 * @param probability inclusion probability λ per element, [0, 1]
 * @param uniform number of each element, strictly between 0 and 1
 * @returns positions, ascending
 * @source Tillé (2006), Sampling Algorithms, §5.4; R sampling::UPpoisson
 * @example drawPoisson([0.5, 0.5, 1], [0.4, 0.6, 0.9]) // => [0, 2]
 */
export function drawPoisson(probability: ArrayLike<number>, uniform: ArrayLike<number>): number[] {
  const sample: number[] = []
  for (let i = 0; i < probability.length; i++) if (uniform[i]! < probability[i]!) sample.push(i)
  return sample
}

/**
 * Pareto πps sampling: certainties first, then the smallest (u/(1−u)) / (λ/(1−λ)). The realised inclusion probabilities are very
 * close to λ (`orderInclusion` tells how close). With permanent random numbers, samples of different waves are coordinated.
 *
 * @param probability target inclusion probability λ per element, [0, 1]; 0 is never drawn, not even as reserve
 * @param uniform number of each element, strictly between 0 and 1; equal ranks fall to the smaller number, then to the smaller position
 * @param n sample size
 * @param reserve how many follow
 * @returns positions in order of selection
 * @throws RangeError when n exceeds the number of elements with a probability above 0
 * @source Rosén (1997), On sampling with probability proportional to size, JSPI 62
 * @example drawPareto([0.5, 0.5, 1, 0], [0.4, 0.3, 0.9, 0.1], 2, 5) // => { sample: [2, 1], reserve: [0] }
 */
export const drawPareto = (
  probability: ArrayLike<number>,
  uniform: ArrayLike<number>,
  n: number,
  reserve = 0,
): RankedSelection => smallestRanks(probability, uniform, (u, p) => u / (1 - u) / (p / (1 - p)), n, reserve)

/**
 * Sequential Poisson sampling: certainties first, then the smallest u / λ.
 *
 * @param probability target inclusion probability λ per element, [0, 1]; 0 is never drawn, not even as reserve
 * @param uniform number of each element, strictly between 0 and 1
 * @param n sample size
 * @param reserve how many follow
 * @returns positions in order of selection
 * @throws RangeError when n exceeds the number of elements with a probability above 0
 * @source Ohlsson (1998), Sequential Poisson sampling, J. Official Statistics 14
 * @example drawSequentialPoisson([0.25, 0.75], [0.2, 0.4], 1, 1) // => { sample: [1], reserve: [0] }
 */
export const drawSequentialPoisson = (
  probability: ArrayLike<number>,
  uniform: ArrayLike<number>,
  n: number,
  reserve = 0,
): RankedSelection => smallestRanks(probability, uniform, (u, p) => u / p, n, reserve)

/**
 * The n smallest ranks and the `reserve` next; certainties rank before all, by their uniform numbers.
 *
 * @internal
 */
export function smallestRanks(
  probability: ArrayLike<number>,
  uniform: ArrayLike<number>,
  rank: (u: number, p: number) => number,
  n: number,
  reserve: number,
): RankedSelection {
  const count = probability.length
  const ranks = new Float64Array(count)
  let possible = 0
  for (let i = 0; i < count; i++) {
    const p = probability[i]!
    ranks[i] = p >= 1 ? -1 : p > 0 ? rank(uniform[i]!, p) : Infinity
    if (p > 0) possible++
  }
  const take = Math.min(n + reserve, possible)
  if (n > possible)
    throw new RangeError('an order sample requires n at most the number of elements with a probability above 0')
  const threshold = take === 0 ? -Infinity : Float64Array.from(ranks).sort()[take - 1]!
  const kept: number[] = []
  for (let i = 0; i < count; i++) if (ranks[i]! <= threshold && ranks[i]! < Infinity) kept.push(i)
  kept.sort((a, b) => ranks[a]! - ranks[b]! || uniform[a]! - uniform[b]! || a - b)
  return { sample: kept.slice(0, n), reserve: kept.slice(n, take) }
}
