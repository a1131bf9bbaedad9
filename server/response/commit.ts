// Group commit: what arrives while one transaction runs goes into the next one together. Acknowledged means on disk.

/** Writes all rows in one transaction and says what became of each, in order. */
export type Commit<Row, Outcome> = (rows: readonly Row[]) => Promise<readonly Outcome[]>

interface Waiting<Row, Outcome> {
  readonly row: Row
  readonly resolve: (outcome: Outcome) => void
  readonly reject: (error: unknown) => void
}

/** Rows in one transaction at most. */
const MOST = 500

/**
 * @param commit - one transaction; when it fails, its rows are tried one by one, so that a bad row spoils nobody else's
 * @returns a function that resolves once its row is committed
 */
export function groupCommit<Row, Outcome>(commit: Commit<Row, Outcome>): (row: Row) => Promise<Outcome> {
  const queue: Waiting<Row, Outcome>[] = []
  let running = false

  async function flush(): Promise<void> {
    while (queue.length > 0) await commitTogether(queue.splice(0, MOST), commit)
    running = false
  }

  return row =>
    new Promise<Outcome>((resolve, reject) => {
      queue.push({ row, resolve, reject })
      if (running) return
      running = true
      setImmediate(() => void flush())
    })
}

async function commitTogether<Row, Outcome>(
  batch: readonly Waiting<Row, Outcome>[],
  commit: Commit<Row, Outcome>,
): Promise<void> {
  try {
    const outcomes = await commit(batch.map(waiting => waiting.row))
    for (const [at, waiting] of batch.entries()) waiting.resolve(outcomes[at] as Outcome)
  } catch (error) {
    if (batch.length === 1) batch[0]?.reject(error)
    else for (const waiting of batch) await commitTogether([waiting], commit)
  }
}
