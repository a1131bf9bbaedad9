// Group commit: what arrives while transactions run goes into the next one together. Acknowledged means on disk.

/** Writes all rows in one transaction and says what became of each, in order. */
export type Commit<Row, Outcome> = (rows: readonly Row[]) => Promise<readonly Outcome[]>

export interface GroupOptions {
  /** Rows in one transaction at most. */
  readonly most?: number
  /** Transactions that run at the same time. */
  readonly parallel?: number
  /** Rows that may wait; the next one is refused at once. */
  readonly waiting?: number
  /** What a refused row is told. */
  readonly full?: () => Error
  /** True for failures that no single row is to blame for: all rows of the transaction fail, none is tried alone. */
  readonly hopeless?: (error: unknown) => boolean
}

interface Waiting<Row, Outcome> {
  readonly row: Row
  readonly resolve: (outcome: Outcome) => void
  readonly reject: (error: unknown) => void
}

const MOST = 500

/**
 * @param commit - one transaction; when it fails, its rows are tried one by one, so that a bad row spoils nobody else's
 * @returns a function that resolves once its row is committed
 */
export function groupCommit<Row, Outcome>(
  commit: Commit<Row, Outcome>,
  options: GroupOptions = {},
): (row: Row) => Promise<Outcome> {
  const { most = MOST, parallel = 1, waiting = Number.POSITIVE_INFINITY } = options
  const full = options.full ?? (() => new Error(`groupCommit takes at most ${waiting} waiting rows`))
  const hopeless = options.hopeless ?? (() => false)
  let queue: Waiting<Row, Outcome>[] = []
  let running = 0

  async function flush(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, most)
      queue = queue.slice(most)
      await commitTogether(batch, commit, hopeless)
    }
    running -= 1
  }

  return row =>
    new Promise<Outcome>((resolve, reject) => {
      if (queue.length >= waiting) {
        reject(full())
        return
      }
      queue.push({ row, resolve, reject })
      if (running >= parallel) return
      running += 1
      setImmediate(() => void flush())
    })
}

async function commitTogether<Row, Outcome>(
  batch: readonly Waiting<Row, Outcome>[],
  commit: Commit<Row, Outcome>,
  hopeless: (error: unknown) => boolean,
): Promise<void> {
  try {
    const outcomes = await commit(batch.map(waiting => waiting.row))
    for (const [at, waiting] of batch.entries()) waiting.resolve(outcomes[at] as Outcome)
  } catch (error) {
    if (batch.length === 1 || hopeless(error)) for (const waiting of batch) waiting.reject(error)
    else for (const waiting of batch) await commitTogether([waiting], commit, hopeless)
  }
}
