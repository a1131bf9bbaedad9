// Group commit: together when many come at once, in order, and a bad row spoils nobody else's.
import { describe, expect, it } from 'vitest'
import { groupCommit } from '../../server/db/group-commit.ts'

describe('group commit', () => {
  it('puts what arrives together into few transactions and answers each row with its own outcome', async () => {
    const batches: number[][] = []
    const put = groupCommit(async (rows: readonly number[]) => {
      batches.push([...rows])
      await new Promise(done => setTimeout(done, 1))
      return rows.map(row => row * 2)
    })
    const rows = Array.from({ length: 1200 }, (_, at) => at)
    expect(await Promise.all(rows.map(put))).toEqual(rows.map(row => row * 2))
    expect(batches.flat()).toEqual(rows)
    expect(batches.length).toBeLessThan(10)
    expect(Math.max(...batches.map(batch => batch.length))).toBeLessThanOrEqual(500)
  })

  it('retries a failed batch row by row', async () => {
    const put = groupCommit(async (rows: readonly number[]) => {
      if (rows.includes(3)) throw new Error('bad row')
      return rows.map(String)
    })
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(put))
    expect(outcomes.map(outcome => outcome.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    expect(await put(5)).toBe('5')
  })

  it('answers nobody before the commit', async () => {
    let commit: () => void = () => undefined
    const put = groupCommit(
      (rows: readonly number[]) => new Promise<string[]>(done => (commit = () => done(rows.map(String)))),
    )
    let answered = false
    const waiting = put(1).then(() => (answered = true))
    await new Promise(done => setTimeout(done, 5))
    expect(answered).toBe(false)
    commit()
    await waiting
    expect(answered).toBe(true)
  })

  it('runs several transactions at a time where that is wanted, and never more', async () => {
    let [running, most] = [0, 0]
    const put = groupCommit(
      async (rows: readonly number[]) => {
        running += 1
        most = Math.max(most, running)
        await new Promise(done => setTimeout(done, 2))
        running -= 1
        return rows
      },
      { parallel: 3, most: 10 },
    )
    const rows = Array.from({ length: 200 }, (_, at) => at)
    expect(await Promise.all(rows.map(async row => await put(row)))).toEqual(rows)
    expect(most).toBe(3)
    expect(await put(7)).toBe(7)
  })

  it('refuses at once what would wait too long, and takes more when there is room again', async () => {
    const put = groupCommit(
      async (rows: readonly number[]) => {
        await new Promise(done => setTimeout(done, 2))
        return rows
      },
      { waiting: 10, most: 5, full: () => new Error('come again') },
    )
    const outcomes = await Promise.allSettled(Array.from({ length: 25 }, async (_, at) => await put(at)))
    expect(outcomes.filter(outcome => outcome.status === 'fulfilled')).toHaveLength(10)
    const reasons = outcomes.flatMap(outcome => (outcome.status === 'rejected' ? [String(outcome.reason)] : []))
    expect(new Set(reasons)).toEqual(new Set(['Error: come again']))
    expect(await put(1)).toBe(1)
  })

  it('tries no row alone when no row is to blame', async () => {
    let tries = 0
    const put = groupCommit(
      async (_rows: readonly number[]): Promise<number[]> => {
        tries += 1
        throw new Error('disk full')
      },
      { hopeless: error => String(error).includes('disk full') },
    )
    const outcomes = await Promise.allSettled([1, 2, 3].map(put))
    expect(outcomes.map(outcome => outcome.status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(tries).toBe(1)
  })
})
