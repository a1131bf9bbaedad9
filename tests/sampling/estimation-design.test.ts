// Survey designs from columns: what they become, and how wrong columns are named.
import { describe, expect, it } from 'vitest'
import { degreesOfFreedom } from '../../sampling/estimation/covariance.ts'
import { createSurveyDesign, type SurveyDesignInput } from '../../sampling/estimation/createdesign.ts'
import { InputError } from '../../sampling/problem.ts'
import { surveyDesignFrom } from '../../sampling/spec/design.ts'
import { createTable } from '../../sampling/spec/table.ts'
import type { Factor } from '../../sampling/spec/types.ts'

const factor = (...texts: (string | null)[]): Factor => {
  const levels = [...new Set(texts.filter(text => text !== null))].sort()
  return { codes: Int32Array.from(texts, text => (text === null ? -1 : levels.indexOf(text))), levels }
}
const numbers = (...values: number[]): Float64Array => Float64Array.from(values)
const codesOf = (input: SurveyDesignInput): string[] => {
  try {
    createSurveyDesign(input)
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(one => one.code)
    throw error
  }
  return []
}
const messageOf = (input: SurveyDesignInput): string => {
  try {
    createSurveyDesign(input)
  } catch (error) {
    return (error as Error).message
  }
  return ''
}

describe('a design', () => {
  it('of elements in strata', () => {
    const strata = [factor('b', 'a', 'b', 'a', 'b')]
    const design = createSurveyDesign({ count: 5, strata, fpc: [numbers(30, 8, 30, 8, 30)] })
    const [stage] = design.stages
    expect([...design.weight]).toEqual([10, 4, 10, 4, 10])
    expect([stage!.clusters, stage!.strata]).toEqual([5, 2])
    expect([...stage!.stratum].map(h => stage!.stratumName!(h))).toEqual(['b', 'a', 'b', 'a', 'b'])
    expect([...stage!.stratum].map(h => stage!.populationSize[h])).toEqual([30, 8, 30, 8, 30])
    expect(degreesOfFreedom(design)).toBe(3)
  })

  it('of two stages: ids of the second count within their cluster, weights multiply', () => {
    const ids = [factor('1', '1', '2', '2', '2'), factor('1', '2', '1', '2', '2')]
    const fpc = [numbers(6, 6, 6, 6, 6), numbers(4, 4, 10, 10, 10)]
    const design = createSurveyDesign({ count: 5, ids, fpc })
    expect(design.stages.map(stage => [stage.clusters, stage.strata])).toEqual([
      [2, 1],
      [4, 2],
    ])
    expect([...design.weight]).toEqual([6, 6, 15, 15, 15])
  })

  it('reads fractions as R does: nothing above 1, something below', () => {
    const ids = [factor('1', '2', '3', '4')]
    const half = createSurveyDesign({ count: 4, ids, fpc: [numbers(0.5, 0.5, 0.5, 0.5)] })
    expect(half.stages[0]!.populationSize[0]).toBe(8)
    // One in a stratum of size 1 is a size, not a fraction.
    const one = createSurveyDesign({ count: 1, fpc: [numbers(1)] })
    expect(one.stages[0]!.populationSize[0]).toBe(1)
    const strata = [factor('a', 'a', 'b', 'b')]
    const census = createSurveyDesign({ count: 4, strata, fpc: [numbers(1, 1, 0.25, 0.25)] })
    expect([...census.weight]).toEqual([1, 1, 4, 4])
  })

  it('crosses several strata columns and nests ids', () => {
    const strata = [factor('1', '1', '2', '2'), factor('x', 'y', 'x', 'x')]
    const input = { count: 4, ids: [factor('1', '1', '1', '2')], strata }
    const design = createSurveyDesign({ ...input, nest: true })
    expect([design.stages[0]!.clusters, design.stages[0]!.strata]).toEqual([4, 3])
    expect(messageOf(input)).toBe(
      'Cluster "1" lies in several strata ("1 × x" and "1 × y"); if cluster ids start anew in each stratum, set nest: true.',
    )
  })

  it('crosses more codes than a table holds', () => {
    const count = 3000
    const wide = (step: number): Factor => ({
      codes: Int32Array.from({ length: count }, (_, i) => (i * step) % count),
      levels: Array.from({ length: count }, (_, i) => String(i)),
    })
    const design = createSurveyDesign({ count, ids: [wide(1), wide(7), wide(11)] })
    expect(design.stages.map(stage => stage.clusters)).toEqual([count, count, count])
    const again = { codes: wide(1).codes.map(code => code >> 1), levels: wide(1).levels }
    // 6,000 × 3,000 pairs are more than 2^24.
    const twice = {
      codes: Int32Array.from({ length: 2 * count }, (_, i) => i >> 1),
      levels: [...wide(1).levels, ...wide(1).levels],
    }
    const pairs = { codes: Int32Array.from({ length: 2 * count }, (_, i) => i), levels: [...twice.levels] }
    expect(createSurveyDesign({ count, strata: [again, again] }).stages[0]!.strata).toBe(count / 2)
    const nested = createSurveyDesign({ count: 2 * count, ids: [twice], strata: [pairs], nest: true })
    expect(nested.stages[0]!.clusters).toBe(2 * count)
    const grouped = createSurveyDesign({ count: 2 * count, ids: [pairs, twice] })
    expect(grouped.stages[1]!.clusters).toBe(2 * count)
  })
})

describe('what is wrong is named', () => {
  const strata = [factor('a', 'a', 'b')]
  it.each<[string, SurveyDesignInput, string[]]>([
    ['a missing id', { count: 3, ids: [factor('1', null, '2')] }, ['design_missing_id']],
    ['a missing stratum', { count: 3, strata: [factor('1', null, '2')] }, ['design_missing_stratum']],
    ['a weight of 0', { count: 3, weights: numbers(1, 0, 1) }, ['design_bad_weight']],
    ['a weight missing', { count: 3, weights: numbers(1, NaN, 1) }, ['design_bad_weight']],
    ['a weight below 0', { count: 3, weights: numbers(1, -2, 1) }, ['design_bad_weight']],
    ['an endless weight', { count: 3, weights: numbers(1, Infinity, 1) }, ['design_bad_weight']],
    ['a missing fpc', { count: 3, strata, fpc: [numbers(9, NaN, 9)] }, ['design_bad_fpc']],
    ['fractions among sizes', { count: 3, strata, fpc: [numbers(0.5, 0.5, 9)] }, ['design_mixed_fpc']],
    ['an fpc that varies', { count: 3, strata, fpc: [numbers(9, 8, 9)] }, ['design_fpc_varies']],
    ['an fpc below n', { count: 3, fpc: [numbers(2, 2, 2)] }, ['design_fpc_small']],
    [
      'several at once',
      { count: 3, ids: [factor('1', null, '2')], weights: numbers(0, 1, 1), fpc: [numbers(0, 3, 3)] },
      ['design_missing_id', 'design_bad_weight', 'design_bad_fpc'],
    ],
  ])('%s', (_, input, codes) => expect(codesOf(input)).toEqual(codes))

  it('with element, value and stratum', () => {
    expect(messageOf({ count: 3, weights: numbers(1, 0, 1) })).toBe(
      'Weights that are not numbers above 0: 1, first that of element 2: 0.',
    )
    expect(messageOf({ count: 3, strata, fpc: [numbers(1.5, 1.5, 9)] })).toBe(
      'Stage 1: stratum "a" has 2 sampled clusters, but a population of 1.5.',
    )
    const ids = [factor('p', 'p', 'q'), factor('1', '2', '3')]
    expect(messageOf({ count: 3, ids, fpc: [numbers(9, 9, 9), numbers(4, 5, 4)] })).toBe(
      'Stage 2: the population size (fpc) differs within stratum "p": 4 and 5 (element 2).',
    )
  })

  it('and shapes that a program got wrong are RangeErrors', () => {
    expect(() => createSurveyDesign({ count: 0 })).toThrow('at least one element')
    expect(() => createSurveyDesign({ count: 2, weights: numbers(1) })).toThrow('columns of 2 elements')
    expect(() => createSurveyDesign({ count: 1, fpc: [numbers(1), numbers(1)] })).toThrow(
      'one fpc column for each stage',
    )
  })
})

describe('a descriptor', () => {
  const table = createTable({
    y: [1, 2, 3, 4],
    N: [8, 8, 6, 6],
    s: [10, 10, 9, 9],
    c: [1, 2, 1, 2],
    word: ['a', 'b', 'c', 'd'],
  })
  it('names columns', () => {
    const design = surveyDesignFrom(
      { kind: 'taylor', ids: ['c'], strata: 's', fpc: 'N', weights: null, nest: true },
      table,
    )
    expect([...design.weight]).toEqual([4, 4, 3, 3])
    expect(design.lonely).toBe('fail')
    expect(surveyDesignFrom({ ids: ['1'], lonely: 'adjust' }, table).lonely).toBe('adjust')
  })
  it.each<[string, unknown]>([
    ['design.kind', { kind: 'pps' }],
    ['design.kind', 'taylor'],
    ['design.ids', { ids: [1] }],
    ['design.fpc', { ids: ['c'], fpc: ['N', 'N'] }],
    ['design.lonely', { lonely: 'ignore' }],
    ['design.weights', { weights: 1 }],
    ['absent', { strata: ['absent'] }],
    ['word', { weights: 'word' }],
  ])('wrong in %s is refused', (words, descriptor) => {
    expect(() => surveyDesignFrom(descriptor, table)).toThrow(InputError)
    expect(() => surveyDesignFrom(descriptor, table)).toThrow(words)
  })
})
