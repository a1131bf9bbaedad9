// Reads people as the rosters of a campaign list them. Only rosters in state `ready` count.
import { type Expression, type SelectQueryBuilder, sql, type SqlBool } from 'kysely'
import type { Db, Trx } from '../db/engine.ts'
import type { Database } from '../db/schema.ts'

export interface PeopleQuery {
  readonly campaignId: string
  readonly rosterId?: string | undefined
  readonly category?: string | undefined
  readonly district?: string | undefined
  /** Beginning of a name, or of a mobile number. */
  readonly search?: string | undefined
  readonly sort?: 'line' | 'name' | 'organisation' | 'district' | 'handledOn' | undefined
  readonly descending?: boolean | undefined
  readonly offset: number
  readonly limit: number
}

/** Counting stops here: beyond, the page says “10000+”. */
export const COUNT_LIMIT = 10_000
/** Sorting by other columns than the line is offered up to this many rows. */
export const SORT_LIMIT = 50_000

function entries(db: Db | Trx, query: PeopleQuery) {
  let people = db
    .selectFrom('rosterEntry')
    .innerJoin('roster', 'roster.id', 'rosterEntry.rosterId')
    .innerJoin('person', 'person.id', 'rosterEntry.personId')
    .where('roster.campaignId', '=', query.campaignId)
    .where('roster.state', '=', 'ready')
  if (query.rosterId) people = people.where('rosterEntry.rosterId', '=', query.rosterId)
  if (query.category) people = people.where('roster.category', '=', query.category)
  if (query.district) people = people.where('rosterEntry.district', '=', query.district)
  return query.search ? people.where('rosterEntry.personId', 'in', matching(db, query.search)) : people
}

/**
 * People whose name or number begins so; the first 1000 will do to look at. Numbers by index person_mobile_name; names by
 * reading that index through (some 0.1 s for a million), since an index of names would cost every import a third of its speed.
 */
function matching(db: Db | Trx, search: string) {
  const column = /^\d+$/.test(search) ? 'mobile' : 'name'
  return db
    .selectFrom('person')
    .select('id')
    .where(column, '>=', search)
    .where(column, '<', `${search}\u{10FFFF}`)
    .limit(1000)
}

/** One page of people with the line they come from. */
export function listPeople(db: Db | Trx, query: PeopleQuery) {
  const direction = query.descending ? 'desc' : 'asc'
  const page = entries(db, query).select([
    'person.id',
    'person.name',
    'person.mobile',
    'person.mobileExtra',
    'person.sex',
    'person.mergedInto',
    'rosterEntry.rosterId',
    'roster.name as rosterName',
    'roster.category',
    'rosterEntry.line',
    'rosterEntry.organisation',
    'rosterEntry.district',
    'rosterEntry.matter',
    'rosterEntry.handledOn',
    'rosterEntry.sector',
    'rosterEntry.delegation',
    'rosterEntry.post',
    'rosterEntry.note',
  ])
  return sorted(page, query.sort ?? 'line', direction)
    .limit(query.limit)
    .offset(query.offset)
    .execute()
}

type Joined = Database & Record<'rosterEntry' | 'roster' | 'person', unknown>
type Page<O> = SelectQueryBuilder<Joined, 'rosterEntry' | 'roster' | 'person', O>

function sorted<O>(page: Page<O>, sort: NonNullable<PeopleQuery['sort']>, direction: 'asc' | 'desc'): Page<O> {
  const by = sort === 'line' ? page : page.orderBy(sort === 'name' ? 'person.name' : `rosterEntry.${sort}`, direction)
  return by.orderBy('rosterEntry.rosterId', direction).orderBy('rosterEntry.line', direction)
}

/** How many, up to COUNT_LIMIT + 1. */
export async function countPeople(db: Db | Trx, query: PeopleQuery): Promise<number> {
  const some = entries(db, query)
    .select('rosterEntry.line')
    .limit(COUNT_LIMIT + 1)
  const found = await db
    .selectFrom(some.as('some'))
    .select(eb => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(found.count)
}

/** Lines and people of the campaign's ready rosters, from their own counts. */
export async function countLines(
  db: Db | Trx,
  query: Pick<PeopleQuery, 'campaignId' | 'rosterId' | 'category'>,
): Promise<number> {
  let rosters = db
    .selectFrom('roster')
    .select(eb => eb.fn.sum('valid').as('valid'))
    .where('campaignId', '=', query.campaignId)
    .where('state', '=', 'ready')
  if (query.rosterId) rosters = rosters.where('id', '=', query.rosterId)
  if (query.category) rosters = rosters.where('category', '=', query.category)
  return Number((await rosters.executeTakeFirst())?.valid ?? 0)
}

/** A page of an export: people after a line, roster by roster (primary key of roster_entry). */
export function listContacts(db: Db | Trx, rosterId: string, afterLine: number, limit: number) {
  return db
    .selectFrom('rosterEntry')
    .innerJoin('person', 'person.id', 'rosterEntry.personId')
    .select([
      'rosterEntry.line',
      'person.name',
      'person.sex',
      'person.mobile',
      'person.mobileExtra',
      'rosterEntry.organisation',
      'rosterEntry.post',
      'rosterEntry.district',
      'rosterEntry.matter',
      'rosterEntry.handledOn',
      'rosterEntry.sector',
      'rosterEntry.delegation',
      'rosterEntry.note',
    ])
    .where('rosterEntry.rosterId', '=', rosterId)
    .where('rosterEntry.line', '>', afterLine)
    .orderBy('rosterEntry.line')
    .limit(limit)
    .execute()
}

export function findPerson(db: Db | Trx, id: string) {
  return db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The lines of people in ready rosters of a campaign: where each is listed. */
export async function listLines(db: Db | Trx, campaignId: string, personIds: readonly string[]) {
  if (personIds.length === 0) return []
  return await db
    .selectFrom('rosterEntry')
    .innerJoin('roster', 'roster.id', 'rosterEntry.rosterId')
    .select([
      'rosterEntry.personId',
      'rosterEntry.line',
      'rosterEntry.organisation',
      'rosterEntry.district',
      'rosterEntry.post',
      'roster.name as rosterName',
      'roster.category',
    ])
    .where('rosterEntry.personId', 'in', personIds)
    .where('roster.campaignId', '=', campaignId)
    .where('roster.state', '=', 'ready')
    .orderBy('roster.createdAt')
    .orderBy('rosterEntry.line')
    .execute()
}

/** True where a ready roster of the campaign lists the person named by `column`. */
export function isListed(column: 'personPair.personA' | 'personPair.personB', campaignId: string): Expression<SqlBool> {
  const table = sql.ref(column)
  return sql<SqlBool>`exists (select 1 from roster_entry e join roster r on r.id = e.roster_id
    where e.person_id = ${table} and r.state = 'ready' and r.campaign_id = ${campaignId})`
}
