// Post-stratification, raking and calibration: what must hold for every sample.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSurveyDesign } from '../../sampling/estimation/createdesign.ts'
import { estimateByDomain } from '../../sampling/estimation/bydomain.ts'
import { estimateMeans, estimateTotals } from '../../sampling/estimation/estimators.ts'
import { calibrate } from '../../sampling/weighting/calibrate.ts'
import { type DistanceName } from '../../sampling/weighting/distance.ts'
import { modelMatrix } from '../../sampling/weighting/modelmatrix.ts'
import { cellsOf } from '../../sampling/weighting/margins.ts'
import { projectionByMeans, projectionOntoMargins } from '../../sampling/weighting/rakevariance.ts'
import { postStratify } from '../../sampling/weighting/poststratify.ts'
import { rake } from '../../sampling/weighting/rake.ts'
import { jackknifeWeights } from '../../sampling/weighting/jackknife.ts'
import { adjustReplicates, replicate } from '../../sampling/weighting/replicates.ts'
import { reweighted } from '../../sampling/weighting/weights.ts'
import {
  apart,
  arbitrarySample,
  arbitraryTilt,
  factorOf,
  type Sample,
  tiltedMargin,
  weightedSums,
} from './weighting-support.ts'
import { sha256 } from './support.ts'
import { uniformOf } from '../../sampling/tickets.ts'

const marginsOf = ({ design, a, b, c }: Sample, tilts: readonly (readonly number[])[]) => [
  tiltedMargin('a', a, design.weight, tilts[0]!),
  tiltedMargin('b', b, design.weight, tilts[1]!),
  tiltedMargin('c', c, design.weight, tilts[2]!),
]
const auxiliariesOf = (sample: Sample, formula: string) =>
  modelMatrix(formula, column => sample[column as 'a' | 'b' | 'c' | 'x' | 'y'], sample.design.weight)
const totalsOf = (sample: Sample, formula: string, weight = sample.design.weight): Record<string, number> => {
  const { names, columns, group } = auxiliariesOf(sample, formula)
  return Object.fromEntries(
    names.map((name, j) => [name, weight.reduce((sum, w, i) => sum + w * columns[j]![group?.[i] ?? i]!, 0)]),
  )
}
const tilts = fc.array(arbitraryTilt, { minLength: 3, maxLength: 3 })
const total = (weight: Float64Array, values: Float64Array): number =>
  weight.reduce((sum, w, i) => sum + w * values[i]!, 0)

describe('raking', () => {
  it('meets every margin, in any order of the margins', () =>
    fc.assert(
      fc.property(arbitrarySample, tilts, (sample, tilt) => {
        const margins = marginsOf(sample, tilt)
        const { design, report } = rake(sample.design, margins)
        expect(report.worstError).toBeLessThan(1e-10)
        for (const { factor, totals } of margins)
          expect(apart(Object.values(weightedSums(factor, design.weight)), Object.values(totals))).toBeLessThan(1e-10)
        const back = rake(sample.design, margins.toReversed())
        expect(apart(back.design.weight, design.weight)).toBeLessThan(1e-8)
      }),
    ))

  it('is calibration with the raking distance: the same weights, the same standard errors', () =>
    fc.assert(
      fc.property(arbitrarySample, tilts, (sample, tilt) => {
        const raked = rake(sample.design, marginsOf(sample, tilt)).design
        const formula = '~ a + b + c'
        const totals = totalsOf(sample, formula, raked.weight)
        const { design } = calibrate(sample.design, auxiliariesOf(sample, formula), totals, { distance: 'raking' })
        expect(apart(raked.weight, design.weight)).toBeLessThan(1e-7)
        const [one, two] = [estimateMeans(raked, [sample.y]), estimateMeans(design, [sample.y])]
        expect(apart(one.standardError, two.standardError)).toBeLessThan(1e-6)
      }),
    ))

  it('has one standard error by two roads: a regression on all classes, and class means taken out in rounds', () =>
    fc.assert(
      fc.property(arbitrarySample, tilts, (sample, tilt) => {
        const margins = marginsOf(sample, tilt)
        const { design } = rake(sample.design, margins)
        const cells = cellsOf(
          margins.map(({ factor }) => factor),
          sample.design.weight,
        )
        const g = new Float64Array(cells.count).fill(1)
        cells.cell.forEach((c, i) => (g[c] = design.weight[i]! / sample.design.weight[i]!))
        const raked = { cells, g, weight: design.weight, before: sample.design.weight }
        const z = design.weight.map((w, i) => w * sample.y[i]!)
        const [one, two] = [projectionOntoMargins(raked).project(z), projectionByMeans(raked).project(z)]
        one.forEach((value, i) => expect(Math.abs(value - two[i]!)).toBeLessThan(1e-8))
      }),
    ))

  it('stops early where asked, and says how far off it is', () =>
    fc.assert(
      fc.property(arbitrarySample, tilts, (sample, tilt) => {
        const { report } = rake(sample.design, marginsOf(sample, tilt), { early: { rounds: 1, epsilon: 1e-9 } })
        expect(report.iterations).toBe(1)
        expect(report.worst).toMatch(/^[abc] /)
      }),
    ))

  it('of one margin is post-stratification, and its class counts have no variance', () =>
    fc.assert(
      fc.property(arbitrarySample, arbitraryTilt, (sample, tilt) => {
        const margin = tiltedMargin('a', sample.a, sample.design.weight, tilt)
        const post = postStratify(sample.design, margin).design
        expect(apart(rake(sample.design, [margin]).design.weight, post.weight)).toBeLessThan(1e-12)
        const isP = Float64Array.from(sample.a.codes, code => (code === 0 ? 1 : 0))
        const { estimate, standardError } = estimateTotals(post, [isP])
        expect(estimate[0]! / margin.totals['p']!).toBeCloseTo(1, 12)
        expect(standardError[0]! / estimate[0]!).toBeLessThan(1e-12)
        const rounds = rake(sample.design, [margin], { variance: 'rounds' }).design
        expect(rounds.adjustments).toHaveLength(1)
      }),
    ))
})

describe('calibration', () => {
  const distances: readonly DistanceName[] = ['linear', 'raking', 'logit']
  const formula = '~ a + x'

  it.each(distances)('%s meets the totals within its bounds; a calibrated auxiliary has no standard error', distance =>
    fc.assert(
      fc.property(
        arbitrarySample,
        fc.array(fc.double({ min: 0.8, max: 1.25, noNaN: true }), { minLength: 18, maxLength: 58 }),
        (sample, g) => {
          // Totals that some weights within the bounds do meet.
          const weight = sample.design.weight.map((w, i) => w * g[i % g.length]!)
          const totals = totalsOf(sample, formula, weight)
          const bounds = [0.5, 2] as const
          const { design, report } = calibrate(sample.design, auxiliariesOf(sample, formula), totals, {
            distance,
            bounds,
          })
          const reached = totalsOf(sample, formula, design.weight)
          for (const [name, value] of Object.entries(totals))
            expect(Math.abs(reached[name]! - value) / (1 + value)).toBeLessThan(1e-10)
          expect(report.g.min).toBeGreaterThanOrEqual(0.5)
          expect(report.g.max).toBeLessThanOrEqual(2)
          const { estimate, standardError } = estimateTotals(design, [sample.x])
          expect(standardError[0]! / estimate[0]!).toBeLessThan(1e-10)
        },
      ),
    ),
  )

  it('to totals already met changes nothing', () =>
    fc.assert(
      fc.property(arbitrarySample, fc.constantFrom(...distances), (sample, distance) => {
        const options = { distance, bounds: [0.2, 5] as const }
        const totals = totalsOf(sample, '~ a * b + x')
        const { design } = calibrate(sample.design, auxiliariesOf(sample, '~ a * b + x'), totals, options)
        expect(apart(design.weight, sample.design.weight)).toBeLessThan(1e-9)
      }),
    ))

  it('is the regression estimator when linear: two roads to one total', () =>
    fc.assert(
      fc.property(arbitrarySample, fc.double({ min: 0.9, max: 1.1, noNaN: true }), (sample, shift) => {
        const totals = totalsOf(sample, '~ x')
        totals['x']! *= shift
        const { design } = calibrate(sample.design, auxiliariesOf(sample, '~ x'), totals)
        const { weight } = sample.design
        const size = weight.reduce((sum, w) => sum + w, 0)
        const [xBar, yBar] = [total(weight, sample.x) / size, total(weight, sample.y) / size]
        const sxy = weight.reduce((sum, w, i) => sum + w * (sample.x[i]! - xBar) * (sample.y[i]! - yBar), 0)
        const sxx = weight.reduce((sum, w, i) => sum + w * (sample.x[i]! - xBar) ** 2, 0)
        const regression = total(weight, sample.y) + (sxy / sxx) * (totals['x']! - total(weight, sample.x))
        expect(Math.abs(total(design.weight, sample.y) - regression)).toBeLessThan(1e-8 * (1 + total(weight, sample.x)))
      }),
    ))

  it('leaves out a column that follows from others, when its total does too', () =>
    fc.assert(
      fc.property(arbitrarySample, sample => {
        const { names, columns } = modelMatrix('~ x', () => sample.x, sample.design.weight)
        const double = {
          names: [...names, 'twice'],
          variables: [...names, 'twice'],
          group: null,
          columns: [...columns, columns[1]!.map(v => 2 * v)],
        }
        const totals = { ...totalsOf(sample, '~ x'), twice: 2 * total(sample.design.weight, sample.x) }
        expect(apart(calibrate(sample.design, double, totals).design.weight, sample.design.weight)).toBeLessThan(1e-9)
      }),
    ))
})

it('domains in one pass and one at a time agree after calibration', () =>
  fc.assert(
    fc.property(arbitrarySample, sample => {
      const totals = totalsOf(sample, '~ a + x')
      totals['x']! *= 1.05
      const { design } = calibrate(sample.design, auxiliariesOf(sample, '~ a + x'), totals)
      const together = estimateByDomain(design, sample.y, sample.b)
      sample.b.levels.forEach((_, l) => {
        const subset = Uint8Array.from(sample.b.codes, code => (code === l ? 1 : 0))
        const alone = estimateMeans(design, [sample.y], { subset })
        expect(together.estimate[l]).toBeCloseTo(alone.estimate[0]!, 9)
        expect(together.standardError[l]).toBeCloseTo(alone.standardError[0]!, 8)
      })
    }),
  ))

it('the standard error after two steps is that of the jackknife with both steps repeated', () => {
  const count = 600
  const noise = (i: number, k: number): number => uniformOf(sha256(`${k}/${i}`))
  const column = (make: (i: number) => number) => Float64Array.from({ length: count }, (_, i) => make(i))
  const b = factorOf([...column(i => Number(noise(i, 1) < 0.4))], ['no', 'yes'])
  const x = column(i => 10 + 5 * b.codes[i]! + 10 * noise(i, 2))
  const y = column(i => 3 * x[i]! - 20 * b.codes[i]! + 30 * noise(i, 3))
  const start = createSurveyDesign({ count, weights: column(i => 1 + 3 * noise(i, 4)) })
  const margin = { name: 'b', factor: b, totals: { no: 700, yes: 800 } }
  const again = (weight: Float64Array) => {
    const first = postStratify(reweighted(start, weight), margin).design
    const auxiliaries = modelMatrix('~ x', () => x, first.weight)
    return calibrate(first, auxiliaries, { '(Intercept)': 1500, x: 1500 * 17.5 }).design
  }
  const jackknife = adjustReplicates(jackknifeWeights(start), weight => again(weight).weight)
  const byJackknife = replicate(jackknife, weight => total(weight, y)).standardError[0]!
  const byTaylor = estimateTotals(again(start.weight), [y]).standardError[0]!
  expect(byTaylor / byJackknife).toBeGreaterThan(0.98)
  expect(byTaylor / byJackknife).toBeLessThan(1.02)
})
