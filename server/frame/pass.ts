// One pass over the people of some rosters: in pages by person, so that a million of them need little memory and block nobody.
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../db/engine.ts'
import { createCheckCollector, type RosterCheck } from './check.ts'
import {
  type FrameDefinition,
  type FrameElementRow,
  type FrameEntry,
  type FrameNames,
  type FrameRoster,
  placePerson,
} from './frame.ts'

const PAGE_ROWS = 2000

export interface Coverage {
  readonly entries: number
  /** Different people in the chosen rosters, merged ones counted once. */
  readonly persons: number
  readonly elements: number
  readonly strata: readonly { readonly stratum: string; readonly count: number }[]
  readonly categories: readonly { readonly category: string; readonly entries: number; readonly elements: number }[]
  readonly excluded: {
    /** People none of whose entries satisfies the filters. */
    readonly filtered: number
    /** People with an empty stratum column. */
    readonly blankStratum: number
  }
  /** Entries left out by filters while the person stays through another entry. */
  readonly filteredEntries: number
  /** Further categories of people who count once. */
  readonly otherIdentities: number
  /** People who stand for others merged into them. */
  readonly merged: number
  /** Elements whose stratum is empty: freezing is refused while there are any. */
  readonly blankStrata: number
  /** Rows of the files that never became entries: the number could not be recovered. */
  readonly lost: number
}

export interface FramePass {
  readonly coverage: Coverage
  readonly checks: readonly RosterCheck[]
}

/** Goes over everyone once. `take` gets the elements page by page. */
export async function passFrame(
  db: Db,
  definition: FrameDefinition,
  rosters: readonly FrameRoster[],
  names: FrameNames,
  take?: (elements: readonly FrameElementRow[], personsDone: number) => void | Promise<void>,
): Promise<FramePass> {
  const byId = new Map(rosters.map(roster => [roster.id, roster]))
  const tally = new Tally(rosters)
  const checks = createCheckCollector(rosters, definition.caseloads, names)
  for await (const people of peopleOf(db, rosters)) {
    const elements: FrameElementRow[] = []
    for (const { personId, entries, merged } of people) {
      const placed = placePerson(personId, entries, byId, definition, names)
      tally.add(entries, placed, merged)
      checks.add(entries, new Set(placed.elements.map(element => element.rosterId)))
      elements.push(...placed.elements)
    }
    await take?.(elements, tally.persons)
    await setImmediate()
  }
  return { coverage: tally.finish(), checks: checks.finish() }
}

class Tally {
  readonly #rosters: readonly FrameRoster[]
  readonly #category: ReadonlyMap<string, string>
  readonly #strata = new Map<string, number>()
  readonly #byCategory = new Map<string, { entries: number; elements: number }>()
  readonly #sums = {
    entries: 0,
    elements: 0,
    filtered: 0,
    blank: 0,
    filteredEntries: 0,
    others: 0,
    merged: 0,
    refused: 0,
  }
  persons = 0

  constructor(rosters: readonly FrameRoster[]) {
    this.#rosters = rosters
    this.#category = new Map(rosters.map(roster => [roster.id, roster.category]))
  }

  add(entries: readonly FrameEntry[], placed: ReturnType<typeof placePerson>, merged: boolean): void {
    const sums = this.#sums
    this.persons++
    sums.entries += entries.length
    sums.elements += placed.elements.length
    sums.others += placed.otherIdentities
    sums.refused += placed.blankRefused
    if (merged) sums.merged++
    if (placed.filtered === entries.length) sums.filtered++
    else sums.filteredEntries += placed.filtered
    if (placed.blankExcluded > 0 && placed.elements.length === 0) sums.blank++
    for (const entry of entries) this.#of(this.#category.get(entry.rosterId) ?? '').entries++
    for (const element of placed.elements) {
      this.#of(element.category).elements++
      this.#strata.set(element.stratum, (this.#strata.get(element.stratum) ?? 0) + 1)
    }
  }

  #of(category: string) {
    const known = this.#byCategory.get(category) ?? { entries: 0, elements: 0 }
    this.#byCategory.set(category, known)
    return known
  }

  finish(): Coverage {
    const sums = this.#sums
    return {
      entries: sums.entries,
      persons: this.persons,
      elements: sums.elements,
      strata: [...this.#strata]
        .map(([stratum, count]) => ({ stratum, count }))
        .sort((a, b) => a.stratum.localeCompare(b.stratum, 'zh-CN')),
      categories: [...this.#byCategory].map(([category, counts]) => ({ category, ...counts })),
      excluded: { filtered: sums.filtered, blankStratum: sums.blank },
      filteredEntries: sums.filteredEntries,
      otherIdentities: sums.others,
      merged: sums.merged,
      blankStrata: sums.refused,
      lost: this.#rosters.reduce((sum, roster) => sum + roster.lost, 0),
    }
  }
}

interface PersonEntries {
  readonly personId: string
  readonly entries: FrameEntry[]
  readonly merged: boolean
}

/** Rosters up to this size together are read as they lie; larger ones in the order of people, a page at a time. */
const SMALL = 20_000

/** Everyone in the rosters; people merged with others come last. */
async function* peopleOf(db: Db, rosters: readonly FrameRoster[]): AsyncGenerator<PersonEntries[]> {
  if (rosters.length === 0) return
  const roots = await mergedPeople(db)
  const involved = new Set([...roots.keys(), ...roots.values()])
  const later = new Map<string, FrameEntry[]>()
  for await (const rows of entryGroups(db, rosters)) {
    const now: PersonEntries[] = []
    for (const [personId, entries] of Map.groupBy(rows, row => row.personId)) {
      if (!involved.has(personId)) now.push({ personId, entries, merged: false })
      else {
        const root = roots.get(personId) ?? personId
        later.set(root, [...(later.get(root) ?? []), ...entries])
      }
    }
    yield now
  }
  if (later.size > 0) yield await rootPeople(db, later)
}

/** Entries in groups that hold all entries of whoever is in them. */
async function* entryGroups(db: Db, rosters: readonly FrameRoster[]) {
  const ids = rosters.map(roster => roster.id)
  if (rosters.reduce((sum, roster) => sum + roster.valid, 0) <= SMALL) {
    yield await entries(db).where('entry.rosterId', 'in', ids).execute()
    return
  }
  let after = ''
  for (;;) {
    const rows = await entryPage(db, ids, after)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last) return
    after = last.personId
  }
}

/** Whole people only: the page ends before a person whose entries may go on. */
async function entryPage(db: Db, rosterIds: readonly string[], after: string) {
  for (let limit = PAGE_ROWS; ; limit *= 4) {
    const rows = await entries(db)
      // An expression, so that neither engine walks the rosters' own index and sorts a million rows for every page.
      .where(sql`entry.roster_id || ''`, 'in', rosterIds)
      .where('entry.personId', '>', after)
      .orderBy('entry.personId')
      .limit(limit)
      .execute()
    const last = rows.at(-1)?.personId
    if (rows.length < limit) return rows
    const whole = rows.filter(row => row.personId !== last)
    if (whole.length > 0) return whole
  }
}

function entries(db: Db) {
  return db
    .selectFrom('rosterEntry as entry')
    .innerJoin('person', 'person.id', 'entry.personId')
    .select([
      'entry.personId',
      'entry.rosterId',
      'entry.line',
      'entry.organisation',
      'entry.district',
      'entry.matter',
      'entry.handledOn',
      'entry.sector',
      'entry.delegation',
      'person.name',
      'person.mobile',
    ])
}

/** From each merged person to the one they finally are. */
async function mergedPeople(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('person').select(['id', 'mergedInto']).where('mergedInto', 'is not', null).execute()
  const next = new Map(rows.map(row => [row.id, row.mergedInto ?? row.id]))
  const rootOf = (id: string): string => {
    const seen = new Set<string>()
    let at = id
    for (let to = next.get(at); to !== undefined && !seen.has(at); to = next.get(at)) {
      seen.add(at)
      at = to
    }
    return at
  }
  return new Map([...next.keys()].map(id => [id, rootOf(id)]))
}

/** Merged people under the name and number of the one they are. */
async function rootPeople(db: Db, later: ReadonlyMap<string, FrameEntry[]>): Promise<PersonEntries[]> {
  const ids = [...later.keys()]
  const people: PersonEntries[] = []
  for (let from = 0; from < ids.length; from += 500) {
    const some = ids.slice(from, from + 500)
    const known = await db.selectFrom('person').select(['id', 'name', 'mobile']).where('id', 'in', some).execute()
    const byId = new Map(known.map(person => [person.id, person]))
    for (const personId of some) {
      const { name, mobile } = byId.get(personId) ?? { name: '', mobile: '' }
      const entries = (later.get(personId) ?? []).map(entry => ({ ...entry, name, mobile }))
      people.push({ personId, entries, merged: true })
    }
  }
  return people
}
