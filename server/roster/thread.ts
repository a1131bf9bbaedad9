// Starts the worker thread for one job and waits for what it says.
import { Worker } from 'node:worker_threads'
import type { Config } from '../config.ts'
import type { RosterTask, RosterTaskResult } from './import.worker.ts'

type WithoutDatabase<T> = T extends unknown ? Omit<T, 'database'> : never
export type RosterJob = WithoutDatabase<RosterTask>

/** A bounded heap: memory must not follow the size of the file. */
const LIMITS = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 64 }

/** @throws Error when the thread dies without a result */
export async function runInThread(
  config: Pick<Config, 'dataDir' | 'databaseUrl'>,
  job: RosterJob,
): Promise<RosterTaskResult> {
  const database = { dataDir: config.dataDir, databaseUrl: config.databaseUrl }
  const workerData = { ...job, database } satisfies RosterTask
  const worker = new Worker(new URL('import.worker.ts', import.meta.url), { workerData, resourceLimits: LIMITS })
  return await new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', code => reject(new Error(`runInThread requires a result, the thread ended with ${code}`)))
  })
}
