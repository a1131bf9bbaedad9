// Response files and schemes: wide and long say the same, and whatever is wrong is named by line, column and value.
import { describe, expect, it } from 'vitest'
import { defaultScheme } from '../../sampling/scheme.ts'
import { readCampaignScheme } from '../../sampling/scheme-campaign.ts'
import { readFileScheme } from '../../sampling/scheme-check.ts'
import { scoreUnits } from '../../sampling/score.ts'
import { type FileRow, readResponses } from '../../sampling/score-read.ts'

const rowsOf = (text: string): FileRow[] => text.split('\n').map((line, i) => ({ line: i + 1, cells: line.split(',') }))
const wide = {
  layout: 'wide',
  respondent: 'id',
  group: 'g',
  units: ['u', 'v'],
  value_map: { '5': 100, '1': 0, k: null },
  missing: ['9', ''],
  group_weights: { a: 1, b: 1 },
  group_min_n: 0,
}
const { units: _, ...withoutUnits } = wide
const long = { ...withoutUnits, layout: 'long', unit: 'unit', value: 'value' }
const schemeOf = (body: Record<string, unknown>) => {
  const { scheme, problems } = readFileScheme(body)
  expect(problems).toEqual([])
  return scheme!
}
const read = (text: string, body: Record<string, unknown>) => readResponses(rowsOf(text), schemeOf(body))
const faults = (text: string, body: Record<string, unknown> = wide) => {
  const { ratings, problems } = read(text, body)
  expect(ratings).toBeNull()
  return problems.map(({ code, line, column, value }) => ({ code, line, column, value }))
}

const WIDE = 'id,g,u,v\np1,a,5,9\np2,a,1,5\n\np3,b,5,\np4,b,k,1'
const LONG = 'id,g,unit,value\np1,a,u,5\np1,a,v,9\np2,a,v,5\np2,a,u,1\np4,b,v,1\np3,b,u,5\np3,b,v,\np4,b,u,k'

describe('wide and long', () => {
  it('give the same scores', () => {
    const scored = [read(WIDE, wide), read(LONG, long)].map(({ ratings }) => scoreUnits(ratings!, schemeOf(wide)).units)
    expect(scored[1]!['u']).toEqual(scored[0]!['u'])
    expect(scored[1]!['v']).toEqual(scored[0]!['v'])
    expect(scored[0]!['u']).toMatchObject({ score: 75, n: 3, asked: 4, awareness: 0.75 })
  })

  it('read dimensions of a unit, in columns or in rows', () => {
    const dims = { dimension_weights: { duty: 60, service: 40 } }
    const columns = { ...wide, ...dims, units: { u: { duty: 'u1', service: 'u2' } } }
    const items = { ...long, ...dims, dimension: 'item' }
    const one = read('id,g,u1,u2\np1,a,5,1\np2,b,9,5', columns)
    const two = read('id,g,unit,item,value\np1,a,u,duty,5\np1,a,u,service,1\np2,b,u,duty,9\np2,b,u,service,5', items)
    expect([...one.ratings!.value]).toEqual([60, NaN])
    expect([...two.ratings!.value]).toEqual([60, NaN])
    expect([...one.ratings!.aware]).toEqual([1, 1])
  })

  it('map groups and units, read weights, strata and populations', () => {
    const body = {
      ...long,
      group_map: { '1': 'a' },
      unit_map: { 公安局: 'police' },
      weight: 'w',
      stratum: 's',
      population: { 'a/x': 40 },
    }
    const { ratings } = read('id,g,unit,value,w,s\np1,1,公安局,５,2.5,x\np2,b,公安局,1,1,y', body)
    expect(ratings).toMatchObject({ units: ['police'], groups: ['a', 'b'] })
    expect(ratings!.strata).toEqual([
      { name: 'a/x', group: 0, populationSize: 40 },
      { name: 'b/y', group: 1, populationSize: null },
    ])
    expect([...ratings!.personWeight]).toEqual([2.5, 1])
    expect([...ratings!.value]).toEqual([100, 0])
  })

  it('leave a unit that was not asked out of the awareness rate', () => {
    const { ratings } = read('id,g,u,v\np1,a,5,8\np2,a,9,5', { ...wide, not_asked: ['8'] })
    const { units } = scoreUnits(ratings!, schemeOf(wide))
    expect([units['u']!.awareness, units['v']!.awareness]).toEqual([0.5, 1])
  })
})

describe('problems name line, column and value', () => {
  it.each([
    ['an unknown code', 'id,g,u,v\np1,a,5,7', { code: 'value_unknown', line: 2, column: 'v', value: '"7"' }],
    [
      'an empty cell that is not declared',
      'id,g,u,v\np1,a,5,',
      { code: 'value_unknown', line: 2, column: 'v', value: '""' },
      { missing: ['9'] },
    ],
    ['an unknown group', 'id,g,u,v\np1,z,5,5', { code: 'group_unknown', line: 2, column: 'g', value: '"z"' }],
    ['an empty id', 'id,g,u,v\n ,a,5,5', { code: 'respondent_empty', line: 2, column: 'id', value: undefined }],
    [
      'a person twice',
      'id,g,u,v\np1,a,5,5\n\np1,a,5,5',
      { code: 'respondent_twice', line: 4, column: 'id', value: 'p1' },
    ],
    ['a short row', 'id,g,u,v\np1,a,5', { code: 'row_width', line: 2 }],
    ['a long row', 'id,g,u,v\np1,a,5,5,5', { code: 'row_width', line: 2 }],
    ['a column that is not there', 'id,g,u\np1,a,5', { code: 'column_missing', line: 1, column: 'v' }],
    ['a column that is there twice', 'id,g,u,u,v\np1,a,5,5,5', { code: 'column_twice', line: 1, column: 'u' }],
    ['a file without responses', 'id,g,u,v', { code: 'file_empty' }],
    [
      'a weight of nothing',
      'id,g,u,v,w\np1,a,5,5,0',
      { code: 'weight_bad', line: 2, column: 'w', value: '"0"' },
      { weight: 'w' },
    ],
  ])('%s', (_name, text, problem, more: Record<string, unknown> = {}) => {
    const place = { line: undefined, column: undefined, value: undefined }
    expect(faults(text, { ...wide, ...more })).toEqual([{ ...place, ...problem }])
  })

  it.each([
    ['a rating twice', 'id,g,unit,value\np1,a,u,5\np1,a,u,1', ['rating_twice', 3]],
    ['a person of two groups', 'id,g,unit,value\np1,a,u,5\np1,b,v,1', ['respondent_differs', 3]],
    ['an empty unit', 'id,g,unit,value\np1,a,,5', ['unit_unknown', 2]],
  ])('%s in a long file', (_name, text, [code, line]) => {
    expect(faults(text, long)).toMatchObject([{ code, line }])
  })

  it('a population smaller than its sample', () => {
    expect(faults('id,g,u,v\np1,a,5,5\np2,a,5,5', { ...wide, population: { a: 1 } })).toMatchObject([
      { code: 'population_small', value: 'a' },
    ])
  })

  it('counts all and lists the first thousand', () => {
    const body = Array.from({ length: 1200 }, (_, i) => `p${i},a,7,5`).join('\n')
    const { problems, problemCount } = read(`id,g,u,v\n${body}`, wide)
    expect([problems.length, problemCount]).toEqual([1000, 1200])
    expect(problems[0]!.zh).toContain('第 2 行列“u”的代码 "7"')
  })
})

describe('readFileScheme', () => {
  const pointers = (body: unknown) => readFileScheme(body).problems.map(problem => `${problem.code} ${problem.pointer}`)

  it.each([
    ['no object', [], ['scheme_not_object /']],
    ['an unknown key', { ...wide, weigth: null }, ['scheme_unknown_key /weigth']],
    ['a layout that is none', { ...wide, layout: 'round' }, ['scheme_wrong /layout']],
    [
      'a long layout without its columns',
      { ...wide, layout: 'long' },
      ['scheme_missing_key /unit', 'scheme_missing_key /value'],
    ],
    [
      'values that are no numbers',
      { ...wide, value_map: { '5': '100' } },
      ['scheme_wrong /value_map/5', 'scheme_wrong /value_map'],
    ],
    ['a code in two places', { ...wide, missing: ['5'] }, ['scheme_code_twice /missing/0']],
    ['weights that are all nothing', { ...wide, group_weights: { a: 0 } }, ['scheme_weights_zero /group_weights']],
    ['a negative weight', { ...wide, group_weights: { a: -1, b: 1 } }, ['scheme_wrong /group_weights/a']],
    ['half a minimum', { ...wide, group_min_n: 2.5 }, ['scheme_wrong /group_min_n']],
    [
      'a dimension without weight',
      { ...wide, units: { u: { duty: 'q1' } } },
      ['scheme_dimension_weight /units/u/duty'],
    ],
    ['no units', { ...wide, units: [] }, ['scheme_wrong /units']],
  ])('names %s', (_name, body, expected) => {
    expect(pointers(body)).toEqual(expected)
  })
})

describe('readCampaignScheme', () => {
  const pointers = (body: unknown) => readCampaignScheme(body).problems.map(problem => problem.pointer)

  it('takes the default as it is, and fills what is left out', () => {
    expect(readCampaignScheme(structuredClone(defaultScheme)).scheme).toEqual(defaultScheme)
    expect(readCampaignScheme({ value_map: { s4: 100, dk: null } }).scheme).toMatchObject({
      value_map: { s4: 100, dk: null },
      composite: defaultScheme.composite,
    })
  })

  it.each([
    ['an unknown key', { hpc: {} }, ['/hpc']],
    [
      'weights that do not make 100',
      { composite: { weights: { target: '70', leader: '10', public: '10' } } },
      ['/composite/weights'],
    ],
    ['a decimal that is none', { grade: { good: { min: 'eighty', min_op: '>=' } } }, ['/grade/good/min']],
    ['an unknown tie key', { grade: { tie: { chain: ['luck'], final: 'include_all' } } }, ['/grade/tie/chain/0']],
    ['an unknown rounding', { round: { places: 2, mode: 'down' } }, ['/round']],
    ['no dimension weights', { dimension_weights: null }, ['/dimension_weights']],
    ['text for a flag', { grade: { on_rounded: 'yes' } }, ['/grade/on_rounded']],
  ])('names %s', (_name, body, expected) => expect(pointers(body)).toEqual(expected))
})
