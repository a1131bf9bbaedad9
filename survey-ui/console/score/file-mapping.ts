// The mapping of a file while it is being confirmed: what the preview found, and changes to it. Pure.
import type { FileMapping } from '../../../server/score/mapping.ts'
import type { ColumnSummary } from '../../../server/score/suggest.ts'

export type { FileMapping }

export interface FilePreview {
  readonly fileName: string
  readonly encoding: string
  readonly delimiter: string | null
  readonly digest: string
  readonly rows: number
  readonly columns: readonly ColumnSummary[]
  readonly sample: readonly { readonly line: number; readonly cells: readonly string[] }[]
  readonly suggestion: FileMapping
}

export function formOf(file: File, mapping?: FileMapping, name?: string): FormData {
  const form = new FormData()
  form.set('file', file)
  if (mapping) form.set('mapping', JSON.stringify(mapping))
  if (name) form.set('name', name)
  return form
}

/** Codes found in the columns that hold answers, commonest first, an empty cell as ''. */
export function codesOf(
  mapping: FileMapping,
  columns: readonly ColumnSummary[],
): readonly (readonly [string, number])[] {
  const names = mapping.layout === 'wide' ? mapping.columns.map(({ column }) => column) : [mapping.value]
  const counts = new Map<string, number>()
  for (const { values, empty } of columns.filter(item => names.includes(item.column))) {
    for (const [code, count] of values) counts.set(code, (counts.get(code) ?? 0) + count)
    if (empty > 0) counts.set('', (counts.get('') ?? 0) + empty)
  }
  return [...counts].sort((a, b) => a[0].localeCompare(b[0], 'zh-CN', { numeric: true }))
}

export type Meaning = number | 'missing' | 'not_asked' | null

export function meaningOf(mapping: FileMapping, code: string): Meaning {
  if (mapping.missing.includes(code)) return 'missing'
  if (mapping.notAsked.includes(code)) return 'not_asked'
  return mapping.valueMap[code] ?? null
}

export function withMeaning(mapping: FileMapping, code: string, meaning: Meaning): FileMapping {
  const valueMap = Object.fromEntries(Object.entries(mapping.valueMap).filter(([known]) => known !== code))
  const missing = mapping.missing.filter(known => known !== code)
  const notAsked = mapping.notAsked.filter(known => known !== code)
  if (typeof meaning === 'number') return { ...mapping, missing, notAsked, valueMap: { ...valueMap, [code]: meaning } }
  return {
    ...mapping,
    valueMap,
    missing: meaning === 'missing' ? [...missing, code] : missing,
    notAsked: meaning === 'not_asked' ? [...notAsked, code] : notAsked,
  }
}

/** Points for the digits 1 … k of a scale, the best end given; 9 and 99 are left alone. */
export function scaleDigits(
  codes: readonly string[],
  best: 'high' | 'low',
  steps: readonly number[],
): Record<string, number> {
  const digits = codes
    .filter(code => /^\d+$/.test(code) && Number(code) < 9)
    .map(Number)
    .sort((a, b) => a - b)
  const ordered = best === 'high' ? [...digits].reverse() : digits
  const even = (index: number) => Math.round((100 * (ordered.length - 1 - index)) / Math.max(1, ordered.length - 1))
  const points = ordered.length === steps.length ? steps : ordered.map((_, index) => even(index))
  return Object.fromEntries(ordered.map((digit, index) => [String(digit), points[index] ?? 0]))
}

/** 非常满意 … 很不满意, as the office usually scores five steps. */
export const FIVE_STEPS = [100, 80, 60, 30, 0] as const

export function withColumn(
  mapping: FileMapping,
  column: string,
  unitId: string | null,
  dimension: string | null,
): FileMapping {
  const rest = mapping.columns.filter(item => item.column !== column)
  return { ...mapping, columns: unitId === null ? rest : [...rest, { column, unitId, dimension }] }
}
