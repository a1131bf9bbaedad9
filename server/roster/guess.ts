// Columns by what stands in them, for files whose header says nothing: only the name and the number are guessed.
import type { Mapping } from './fields.ts'
import { normaliseMobile, tidy } from './normalise.ts'

const SHARE = 0.6

/** Suggests the columns of number and name that the header left open; the preview shows them and a person confirms. */
export function guessColumns(rows: readonly (readonly string[])[], known: Mapping): Mapping {
  const body = rows.filter(row => row.some(cell => cell.trim() !== ''))
  if (body.length === 0) return {}
  const taken = new Set(Object.values(known))
  const width = Math.max(...body.map(row => row.length))
  const free = Array.from({ length: width }, (_, column) => column).filter(column => !taken.has(column))
  const guess: { mobile?: number; name?: number } = {}
  const mobile = known.mobile ?? likeliest(body, free, cell => normaliseMobile(cell).mobile !== null)
  if (known.mobile === undefined && mobile !== null) guess.mobile = mobile
  const name = likeliest(body, free, cell => /^\p{Script=Han}{2,4}$/u.test(tidy(cell).replace(/\s/g, '')))
  if (known.name === undefined && mobile !== null && name !== null) guess.name = name
  return guess
}

function likeliest(
  rows: readonly (readonly string[])[],
  columns: readonly number[],
  fits: (cell: string) => boolean,
): number | null {
  let best: { column: number; share: number; distinct: number } | null = null
  for (const column of columns) {
    const cells = rows.map(row => row[column] ?? '').filter(cell => cell.trim() !== '')
    const share = cells.filter(fits).length / Math.max(1, cells.length)
    // Districts and matters are Chinese words too, but names hardly repeat.
    const distinct = new Set(cells).size
    if (share >= SHARE && (!best || distinct > best.distinct)) best = { column, share, distinct }
  }
  return best?.column ?? null
}
