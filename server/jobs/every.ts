// Work that repeats while the process lives. Each job must be safe in several processes at once: rows it makes are refused twice by a key.
import type { Context } from '../context.ts'

/** Runs `work` now and then `everyMs` after it ended, so that it never overlaps itself; failures are logged and it goes on.
 * @returns a function that ends it */
export function every(
  context: Pick<Context, 'log'>,
  name: string,
  everyMs: number,
  work: () => Promise<unknown>,
): () => void {
  let timer: NodeJS.Timeout | undefined
  let ended = false
  const round = async (): Promise<void> => {
    await work().catch((error: unknown) => context.log.error({ err: error, job: name }, 'job failed'))
    if (ended) return
    timer = setTimeout(() => void round(), everyMs)
    timer.unref()
  }
  void round()
  return () => {
    ended = true
    clearTimeout(timer)
  }
}
