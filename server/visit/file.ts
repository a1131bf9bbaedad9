// An uploaded file of visits: its columns found, each line checked, what is refused kept with its reasons.
import { setImmediate } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { csvLine } from '../files/csv.ts'
import type { ReceivedTable, TableRow } from '../files/table.ts'
import { type VisitFault, visitFault, visitProblem } from '../problem/visit.ts'
import { mobileHash } from '../window/mobile.ts'
import { visitWords } from '../words/visit.ts'
import { checkVisit, type FieldFault, isFaulty, type RawVisit } from './check.ts'
import { type ColumnMap, FILE_FIELDS, type FileField, findVisitHeader } from './columns.ts'
import { visitPlaces } from './places.ts'
import type { VisitInput } from './upsert.ts'

/** Lines of one file. */
export const MAX_LINES = 200_000
/** Lines checked before others get their turn. */
const SLICE = 2_000

export interface RefusedLine {
  readonly line: number
  readonly cells: readonly string[]
  readonly faults: readonly { readonly field: FileField; readonly fault: VisitFault; readonly otherLine?: number }[]
}

export interface VisitFile {
  readonly table: ReceivedTable
  readonly headerLine: number
  readonly header: readonly string[]
  readonly columns: ColumnMap
  /** Lines below the header. */
  readonly lines: number
  readonly inputs: readonly VisitInput[]
  /** Lines that say what another line of the file said already. */
  readonly repeated: number
  readonly refused: readonly RefusedLine[]
}

/** @throws Problem when the columns cannot be found or there are too many lines */
export async function readVisitFile(context: Context, centerId: string, table: ReceivedTable): Promise<VisitFile> {
  const found = findVisitHeader(table.rows)
  if (!found) throw visitProblem.noHeader()
  const body = table.rows.slice(found.row + 1)
  if (body.length > MAX_LINES) throw visitProblem.tooManyLines(MAX_LINES)
  const places = await visitPlaces(context.db, centerId)
  const hashMobile = (mobile: string) => mobileHash(context, mobile)
  const options = { places, now: context.now(), source: 'file' as const, hashMobile }
  const kept = new Map<string, { readonly input: VisitInput; readonly line: number }>()
  const refused: RefusedLine[] = []
  let repeated = 0
  for (const [index, row] of body.entries()) {
    if (index % SLICE === SLICE - 1) await setImmediate()
    const checked = checkVisit(rawOf(row, found.columns), options)
    if (isFaulty(checked)) {
      refused.push({ ...row, faults: checked.map(faultOfFile) })
      continue
    }
    const before = kept.get(checked.caseNo)
    if (!before) kept.set(checked.caseNo, { input: checked, line: row.line })
    else if (JSON.stringify(before.input) === JSON.stringify(checked)) repeated++
    else refused.push({ ...row, faults: [{ field: 'caseNo', fault: 'repeated', otherLine: before.line }] })
  }
  const headerRow = table.rows[found.row]
  return {
    table,
    headerLine: headerRow?.line ?? 1,
    header: headerRow?.cells.map(cell => cell.trim()) ?? [],
    columns: found.columns,
    lines: body.length,
    inputs: [...kept.values()].map(({ input }) => input),
    repeated,
    refused,
  }
}

function rawOf({ cells }: TableRow, columns: ColumnMap): RawVisit {
  const raw: RawVisit = {}
  for (const field of FILE_FIELDS) {
    const column = columns[field]
    if (column !== undefined) raw[field] = cells[column] ?? ''
  }
  return raw
}

/** Files have no column for a window's own id. */
const faultOfFile = ({ field, fault }: FieldFault) =>
  ({ field: field === 'pointId' ? 'windowCode' : field, fault }) as const

/** The reasons of one line in Chinese, as they stand in the file of refused lines. */
export function reasonsOf({ faults }: RefusedLine): string {
  return faults
    .map(({ fault, otherLine }) => visitFault[fault][0] + (otherLine ? `（第 ${otherLine} 行）` : ''))
    .join('；')
}

/**
 * The refused lines as a CSV that can be corrected and uploaded again.
 * @param keep `all`: as they came, for whoever just uploaded them; `known`: only the columns that were read, telephones
 * masked, for what is stored here
 */
export function rejectsCsv(file: Pick<VisitFile, 'header' | 'columns' | 'refused'>, keep: 'all' | 'known'): string {
  const shown =
    keep === 'all' ? file.header.map((_, column) => column) : Object.values(file.columns).sort((a, b) => a - b)
  const { mobile } = file.columns
  const cell = (cells: readonly string[], column: number): string => {
    const text = cells[column] ?? ''
    return keep === 'known' && column === mobile ? text.replace(/\d(?=\d{4})/g, '*') : text
  }
  const options = { encoding: 'utf-8' } as const
  let text = '\uFEFF'
  text += csvLine(
    [...shown.map(column => file.header[column] ?? ''), visitWords.rejectLine[0], visitWords.rejectReason[0]],
    options,
  )
  for (const row of file.refused)
    text += csvLine([...shown.map(column => cell(row.cells, column)), row.line, reasonsOf(row)], options)
  return text
}
