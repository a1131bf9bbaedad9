// The worker thread behind offload.ts: opens its own connection, runs one function, says what came of it.
import { parentPort, workerData } from 'node:worker_threads'
import { InputError } from '../../sampling/problem.ts'
import { Problem } from '../problem/problem.ts'
import { createDatabase } from './engine.ts'
import type { Task, TaskMessage, TaskOrder } from './offload.ts'

const order = workerData as TaskOrder
const tell = (message: TaskMessage): void => parentPort?.postMessage(message, [])
const db = createDatabase({ ...order.database, poolSize: 2 })
try {
  const module = (await import(order.module)) as Record<string, Task<unknown, unknown>>
  const task = module[order.name]
  if (!task) throw new Error(`offload requires ${order.module} to export ${order.name}`)
  const result = await task(db, order.args, (done, total) => tell({ kind: 'report', done, total }))
  tell({ kind: 'result', result })
} catch (error) {
  tell(describe(error))
} finally {
  await db.destroy()
}

function describe(error: unknown): TaskMessage {
  if (error instanceof Problem) return { kind: 'problem', slug: error.slug, options: error.options }
  if (error instanceof InputError) return { kind: 'input', problems: error.problems }
  const known = error instanceof Error ? error : new Error(String(error))
  const code = 'code' in known ? String(known.code) : ''
  return { kind: 'error', message: known.message, stack: known.stack ?? '', code }
}
