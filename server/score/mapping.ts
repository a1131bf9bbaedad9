// What a column of a third-party file is: the mapping a person confirms, as the scheme the library reads files by.
import type { CampaignScheme, FileScheme } from '../../sampling/scheme.ts'
import { readResponses, type FileRow, type ReadResponses } from '../../sampling/score-read.ts'
import { csvLine } from '../files/csv.ts'
import { CsvReader } from '../files/csv-read.ts'

/** The mapping as the page sends it. */
export interface FileMapping {
  readonly layout: 'wide' | 'long'
  readonly respondent: string
  /** Column of the respondent category, or null when the whole file is of `fixedGroup`. */
  readonly group: string | null
  readonly fixedGroup: string | null
  /** Value of the group column → category code. */
  readonly groupMap: Readonly<Record<string, string>>
  readonly weight: string | null
  /** Wide: each mapped column; dimension null = the unit as a whole. */
  readonly columns: readonly { readonly column: string; readonly unitId: string; readonly dimension: string | null }[]
  /** Long: columns of unit and value, and value of the unit column → unit id. */
  readonly unit: string | null
  readonly value: string | null
  readonly dimension: string | null
  readonly unitMap: Readonly<Record<string, string>>
  readonly valueMap: Readonly<Record<string, number>>
  readonly missing: readonly string[]
  readonly notAsked: readonly string[]
}

/** The library's scheme for a mapping; units are keyed by id. Dimension weights follow the campaign's scheme. */
export function schemeOfMapping(mapping: FileMapping, campaign: CampaignScheme): FileScheme {
  const wide = mapping.layout === 'wide'
  const byDimension = wide ? mapping.columns.some(column => column.dimension !== null) : mapping.dimension !== null
  return {
    layout: mapping.layout,
    respondent: mapping.respondent,
    group: mapping.group,
    stratum: null,
    weight: mapping.weight,
    units: wide ? unitColumns(mapping) : null,
    unit: wide ? null : mapping.unit,
    dimension: wide ? null : mapping.dimension,
    value: wide ? null : mapping.value,
    missing: mapping.missing,
    not_asked: mapping.notAsked,
    group_map: mapping.group === null ? null : mapping.groupMap,
    unit_map: wide ? null : mapping.unitMap,
    population: null,
    value_map: mapping.valueMap,
    dimension_weights: byDimension ? campaign.dimension_weights : null,
    min_answered_weight: campaign.min_answered_weight,
    group_weights: mapping.group === null ? null : campaign.group_weights,
    group_min_n: campaign.group_min_n,
    unit_min_n: campaign.unit_min_n,
    small_group: campaign.small_group,
  }
}

function unitColumns(mapping: FileMapping): Record<string, string | Record<string, string>> {
  const units: Record<string, string | Record<string, string>> = {}
  for (const { column, unitId, dimension } of mapping.columns) {
    if (dimension === null) units[unitId] = column
    else {
      const before = units[unitId]
      units[unitId] = { ...(typeof before === 'object' ? before : {}), [dimension]: column }
    }
  }
  return units
}

/** Columns a mapping uses, the respondent's first. */
function usedColumns(mapping: FileMapping): readonly string[] {
  const wide = mapping.layout === 'wide'
  const used = wide ? mapping.columns.map(({ column }) => column) : [mapping.unit, mapping.dimension, mapping.value]
  return [...new Set([mapping.respondent, mapping.group, mapping.weight, ...used].filter(column => column !== null))]
}

/**
 * The content that is kept: mapped columns only, respondents numbered in order of appearance. What stood in other columns,
 * names and telephone numbers among them, is not kept.
 */
export function keptContent(rows: readonly FileRow[], mapping: FileMapping): string {
  const [header, ...body] = rows
  const columns = usedColumns(mapping)
  const plain = (header?.cells ?? []).map(cell => cell.normalize('NFKC').trim())
  const places = columns.map(column => plain.indexOf(column.normalize('NFKC').trim()))
  const numbers = new Map<string, string>()
  const form = { encoding: 'utf-8', neutralise: false } as const
  let text = csvLine(columns, form)
  for (const row of body) {
    const [id = '', ...cells] = places.map(at => (row.cells[at] ?? '').trim())
    const key = id.normalize('NFKC')
    const number = numbers.get(key) ?? String(numbers.size + 1)
    numbers.set(key, number)
    text += csvLine([number, ...cells], form)
  }
  return text
}

/** Ratings of kept content under the campaign's scheme of the day. */
export function readKept(content: string, mapping: FileMapping, campaign: CampaignScheme): ReadResponses {
  const reader = new CsvReader({ delimiter: ',' })
  const rows = [...reader.push(content), ...reader.end()].map((cells, i) => ({ line: i + 1, cells }))
  return readResponses(rows, schemeOfMapping(mapping, campaign))
}
