// The sample file: one line per drawn element, bytes fixed so that its digest can be published.

/** A drawn element. `order` counts from 1 within its stratum, the reserve after the sample. */
export interface SelectedElement {
  readonly order: number
  readonly elementId: string
  readonly stratum: string
  readonly role: 'sample' | 'reserve'
  /** 64 hex digits. */
  readonly ticket: string
  /** n / N; null for a reserve element, which has none until it is released. */
  readonly inclusionProbability: number | null
  /** N / n; null for a reserve element. */
  readonly baseWeight: number | null
}

/**
 * The line of an element drawn with equal probabilities within its stratum.
 *
 * @param i place in order of selection, from 0; the first n are the sample
 * @internal
 */
export function equalLine(
  { stratum, N, n }: { readonly stratum: string; readonly N: number; readonly n: number },
  i: number,
  elementId: string,
  ticket: string,
): SelectedElement {
  const sampled = i < n
  return {
    order: i + 1,
    elementId,
    stratum,
    role: sampled ? 'sample' : 'reserve',
    ticket,
    inclusionProbability: sampled ? n / N : null,
    // N / n and not 1 / (n / N), which may be off by the last digit.
    baseWeight: sampled ? N / n : null,
  }
}

export const sampleColumns = [
  'order',
  'element_id',
  'stratum',
  'role',
  'ticket',
  'inclusion_probability',
  'base_weight',
] as const

/**
 * The sample file as text: UTF-8 CSV with header, LF after every line, fields quoted only where they must be;
 * probabilities and weights are the shortest decimals that read back to the same number, empty for reserve elements.
 *
 * @param selected in order of selection
 * @returns the text of the file
 * @example sampleCsv([]) // => 'order,element_id,stratum,role,ticket,inclusion_probability,base_weight\n'
 */
export function sampleCsv(selected: readonly SelectedElement[]): string {
  const lines = selected.map(one => sampleFields(one).map(csvField).join(','))
  return [sampleColumns.join(','), ...lines, ''].join('\n')
}

/** The fields of one line, in the order of the columns. @internal */
export const sampleFields = (one: SelectedElement): string[] => [
  String(one.order),
  one.elementId,
  one.stratum,
  one.role,
  one.ticket,
  one.inclusionProbability === null ? '' : String(one.inclusionProbability),
  one.baseWeight === null ? '' : String(one.baseWeight),
]

/** A field of a CSV line, quoted only where it must be. @internal */
export const csvField = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replace(/"/g, '""')}"` : field)
