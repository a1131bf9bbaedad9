// How many people to ask: from the margin of error wanted to the size of the sample and the number to invite.
import { normalQuantile } from './interval.ts'

export interface SampleSizeInput {
  /** Half width of the interval: 0.03 for ± 3 percentage points, or in points of the score when `sd` is given. */
  readonly margin: number
  /** Confidence level, 0.95 when left out. */
  readonly level?: number
  /** Expected proportion; 0.5, the most cautious, when neither it nor `sd` is given. */
  readonly proportion?: number
  /** Standard deviation of the score, for a mean in place of a proportion. */
  readonly sd?: number
  /** Elements in the frame; without it the population counts as endless. */
  readonly population?: number
  /** Design effect of strata, clusters and weights; 1 when left out. */
  readonly deff?: number
  /** Expected share of those asked who answer, (0, 1]; 1 when left out. */
  readonly responseRate?: number
  /** How the population is taken into account, see `sampleSize`; `given` when left out. */
  readonly correction?: PopulationCorrection
}

/**
 * `given`: n0 / (1 + n0 / N), the variance counted with denominator N − 1 (for proportions p (1 − p) stands for it).
 * `proportion`: n0 / (1 + (n0 − 1) / N), the variance of a proportion being N p (1 − p) / (N − 1).
 */
export type PopulationCorrection = 'given' | 'proportion'

export interface SampleSize {
  /** z² S² deff / e², before the population is taken into account. */
  readonly endless: number
  /** After the finite-population correction, not rounded. */
  readonly exact: number
  /** Answers needed: `exact` rounded up. */
  readonly answers: number
  /** People to invite: answers over the response rate, rounded up. */
  readonly invite: number
  /** False when more would have to be invited than there are. */
  readonly feasible: boolean
}

/**
 * Sample size for a proportion or a mean.
 * There are two conventions for the finite population, n0 / (1 + n0 / N), used unless told otherwise, and for proportions
 * n0 / (1 + (n0 − 1) / N), which asks for at most one answer more; the design effect is applied to n0, before either.
 *
 * @param input margin and level; a proportion or `sd` in the unit of the margin; population, design effect, response rate
 * @returns answers needed, people to invite, and whether there are so many
 * @throws RangeError for a margin, level, proportion, deviation, population, effect or rate out of its range
 * @source Cochran (1977), Sampling Techniques, ch. 4
 * @example sampleSize({ margin: 0.05, population: 500, responseRate: 0.6 }).invite // => 364
 * @example sampleSize({ margin: 0.05, population: 500, correction: 'proportion' }).exact.toFixed(4) // => '217.4872'
 * @example sampleSize({ margin: 1.5, sd: 20, population: 4000, deff: 2, responseRate: 0.4 }).answers // => 1019
 */
export function sampleSize(input: SampleSizeInput): SampleSize {
  const { margin, level = 0.95, proportion = 0.5, sd, population = Infinity, deff = 1, responseRate = 1 } = input
  const demand = demandOf('sampleSize')
  demand(margin > 0 && Number.isFinite(margin), 'a margin above 0')
  demand(level > 0 && level < 1, 'a level between 0 and 1')
  demand(sd === undefined || input.correction !== 'proportion', 'the correction given for a mean')
  demand(proportion > 0 && proportion < 1, 'a proportion between 0 and 1')
  demand(sd === undefined || (sd > 0 && Number.isFinite(sd)), 'a standard deviation above 0')
  demand(population >= 1, 'a population of 1 or more')
  demand(deff > 0 && Number.isFinite(deff), 'a design effect above 0')
  demand(responseRate > 0 && responseRate <= 1, 'a response rate above 0 and at most 1')
  const z = normalQuantile(1 - (1 - level) / 2)
  const variance = sd === undefined ? proportion * (1 - proportion) : sd * sd
  const endless = (z * z * variance * deff) / (margin * margin)
  const before = input.correction === 'proportion' ? endless - 1 : endless
  const exact = endless / (1 + before / population)
  const answers = Math.ceil(exact)
  const invite = inviteFor(answers, responseRate)
  return { endless, exact, answers, invite, feasible: invite <= population }
}

/**
 * People to invite for some answers. A quotient that is a hair above a whole number in binary does not ask for one more.
 *
 * @param responseRate (0, 1]
 * @internal
 * @example inviteFor(1599, 0.3) // => 5330
 */
export const inviteFor = (answers: number, responseRate: number): number => Math.ceil(answers / responseRate - 1e-9)

/**
 * Checks of one function's arguments: a RangeError that names the function and the limit.
 *
 * @internal
 * @example demandOf('half')(false, 'an even number') // => throws RangeError
 */
export const demandOf =
  (name: string) =>
  (right: boolean, limit: string): void => {
    if (!right) throw new RangeError(`${name} requires ${limit}`)
  }
