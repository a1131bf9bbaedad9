// Distributions against R (tests/fixtures/distribution, made by distribution.R beside it), and against each other.
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { betaQuantile, incompleteBeta } from '../../sampling/distribution/beta.ts'
import { chiSquareQuantile, chiSquareTails, fQuantile, fTails } from '../../sampling/distribution/chisquare.ts'
import { incompleteGamma, logGamma } from '../../sampling/distribution/gamma.ts'
import { normalCdf, normalQuantile, normalTails } from '../../sampling/distribution/normal.ts'
import { studentCdf, studentQuantile, studentTails } from '../../sampling/distribution/student.ts'

const functions: Readonly<Record<string, (a: number, b: number, c: number) => number>> = {
  'normal.lower': z => normalTails(z).lower,
  'normal.upper': z => normalTails(z).upper,
  'normal.quantile': p => normalQuantile(p),
  'student.lower': (t, df) => studentTails(t, df).lower,
  'student.upper': (t, df) => studentTails(t, df).upper,
  'student.quantile': studentQuantile,
  'chisquare.lower': (x, df) => chiSquareTails(x, df).lower,
  'chisquare.upper': (x, df) => chiSquareTails(x, df).upper,
  'chisquare.quantile': chiSquareQuantile,
  'f.lower': (f, df1, df2) => fTails(f, df1, df2).lower,
  'f.upper': (f, df1, df2) => fTails(f, df1, df2).upper,
  'f.quantile': fQuantile,
  'beta.lower': (x, a, b) => incompleteBeta(x, a, b).lower,
  'beta.upper': (x, a, b) => incompleteBeta(x, a, b).upper,
  'beta.quantile': betaQuantile,
  loggamma: logGamma,
}

interface Line {
  readonly name: string
  readonly args: readonly [number, number, number]
  readonly value: number
}

const lines: readonly Line[] = readFileSync(
  new URL('../fixtures/distribution/distribution.csv', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .slice(1)
  .map(line => {
    const [name, ...numbers] = line.split(',')
    const [a, b, c, value] = numbers.map(Number)
    return { name: name!, args: [a!, b!, c!], value: value! }
  })

describe('R on a wide grid, to 1e-12 relative', () => {
  it.each(Object.entries(functions))('%s', (name, f) => {
    const mine = lines.filter(line => line.name === name)
    expect(mine.length).toBeGreaterThan(10)
    const wrong = mine
      .map(({ args, value }) => ({ args, value, got: f(...args) }))
      .filter(({ value, got }) => !(Math.abs(got - value) <= 1e-12 * Math.abs(value)))
    expect(wrong).toEqual([])
  })
})

const probability = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true })
const shape = fc.double({ min: 0.3, max: 3000, noNaN: true })
function near(got: number, want: number, relative: number): void {
  expect(Math.abs(got - want)).toBeLessThanOrEqual(relative * Math.abs(want))
}

describe('quantile and distribution function undo each other', () => {
  it('normal', () => {
    fc.assert(fc.property(probability, p => near(normalCdf(normalQuantile(p)), p, 1e-13)))
  })
  it('Student', () => {
    fc.assert(fc.property(probability, shape, (p, df) => near(studentCdf(studentQuantile(p, df), df), p, 1e-12)))
  })
  it('beta', () => {
    fc.assert(
      fc.property(probability, shape, shape, (p, a, b) => {
        const x = betaQuantile(p, a, b)
        // Where the quantile rounds to an end of [0, 1], nothing can be read back from it.
        fc.pre(x > 1e-300 && 1 - x > 1e-3)
        near(incompleteBeta(x, a, b).lower, p, 1e-10)
      }),
    )
  })
  it('chi-square and F', () => {
    fc.assert(
      fc.property(probability, shape, shape, (p, df, df2) => {
        near(chiSquareTails(chiSquareQuantile(p, df), df).lower, p, 1e-11)
        near(fTails(fQuantile(p, df, df2), df, df2).lower, p, 1e-10)
      }),
    )
  })
})

describe('identities', () => {
  it('tails are mirrored and sum to 1', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), shape, (t, df) => {
        const [here, there] = [studentTails(t, df), studentTails(-t, df)]
        expect(here.lower).toBe(there.upper)
        near(here.lower + here.upper, 1, 1e-14)
        expect(normalTails(t).lower).toBe(normalTails(-t).upper)
      }),
    )
  })
  it('I_x(a, b) = 1 − I_1−x(b, a)', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), shape, shape, (x, a, b) => {
        const here = incompleteBeta(x, a, b)
        const there = incompleteBeta(1 - x, b, a, x)
        if (here.lower > 1e-300) near(here.lower, there.upper, 1e-9)
      }),
    )
  })
  it('distribution functions rise', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 20, noNaN: true }), shape, (x, df) => {
        const further = x * 1.01 + 0.01
        expect(studentCdf(further, df)).toBeGreaterThanOrEqual(studentCdf(x, df))
        expect(chiSquareTails(further, df).lower).toBeGreaterThanOrEqual(chiSquareTails(x, df).lower)
        expect(fTails(further, df, 7).upper).toBeLessThanOrEqual(fTails(x, df, 7).upper)
      }),
    )
  })
  it('t² is F, z² is chi-square, F of many degrees is chi-square', () => {
    near(fTails(4.2, 1, 17.5).upper, 2 * studentTails(Math.sqrt(4.2), 17.5).upper, 1e-13)
    near(chiSquareTails(9.3, 1).upper, 2 * normalTails(Math.sqrt(9.3)).upper, 1e-13)
    near(fTails(2.5, 3, Infinity).upper, chiSquareTails(7.5, 3).upper, 1e-15)
    near(studentTails(2, 1e12).upper, normalTails(2).upper, 1e-10)
    near(incompleteGamma(3, 2).upper, Math.exp(-2) * 5, 1e-14)
  })
})

describe('ends and refusals', () => {
  it('answers at the ends', () => {
    expect(incompleteBeta(0, 2, 3)).toEqual({ lower: 0, upper: 1 })
    expect(incompleteBeta(1, 2, 3)).toEqual({ lower: 1, upper: 0 })
    expect(incompleteGamma(2, Infinity)).toEqual({ lower: 1, upper: 0 })
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1])
    expect([chiSquareQuantile(0, 2), chiSquareQuantile(1, 2)]).toEqual([0, Infinity])
    expect(fTails(Infinity, 2, 3).upper).toBe(0)
    expect(studentTails(Infinity, 3)).toEqual({ lower: 1, upper: 0 })
    expect(normalTails(-Infinity)).toEqual({ lower: 0, upper: 1 })
  })
  it.each([
    () => incompleteBeta(1.1, 2, 3),
    () => incompleteBeta(0.5, 0, 3),
    () => incompleteGamma(0, 1),
    () => incompleteGamma(1, NaN),
    () => betaQuantile(NaN, 1, 1),
    () => chiSquareTails(-1, 2),
    () => chiSquareTails(1, 0),
    () => fTails(1, 0, 2),
    () => studentTails(NaN, 3),
    () => studentTails(1, -3),
    () => normalTails(NaN),
    () => logGamma(0),
  ])('%s', call => expect(call).toThrow(/^\w+ requires /))
})
