// Reading a CSV of dispositions piece by piece: a header, a column of codes, and perhaps weights and groups.
import { createCsvRows } from './csvrows.ts'
import type { DispositionTable } from './dispositioncodes.ts'
import { createOutcomeTally, type OutcomeTally } from './dispositions.ts'
import { problem, refuse, shown, type Problem } from './problem.ts'

export interface DispositionColumns {
  /** Column of the codes; `disposition`, or else `code`, when left out. */
  readonly code?: string
  /** Column of weights above 0; every case counts once without it. */
  readonly weight?: string
  /** Column of groups to report one by one. */
  readonly by?: string
  /** Codes of one mode only. */
  readonly table?: DispositionTable
}

/** A file being read; `finish` gives the counts or throws. */
export interface DispositionReader {
  push(piece: Uint8Array | string): void
  finish(): OutcomeTally
}

const keptProblems = 1000
const mostGroups = 10_000
const numeric = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/**
 * Start reading a file of dispositions; memory does not grow with the number of rows.
 *
 * @param columns names of the columns read, and the mode whose codes hold
 * @returns takes the CSV in pieces, text or bytes; `finish` gives the tally
 * @throws InputError from `finish` with every unknown code, bad weight or broken row and its line (the first 1000)
 * @example
 * const reader = createDispositionReader({ by: 'district' })
 * reader.push('disposition,district\n1.1,east\n2.112,east\n3.13,west\n')
 * reader.finish().byGroup().map(one => one.group + ' ' + one.rates.RR1) // => ['east 0.5', 'west 0']
 */
export function createDispositionReader(columns: DispositionColumns = {}): DispositionReader {
  const { by = '', table } = columns
  const tally = createOutcomeTally(table)
  const problems: Problem[] = []
  let unlisted = 0
  let header: Header | null = null
  let cases = 0
  const report = (found: Problem): void => {
    if (problems.length < keptProblems) problems.push(found)
    else unlisted++
  }
  const takeRow = (row: readonly string[], line: number): void => {
    if (header === null) return void (header = readHeader(row, line, columns, report))
    if (header.code < 0) return
    cases++
    if (row.length !== header.width) {
      return report(problem('field_count', { line, fields: row.length, expected: header.width }))
    }
    const code = row[header.code]!.trim()
    const written = header.weight < 0 ? '1' : row[header.weight]!.trim()
    const weight = numeric.test(written) ? Number(written) : 0
    if (code === '') report(problem('empty_disposition', { line }))
    else if (!(weight > 0 && Number.isFinite(weight))) report(problem('case_weight', { line, found: shown(written) }))
    else if (!tally.add(code, weight, header.by < 0 ? undefined : row[header.by]!.trim().normalize('NFC'))) {
      report(problem('unknown_disposition', { line, found: shown(code), table: table ?? 'phone, web' }))
    } else if (tally.groups > mostGroups) refuse([problem('too_many_groups', { column: by, limit: mostGroups })])
  }
  const rows = createCsvRows(takeRow, report)
  return {
    push: piece => rows.push(piece),
    finish() {
      rows.finish()
      if (cases === 0 && problems.length === 0) report(problem('no_dispositions'))
      if (unlisted > 0) problems.push(problem('more_problems', { count: unlisted }))
      refuse(problems)
      return tally
    },
  }
}

interface Header {
  readonly width: number
  readonly code: number
  readonly weight: number
  readonly by: number
}

function readHeader(
  row: readonly string[],
  line: number,
  { code, weight, by }: DispositionColumns,
  report: (found: Problem) => void,
): Header {
  const names = row.map(name => name.trim().normalize('NFC'))
  const find = (name: string | undefined): number => {
    if (name === undefined) return -1
    const at = names.indexOf(name.normalize('NFC'))
    if (at < 0) report(problem('missing_column', { line, column: name, found: names.join(', ') }))
    if (at >= 0 && names.includes(names[at]!, at + 1)) report(problem('duplicate_column', { line, column: name }))
    return at
  }
  const usual = names.includes('disposition') || !names.includes('code') ? 'disposition' : 'code'
  const found = { width: names.length, code: find(code ?? usual), weight: find(weight), by: find(by) }
  const absent = (weight !== undefined && found.weight < 0) || (by !== undefined && found.by < 0)
  return absent ? { ...found, code: -1 } : found
}
