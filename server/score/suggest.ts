// A first guess at what the columns of a third-party file are. The person who imports it confirms or corrects every line.
import type { FileRow } from '../../sampling/score-read.ts'
import { RESPONDENT_CATEGORIES } from '../campaign/campaign.ts'
import { categoryWords } from '../words/campaign.ts'
import type { FileMapping } from './mapping.ts'

export interface ColumnSummary {
  readonly column: string
  readonly distinct: number
  readonly empty: number
  /** Commonest values with their counts, at most 30. */
  readonly values: readonly (readonly [value: string, count: number])[]
}

export interface NamedUnit {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly shortName: string
}

const plain = (text: string): string => text.normalize('NFKC').trim()

/** What stands in each column. Columns without a name are left out. */
export function summariseColumns(rows: readonly FileRow[]): readonly ColumnSummary[] {
  const [header, ...body] = rows
  return (header?.cells ?? []).flatMap((name, at) => {
    if (plain(name) === '') return []
    const counts = new Map<string, number>()
    for (const row of body) {
      const value = plain(row.cells[at] ?? '')
      counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    const values = [...counts].filter(([value]) => value !== '').sort((a, b) => b[1] - a[1])
    return [{ column: plain(name), distinct: values.length, empty: counts.get('') ?? 0, values: values.slice(0, 30) }]
  })
}

const RESPONDENT = /^(respondent|case|id|no)$|受访|答卷|编号|序号|respondent.?id|case.?id/i
const GROUP = /群体|类别|身份|对象|^group$|category/i
const WEIGHT = /权重|^weight$|^wt$/i
const UNIT = /单位|部门|^unit$|unit.?(code|name)/i
const VALUE = /评价|打分|满意|^value$|score|rating/i

/** Words of scales, best first, with points as the default scheme gives them. */
const POINTS: readonly (readonly [RegExp, number])[] = [
  [/^(非常满意|很满意|very satisfied)$/i, 100],
  [/^(比较满意|较满意|somewhat satisfied)$/i, 80],
  [/^(基本满意|一般|neutral|fair)$/i, 60],
  [/^(不太满意|somewhat dissatisfied)$/i, 30],
  [/^(不满意|很不满意|非常不满意|dissatisfied|very dissatisfied)$/i, 0],
  [/^(满意|satisfied)$/i, 100],
]
const NO_ANSWER = /^(不了解|不清楚|不知道|说不清|未答|拒答|拒绝回答|dk|don'?t know|n\/?a|9|99)$/i

/** Guess the mapping of a file. Digits are left without points: which end is the best, nobody but the office can say. */
export function suggestMapping(columns: readonly ColumnSummary[], units: readonly NamedUnit[]): FileMapping {
  const unitOf = (text: string) =>
    units.find(unit => [unit.id, unit.code, unit.name, unit.shortName].some(name => plain(name) === text))?.id
  const unitColumns = columns.flatMap(({ column }) => {
    const unitId = unitOf(column)
    return unitId ? [{ column, unitId, dimension: null }] : []
  })
  const layout = unitColumns.length > 0 || !columns.some(c => isUnitColumn(c, unitOf)) ? 'wide' : 'long'
  const unit = layout === 'long' ? (columns.find(c => isUnitColumn(c, unitOf)) ?? null) : null
  const value = layout === 'long' ? (columns.find(c => c !== unit && VALUE.test(c.column)) ?? null) : null
  const group = columns.find(c => c !== unit && c.distinct <= 30 && GROUP.test(c.column)) ?? null
  const respondent = columns.find(c => RESPONDENT.test(c.column)) ?? columns[0]
  const answers =
    layout === 'wide' ? columns.filter(c => unitColumns.some(u => u.column === c.column)) : value ? [value] : []
  return {
    layout,
    respondent: respondent?.column ?? '',
    group: group?.column ?? null,
    fixedGroup: null,
    groupMap: matched(group?.values ?? [], categoryOf),
    weight: columns.find(c => WEIGHT.test(c.column))?.column ?? null,
    columns: unitColumns,
    unit: unit?.column ?? null,
    value: value?.column ?? null,
    dimension: null,
    unitMap: matched(unit?.values ?? [], unitOf),
    ...suggestCodes(answers),
    notAsked: [],
  }
}

const isUnitColumn = (column: ColumnSummary, unitOf: (text: string) => string | undefined): boolean =>
  UNIT.test(column.column) || column.values.some(([value]) => unitOf(value) !== undefined)

function matched(
  values: readonly (readonly [string, number])[],
  find: (text: string) => string | undefined,
): Record<string, string> {
  return Object.fromEntries(
    values.flatMap(([value]) => {
      const found = find(value)
      return found ? [[value, found]] : []
    }),
  )
}

function categoryOf(text: string): string | undefined {
  return RESPONDENT_CATEGORIES.find(
    category =>
      category === text || categoryWords[category].some(word => word === text || word.replace(/代表$/, '') === text),
  )
}

function suggestCodes(answers: readonly ColumnSummary[]): Pick<FileMapping, 'valueMap' | 'missing'> {
  const codes = new Set(answers.flatMap(column => column.values.map(([value]) => value)))
  const valueMap: Record<string, number> = {}
  const missing: string[] = answers.some(column => column.empty > 0) ? [''] : []
  for (const code of codes) {
    const points = POINTS.find(([words]) => words.test(code))?.[1]
    if (NO_ANSWER.test(code)) missing.push(code)
    else if (points !== undefined) valueMap[code] = points
  }
  // 满意 beside 非常满意 is the second step, alone it is the best.
  if (Object.keys(valueMap).some(code => /^(非常|很)满意$/.test(code)) && '满意' in valueMap) valueMap['满意'] = 80
  return { valueMap, missing }
}
