// Quantiles against R (qnorm, qt) and against each other.
import { expect, it } from 'vitest'
import { normalInterval, normalQuantile, studentInterval, studentQuantile } from '../../sampling/interval.ts'

// R 4.2: qnorm(p), 17 digits
it.each([
  [0.975, 1.9599639845400536],
  [0.5, 0],
  [0.9, 1.2815515655446008],
  [1e-10, -6.3613409024040557],
  [0.0001, -3.7190164854556804],
])('normalQuantile(%d)', (p, quantile) => expect(Math.abs(normalQuantile(p) - quantile)).toBeLessThan(1e-14))

// R 4.2: qt(p, df), 17 digits
it.each([
  [0.975, 1, 12.706204736174694],
  [0.975, 2, 4.3026527297494619],
  [0.975, 10, 2.2281388519862739],
  [0.975, 199, 1.9719565442517519],
  [0.975, 999, 1.9623414611334493],
  [0.975, 1000, 1.9623390808264076],
  [0.975, 1e6, 1.9599663568141066],
  [0.9999, 3, 22.203742273205],
  [0.51, 30, 0.025278783971765903],
  [0.6, 0.5, 0.39797542678478237],
])('studentQuantile(%d, %d)', (p, df, quantile) =>
  expect(Math.abs(studentQuantile(p, df) - quantile)).toBeLessThan(1e-12 * Math.max(1, quantile)),
)

it('is symmetric, and the normal is its limit', () => {
  expect(studentQuantile(0.025, 7)).toBeCloseTo(-studentQuantile(0.975, 7), 14)
  expect(studentQuantile(0.3, Infinity)).toBeCloseTo(normalQuantile(0.3), 15)
})

it('gives intervals around the estimate', () => {
  const [low, high] = normalInterval(80, 2)
  expect(low + high).toBeCloseTo(160, 12)
  expect(high - low).toBeCloseTo(4 * 1.9599639845400536, 12)
  expect(studentInterval(80, 2, 5)[0]).toBeLessThan(low)
})

it('refuses what has no quantile', () => {
  expect(() => normalQuantile(1)).toThrow('normalQuantile requires p between 0 and 1')
  expect(() => studentQuantile(0.5, 0)).toThrow('studentQuantile requires df above 0')
})
