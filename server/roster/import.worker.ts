// The thread in which rosters are imported, cleared and searched for doubtful pairs, on a connection of its own.
// Like main.ts it acts on import: it is only ever started as a thread, by jobs.ts.
import { randomUUIDv7 } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { type BulkConnection, openBulk } from '../db/bulk.ts'
import type { DatabaseOptions } from '../db/engine.ts'
import { Problem, type ProblemOptions } from '../problem/problem.ts'
import { type ImportCounts, ImportStopped, type ImportTask, RosterImport } from './importer.ts'
import { clearRoster } from './leftovers.ts'
import { findPairs } from './pairs.ts'

export type RosterTask = { readonly database: DatabaseOptions } & (
  | { readonly kind: 'import'; readonly task: ImportTask; readonly mark: string }
  | { readonly kind: 'clear'; readonly rosterId: string; readonly mark: string | null }
  | { readonly kind: 'pairs'; readonly at: string }
)

/** What the thread says at its end. After `stopped` and `refused` nothing of the import is left. */
export type RosterTaskResult =
  | { readonly kind: 'imported'; readonly counts: ImportCounts }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'refused'; readonly slug: string; readonly options: ProblemOptions }
  | { readonly kind: 'cleared' }
  | { readonly kind: 'paired'; readonly pairs: number }

const job = workerData as RosterTask
const bulk = await openBulk(job.database)
try {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(await perform(bulk, job))
} finally {
  await bulk.close()
}

async function perform(connection: BulkConnection, job: RosterTask): Promise<RosterTaskResult> {
  if (job.kind === 'pairs') return { kind: 'paired', pairs: await findPairs(connection, randomUUIDv7, job.at) }
  if (job.kind === 'clear') {
    await clearRoster(connection, job.rosterId, job.mark)
    return { kind: 'cleared' }
  }
  try {
    return { kind: 'imported', counts: await new RosterImport(connection, job.task).run() }
  } catch (error) {
    await clearRoster(connection, job.task.rosterId, job.mark)
    if (error instanceof ImportStopped) return { kind: 'stopped' }
    if (error instanceof Problem) return { kind: 'refused', slug: error.slug, options: error.options }
    throw error
  }
}
