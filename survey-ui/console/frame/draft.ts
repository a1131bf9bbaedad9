// A frame while it is being built: like its definition, but each condition stands alone and may still be unfinished.
import { defaultDefinition, type FilterColumn } from '../../../server/frame/frame.ts'
import type { Definition, FrameFilter } from './frame.ts'

export type FilterMode = 'include' | 'exclude' | 'contains' | 'dates' | 'filled'

export interface FilterDraft {
  readonly key: string
  readonly column: FilterColumn
  readonly mode: FilterMode
  readonly values: readonly string[]
  readonly contains: string
  readonly from: string
  readonly to: string
  readonly keepBlank: boolean
}

export interface Draft extends Omit<Definition, 'filters'> {
  readonly name: string
  readonly filters: readonly FilterDraft[]
}

export type ChangeDraft = (patch: Partial<Draft>) => void

/** What can be asked of a column. */
export function modesOf(column: FilterColumn): readonly FilterMode[] {
  if (column === 'handledOn') return ['dates', 'filled']
  if (column === 'organisation') return ['contains', 'filled']
  return column === 'unit' ? ['include', 'exclude', 'filled'] : ['include', 'exclude', 'contains', 'filled']
}

let keys = 0

export function newFilter(column: FilterColumn): FilterDraft {
  const mode = modesOf(column)[0] ?? 'filled'
  return { key: `f${++keys}`, column, mode, values: [], contains: '', from: '', to: '', keepBlank: false }
}

export function isComplete(filter: FilterDraft): boolean {
  if (filter.mode === 'filled') return true
  if (filter.mode === 'contains') return filter.contains.trim() !== ''
  return filter.mode === 'dates' ? filter.from !== '' || filter.to !== '' : filter.values.length > 0
}

export function newDraft(name: string, rosterIds: readonly string[]): Draft {
  return draftOf(name, {
    ...defaultDefinition,
    rosterIds: [...rosterIds],
    filters: [],
    strata: [...defaultDefinition.strata],
    priority: [...defaultDefinition.priority],
    caseloads: {},
  })
}

/** A stored condition that asks several things becomes one row for each: together they say the same. */
export function draftOf(name: string, definition: Definition): Draft {
  const missing = defaultDefinition.priority.filter(category => !definition.priority.includes(category))
  return {
    ...definition,
    name,
    priority: [...definition.priority, ...missing],
    filters: definition.filters.flatMap(filter => rowsOf(filter)),
  }
}

function rowsOf(filter: FrameFilter): FilterDraft[] {
  const row = (mode: FilterMode, rest: Partial<FilterDraft>): FilterDraft => ({
    ...newFilter(filter.column),
    keepBlank: filter.keepBlank,
    ...rest,
    mode,
  })
  const rows: FilterDraft[] = []
  if (filter.include?.length) rows.push(row('include', { values: filter.include }))
  if (filter.exclude?.length) rows.push(row('exclude', { values: filter.exclude }))
  if (filter.contains) rows.push(row('contains', { contains: filter.contains }))
  if (filter.from ?? filter.to) rows.push(row('dates', { from: filter.from ?? '', to: filter.to ?? '' }))
  if (rows.length === 0 && !filter.keepBlank) rows.push(row('filled', {}))
  return rows
}

/** The definition a draft stands for; unfinished conditions do not count. */
export function definitionOf({ name: _name, ...draft }: Draft): Definition {
  const caseloads = Object.entries(draft.caseloads).filter(([id]) => draft.rosterIds.includes(id))
  return {
    ...draft,
    filters: draft.filters.filter(filter => isComplete(filter)).map(filter => filterOf(filter)),
    caseloads: Object.fromEntries(caseloads),
  }
}

function filterOf({ column, mode, values, contains, from, to, keepBlank }: FilterDraft): FrameFilter {
  if (mode === 'filled') return { column, keepBlank: false }
  if (mode === 'contains') return { column, contains: contains.trim(), keepBlank }
  if (mode === 'dates') return { column, ...(from ? { from } : {}), ...(to ? { to } : {}), keepBlank }
  return { column, [mode]: [...values], keepBlank }
}

/** Moves one of a list to where another of it stands. */
export function swapped<T>(list: readonly T[], one: T, other: T): T[] {
  return list.map(item => (item === one ? other : item === other ? one : item))
}
