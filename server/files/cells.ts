// Cells as office programs treat them: what must not run as a formula, and how values become text.

export type Cell = string | number | boolean | Date | null | undefined

/** Text that a spreadsheet would run as a formula or a command when it opens a CSV. */
const ACTIVE = /^[=+\-@\t\r＝＋－＠]/
const GUARDED = /^'(?=[=+\-@\t\r＝＋－＠])/

/** Puts an apostrophe before what Excel, WPS or LibreOffice would run. Numbers such as -3.5 stay numbers.
 * @example
 * neutralise('=1+1') // => "'=1+1"
 * @example
 * neutralise('-3.5') // => '-3.5'
 */
export function neutralise(text: string): string {
  return ACTIVE.test(text) && !/^[+-]?\d{1,15}(\.\d+)?$/.test(text) ? `'${text}` : text
}

/** The inverse of `neutralise`, for reading our own files back.
 * @example
 * unguard("'=1+1") // => '=1+1'
 */
export function unguard(text: string): string {
  return text.charCodeAt(0) === 39 ? text.replace(GUARDED, '') : text
}

/** One cell as text: dates as 2026-01-02 (with the time when it is not midnight), numbers without exponent or grouping. */
export function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cell
  if (typeof cell === 'number') return numberText(cell)
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  const iso = cell.toISOString()
  return iso.slice(11, 19) === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`
}

function numberText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value)
}
