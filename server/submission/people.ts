// From the elements of a frame or a draw to the people of a list: name and numbers, and the roster entry each stands for.
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { RespondentCategory } from '../campaign/campaign.ts'
import type { Db } from '../db/engine.ts'
import { listUnitNames } from '../frame/frame.store.ts'
import { submissionProblem } from '../problem/submission.ts'
import { categoryWords } from '../words/campaign.ts'
import { submissionFileWords } from '../words/submission.ts'
import type { ListRow, Part } from './submission.ts'

/** Rows of a page: small enough that no page is felt, large enough that a million people take a minute. */
const PAGE_ROWS = 1000

/** Whom the list is of. */
export interface ListSource {
  readonly source: 'frame' | 'draw'
  readonly sourceId: string
  readonly part: Part
}

interface ListElement {
  readonly elementId: string
  readonly stratum: string
  readonly category: string
  readonly unitId: string | null
  readonly personId: string
  readonly rosterId: string | null
  readonly line: number | null
  readonly role: 'sample' | 'reserve' | null
  readonly position: number | null
}

/**
 * Everyone on the list in pages, in an order that stays: a frame by its element ids, a draw by stratum and order of selection.
 * @throws Problem when the contacts of somebody are gone
 */
export async function* listPages(db: Db, list: ListSource, pageRows = PAGE_ROWS): AsyncGenerator<ListRow[]> {
  const units = new Map((await listUnitNames(db)).map(unit => [unit.id, unit.name]))
  const pages = list.source === 'frame' ? framePages(db, list.sourceId, pageRows) : drawPages(db, list, pageRows)
  for await (const elements of pages) {
    yield await withPeople(db, elements, units)
    await setImmediate()
  }
}

/** Pages by the primary key of frame_element. */
async function* framePages(db: Db, frameId: string, pageRows: number): AsyncGenerator<ListElement[]> {
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('frameElement')
      .select(['elementId', 'stratum', 'category', 'unitId', 'personId', 'rosterId', 'line'])
      .where('frameId', '=', frameId)
      .where('elementId', '>', after)
      .orderBy('elementId')
      .limit(pageRows)
      .execute()
    if (rows.length > 0) yield rows.map(row => ({ ...row, role: null, position: null }))
    const last = rows.at(-1)
    if (!last || rows.length < pageRows) return
    after = last.elementId
  }
}

/** Pages by index draw_element_order. */
async function* drawPages(db: Db, { sourceId, part }: ListSource, pageRows: number): AsyncGenerator<ListElement[]> {
  for (let last: ListElement | undefined; ; ) {
    let query = db
      .selectFrom('drawElement as drawn')
      .innerJoin('draw', 'draw.id', 'drawn.drawId')
      .leftJoin('frameElement as listed', join =>
        join.onRef('listed.frameId', '=', 'draw.frameId').onRef('listed.elementId', '=', 'drawn.elementId'),
      )
      .select([
        'drawn.elementId',
        'drawn.stratum',
        'drawn.category',
        'drawn.unitId',
        'drawn.personId',
        'listed.rosterId',
        'listed.line',
        'drawn.role',
        'drawn.position',
      ])
      .where('drawn.drawId', '=', sourceId)
      .orderBy('drawn.stratum')
      .orderBy('drawn.position')
      .orderBy('drawn.elementId')
      .limit(pageRows)
    if (part !== 'all') query = query.where('drawn.role', '=', part)
    if (last) {
      const { stratum, position, elementId } = last
      query = query.where(
        sql<boolean>`(drawn.stratum, drawn.position, drawn.element_id) > (${stratum}, ${position}, ${elementId})`,
      )
    }
    const rows: ListElement[] = await query.execute()
    if (rows.length > 0) yield rows
    last = rows.at(-1)
    if (!last || rows.length < pageRows) return
  }
}

async function withPeople(
  db: Db,
  elements: readonly ListElement[],
  units: ReadonlyMap<string, string>,
): Promise<ListRow[]> {
  const people = await findPeople(
    db,
    elements.map(element => element.personId),
  )
  const entries = await findEntries(db, elements)
  const missing = elements.filter(element => !people.has(element.personId)).length
  if (missing > 0) throw submissionProblem.personMissing(missing)
  return elements.map(element => {
    const person = people.get(element.personId)
    const entry = entries.get(element)
    return {
      name: person?.name ?? '',
      mobile: person?.mobile ?? '',
      mobileExtra: person?.mobileExtra ?? null,
      organisation: entry?.organisation ?? null,
      district: entry?.district ?? null,
      matter: entry?.matter ?? null,
      handledOn: entry?.handledOn ?? null,
      sector: entry?.sector ?? null,
      delegation: entry?.delegation ?? null,
      post: entry?.post ?? null,
      note: entry?.note ?? null,
      category: categoryWords[element.category as RespondentCategory]?.[0] ?? element.category,
      unit: element.unitId && (units.get(element.unitId) ?? null),
      stratum: element.stratum,
      role: element.role && submissionFileWords[element.role][0],
      position: element.position,
      elementId: element.elementId,
    }
  })
}

interface Person {
  readonly id: string
  readonly name: string
  readonly mobile: string
  readonly mobileExtra: string | null
  readonly mergedInto: string | null
}

/** Merged people are followed this far; a chain that is longer goes in a circle. */
const MAX_STEPS = 20

/** People by the id asked for, merged ones under the name and number of the one they are now. */
async function findPeople(db: Db, personIds: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const known = new Map<string, Person>()
  let wanted = [...new Set(personIds)]
  for (let step = 0; wanted.length > 0 && step < MAX_STEPS; step++) {
    const rows = await db
      .selectFrom('person')
      .select(['id', 'name', 'mobile', 'mobileExtra', 'mergedInto'])
      .where('id', 'in', wanted)
      .execute()
    for (const row of rows) known.set(row.id, row)
    wanted = [...new Set(rows.flatMap(row => (row.mergedInto && !known.has(row.mergedInto) ? [row.mergedInto] : [])))]
  }
  const found = new Map<string, Person>()
  for (const id of personIds) {
    let person = known.get(id)
    for (let step = 0; person?.mergedInto && step < MAX_STEPS; step++) person = known.get(person.mergedInto)
    if (person) found.set(id, person)
  }
  return found
}

/** The entry each element was frozen with; where that was not noted, the first entry of its category and unit. */
async function findEntries(db: Db, elements: readonly ListElement[]) {
  const found = new Map<ListElement, Entry>()
  const noted = elements.filter(element => element.rosterId !== null && element.line !== null)
  for (const [rosterId, members] of Map.groupBy(noted, element => element.rosterId ?? '')) {
    const lines = members.map(element => element.line ?? 0)
    const rows = await entries(db).where('entry.rosterId', '=', rosterId).where('entry.line', 'in', lines).execute()
    const byLine = new Map(rows.map(row => [row.line, row]))
    for (const element of members) {
      const row = byLine.get(element.line ?? 0)
      if (row) found.set(element, row)
    }
  }
  const others = elements.filter(element => !found.has(element))
  if (others.length === 0) return found
  const personIds = others.map(element => element.personId)
  const rows = await entries(db)
    .where('entry.personId', 'in', personIds)
    .where('roster.state', '=', 'ready')
    .orderBy('roster.createdAt')
    .orderBy('roster.id')
    .orderBy('entry.line')
    .execute()
  const byPerson = Map.groupBy(rows, row => row.personId)
  for (const element of others) {
    const own = (byPerson.get(element.personId) ?? []).filter(row => row.category === element.category)
    const row = own.find(candidate => candidate.unitId === element.unitId) ?? own[0]
    if (row) found.set(element, row)
  }
  return found
}

type Entry = Awaited<ReturnType<ReturnType<typeof entries>['execute']>>[number]

function entries(db: Db) {
  return db
    .selectFrom('rosterEntry as entry')
    .innerJoin('roster', 'roster.id', 'entry.rosterId')
    .select([
      'entry.personId',
      'entry.line',
      'entry.organisation',
      'entry.district',
      'entry.matter',
      'entry.handledOn',
      'entry.sector',
      'entry.delegation',
      'entry.post',
      'entry.note',
      'roster.category',
      'roster.unitId',
    ])
}
