// How improbable a count is: exact tails of the binomial, hypergeometric and beta-binomial distributions.
import { incompleteBeta } from './distribution/beta.ts'
import { logGamma } from './distribution/gamma.ts'

const wholeFrom = (name: string, value: number, low: number, high: number): void => {
  if (!(Number.isInteger(value) && value >= low && value <= high))
    throw new RangeError(`${name} requires whole numbers in their order`)
}

const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)

/**
 * Chance of `count` or more successes in `trials` independent trials.
 *
 * @param count successes seen, 0 to trials
 * @param trials number of trials
 * @param probability of a success, [0, 1]
 * @returns P(X ≥ count), [0, 1]
 * @throws RangeError when an argument is out of range
 * @source R `pbinom(count - 1, trials, probability, lower.tail = FALSE)`
 * @example binomialTail(8, 10, 0.5).toFixed(7) // => '0.0546875'
 */
export function binomialTail(count: number, trials: number, probability: number): number {
  wholeFrom('binomialTail', trials, 0, Number.MAX_SAFE_INTEGER)
  wholeFrom('binomialTail', count, 0, trials)
  if (!(probability >= 0 && probability <= 1)) throw new RangeError('binomialTail requires a probability from 0 to 1')
  return count === 0 ? 1 : incompleteBeta(probability, count, trials - count + 1).lower
}

/**
 * Chance that a part of the whole holds `count` or more of its marked things, were they dealt out blindly (Fisher's exact test, one side).
 *
 * @param count marked things in the part
 * @param part size of the part
 * @param marked marked things in the whole
 * @param whole size of the whole
 * @returns P(X ≥ count), [0, 1]
 * @throws RangeError when an argument is out of range
 * @source R `phyper(count - 1, marked, whole - marked, part, lower.tail = FALSE)`
 * @example hypergeometricTail(5, 5, 10, 20).toFixed(6) // => '0.016254'
 */
export function hypergeometricTail(count: number, part: number, marked: number, whole: number): number {
  wholeFrom('hypergeometricTail', part, 0, whole)
  wholeFrom('hypergeometricTail', marked, 0, whole)
  wholeFrom('hypergeometricTail', count, 0, Math.min(part, marked))
  if (count <= Math.max(0, part + marked - whole)) return 1
  const base = logChoose(whole, part)
  return upperSum(count, Math.min(part, marked), k => logChoose(marked, k) + logChoose(whole - marked, part - k) - base)
}

/**
 * Chance of `count` or more successes in `trials` where the probability differs from group to group by a beta distribution.
 *
 * @param count successes seen, 0 to trials
 * @param trials number of trials
 * @param a first shape of the beta distribution, above 0
 * @param b second shape, above 0
 * @returns P(X ≥ count), [0, 1]
 * @throws RangeError when an argument is out of range
 * @source Skellam, A probability distribution derived from the binomial, JRSS B 10 (1948)
 * @example betaBinomialTail(3, 4, 1, 1).toFixed(12) // => '0.400000000000'
 */
export function betaBinomialTail(count: number, trials: number, a: number, b: number): number {
  wholeFrom('betaBinomialTail', trials, 0, Number.MAX_SAFE_INTEGER)
  wholeFrom('betaBinomialTail', count, 0, trials)
  if (!(a > 0 && b > 0 && a < Infinity && b < Infinity))
    throw new RangeError('betaBinomialTail requires a and b above 0')
  if (count === 0) return 1
  const base = logGamma(a + b + trials) + logGamma(a) + logGamma(b) - logGamma(a + b)
  return upperSum(count, trials, k => logChoose(trials, k) + logGamma(k + a) + logGamma(trials - k + b) - base)
}

/** Σ exp of the logarithms from k = low to high, at most 1. */
function upperSum(low: number, high: number, logarithm: (k: number) => number): number {
  let sum = 0
  for (let k = high; k >= low; k--) sum += Math.exp(logarithm(k))
  return Math.min(1, sum)
}

/** One group of trials: a window's ratings of a day. */
export interface TrialGroup {
  readonly trials: number
  readonly count: number
}

/** Share of the other groups, those with the highest success, that does not count: what is looked for may be there too. */
const LEFT_OUT = 0.2

/**
 * Chance of what one group shows, judged by the other groups: were its successes dealt out blindly, and, where the others differ
 * among themselves by more than chance, were it one more of their kind. The larger of the two, so that honest differences between
 * groups are not taken for a sign. The fifth of the others with the highest success is left out, since what is looked for may be
 * there too.
 *
 * @param group the group that is judged
 * @param others the rest
 * @returns chance of as many successes or more, [0, 1]; 1 where the others hold no trial
 * @source Fisher's exact test; the correlation within groups by analysis of variance (Fleiss, Levin & Paik, Statistical Methods for
 *   Rates and Proportions, 15.2), with the beta-binomial distribution it gives
 * @example groupChance({ trials: 20, count: 20 }, [{ trials: 50, count: 25 }, { trials: 50, count: 25 }]) < 1e-5 // => true
 * @example groupChance({ trials: 20, count: 20 }, [50, 30, 10].map(count => ({ trials: 50, count }))) > 0.05 // => true
 */
export function groupChance(group: TrialGroup, others: readonly TrialGroup[]): number {
  const ordered = others.filter(one => one.trials > 0).sort((a, b) => a.count / a.trials - b.count / b.trials)
  const kept = ordered.slice(0, ordered.length - Math.floor(LEFT_OUT * ordered.length))
  const trials = kept.reduce((sum, one) => sum + one.trials, 0)
  const count = kept.reduce((sum, one) => sum + one.count, 0)
  if (trials === 0) return 1
  const blind = hypergeometricTail(group.count, group.trials, group.count + count, group.trials + trials)
  const rho = withinCorrelation(kept.filter(one => one.trials > 1))
  const p = count / trials
  if (!(rho > 0) || p === 0 || p === 1) return blind
  const size = 1 / Math.min(rho, 0.999) - 1
  return Math.max(blind, betaBinomialTail(group.count, group.trials, p * size, (1 - p) * size))
}

/** Correlation of two trials of one group, by analysis of variance; 0 where fewer than three groups can tell. */
function withinCorrelation(groups: readonly TrialGroup[]): number {
  const total = groups.reduce((sum, one) => sum + one.trials, 0)
  if (groups.length < 3 || total <= groups.length) return 0
  const mean = groups.reduce((sum, one) => sum + one.count, 0) / total
  let between = 0
  let within = 0
  let squares = 0
  for (const { trials, count } of groups) {
    const p = count / trials
    between += trials * (p - mean) ** 2
    within += trials * p * (1 - p)
    squares += trials * trials
  }
  between /= groups.length - 1
  within /= total - groups.length
  const typical = (total - squares / total) / (groups.length - 1)
  const spread = between + (typical - 1) * within
  return spread > 0 ? Math.max(0, (between - within) / spread) : 0
}
