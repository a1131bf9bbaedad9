// Samples of random designs for property tests: one to three stages, strata, weights, population sizes, rows in any order.
import fc from 'fast-check'
import { createSurveyDesign } from '../../sampling/estimation/createdesign.ts'
import type { SurveyDesign } from '../../sampling/estimation/surveydesign.ts'
import type { Factor } from '../../sampling/spec/types.ts'

export interface RandomSample {
  readonly design: SurveyDesign
  readonly y: Float64Array
  readonly x: Float64Array
  /** −1 to 3. */
  readonly domain: Factor
  /** The same sample with its rows in another order. */
  readonly reordered: () => RandomSample
}

interface Row {
  readonly stratum: number
  readonly cluster: number
  readonly second: number
  readonly third: number
  readonly weight: number
  readonly y: number
  readonly x: number
  readonly domain: number
}

const LEVELS = Array.from({ length: 40 }, (_, k) => String(k))
const factorOf = (codes: readonly number[]): Factor => ({ codes: Int32Array.from(codes), levels: LEVELS })

const row: fc.Arbitrary<Row> = fc.record({
  stratum: fc.integer({ min: 0, max: 2 }),
  cluster: fc.integer({ min: 0, max: 3 }),
  second: fc.integer({ min: 0, max: 2 }),
  third: fc.integer({ min: 0, max: 30 }),
  weight: fc.integer({ min: 1, max: 40 }).map(k => k / 4),
  y: fc.integer({ min: 0, max: 100 }),
  x: fc.integer({ min: 1, max: 9 }),
  domain: fc.integer({ min: -1, max: 3 }),
})

function arrange(rows: readonly Row[], stages: number, fpc: boolean, level: number): RandomSample {
  const count = rows.length
  const keys = ['cluster', 'second', 'third'] as const
  const design = createSurveyDesign({
    count,
    ids: keys.slice(0, stages).map(key => factorOf(rows.map(one => one[key]))),
    strata: [factorOf(rows.map(one => one.stratum))],
    fpc: fpc ? [50, 12, 200].slice(0, Math.max(1, stages)).map(size => new Float64Array(count).fill(size)) : [],
    weights: Float64Array.from(rows, one => one.weight),
    nest: true,
    lonely: 'certainty',
  })
  return {
    design,
    y: Float64Array.from(rows, one => level + one.y),
    x: Float64Array.from(rows, one => one.x),
    domain: { codes: Int32Array.from(rows, one => one.domain), levels: ['a', 'b', 'c', 'd'] },
    reordered: () => arrange([...rows].reverse(), stages, fpc, level),
  }
}

export const sampleArbitrary: fc.Arbitrary<RandomSample> = fc
  .tuple(
    fc.array(row, { minLength: 4, maxLength: 40 }),
    fc.integer({ min: 0, max: 3 }),
    fc.boolean(),
    fc.constantFrom(0, 1000),
  )
  .map(([rows, stages, fpc, level]) => arrange(rows, stages, fpc, level))
