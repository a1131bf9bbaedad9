// Takes away what an unfinished import left behind, in slices, so that only whole rosters remain.
import type { BulkConnection } from '../db/bulk.ts'

const SLICE = 5000

/**
 * Deletes the lines of a roster that does not count (any more), and the people whom only it lists.
 * @param mark the roster's `import_mark` for an unfinished import: ids of the people it brought sort after it, and those that
 * got no line yet go too; null when the roster had been finished
 */
export async function clearRoster(bulk: BulkConnection, rosterId: string, mark: string | null): Promise<void> {
  await eachSlice(bulk, 'roster_entry', rosterId, async (from, to) => {
    const doomed = `select e.person_id from roster_entry e where e.roster_id = ? and e.line between ? and ? and not exists
      (select 1 from roster_entry o where o.person_id = e.person_id and o.roster_id <> e.roster_id)`
    const slice = [rosterId, from, to]
    await bulk.run(`delete from person_pair where person_a in (${doomed})`, slice)
    await bulk.run(`delete from person_pair where person_b in (${doomed})`, slice)
    await bulk.run(`update person set merged_into = null where merged_into in (${doomed})`, slice)
    await bulk.run(`delete from person where id in (${doomed})`, slice)
    await bulk.run('delete from roster_entry where roster_id = ? and line between ? and ?', slice)
  })
  for (const table of ['roster_problem', 'roster_reject'])
    await eachSlice(bulk, table, rosterId, async (from, to) => {
      await bulk.run(`delete from ${table} where roster_id = ? and line between ? and ?`, [rosterId, from, to])
    })
  if (mark !== null) await clearUnlisted(bulk, mark)
}

async function eachSlice(
  bulk: BulkConnection,
  table: string,
  rosterId: string,
  work: (from: number, to: number) => Promise<void>,
): Promise<void> {
  const first = `select min(line) as line from ${table} where roster_id = ?`
  for (;;) {
    const [next] = await bulk.query<{ line: number | null }>(first, [rosterId])
    if (next?.line === null || next?.line === undefined) return
    const { line } = next
    await bulk.transaction(async () => await work(line, line + SLICE))
  }
}

/** People made by the import who had no line yet when it ended. Imports take turns, so that no other one has such people. */
async function clearUnlisted(bulk: BulkConnection, mark: string): Promise<void> {
  const nextPage = 'select id from person where id > ? order by id limit ?'
  for (let last = mark; ; ) {
    const end = (await bulk.query<{ id: string }>(nextPage, [last, SLICE])).at(-1)?.id
    if (!end) return
    const range = [last, end]
    await bulk.transaction(() =>
      bulk.run(
        `delete from person where id > ? and id <= ?
         and not exists (select 1 from roster_entry where roster_entry.person_id = person.id)`,
        range,
      ),
    )
    last = end
  }
}
