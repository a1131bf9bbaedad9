// What a sampling frame is made of: rosters, filters, strata, and one place for everyone. Pure.
import { RESPONDENT_CATEGORIES, type RespondentCategory } from '../campaign/campaign.ts'

/** Columns that strata may be made of. */
export const STRATUM_COLUMNS = ['category', 'unit', 'district', 'sector', 'delegation', 'matter'] as const
export type StratumColumn = (typeof STRATUM_COLUMNS)[number]

/** Columns that a filter may look at. */
export const FILTER_COLUMNS = [
  'unit',
  'district',
  'sector',
  'delegation',
  'matter',
  'organisation',
  'handledOn',
] as const
export type FilterColumn = (typeof FILTER_COLUMNS)[number]

/** Keeps a person who has an entry that satisfies it. All conditions given must hold. */
export interface FrameFilter {
  readonly column: FilterColumn
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
  readonly contains?: string
  /** Dates as 2026-01-31, both ends included. */
  readonly from?: string
  readonly to?: string
  /** Entries that leave the column empty: kept or not. */
  readonly keepBlank: boolean
}

export interface FrameDefinition {
  readonly rosterIds: readonly string[]
  readonly filters: readonly FrameFilter[]
  readonly strata: readonly StratumColumn[]
  /** One person over several categories counts once, in the category that comes first in `priority`; else once in each. */
  readonly onePerPerson: boolean
  readonly priority: readonly RespondentCategory[]
  /** Elements whose stratum column is empty: refused at freezing, a stratum of their own, or left out. */
  readonly blankStratum: 'refuse' | 'group' | 'exclude'
  /** Cases handled in the year, by roster, for the coverage check. */
  readonly caseloads: Readonly<Record<string, number>>
}

export const defaultDefinition: FrameDefinition = {
  rosterIds: [],
  filters: [],
  strata: ['category', 'unit'],
  onePerPerson: true,
  priority: RESPONDENT_CATEGORIES,
  blankStratum: 'refuse',
  caseloads: {},
}

/** A roster as the frame sees it. */
export interface FrameRoster {
  readonly id: string
  readonly name: string
  readonly category: string
  readonly unitId: string | null
  readonly valid: number
  readonly lost: number
}

/** One line of a roster with its person. */
export interface FrameEntry {
  readonly rosterId: string
  readonly line: number
  readonly organisation: string | null
  readonly district: string | null
  readonly matter: string | null
  readonly handledOn: string | null
  readonly sector: string | null
  readonly delegation: string | null
  readonly name: string
  readonly mobile: string
}

/** Somebody who may be drawn. */
export interface FrameElementRow {
  readonly elementId: string
  readonly stratum: string
  readonly personId: string
  readonly category: string
  readonly unitId: string | null
  readonly otherUnits: readonly string[]
  readonly rosterId: string
  readonly line: number
}

/** What names the values of strata: words for categories, labels for units, and what an empty value is called. */
export interface FrameNames {
  readonly category: (category: string) => string
  readonly unit: (unitId: string) => string
  /** The unit that an organisation's name stands for, if any. */
  readonly unitNamed: (organisation: string) => string | undefined
  readonly blank: string
  /** The one stratum of a frame without stratum columns. */
  readonly all: string
}

/** What became of one person: their elements, and why the others are none. */
export interface Placement {
  readonly elements: readonly FrameElementRow[]
  /** Entries that the filters left out. */
  readonly filtered: number
  /** Categories that do not count because another comes first. */
  readonly otherIdentities: number
  /** Elements without a stratum under `exclude`. */
  readonly blankExcluded: number
  /** Elements without a stratum under `refuse`: they are counted in the blank stratum and stop the freezing. */
  readonly blankRefused: number
}

/** The unit an entry belongs to: that of its roster; a leader of a department belongs to the unit named as the organisation. */
export function unitOf(entry: FrameEntry, roster: FrameRoster, names: FrameNames): string | null {
  if (roster.unitId) return roster.unitId
  return roster.category === 'peer_leader' && entry.organisation ? (names.unitNamed(entry.organisation) ?? null) : null
}

/** Whether an entry satisfies a filter.
 * @example
 * passes({ column: 'district', include: ['鲤城区'], keepBlank: false }, '鲤城区') // => true
 * @example
 * passes({ column: 'handledOn', from: '2026-01-01', keepBlank: true }, null) // => true
 */
export function passes(filter: FrameFilter, value: string | null): boolean {
  if (value === null || value === '') return filter.keepBlank
  if (filter.include && filter.include.length > 0 && !filter.include.includes(value)) return false
  if (filter.exclude?.includes(value)) return false
  if (filter.contains && !value.includes(filter.contains)) return false
  if (filter.from && value < filter.from) return false
  return !(filter.to && value > filter.to)
}

/** The stratum of an entry, parts joined by a slash; null when a column that should say it is empty. */
export function stratumOf(
  entry: FrameEntry,
  roster: FrameRoster,
  definition: Pick<FrameDefinition, 'strata' | 'blankStratum'>,
  names: FrameNames,
): string | null {
  if (definition.strata.length === 0) return names.all
  const parts: string[] = []
  for (const column of definition.strata) {
    const text = tidy(valueOf(column, entry, roster, names) ?? '')
    // A roster of no unit has no unit part: deputies stand beside 服务相对人/某局 as a stratum of their own.
    if (text === '' && column === 'unit' && definition.strata.length > 1) continue
    if (text === '' && definition.blankStratum !== 'group') return null
    parts.push(text || names.blank)
  }
  return parts.join('/').slice(0, 300)
}

function valueOf(column: StratumColumn, entry: FrameEntry, roster: FrameRoster, names: FrameNames): string | null {
  if (column === 'category') return names.category(roster.category)
  if (column !== 'unit') return entry[column]
  const unitId = unitOf(entry, roster, names)
  return unitId && names.unit(unitId)
}

const tidy = (text: string): string => {
  const plain = text.normalize('NFC')
  return /[\s\p{Cc}]/u.test(plain) ? plain.replace(/[\s\p{Cc}]+/gu, ' ').trim() : plain
}

/** Places one person, given all their entries over the chosen rosters, in the order of the rosters chosen. */
export function placePerson(
  personId: string,
  entries: readonly FrameEntry[],
  rosters: ReadonlyMap<string, FrameRoster>,
  definition: FrameDefinition,
  names: FrameNames,
): Placement {
  const kept = entries
    .map(entry => ({ entry, roster: rosters.get(entry.rosterId) }))
    .filter((item): item is KeptEntry => item.roster !== undefined && keeps(item.entry, item.roster, definition, names))
  const identities = Map.groupBy(kept, item => item.roster.category)
  const order = [...identities.keys()].sort((a, b) => rank(definition, a) - rank(definition, b))
  const counted = definition.onePerPerson ? order.slice(0, 1) : order
  const placed = counted.map(category => placeIdentity(personId, identities.get(category) ?? [], definition, names))
  return {
    elements: placed.flatMap(({ element, refused }) =>
      element && !(refused && definition.blankStratum === 'exclude') ? [element] : [],
    ),
    filtered: entries.length - kept.length,
    otherIdentities: order.length - counted.length,
    blankExcluded: definition.blankStratum === 'exclude' ? placed.filter(item => item.refused).length : 0,
    blankRefused: definition.blankStratum === 'refuse' ? placed.filter(item => item.refused).length : 0,
  }
}

interface KeptEntry {
  readonly entry: FrameEntry
  readonly roster: FrameRoster
}

function keeps(entry: FrameEntry, roster: FrameRoster, definition: FrameDefinition, names: FrameNames): boolean {
  return definition.filters.every(filter =>
    passes(filter, filter.column === 'unit' ? unitOf(entry, roster, names) : entry[filter.column]),
  )
}

function rank(definition: FrameDefinition, category: string): number {
  const place = definition.priority.indexOf(category as RespondentCategory)
  return place < 0 ? definition.priority.length : place
}

function placeIdentity(
  personId: string,
  kept: readonly KeptEntry[],
  definition: FrameDefinition,
  names: FrameNames,
): { element: FrameElementRow | null; refused: boolean } {
  const rosterRank = (item: KeptEntry) => definition.rosterIds.indexOf(item.roster.id)
  const ordered = [...kept].sort((a, b) => rosterRank(a) - rosterRank(b) || a.entry.line - b.entry.line)
  const [lead] = ordered
  if (!lead) return { element: null, refused: false }
  let { entry, roster } = lead
  let stratum: string | null = null
  for (const item of ordered) {
    stratum = stratumOf(item.entry, item.roster, definition, names)
    if (stratum === null) continue
    ;({ entry, roster } = item)
    break
  }
  const unitId = unitOf(entry, roster, names)
  const units = new Set(ordered.map(item => unitOf(item.entry, item.roster, names)))
  return {
    refused: stratum === null,
    element: {
      elementId: definition.onePerPerson ? personId : `${personId}.${roster.category}`,
      stratum: stratum ?? names.blank,
      personId,
      category: roster.category,
      unitId,
      otherUnits: [...units].filter((unit): unit is string => unit !== null && unit !== unitId),
      rosterId: roster.id,
      line: entry.line,
    },
  }
}
