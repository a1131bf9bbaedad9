// Components of the composite score 考评分项: what a value may be, and reading them from a table. Pure.
import { compareDecimals, readDecimal } from '../../sampling/decimal.ts'
import type { FileRow } from '../../sampling/score-read.ts'

export const PARTS = ['target', 'party_government', 'congress_cppcc'] as const
export type Part = (typeof PARTS)[number]
export const KINDS = ['bonus', 'deduction'] as const
export type EntryKind = (typeof KINDS)[number]

const PLACES = 6

/** A score 0 to 100, as exact text; null when the text is none. */
export function readScore(text: string): string | null {
  const number = readDecimal(text)
  return number && fits(number, '0') ? number : null
}

/** Points of a bonus or a deduction, above 0 and at most 100, written without a sign. */
export function readPoints(text: string): string | null {
  const number = readDecimal(text)
  return number && compareDecimals(number, '0') > 0 && fits(number, '0') ? number : null
}

const fits = (number: string, low: string): boolean =>
  compareDecimals(number, low) >= 0 &&
  compareDecimals(number, '100') <= 0 &&
  (number.split('.')[1]?.length ?? 0) <= PLACES

export interface NamedUnit {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly shortName: string
}

export interface ImportedValue {
  readonly unitId: string
  readonly part: Part
  readonly value: string
}
export interface ImportedEntry {
  readonly unitId: string
  readonly kind: EntryKind
  readonly points: string
  readonly reason: string
  readonly document: string
}
export type ImportFaultCode =
  | 'noUnitColumn'
  | 'noValueColumn'
  | 'unknownUnit'
  | 'badScore'
  | 'badPoints'
  | 'noReason'
  | 'twice'
export interface ImportFault {
  readonly code: ImportFaultCode
  readonly line: number
  readonly column: string
  readonly value: string
}
export interface ComponentImport {
  readonly values: readonly ImportedValue[]
  readonly entries: readonly ImportedEntry[]
  readonly faults: readonly ImportFault[]
}

type Field = Part | EntryKind | 'unit' | 'bonusReason' | 'bonusDocument' | 'deductionReason' | 'deductionDocument'

/** What a header says, whatever brackets and units of measure stand around it. */
const HEADERS: readonly (readonly [Field, RegExp])[] = [
  ['bonusReason', /加分.*(事由|原因|理由|依据)|bonus.?reason/i],
  ['bonusDocument', /加分.*(文号|文件)|bonus.?document/i],
  ['deductionReason', /扣分.*(事由|原因|理由|依据)|deduction.?reason/i],
  ['deductionDocument', /扣分.*(文号|文件)|deduction.?document/i],
  ['bonus', /正向激励|加分|^bonus/i],
  ['deduction', /察访核验|扣分|^deduction/i],
  ['party_government', /市委|市政府|党委|政府领导|party.*government/i],
  ['congress_cppcc', /人大|政协|congress/i],
  ['target', /目标|指标|^target/i],
  ['unit', /单位|部门|名称|代码|^unit|^code|^name/i],
]

const plain = (cell: string | undefined): string => (cell ?? '').normalize('NFKC').trim()

/** Read a table of components: one row a unit, more rows for more entries; cells left empty change nothing. */
export function readComponents(rows: readonly FileRow[], units: readonly NamedUnit[]): ComponentImport {
  const [header, ...body] = rows
  const faults: ImportFault[] = []
  const names = (header?.cells ?? []).map(plain)
  const columns = findColumns(names)
  const line = header?.line ?? 1
  if (!columns.has('unit')) faults.push({ code: 'noUnitColumn', line, column: '', value: names.join('、') })
  if (![...PARTS, ...KINDS].some(field => columns.has(field)))
    faults.push({ code: 'noValueColumn', line, column: '', value: names.join('、') })
  if (faults.length > 0) return { values: [], entries: [], faults }
  const table = new TableReader(names, columns, units, faults)
  for (const row of body) if (row.cells.some(cell => cell.trim() !== '')) table.read(row)
  return { values: table.values, entries: table.entries, faults }
}

function findColumns(names: readonly string[]): ReadonlyMap<Field, number> {
  const columns = new Map<Field, number>()
  names.forEach((name, at) => {
    const field = HEADERS.find(([, words]) => words.test(name))?.[0]
    if (field && !columns.has(field)) columns.set(field, at)
  })
  return columns
}

class TableReader {
  readonly values: ImportedValue[] = []
  readonly entries: ImportedEntry[] = []
  readonly #names: readonly string[]
  readonly #columns: ReadonlyMap<Field, number>
  readonly #units: readonly NamedUnit[]
  readonly #faults: ImportFault[]
  readonly #seen = new Set<string>()

  constructor(
    names: readonly string[],
    columns: ReadonlyMap<Field, number>,
    units: readonly NamedUnit[],
    faults: ImportFault[],
  ) {
    this.#names = names
    this.#columns = columns
    this.#units = units
    this.#faults = faults
  }

  read(row: FileRow): void {
    const named = this.#cell(row, 'unit')
    const unit = this.#units.find(({ code, name, shortName }) => [code, name, shortName].some(n => plain(n) === named))
    if (!unit) return this.#fault('unknownUnit', row, 'unit', named)
    for (const part of PARTS) this.#score(row, unit.id, part)
    for (const kind of KINDS) this.#entry(row, unit.id, kind)
  }

  #score(row: FileRow, unitId: string, part: Part): void {
    const cell = this.#cell(row, part)
    if (cell === '') return
    const value = readScore(cell)
    const key = `${unitId}/${part}`
    if (value === null) this.#fault('badScore', row, part, cell)
    else if (this.#seen.has(key)) this.#fault('twice', row, part, cell)
    else {
      this.#seen.add(key)
      this.values.push({ unitId, part, value })
    }
  }

  #entry(row: FileRow, unitId: string, kind: EntryKind): void {
    const cell = this.#cell(row, kind)
    // Offices write 0 for: none.
    if (cell === '' || /^0(\.0*)?$/.test(cell)) return
    const points = readPoints(cell)
    const reason = this.#cell(row, `${kind}Reason`)
    if (points === null) this.#fault('badPoints', row, kind, cell)
    else if (reason === '') this.#fault('noReason', row, `${kind}Reason`, cell)
    else this.entries.push({ unitId, kind, points, reason, document: this.#cell(row, `${kind}Document`) })
  }

  #cell(row: FileRow, field: Field): string {
    const at = this.#columns.get(field)
    return at === undefined ? '' : plain(row.cells[at])
  }

  #fault(code: ImportFaultCode, row: FileRow, field: Field, value: string): void {
    const at = this.#columns.get(field)
    this.#faults.push({ code, line: row.line, column: at === undefined ? '' : (this.#names[at] ?? ''), value })
  }
}
