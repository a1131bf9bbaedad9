// Population sizes of the strata of a stage, read from a column by element that holds sizes or sampling fractions.
import { type Problem, problem } from '../problem.ts'
import { clustersByStratum } from './covariance.ts'
import type { Stage } from './surveydesign.ts'

/**
 * Check that every value is above 0 and that a column does not mix fractions and sizes.
 *
 * @returns `fractions`: nothing is above 1 and something below, so that a value of 1 means all were taken, as R reads it
 * @internal
 */
export function readKind(fpc: readonly Float64Array[]): { problems: Problem[]; fractions: boolean } {
  const columns = fpc.map(kindOf)
  const problems = columns.flatMap(({ bad, first, fraction, size }, s) => {
    const value = String(fpc[s]![first])
    const element = Math.max(fraction, size) + 1
    return [
      ...(bad > 0 ? [problem('design_bad_fpc', { stage: s + 1, count: bad, element: first + 1, value })] : []),
      ...(fraction >= 0 && size >= 0 ? [problem('design_mixed_fpc', { stage: s + 1, element })] : []),
    ]
  })
  const fractions = columns.every(column => column.size < 0) && columns.some(column => column.fraction >= 0)
  return { problems, fractions }
}

/** First element with a bad value, with a fraction, with a size above 1; −1 = none. */
function kindOf(column: Float64Array): { bad: number; first: number; fraction: number; size: number } {
  let [bad, first, fraction, size] = [0, -1, -1, -1]
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!
    if (value > 1) {
      if (size < 0) size = i
    } else if (!(value > 0)) {
      if (bad++ === 0) first = i
    } else if (value < 1 && fraction < 0) fraction = i
  }
  return { bad, first, fraction, size }
}

/** N of each stratum; a fraction f becomes n / f. @internal */
export function sizesByStratum(
  column: Float64Array,
  fractions: boolean,
  stage: Omit<Stage, 'populationSize'>,
  number: number,
): { populationSize: Float64Array; problems: Problem[] } {
  const { cluster, stratum, strata } = stage
  const name = (h: number) => stage.stratumName?.(h) ?? String(h + 1)
  const given = new Float64Array(strata).fill(NaN)
  const problems: Problem[] = []
  const varies = new Set<number>()
  for (let i = 0; i < column.length; i++) {
    const h = stratum[cluster[i]!]!
    const value = column[i]!
    if (given[h] === value) continue
    if (Number.isNaN(given[h]!)) given[h] = value
    else if (!varies.has(h)) {
      varies.add(h)
      const details = { stage: number, stratum: name(h), first: given[h]!, second: value, element: i + 1 }
      problems.push(problem('design_fpc_varies', details))
    }
  }
  const sampled = clustersByStratum(stage)
  const populationSize = given.map((value, h) => (fractions || value < 1 ? sampled[h]! / value : value))
  populationSize.forEach((population, h) => {
    // Sizes that came through a division may fall short by rounding.
    if (population >= sampled[h]! * (1 - 1e-9) || varies.has(h)) return
    const details = { stage: number, stratum: name(h), sampled: sampled[h]!, population }
    problems.push(problem('design_fpc_small', details))
  })
  return { populationSize, problems }
}
