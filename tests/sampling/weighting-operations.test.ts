// Operations of weighting and replication on small tables: what the names of totals tell, how arguments are read, what is refused.
import { describe, expect, it } from 'vitest'
import { runCases } from '../../sampling/spec/cases.ts'
import { createTable } from '../../sampling/spec/table.ts'

const table = createTable({
  size: ['low', 'high', 'mid', 'low', 'high', 'mid'],
  k: [3, 3, 1, 1, 2, 2],
  y: [1, 2, 3, 4, 5, NaN],
  x: [1, 2, 3, 4, 5, 7],
  w: [1, 1, 1, 1, 1, 1],
  status: ['ER', 'ER', 'ER', 'UK', 'IN', 'EN'],
})
const design = { kind: 'taylor', ids: null, strata: null, fpc: null, weights: 'w', nest: false }
const run = (op: string, args: object, more: readonly object[] = []) =>
  runCases([{ id: 'one', data: 'made.csv', design, op, args }, ...more], () => table)[0]!
const weightsOf = (op: string, args: object): number[] => {
  const { result, error } = run(op, { y: 'x', ...args })
  expect(error).toBeUndefined()
  return (result as { weights: { w: number[] } }).weights.w.map(w => Number(w.toFixed(9)))
}

describe('calibrate reads columns by the names of the totals', () => {
  const inClasses = { '(Intercept)': 12, sizehigh: 5, sizemid: 4 }

  it('the level without total is the base, whatever its place', () =>
    expect(weightsOf('calibrate', { formula: '~ size', totals: inClasses })).toEqual([1.5, 2.5, 2, 1.5, 2.5, 2]))

  it('a column of numbers is categories where the totals name its levels, else numbers', () => {
    const asLevels = weightsOf('calibrate', { formula: '~ k', totals: { '(Intercept)': 12, k1: 6, k3: 4 } })
    expect(asLevels).toEqual([2, 2, 3, 3, 1, 1])
    const written = weightsOf('calibrate', {
      formula: '~ factor(k)',
      totals: { '(Intercept)': 12, 'factor(k)2': 2, 'factor(k)3': 4 },
    })
    expect(written).toEqual(asLevels)
    const asNumber = weightsOf('calibrate', { formula: '~ k', totals: { '(Intercept)': 6, k: 15 } })
    expect(asNumber).toEqual([1.75, 1.75, 0.25, 0.25, 1, 1])
  })

  it.each([
    ['calfun', { formula: '~ k', totals: { '(Intercept)': 6, k: 15 }, calfun: 'cubic' }],
    ['bounds', { formula: '~ k', totals: { '(Intercept)': 6, k: 15 }, bounds: [0.5] }],
    ['bounds', { formula: '~ k', totals: { '(Intercept)': 6, k: 15 }, bounds: ['a', 2] }],
    ['totals', { formula: '~ k', totals: { k: 'many' } }],
    ['formula', { totals: { k: 3 } }],
  ])('%s of another form is refused', (key, args) => {
    const { error } = run('calibrate', { y: 'x', ...args })
    expect(error).toMatchObject({ code: 'bad_case' })
    expect(error!.message_en).toContain(`args.${key}`)
  })

  it('bounds may be open at one end', () => {
    const args = { formula: '~ k', totals: { '(Intercept)': 6, k: 15 } }
    const open = weightsOf('calibrate', { ...args, bounds: [null, 'Inf'] })
    expect(weightsOf('calibrate', { ...args, bounds: ['-Inf', 2] })).toEqual(open)
    expect(run('calibrate', { y: 'x', ...args, bounds: [0.5, null] }).error).toBeUndefined()
  })
})

it('trimming starts from another case’s weights, or from the design', () => {
  const calibrated = { formula: '~ k', totals: { '(Intercept)': 12, k1: 6, k3: 4 }, y: 'x' }
  const other = { id: 'two', data: 'made.csv', design, op: 'calibrate', args: calibrated }
  const once = (args: object) => (run('trimWeights', args, [other]).result as { once: { w: number[] } }).once.w
  expect(once({ from: 'two', upper: 2.5 })).toEqual([2.25, 2.25, 2.5, 2.5, 1.25, 1.25])
  expect(once({ upper: 2.5 })).toEqual([1, 1, 1, 1, 1, 1])
  expect(run('trimWeights', { from: 'three' }).error).toMatchObject({ code: 'unknown_case' })
})

it('a status may be a column of the file', () => {
  const { result } = run('nonresponse.class', { weight: 'w', class: 'size', status: 'status', y: 'x' })
  expect(result).toMatchObject({
    sum_all: 6,
    f_unknown: { low: 2, high: 1, mid: 1 },
    f_nonresponse: { low: 1, high: 1, mid: 2 },
    wmean: 2,
  })
})

describe('replicates', () => {
  const args = { type: 'JK1', y: 'x', x: 'w', by: 'k', levels: [1, 2, 3] }

  it('a missing value makes its own statistics missing, not the others', () => {
    const { result, error } = run('replicate', { ...args, y: 'y' })
    expect(error).toBeUndefined()
    expect(result).toMatchObject({ n_rep: 6, df: 5, mean: { est: NaN, se: NaN }, by: { est: [3.5, NaN, 1.5] } })
  })

  it('JK1, subbootstrap and auto answer; a bootstrap is the same again for the same seed', () => {
    const { se: jackknife } = (run('replicate', args).result as { mean: { se: number } }).mean
    expect(run('replicate', { ...args, type: 'auto' }).result).toMatchObject({ mean: { se: jackknife } })
    const bootstrap = (seed: string) =>
      run('replicate', { ...args, type: 'subbootstrap', replicates: 300, seed }).result
    expect(bootstrap('a')).toEqual(bootstrap('a'))
    expect(bootstrap('a')).not.toEqual(bootstrap('b'))
    expect((bootstrap('a') as { mean: { se: number } }).mean.se / jackknife).toBeCloseTo(1, 0)
  })

  it.each([
    ['type', 'replicate', { ...args, type: 'SDR' }],
    ['levels', 'replicate', { ...args, levels: [null] }],
    ['repweights', 'replicate.given', { type: 'BRR', weights: 'w', num: 'x', den: 'w', repweights: [[1]] }],
    [
      'repweights.5',
      'replicate.given',
      { type: 'BRR', weights: 'w', num: 'x', den: 'w', repweights: [[1], [1], [1], [1], [1], [1, 2]] },
    ],
    ['weights', 'replicate.given', { type: 'BRR', num: 'x', den: 'w', repweights: [[1]] }],
    ['margins.0.pop', 'rake', { margins: [{ var: 'k' }], y: 'x' }],
  ])('%s is refused', (key, op, wrong) => {
    const { error } = run(op, wrong)
    expect(error!.message_en).toContain(`args.${key}`)
    expect(error!.message_zh).not.toBe(error!.message_en)
  })
})
