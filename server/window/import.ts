// Lines of office files made into matters, windows and staff; every line that cannot be taken is said, with its place. Pure.
import type { Words } from '../problem/problem.ts'
import { normaliseMobile, normaliseName } from '../roster/normalise.ts'
import { windowColumnWords as column, windowFaultWords as fault } from '../words/window.ts'
import type { MATTER_COLUMNS, ReadTable, WINDOW_COLUMNS } from './columns.ts'
import { MATTER_CODE, NUMBER } from './window.ts'

export interface Rejected {
  /** As a spreadsheet numbers it. */
  readonly line: number
  readonly column: Words
  /** As it stands in the file; a telephone masked. */
  readonly value: string
  readonly problem: Words
}

export interface NamedUnit {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly shortName: string
}

/** undefined, here and below: the file says nothing of it. */
export interface ImportedMatter {
  readonly code: string
  readonly name: string
  readonly unitId: string | undefined
}

export interface ImportedPoint {
  readonly code: string
  readonly name: string | undefined
  readonly unitId: string | undefined
}

export interface ImportedStaff {
  readonly number: string
  readonly name: string
  /** Number of the window in the file. */
  readonly point: string | undefined
  readonly mobile: string | undefined
}

export interface Imported<T> {
  readonly rows: T
  readonly rejected: readonly Rejected[]
}

/** @returns the matters of the file, each code once */
export function readMatters(
  table: ReadTable<typeof MATTER_COLUMNS>,
  units: readonly NamedUnit[],
): Imported<ImportedMatter[]> {
  const unitOf = unitFinder(units)
  const seen = new Map<string, number>()
  const rows: ImportedMatter[] = []
  const rejected: Rejected[] = []
  for (const { line, cells } of table.records) {
    const unit = unitOf(cells.unit)
    const wrong =
      check(line, column.matterCode, cells.code, code => MATTER_CODE.test(code), fault.matterCode) ??
      check(line, column.matterName, cells.name, name => name.length <= 120, fault.nameLong) ??
      (unit === null ? { line, column: column.unit, value: cells.unit, problem: fault.unit } : undefined) ??
      again(seen, line, column.matterCode, cells.code)
    if (wrong) rejected.push(wrong)
    else rows.push({ code: cells.code, name: cells.name, unitId: unit ?? undefined })
    if (!wrong) seen.set(cells.code, line)
  }
  return { rows, rejected }
}

/** One line is a person at a window; a window with several people has several lines, one without people one. */
export function readWindows(
  table: ReadTable<typeof WINDOW_COLUMNS>,
  units: readonly NamedUnit[],
): Imported<{ points: ImportedPoint[]; staff: ImportedStaff[] }> {
  const unitOf = unitFinder(units)
  const points = new Map<string, ImportedPoint>()
  const staff = new Map<string, ImportedStaff>()
  const [pointLines, staffLines] = [new Map<string, number>(), new Map<string, number>()]
  const rejected: Rejected[] = []
  for (const { line, cells } of table.records) {
    const { point: code, number } = cells
    const unitId = unitOf(cells.unit)
    const before = points.get(code)
    const named = before?.name === undefined ? undefined : { name: before.name, line: pointLines.get(code) ?? 0 }
    const wrong = wrongPoint(line, cells, unitId, named) ?? wrongPerson(line, cells, staffLines.get(number))
    if (wrong) {
      rejected.push(wrong)
      continue
    }
    if (code !== '') {
      const name = before?.name ?? (cells.pointName || undefined)
      points.set(code, { code, name, unitId: before?.unitId ?? unitId ?? undefined })
      if (cells.pointName !== '' && !pointLines.has(code)) pointLines.set(code, line)
    }
    if (number === '') continue
    const mobile = normaliseMobile(cells.mobile).mobile ?? undefined
    staff.set(number, { number, name: normaliseName(cells.name), point: code || undefined, mobile })
    staffLines.set(number, line)
  }
  return { rows: { points: [...points.values()], staff: [...staff.values()] }, rejected }
}

type WindowCells = Readonly<Record<keyof typeof WINDOW_COLUMNS, string>>

function wrongPoint(
  line: number,
  cells: WindowCells,
  unit: string | null | undefined,
  before: { readonly name: string; readonly line: number } | undefined,
): Rejected | undefined {
  if (cells.point === '' && cells.number === '')
    return { line, column: column.pointCode, value: '', problem: fault.nothing }
  if (cells.point === '' && cells.pointName !== '')
    return { line, column: column.pointCode, value: '', problem: fault.missing }
  if (cells.point !== '' && !NUMBER.test(cells.point))
    return { line, column: column.pointCode, value: cells.point, problem: fault.number }
  if (cells.pointName.length > 60)
    return { line, column: column.pointName, value: cells.pointName, problem: fault.nameLong }
  if (unit === null) return { line, column: column.unit, value: cells.unit, problem: fault.unit }
  if (before && cells.pointName !== '' && before.name !== cells.pointName)
    return { line, column: column.pointName, value: cells.pointName, problem: numbered(fault.otherName, before.line) }
  return undefined
}

function wrongPerson(line: number, cells: WindowCells, before: number | undefined): Rejected | undefined {
  const nobody = cells.number === '' && cells.name === ''
  if (nobody)
    return cells.mobile === '' ? undefined : { line, column: column.number, value: '', problem: fault.missing }
  const wrong =
    check(line, column.number, cells.number, number => NUMBER.test(number), fault.number) ??
    check(line, column.staffName, cells.name, name => name.length <= 30, fault.nameLong)
  if (wrong) return wrong
  if (before !== undefined)
    return { line, column: column.number, value: cells.number, problem: numbered(fault.again, before) }
  if (cells.mobile !== '' && normaliseMobile(cells.mobile).mobile === null)
    return { line, column: column.mobile, value: cells.mobile.replaceAll(/\d(?=\d{2})/g, '*'), problem: fault.mobile }
  return undefined
}

function check(
  line: number,
  where: Words,
  value: string,
  fits: (value: string) => boolean,
  problem: Words,
): Rejected | undefined {
  if (value !== '' && fits(value)) return undefined
  return { line, column: where, value: value.slice(0, 80), problem: value === '' ? fault.missing : problem }
}

function again(seen: ReadonlyMap<string, number>, line: number, where: Words, value: string): Rejected | undefined {
  const first = seen.get(value)
  return first === undefined ? undefined : { line, column: where, value, problem: numbered(fault.again, first) }
}

const numbered = (words: Words, line: number): Words => [
  words[0].replace('{0}', String(line)),
  words[1].replace('{0}', String(line)),
]

/** By code, full or short name; undefined for an empty cell, null for a unit that is not there. */
function unitFinder(units: readonly NamedUnit[]): (cell: string) => string | null | undefined {
  const ids = new Map(units.flatMap(unit => [unit.name, unit.shortName, unit.code].map(key => [key, unit.id] as const)))
  return cell => (cell === '' ? undefined : (ids.get(cell) ?? null))
}
