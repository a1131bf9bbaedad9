// How many people to ask when units are compared, or when every domain must be known well; and what a given n gives.
import { normalQuantile } from './interval.ts'
import { demandOf, inviteFor, sampleSize, type SampleSizeInput } from './samplesize.ts'

export interface DifferenceInput {
  /** Half width of the interval of the difference, in points. */
  readonly margin: number
  /** Standard deviation of the score of each of the two units. */
  readonly sd: readonly [number, number]
  readonly level?: number
  /** People who can rate each unit; endless when left out. */
  readonly population?: readonly [number, number]
  readonly deff?: number
  readonly responseRate?: number
  /** Share of the respondents who rate both units, 0 to 1, and how their two ratings correlate. */
  readonly overlap?: number
  readonly correlation?: number
  /** Probability with which a true difference of `margin` is to be found, such as 0.8; without it only the margin counts. */
  readonly power?: number
}

export interface DifferenceSize {
  /** Answers per unit before rounding. */
  readonly exact: number
  /** Answers needed for each unit. */
  readonly answers: number
  readonly invite: number
  readonly feasible: boolean
}

/**
 * Answers per unit, the same for both, so that the difference of their means has the margin wanted:
 * n = deff (S1² + S2² − 2 ρ o S1 S2) / ((e/z)² + deff (S1²/N1 + S2²/N2)). Ratings of both units by the same people (overlap o,
 * correlation ρ) make the difference more precise when ρ > 0; populations are then counted as apart.
 *
 * @param input margin of the difference and `sd` in points of the score; population, overlap and correlation of the two units
 * @returns answers per unit and people to invite
 * @throws RangeError for numbers out of their range
 * @source Cochran (1977), Sampling Techniques, ch. 4 and 5A.13; Kish (1965), Survey Sampling, ch. 12.4
 * @example differenceSampleSize({ margin: 5, sd: [20, 20] }).answers // => 123
 * @example differenceSampleSize({ margin: 5, sd: [20, 20], power: 0.8 }).answers // => 252
 * @example differenceSampleSize({ margin: 5, sd: [20, 20], population: [400, 90], responseRate: 0.5 }).invite // => 134
 */
export function differenceSampleSize(input: DifferenceInput): DifferenceSize {
  const { margin, sd, level = 0.95, population = [Infinity, Infinity], deff = 1, responseRate = 1 } = input
  const { overlap = 0, correlation = 0, power } = input
  const demand = demandOf('differenceSampleSize')
  demand(margin > 0 && Number.isFinite(margin), 'a margin above 0')
  demand(
    sd.every(value => value > 0 && Number.isFinite(value)),
    'standard deviations above 0',
  )
  demand(level > 0 && level < 1, 'a level between 0 and 1')
  demand(population.every(N => N >= 1) && deff > 0, 'populations of 1 or more and a design effect above 0')
  demand(responseRate > 0 && responseRate <= 1, 'a response rate above 0 and at most 1')
  demand(overlap >= 0 && overlap <= 1 && Math.abs(correlation) <= 1, 'an overlap and a correlation of at most 1')
  demand(power === undefined || (power >= 0.5 && power < 1), 'a power of 0.5 or more and below 1')
  const z = normalQuantile((1 + level) / 2) + (power === undefined ? 0 : normalQuantile(power))
  const [a, b] = sd
  const spread = deff * (a * a + b * b - 2 * correlation * overlap * a * b)
  const known = deff * ((a * a) / population[0] + (b * b) / population[1])
  const exact = spread / ((margin / z) ** 2 + known)
  const answers = Math.ceil(exact * (1 - 1e-12))
  const invite = inviteFor(answers, responseRate)
  return { exact, answers, invite, feasible: invite <= Math.min(...population) }
}

export interface Domain {
  readonly name: string
  /** Elements of the domain. */
  readonly population: number
  /** Standard deviation of the score in the domain, where it differs. */
  readonly sd?: number
  /** Margin wanted in the domain, where it differs. */
  readonly margin?: number
}

export interface DomainSizes {
  /** Answers each domain needs, in the order given. */
  readonly domains: readonly { readonly name: string; readonly answers: number; readonly invite: number }[]
  /** When each domain is a stratum: the sum. */
  readonly stratified: { readonly answers: number; readonly invite: number }
  /** When one sample is drawn from all in proportion: enough that the smallest domain gets its share on average. */
  readonly proportional: { readonly answers: number; readonly invite: number }
  /** False when a domain would need more invitations than it has people. */
  readonly feasible: boolean
}

/**
 * Sample size so that every domain (unit, district, age group) reaches the margin wanted.
 *
 * @param domains name and number of elements of each
 * @param common what holds for all domains: margin, level, sd or proportion, design effect, response rate
 * @returns answers and people to invite per domain, stratified and in proportion
 * @throws RangeError as `sampleSize`, and for no domain
 * @source Kalton, Brick & Lê (2005), Estimating components of design effects, UN Household Sample Surveys, ch. 2
 * @example domainSampleSizes([{ name: 'a', population: 900 }, { name: 'b', population: 100 }], { margin: 0.1 }).proportional.answers // => 490
 */
export function domainSampleSizes(
  domains: readonly Domain[],
  common: Omit<SampleSizeInput, 'population'>,
): DomainSizes {
  if (domains.length === 0) throw new RangeError('domainSampleSizes requires a domain')
  const sizes = domains.map(({ name, population, sd, margin }) => {
    const own = { ...(sd === undefined ? {} : { sd }), ...(margin === undefined ? {} : { margin }) }
    const { answers, invite, feasible } = sampleSize({ ...common, ...own, population })
    return { name, population, answers, invite, feasible }
  })
  const whole = sizes.reduce((sum, { population }) => sum + population, 0)
  const answers = sizes.reduce((most, size) => Math.max(most, Math.ceil((size.answers * whole) / size.population)), 0)
  return {
    domains: sizes.map(({ name, answers, invite }) => ({ name, answers, invite })),
    stratified: {
      answers: sizes.reduce((sum, size) => sum + size.answers, 0),
      invite: sizes.reduce((sum, size) => sum + size.invite, 0),
    },
    proportional: { answers, invite: inviteFor(answers, common.responseRate ?? 1) },
    feasible: sizes.every(size => size.feasible),
  }
}

export interface PrecisionOf {
  readonly standardError: number
  /** Half width of the interval. */
  readonly margin: number
  /** Answers counted on: those invited times the response rate, at most the population. */
  readonly answers: number
}

/**
 * The reverse of `sampleSize`: what precision to expect from people invited (all of them answer unless told otherwise).
 *
 * @param input as for `sampleSize`, with `invited` in place of the margin
 * @returns standard error and margin in the unit of `sd` (shares for a proportion), and the answers counted on
 * @throws RangeError for numbers out of their range, or fewer than one answer to count on
 * @source Cochran (1977), Sampling Techniques, ch. 4
 * @example expectedPrecision({ invited: 364, population: 500, responseRate: 0.6 }).margin.toFixed(4) // => '0.0498'
 * @example expectedPrecision({ invited: 1019, sd: 20, population: 4000, deff: 2 }).margin.toFixed(3) // => '1.499'
 */
export function expectedPrecision(input: Omit<SampleSizeInput, 'margin'> & { readonly invited: number }): PrecisionOf {
  const { invited, level = 0.95, proportion = 0.5, sd, population = Infinity, deff = 1, responseRate = 1 } = input
  const demand = demandOf('expectedPrecision')
  demand(level > 0 && level < 1 && proportion > 0 && proportion < 1, 'a level and a proportion between 0 and 1')
  demand(sd === undefined || (sd > 0 && Number.isFinite(sd)), 'a standard deviation above 0')
  demand(population >= 1 && deff > 0, 'a population of 1 or more and a design effect above 0')
  demand(responseRate > 0 && responseRate <= 1, 'a response rate above 0 and at most 1')
  const answers = Math.min(invited * responseRate, population)
  demand(answers >= 1, 'one answer or more to count on')
  const variance = sd === undefined ? proportion * (1 - proportion) : sd * sd
  // n0 = n / (1 − n / N) or, by the other convention, n (N − 1) / (N − n), turned round.
  const endless =
    input.correction === 'proportion' && population < Infinity
      ? population - answers === 0
        ? Infinity
        : (answers * (population - 1)) / (population - answers)
      : answers / (1 - answers / population)
  const standardError = Math.sqrt((variance * deff) / endless)
  return { standardError, margin: normalQuantile((1 + level) / 2) * standardError, answers }
}
