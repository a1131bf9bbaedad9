// The template while it is edited: all columns of the source, those chosen first and in their order.
import {
  type Column,
  COLUMNS,
  defaultTemplate,
  DRAW_COLUMNS,
  type Template,
} from '../../../server/submission/submission.ts'
import { submissionColumnWords } from '../../../server/words/submission.ts'
import type { Submission } from './api.ts'

export interface EditedColumn {
  readonly key: Column
  readonly header: string
  readonly chosen: boolean
}

/** Headers are Chinese whatever the page speaks: the list goes to a Chinese office. */
const HEADERS = Object.fromEntries(COLUMNS.map(key => [key, submissionColumnWords[key][0]])) as Record<Column, string>

export function usualTemplate(source: 'frame' | 'draw'): Template {
  return defaultTemplate(source, HEADERS)
}

/** A stored template as far as the source has its columns. */
export function fittingTemplate(template: Submission['template'], source: 'frame' | 'draw'): Template {
  const columns = template.columns.flatMap(({ key, header }) => {
    const known = offered(source).find(column => column === key)
    return known ? [{ key: known, header }] : []
  })
  return { ...template, columns }
}

export function edited(template: Template, source: 'frame' | 'draw'): EditedColumn[] {
  const chosen = template.columns.map(column => ({ ...column, chosen: true }))
  const others = offered(source).filter(key => !chosen.some(column => column.key === key))
  return [...chosen, ...others.map(key => ({ key, header: HEADERS[key], chosen: false }))]
}

function offered(source: 'frame' | 'draw'): Column[] {
  return COLUMNS.filter(key => source === 'draw' || !DRAW_COLUMNS.includes(key))
}

export function chosenColumns(columns: readonly EditedColumn[]): Template['columns'] {
  return columns.filter(column => column.chosen).map(({ key, header }) => ({ key, header: header.trim() }))
}

/** Ticks a column on at the end of the chosen ones, or off to the head of the others. */
export function toggled(columns: readonly EditedColumn[], key: Column): EditedColumn[] {
  const column = columns.find(each => each.key === key)
  if (!column) return [...columns]
  const rest = columns.filter(each => each !== column)
  const count = rest.filter(each => each.chosen).length
  return [...rest.slice(0, count), { ...column, chosen: !column.chosen }, ...rest.slice(count)]
}

export function moved(columns: readonly EditedColumn[], index: number, by: 1 | -1): EditedColumn[] {
  const next = [...columns]
  const [column] = next.splice(index, 1)
  if (column) next.splice(index + by, 0, column)
  return next
}

export function renamed(columns: readonly EditedColumn[], key: Column, header: string): EditedColumn[] {
  return columns.map(column => (column.key === key ? { ...column, header } : column))
}
