// Made-up samples for the tests of weighting: strata, clusters, weights, categories and a measured value.
import fc from 'fast-check'
import { expect } from 'vitest'
import { createSurveyDesign } from '../../sampling/estimation/createdesign.ts'
import type { SurveyDesign } from '../../sampling/estimation/surveydesign.ts'
import { InputError } from '../../sampling/problem.ts'
import type { Factor } from '../../sampling/spec/types.ts'
import type { Margin } from '../../sampling/weighting/margins.ts'

export interface Sample {
  readonly design: SurveyDesign
  readonly a: Factor
  readonly b: Factor
  readonly c: Factor
  readonly x: Float64Array
  readonly y: Float64Array
}

export const factorOf = (codes: readonly number[], levels: readonly string[]): Factor => ({
  codes: Int32Array.from(codes),
  levels,
})

const levels = { a: ['p', 'q', 'r'], b: ['no', 'yes'], c: ['1', '2', '10'] } as const

/** Every cross of the categories is met at least once, so that raking always converges. */
export const arbitrarySample: fc.Arbitrary<Sample> = fc
  .array(
    fc.record({
      stratum: fc.nat(1),
      weight: fc.double({ min: 0.5, max: 20, noNaN: true }),
      a: fc.nat(2),
      b: fc.nat(1),
      c: fc.nat(2),
      x: fc.double({ min: 1, max: 99, noNaN: true }),
      y: fc.double({ min: -50, max: 50, noNaN: true }),
    }),
    { minLength: 12, maxLength: 40 },
  )
  .map(more => {
    const full = Array.from({ length: 18 }, (_, i) => {
      const noise = (i * 7) % 5
      const categories = { a: i % 3, b: Math.floor(i / 3) % 2, c: Math.floor(i / 6) }
      return { stratum: i % 2, weight: 1 + noise, ...categories, x: 10 + 3 * i + noise * noise, y: 5 - i + noise }
    })
    const rows = [...full, ...more]
    const column = (key: 'weight' | 'x' | 'y') => Float64Array.from(rows, row => row[key])
    const factor = (key: 'a' | 'b' | 'c') =>
      factorOf(
        rows.map(row => row[key]),
        levels[key],
      )
    const strata = [
      factorOf(
        rows.map(row => row.stratum),
        ['s0', 's1'],
      ),
    ]
    const design = createSurveyDesign({ count: rows.length, strata, weights: column('weight') })
    return { design, a: factor('a'), b: factor('b'), c: factor('c'), x: column('x'), y: column('y') }
  })

export const weightedSums = ({ codes, levels: names }: Factor, weight: Float64Array): Record<string, number> => {
  const sums = names.map(() => 0)
  codes.forEach((code, i) => (sums[code]! += weight[i]!))
  return Object.fromEntries(names.map((name, l) => [name, sums[l]!]))
}

/** Margins of the sample, tilted by the given shares and all of one total. */
export const tiltedMargin = (
  name: string,
  factor: Factor,
  weight: Float64Array,
  tilt: readonly number[],
  size = 1000,
): Margin => {
  const sums = Object.values(weightedSums(factor, weight)).map((sum, l) => sum * tilt[l]!)
  const total = sums.reduce((all, sum) => all + sum, 0)
  return {
    name,
    factor,
    totals: Object.fromEntries(factor.levels.map((level, l) => [level, (sums[l]! / total) * size])),
  }
}

export const arbitraryTilt = fc.array(fc.double({ min: 0.6, max: 1.6, noNaN: true }), { minLength: 3, maxLength: 3 })

/** Largest relative difference. */
export const apart = (one: ArrayLike<number>, two: ArrayLike<number>): number => {
  expect(one.length).toBe(two.length)
  return Array.from(one).reduce(
    (most, value, i) => Math.max(most, Math.abs(value - two[i]!) / (1e-9 + Math.abs(two[i]!))),
    0,
  )
}

/** Codes of the problems that a call is refused with. */
export function refusedWith(call: () => unknown): {
  readonly codes: string[]
  readonly en: string
  readonly zh: string
} {
  try {
    call()
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    const [first] = error.problems
    // A sentence with an unfilled place would be no help to anyone.
    for (const { zh, en } of error.problems) expect(zh + en).not.toMatch(/\{\w+\}/)
    return { codes: error.problems.map(({ code }) => code), en: first!.en, zh: first!.zh }
  }
  throw new Error('nothing was refused')
}
