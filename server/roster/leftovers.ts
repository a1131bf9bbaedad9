// Takes away what an unfinished import left behind, in slices, so that only whole rosters remain.
import type { BulkConnection } from '../db/bulk.ts'

const SLICE = 5000

/**
 * Deletes the rows of a roster that never became `ready`, and the people whom only it had brought.
 * @param mark the roster's `import_mark`: ids of its people sort after it
 */
export async function clearImport(bulk: BulkConnection, rosterId: string, mark: string): Promise<void> {
  for (const table of ['roster_entry', 'roster_problem', 'roster_reject']) await clearLines(bulk, table, rosterId)
  let last = mark
  for (;;) {
    const page = await bulk.query<{ id: string }>('select id from person where id > ? order by id limit ?', [
      last,
      SLICE,
    ])
    const end = page.at(-1)?.id
    if (!end) break
    await bulk.transaction(() =>
      bulk.run(
        `delete from person where id > ? and id <= ?
         and not exists (select 1 from roster_entry where roster_entry.person_id = person.id)`,
        [last, end],
      ),
    )
    last = end
  }
}

async function clearLines(bulk: BulkConnection, table: string, rosterId: string): Promise<void> {
  for (;;) {
    const [next] = await bulk.query<{ line: number | null }>(
      `select min(line) as line from ${table} where roster_id = ?`,
      [rosterId],
    )
    if (next?.line === null || next?.line === undefined) return
    const { line } = next
    await bulk.transaction(() =>
      bulk.run(`delete from ${table} where roster_id = ? and line between ? and ?`, [rosterId, line, line + SLICE]),
    )
  }
}
