// Finds people who may be one: the same number under two names, or the same name and organisation under two numbers.
import type { BulkConnection, BulkRow, BulkValue } from '../db/bulk.ts'

const SLICE = 2000

interface Group {
  readonly a: string
  readonly b: string | null
}

/** A person counts when a ready roster lists them. */
const LISTED = `exists (select 1 from roster_entry e join roster r on r.id = e.roster_id
  where e.person_id = p.id and r.state = 'ready')`

/**
 * Adds the doubtful pairs that are not known yet; pairs decided before stay as they are.
 * In a group of several people neighbours are paired, so that k people give k − 1 questions; those already joined stay in the
 * group, so that nothing decided is asked again by another way.
 * @returns how many pairs were found
 */
export async function findPairs(bulk: BulkConnection, newId: () => string, at: string): Promise<number> {
  let count = 0
  for await (const groups of mobileGroups(bulk)) count += await insertPairs(bulk, groups, 'same_mobile', newId, at)
  const byName = await nameGroups(bulk)
  for (let from = 0; from < byName.length; from += SLICE)
    count += await insertPairs(bulk, byName.slice(from, from + SLICE), 'same_name_organisation', newId, at)
  return count
}

async function* mobileGroups(bulk: BulkConnection): AsyncGenerator<Group[]> {
  for (let last = ''; ; ) {
    const shared = await bulk.query<{ mobile: string }>(
      `select mobile from person where mobile > ?
       group by mobile having count(*) > 1 order by mobile limit ${SLICE}`,
      [last],
    )
    const groups: Group[] = []
    for (const { mobile } of shared) {
      const people = await bulk.query<{ id: string }>(
        `select p.id from person p where p.mobile = ? and ${LISTED} order by p.name`,
        [mobile],
      )
      groups.push(...neighbours(people))
    }
    yield groups
    last = shared.at(-1)?.mobile ?? ''
    if (shared.length < SLICE) return
  }
}

function neighbours(people: readonly { id: string }[]): Group[] {
  return people.slice(1).map((person, index) => ({ a: people[index]?.id ?? '', b: person.id }))
}

/** One pass sorted on disk by name and organisation; `lead` gives each person the next one of the same group. */
async function nameGroups(bulk: BulkConnection): Promise<Group[]> {
  return await bulk.query<Group>(`
    select a, b from (
      select id as a, lead(id) over (partition by name, organisation order by mobile) as b from (
        select distinct p.id, p.name, p.mobile, e.organisation
        from roster_entry e join roster r on r.id = e.roster_id join person p on p.id = e.person_id
        where r.state = 'ready' and e.organisation is not null and p.name <> ''
          and p.name in (select name from person group by name having count(*) > 1)
      ) listed
    ) paired
    where b is not null
    limit 100000`)
}

async function insertPairs(
  bulk: BulkConnection,
  groups: readonly Group[],
  reason: string,
  newId: () => string,
  at: string,
): Promise<number> {
  const rows: BulkRow[] = groups.map(({ a, b }): BulkValue[] => [newId(), a, b, reason, 'open', at])
  if (rows.length === 0) return 0
  const columns = ['id', 'person_a', 'person_b', 'reason', 'state', 'created_at']
  await bulk.transaction(async () => await bulk.insertNew('person_pair', columns, rows))
  return rows.length
}
