// Weighting refuses what cannot be done, and says what: each bad input its own problem. Then formulas.
import { describe, expect, it } from 'vitest'
import { estimateTotals } from '../../sampling/estimation/estimators.ts'
import { createSurveyDesign } from '../../sampling/estimation/createdesign.ts'
import { calibrate, type CalibrateOptions } from '../../sampling/weighting/calibrate.ts'
import { parseFormula } from '../../sampling/weighting/formula.ts'
import { modelMatrix } from '../../sampling/weighting/modelmatrix.ts'
import { postStratify } from '../../sampling/weighting/poststratify.ts'
import { rake } from '../../sampling/weighting/rake.ts'
import { reweighted } from '../../sampling/weighting/weights.ts'
import { factorOf, refusedWith } from './weighting-support.ts'

const weights = Float64Array.of(1, 2, 3, 4)
const design = createSurveyDesign({ count: 4, weights })
const sex = factorOf([0, 0, 1, 1], ['f', 'm'])
const area = factorOf([0, 1, 0, 1], ['town', 'village'])
const codesOf = (call: () => unknown): string[] => refusedWith(call).codes

describe('margins', () => {
  const post =
    (totals: Record<string, number>, factor = sex) =>
    () =>
      postStratify(design, { name: 'sex', factor, totals })

  it.each([
    ['a class missing', post({ f: 5, m: 5 }, factorOf([0, -1, 1, 1], ['f', 'm'])), ['class_missing']],
    ['a total below 0', post({ f: -5, m: 5 }), ['target_invalid']],
    ['a total that is no number', post({ f: NaN, m: 5 }), ['target_invalid']],
    ['a class without total', post({ f: 5 }), ['sample_without_target']],
    ['a total without sample', post({ f: 5, m: 5, x: 1 }), ['target_without_sample']],
    [
      'a level without people',
      post({ f: 5, m: 5, x: 1 }, factorOf([0, 0, 1, 1], ['f', 'm', 'x'])),
      ['target_without_sample'],
    ],
    ['totals of 0', post({ f: 0, m: 0 }), ['margin_empty']],
    ['everything at once', post({ f: -1, x: 2 }), ['target_invalid', 'target_without_sample', 'sample_without_target']],
  ])('%s', (_, call, expected) => expect(codesOf(call)).toEqual(expected))

  it('a class without people and without total is no matter, nor is one with total 0', () => {
    const totals = { f: 30, m: 14, x: 0 }
    const { design: fitted } = postStratify(design, {
      name: 'sex',
      factor: { ...sex, levels: ['f', 'm', 'x', 'y'] },
      totals,
    })
    expect([...fitted.weight]).toEqual([10, 20, 6, 8])
  })

  it('elements that weigh nothing may have no class', () => {
    const quiet = reweighted(design, Float64Array.of(0, 2, 3, 4))
    const factor = factorOf([-1, 0, 1, 1], ['f', 'm'])
    expect([...postStratify(quiet, { name: 'sex', factor, totals: { f: 8, m: 14 } }).design.weight]).toEqual([
      0, 8, 6, 8,
    ])
    const margins = [
      { name: 'sex', factor, totals: { f: 8, m: 14 } },
      { name: 'area', factor: area, totals: { town: 8, village: 14 } },
    ]
    expect(rake(quiet, margins).design.weight[0]).toBe(0)
  })

  const margins = (sexes: Record<string, number>, areas: Record<string, number>, factor = area) => [
    { name: 'sex', factor: sex, totals: sexes },
    { name: 'area', factor, totals: areas },
  ]

  it('margins of different sums', () => {
    const { codes, en, zh } = refusedWith(() => rake(design, margins({ f: 5, m: 5 }, { town: 5, village: 6 })))
    expect(codes).toEqual(['margins_disagree'])
    expect(en).toBe('The margins have different sums: "sex" adds up to 10, "area" to 11.')
    expect(zh).toContain('“area”合计 11')
    expect(() => rake(design, margins({ f: 5, m: 5 }, { town: 4, village: 6 * (1 + 1e-11) }))).not.toThrow()
  })

  it('margins that contradict each other through empty crosses name the worst class', () => {
    const { codes, en } = refusedWith(() =>
      rake(design, margins({ f: 5, m: 5 }, { town: 2, village: 8 }, factorOf([0, 0, 1, 1], ['town', 'village']))),
    )
    expect(codes).toEqual(['rake_not_converged'])
    expect(en).toMatch(/variable "(sex|area)", class/)
    expect(codesOf(() => rake(design, margins({ f: 5, m: 5 }, { town: 2, village: 8 }), { limit: 1 }))).toEqual([
      'rake_not_converged',
    ])
  })

  it('a total of 0 empties its class', () => {
    const six = createSurveyDesign({ count: 6 })
    const made = [
      { name: 'sex', factor: factorOf([0, 0, 0, 1, 1, 1], ['f', 'm']), totals: { f: 5, m: 5 } },
      { name: 'area', factor: factorOf([0, 1, 2, 0, 1, 2], ['u', 'v', 'z']), totals: { u: 4, v: 6, z: 0 } },
    ]
    for (const variance of ['projection', 'rounds'] as const) {
      const { design: raked } = rake(six, made, { variance })
      expect([...raked.weight].map(w => Number(w.toFixed(12)))).toEqual([2, 3, 0, 2, 3, 0])
      // What remains is known but for the cross of the two, so a sum of both has no variance.
      const { standardError } = estimateTotals(raked, [Float64Array.of(1, 2, 9, 4, 5, 9)])
      expect(standardError[0]).toBeLessThan(1e-12)
    }
  })

  it('many wide margins go by the crosses that are met', () => {
    const count = 3000
    const wide = (step: number) =>
      factorOf(
        Array.from({ length: count }, (_, i) => (i * step) % 50),
        Array.from({ length: 50 }, (_, l) => `l${l}`),
      )
    const even = Object.fromEntries(Array.from({ length: 50 }, (_, l) => [`l${l}`, 100]))
    const big = createSurveyDesign({ count })
    const made = [1, 7, 11, 13].map(step => ({ name: `v${step}`, factor: wide(step), totals: even }))
    expect(rake(big, made).report.worstError).toBeLessThan(1e-10)
  })

  it('weights below 0 are refused', () => {
    const negative = reweighted(design, Float64Array.of(-1, 2, 3, 4))
    expect(codesOf(() => postStratify(negative, { name: 'sex', factor: sex, totals: { f: 1, m: 1 } }))).toEqual([
      'weight_invalid',
    ])
    expect(() => rake(design, [])).toThrow(RangeError)
  })
})

describe('calibration', () => {
  const x = Float64Array.of(1, 2, 3, 5)
  const run =
    (formula: string, totals: Record<string, number>, options?: CalibrateOptions, values = x) =>
    () =>
      calibrate(
        design,
        modelMatrix(formula, name => (name === 'sex' ? sex : values), weights),
        totals,
        options,
      )

  it.each([
    ['a total not given', run('~ x', { x: 30 }), ['total_absent']],
    ['a total too many', run('~ x', { '(Intercept)': 10, x: 30, z: 1 }), ['total_unknown']],
    ['a total that is no number', run('~ x', { '(Intercept)': NaN, x: 30 }), ['total_invalid']],
    ['the base level', run('~ sex', { '(Intercept)': 10, sexf: 3, sexm: 7 }), ['total_unknown']],
    [
      'a missing value',
      run('~ x', { '(Intercept)': 10, x: 30 }, {}, Float64Array.of(1, NaN, 3, 5)),
      ['auxiliary_missing'],
    ],
    ['bounds without 1', run('~ x', { '(Intercept)': 10, x: 30 }, { bounds: [1.1, 2] }), ['bounds_without_one']],
    ['logit without bounds', run('~ x', { '(Intercept)': 10, x: 30 }, { distance: 'logit' }), ['logit_without_bounds']],
    ['a total out of reach', run('~ x', { '(Intercept)': 10, x: 90 }, { bounds: [0.5, 2] }), ['total_out_of_reach']],
    ['a formula out of scope', run('~ log(x)', {}), ['formula_refused']],
  ])('%s', (_, call, expected) => expect(codesOf(call)).toEqual(expected))

  it('a formula of more columns than memory holds', () => {
    const wide = factorOf(
      [0, 1, 2, 3],
      Array.from({ length: 50 }, (_, l) => `l${l}`),
    )
    expect(codesOf(() => modelMatrix('~ a:b', () => wide, weights))).toEqual(['too_many_auxiliaries'])
    expect(modelMatrix('~ a', () => wide, weights).names).toHaveLength(50)
  })

  it('collinear auxiliaries whose totals disagree', () => {
    const both = modelMatrix('~ x + z', name => (name === 'x' ? x : x.map(v => 4 - v)), weights)
    const { codes, en } = refusedWith(() => calibrate(design, both, { '(Intercept)': 10, x: 30, z: 1 }))
    expect(codes).toEqual(['auxiliary_collinear'])
    expect(en).toContain('"z"')
    expect(en).toContain('10.0000, not 1')
  })

  it.each(['linear', 'raking', 'logit'] as const)('%s: totals each within reach but not together', distance => {
    // Mean of x is at most 5, so 10 people cannot have a total of 60.
    const bounds = distance === 'raking' ? null : ([0, 40] as const)
    const { codes, en } = refusedWith(run('~ x', { '(Intercept)': 10, x: 60 }, { distance, bounds }))
    expect(codes).toEqual(['calibration_not_met'])
    expect(en).toMatch(/the worst is "(\(Intercept\)|x)"/)
  })

  it('a linear factor may fall below 0, and the report says so', () => {
    const { report } = run('~ x', { '(Intercept)': 10, x: 55 })()
    expect(report.g.min).toBeLessThan(0)
  })

  it('every missing category is told with its variable', () => {
    const broken = factorOf([0, -1, 1, 1], ['f', 'm'])
    const { codes, en } = refusedWith(() => modelMatrix('~ sex', () => broken, weights))
    expect(codes).toEqual(['class_missing'])
    expect(en).toContain('"sex" is missing for 1 elements')
  })
})

describe('formulas', () => {
  const names = (formula: string) =>
    modelMatrix(formula, name => (name === 'sex' ? sex : name === 'area' ? area : weights), weights).names

  it.each([
    ['~ 1', ['(Intercept)']],
    ['~ x + sex', ['(Intercept)', 'x', 'sexm']],
    ['~sex*area', ['(Intercept)', 'sexm', 'areavillage', 'sexm:areavillage']],
    ['~ sex:area', ['(Intercept)', 'sexf:areatown', 'sexm:areatown', 'sexf:areavillage', 'sexm:areavillage']],
    ['~ 0 + area + sex', ['areatown', 'areavillage', 'sexm']],
    ['~ sex + x:sex', ['(Intercept)', 'sexm', 'sexf:x', 'sexm:x']],
    ['~ x:sex + sex', ['(Intercept)', 'sexm', 'x:sexf', 'x:sexm']],
    ['~ `x` - 1', ['x']],
    ['~ sex + sex', ['(Intercept)', 'sexm']],
  ])('%s', (formula, expected) => expect(names(formula)).toEqual(expected))

  it.each([
    'x',
    '~',
    '~ x +',
    '~ + + x',
    '~ (x + y)',
    '~ x^2',
    '~ I(x)',
    '~ x - y',
    '~ x y',
    '~ x ~ y',
    '~ x:',
    '~ 2',
    '~ `x',
  ])('%s is refused', formula => expect(codesOf(() => parseFormula(formula))).toEqual(['formula_refused']))
})
