// Heavy work in a worker thread with its own database connection, so that the pages stay quick meanwhile.
import { Worker } from 'node:worker_threads'
import type { Context } from '../context.ts'
import { type ProblemOptions, Problem } from '../problem/problem.ts'
import { InputError, type Problem as InputProblem } from '../../sampling/problem.ts'
import type { Db } from './engine.ts'

/** How far a long piece of work has come. */
export type Report = (done: number, total: number) => void

/** What an offloaded function looks like: plain data in, plain data out, its own `db`. */
export type Task<A, R> = (db: Db, args: A, report: Report) => Promise<R>

/** What the worker is told. */
export interface TaskOrder {
  readonly module: string
  readonly name: string
  readonly args: unknown
  readonly database: { readonly dataDir: string; readonly databaseUrl: string }
}

/** What the worker says. */
export type TaskMessage =
  | { readonly kind: 'report'; readonly done: number; readonly total: number }
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'problem'; readonly slug: string; readonly options: ProblemOptions }
  | { readonly kind: 'input'; readonly problems: readonly InputProblem[] }
  | { readonly kind: 'error'; readonly message: string; readonly stack: string; readonly code: string }

/**
 * Runs an exported function of a module in a worker thread.
 * @param module address of the module, as `import.meta.url` or `import.meta.resolve` gives it
 * @param name the exported `Task`
 * @param args plain data
 * @throws what the function throws: a Problem, an InputError, or an Error with the worker's own message
 */
export async function offload<R>(
  context: Pick<Context, 'config'>,
  module: string,
  name: string,
  args: unknown,
  report?: Report,
): Promise<R> {
  const { dataDir, databaseUrl } = context.config
  const order: TaskOrder = { module, name, args, database: { dataDir, databaseUrl } }
  const worker = new Worker(new URL('./offload.worker.ts', import.meta.url), { workerData: order, execArgv: [] })
  try {
    return await new Promise<R>((resolve, reject) => {
      worker.on('message', (message: TaskMessage) => {
        if (message.kind === 'report') report?.(message.done, message.total)
        else if (message.kind === 'result') resolve(message.result as R)
        else reject(revive(message))
      })
      worker.on('error', reject)
      worker.on('exit', code => reject(new Error(`offload requires ${name} to finish, the worker ended with ${code}`)))
    })
  } finally {
    await worker.terminate()
  }
}

/** Work on up to this many rows takes less time than starting a worker. */
const IN_PLACE = 20_000

/** Runs an exported task where the request runs when `rows` are few, in a worker when they are many. */
export async function runTask<A, R>(
  context: Pick<Context, 'config' | 'db'>,
  module: string,
  task: Task<A, R>,
  args: A,
  rows: number,
  report: Report = () => undefined,
): Promise<R> {
  if (rows <= IN_PLACE) return await task(context.db, args, report)
  return await offload<R>(context, module, task.name, args, report)
}

function revive(message: Exclude<TaskMessage, { kind: 'report' | 'result' }>): Error {
  if (message.kind === 'problem') return new Problem(message.slug, message.options)
  if (message.kind === 'input') return new InputError(message.problems)
  const error = new Error(message.message)
  error.stack = message.stack
  return Object.assign(error, message.code ? { code: message.code } : {})
}
