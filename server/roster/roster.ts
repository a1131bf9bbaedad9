// From a row of cells to a person: the rules of cleaning a roster. Pure.
import { unguard } from '../files/cells.ts'
import type { Field, Mapping } from './fields.ts'
import {
  type CellProblem,
  isUsualName,
  normaliseDate,
  normaliseMobile,
  normaliseName,
  normaliseSex,
  tidy,
} from './normalise.ts'

/** Problems of whole rows, beside those of single cells. */
export type RowProblem = CellProblem | 'duplicate' | 'open_quote' | 'too_many_cells' | 'header_repeated'

export interface RosterProblem {
  /** Row of the file as a spreadsheet counts, from 1. */
  readonly line: number
  /** Header of the column, empty for the whole row. */
  readonly column: string
  readonly value: string
  readonly problem: RowProblem
}

export interface RosterPerson {
  readonly name: string
  readonly mobile: string
  readonly mobileExtra: string | null
  readonly sex: 'male' | 'female' | null
  readonly organisation: string | null
  readonly district: string | null
  readonly matter: string | null
  readonly handledOn: string | null
  readonly sector: string | null
  readonly delegation: string | null
  readonly post: string | null
  readonly note: string | null
  /** Columns that no field takes, as JSON; null when all are empty. */
  readonly extra: string | null
}

export type CleanRow =
  | { readonly kind: 'person'; readonly person: RosterPerson; readonly problems: readonly RosterProblem[] }
  | { readonly kind: 'lost'; readonly reason: CellProblem; readonly problems: readonly RosterProblem[] }
  | { readonly kind: 'blank'; readonly problems: readonly RosterProblem[] }

/** Longest text kept of a cell; a longer one is cut and its problem shows the beginning. */
const MAX_TEXT = 2000

export class RowCleaner {
  readonly #headers: readonly string[]
  readonly #mapping: Mapping
  readonly #others: readonly number[]

  constructor(headers: readonly string[], mapping: Mapping) {
    this.#headers = headers
    this.#mapping = mapping
    const used = new Set(Object.values(mapping))
    this.#others = headers.map((_, column) => column).filter(column => !used.has(column) && headers[column] !== '')
  }

  /** Cleans one row. Warnings keep the person; a number that cannot be recovered makes the row lost. */
  clean(cells: readonly string[], line: number): CleanRow {
    if (isBlankRow(cells)) return { kind: 'blank', problems: [] }
    if (this.#repeatsHeader(cells)) return { kind: 'blank', problems: [rowProblem(line, cells, 'header_repeated')] }
    const problems: RosterProblem[] = []
    const note = (field: Field, problem: CellProblem): void => {
      const column = this.#mapping[field]
      if (column === undefined && problem !== 'mobile_missing') return
      problems.push({ line, column: this.#header(field), value: this.#raw(cells, field).slice(0, 200), problem })
    }
    if (cells.length > this.#headers.length && cells.slice(this.#headers.length).some(cell => cell.trim() !== ''))
      problems.push(rowProblem(line, cells, 'too_many_cells'))
    const number = this.#number(cells)
    if (number.problem) note('mobile', number.problem)
    if (number.mobile === null) {
      return { kind: 'lost', reason: number.problem ?? 'mobile_missing', problems }
    }
    const person = this.#person(cells, number.mobile, number.extra, note)
    return { kind: 'person', person, problems }
  }

  #person(
    cells: readonly string[],
    mobile: string,
    mobileExtra: string | null,
    note: (field: Field, problem: CellProblem) => void,
  ): RosterPerson {
    const name = normaliseName(this.#raw(cells, 'name')).slice(0, 100)
    if (name === '') note('name', 'name_missing')
    else if (name.includes('\uFFFD')) note('name', 'characters_lost')
    else if (!isUsualName(name)) note('name', 'name_unusual')
    const sex = normaliseSex(this.#raw(cells, 'sex'))
    if (sex === undefined) note('sex', 'sex_unknown')
    const handledOn = normaliseDate(this.#raw(cells, 'handledOn'))
    if (handledOn === undefined) note('handledOn', 'date_unreadable')
    return {
      name,
      mobile,
      mobileExtra,
      sex: sex ?? null,
      organisation: this.#text(cells, 'organisation'),
      district: this.#text(cells, 'district'),
      matter: this.#text(cells, 'matter'),
      handledOn: handledOn ?? null,
      sector: this.#text(cells, 'sector'),
      delegation: this.#text(cells, 'delegation'),
      post: this.#text(cells, 'post'),
      note: this.#text(cells, 'note'),
      extra: this.#extra(cells),
    }
  }

  /** The mobile column first; a second phone column steps in when it has none, and is kept when it has one. */
  #number(cells: readonly string[]) {
    const first = normaliseMobile(this.#raw(cells, 'mobile'))
    const spare = this.#raw(cells, 'phone')
    if (spare === '') return first
    const second = normaliseMobile(spare)
    if (first.mobile === null) return second.mobile === null ? first : { ...second, problem: second.problem }
    const extra = [first.extra, second.mobile === first.mobile ? null : second.mobile, second.extra]
    return { ...first, extra: extra.filter(item => item !== null).join(';') || null }
  }

  #raw(cells: readonly string[], field: Field): string {
    const column = this.#mapping[field]
    return column === undefined ? '' : unguard(cells[column] ?? '')
  }

  #text(cells: readonly string[], field: Field): string | null {
    const raw = this.#raw(cells, field)
    return raw === '' ? null : tidy(raw).slice(0, MAX_TEXT) || null
  }

  #extra(cells: readonly string[]): string | null {
    if (this.#others.length === 0) return null
    const kept: Record<string, string> = {}
    for (const column of this.#others) {
      const text = tidy(unguard(cells[column] ?? '')).slice(0, MAX_TEXT)
      if (text !== '') kept[this.#headers[column] ?? ''] = text
    }
    return Object.keys(kept).length > 0 ? JSON.stringify(kept) : null
  }

  #header(field: Field): string {
    const column = this.#mapping[field]
    return column === undefined ? '' : (this.#headers[column] ?? '')
  }

  #repeatsHeader(cells: readonly string[]): boolean {
    const column = this.#mapping.mobile ?? -1
    const header = this.#headers[column]
    if (!header || cells[column]?.trim() !== header) return false
    return cells.every((cell, index) => cell.replace(/\s+/g, ' ').trim() === (this.#headers[index] ?? ''))
  }
}

export function isBlankRow(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') return false
  return true
}

/** A problem of the row as a whole. */
export function rowProblem(line: number, cells: readonly string[], problem: RowProblem): RosterProblem {
  return { line, column: '', value: cells.join(' | ').slice(0, 200), problem }
}
