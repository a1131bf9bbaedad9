// What a respondent list handed over is made of: columns, their headers and order, the watermark, the file names. Pure.
import type { Cell } from '../files/cells.ts'

export const FORMATS = ['xlsx', 'csv', 'csv-gb18030'] as const
export type Format = (typeof FORMATS)[number]

export const PARTS = ['all', 'sample', 'reserve'] as const
export type Part = (typeof PARTS)[number]

/** Every column a list may have, in the order they are offered. */
export const COLUMNS = [
  'number',
  'name',
  'mobile',
  'organisation',
  'district',
  'matter',
  'handledOn',
  'category',
  'stratum',
  'role',
  'position',
  'unit',
  'mobileExtra',
  'sector',
  'delegation',
  'post',
  'note',
  'elementId',
] as const
export type Column = (typeof COLUMNS)[number]

/** Columns that only a drawn list has. */
export const DRAW_COLUMNS: readonly Column[] = ['role', 'position']
const DEFAULT_COLUMNS = COLUMNS.slice(0, COLUMNS.indexOf('unit'))

export interface TemplateColumn {
  readonly key: Column
  readonly header: string
}

export interface Template {
  readonly columns: readonly TemplateColumn[]
  /** Whether mobiles end with a tab in the CSV files, as longer numbers do in any case; the workbook carries all as text. */
  readonly guardLongNumbers: boolean
}

/** The columns usual for a source, with their headers. */
export function defaultTemplate(source: 'frame' | 'draw', headers: Readonly<Record<Column, string>>): Template {
  const columns = DEFAULT_COLUMNS.filter(key => source === 'draw' || !DRAW_COLUMNS.includes(key))
  return { columns: columns.map(key => ({ key, header: headers[key] })), guardLongNumbers: false }
}

/** What is wrong with a template. */
export interface TemplateFinding {
  readonly index: number
  readonly kind: 'unknown' | 'drawOnly' | 'twice' | 'emptyHeader' | 'sameHeader'
  readonly value: string
}

export interface AskedColumn {
  readonly key: string
  readonly header: string
}

export function checkColumns(columns: readonly AskedColumn[], source: 'frame' | 'draw'): TemplateFinding[] {
  const keys = new Set<string>()
  const headers = new Set<string>()
  return columns.flatMap(({ key, header }, index) => {
    const text = header.trim()
    const kind = !isColumn(key)
      ? 'unknown'
      : source === 'frame' && DRAW_COLUMNS.includes(key)
        ? 'drawOnly'
        : keys.has(key)
          ? 'twice'
          : text === ''
            ? 'emptyHeader'
            : headers.has(text)
              ? 'sameHeader'
              : null
    keys.add(key)
    headers.add(text)
    return kind ? [{ index, kind, value: kind === 'sameHeader' ? text : key } as const] : []
  })
}

function isColumn(key: string): key is Column {
  return (COLUMNS as readonly string[]).includes(key)
}

/** One person of the list with all that a column may show; values that the rosters leave empty are null. */
export type ListRow = Readonly<Record<Exclude<Column, 'number'>, Cell>>

/** The cells of a row in the order of the template. `number` counts from 1 through the list. */
export function cellsOf(row: ListRow, number: number, template: Template): Cell[] {
  return template.columns.map(({ key }) => (key === 'number' ? number : row[key]))
}

/**
 * Text that stays text when a spreadsheet opens the CSV: numbers that would lose digits or leading zeros end with a tab.
 * @param alsoMobiles 11 digits too: Excel shows them whole, but saves 1.99E+10 back where the column is narrow
 * @example
 * csvText('0595000000', false) // => '0595000000\t'
 * @example
 * csvText('19900000001', false) // => '19900000001'
 */
export function csvText(cell: Cell, alsoMobiles: boolean): Cell {
  if (typeof cell !== 'string') return cell
  return /^0\d+$|^\d{12,}$/.test(cell) || (alsoMobiles && /^\d{11}$/.test(cell)) ? `${cell}\t` : cell
}

/** Width of a column in the workbook, in characters. */
export function widthOf({ key, header }: TemplateColumn): number {
  const usual: Partial<Record<Column, number>> = {
    number: 8,
    name: 14,
    mobile: 16,
    organisation: 30,
    matter: 30,
    stratum: 26,
    note: 30,
    elementId: 40,
  }
  return Math.max(usual[key] ?? 14, header.length * 2 + 2)
}

/** Minutes of Chinese time (UTC+8), for people to read.
 * @example
 * chinaMinute('2026-11-24T22:31:05.000Z') // => '2026-11-25 06:31'
 */
export function chinaMinute(iso: string): string {
  return new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

/** A file name that every system takes, and that says who made the list and when.
 * @example
 * fileName(['评议对象名单', '2026', '样本', '张/三', '2026-11-25 06:31'], 'csv-gb18030') // => '评议对象名单-2026-样本-张_三-20261125_0631-GB18030.csv'
 */
export function fileName(parts: readonly string[], format: Format): string {
  const safe = parts.map(part =>
    part
      .replace(/^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)$/, '$1$2$3_$4$5')
      .replace(/[\p{Cc}\s\\/:*?"<>|.]+/gu, '_')
      .slice(0, 40),
  )
  const ending = { xlsx: '.xlsx', csv: '-UTF8.csv', 'csv-gb18030': '-GB18030.csv' }[format]
  return safe.join('-') + ending
}
