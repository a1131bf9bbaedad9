// Population sizes of the strata of a stage, read from a column by element that holds sizes or sampling fractions.
import { type Problem, problem } from '../problem.ts'
import type { Stage } from './surveydesign.ts'

/** Every value above 0, and within a column all of one kind. */
export function checkKind(fpc: readonly Float64Array[]): Problem[] {
  return fpc.flatMap((column, s) => {
    const problems: Problem[] = []
    const first = column.findIndex(value => !(value > 0))
    if (first >= 0) {
      const count = column.reduce((sum, value) => (value > 0 ? sum : sum + 1), 0)
      const value = String(column[first])
      problems.push(problem('design_bad_fpc', { stage: s + 1, count, element: first + 1, value }))
    }
    const fraction = column.findIndex(value => value < 1 && value > 0)
    const size = column.findIndex(value => value > 1)
    if (fraction >= 0 && size >= 0)
      problems.push(problem('design_mixed_fpc', { stage: s + 1, element: Math.max(fraction, size) + 1 }))
    return problems
  })
}

type Shape = Omit<Stage, 'populationSize'>

/** N of each stratum; a fraction f becomes n / f. */
export function sizesByStratum(
  column: Float64Array,
  fractions: boolean,
  stage: Shape,
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
  const sampled = new Float64Array(strata)
  for (const h of stratum) sampled[h]! += 1
  const populationSize = given.map((value, h) => (fractions || value < 1 ? sampled[h]! / value : value))
  populationSize.forEach((population, h) => {
    // Sizes that came through a division may fall short by rounding.
    if (population >= sampled[h]! * (1 - 1e-9) || varies.has(h)) return
    const details = { stage: number, stratum: name(h), sampled: sampled[h]!, population }
    problems.push(problem('design_fpc_small', details))
  })
  return { populationSize, problems }
}
