// What `npm test` counts and when it fails.
import { describe, expect, test } from 'vitest'
import { countPlaywright, countVitest, tally } from './tally.mjs'

const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] }
const playwright = { stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0 } }

describe('the count of a run', () => {
  test('takes numbers from both reports', () => {
    const counts = [{ passed: 1, failed: 0, skipped: 0 }, countVitest(vitest, true), countPlaywright(playwright, true)]
    expect(tally(counts, true)).toMatchObject({ failed: 0, line: '8 passed, 0 failed, 0 skipped' })
  })

  test('fails for a runner that wrote nothing, a file that does not load, and a stray error', () => {
    expect(countVitest(undefined, false).failed).toBe(1)
    expect(countPlaywright(undefined, true).failed).toBe(1)
    const broken = { status: 'failed', assertionResults: [] }
    expect(countVitest({ ...vitest, testResults: [broken, { ...broken, status: 'passed' }] }, false).failed).toBe(1)
    expect(countVitest(vitest, false)).toEqual({ passed: 5, failed: 1, skipped: 0 })
    expect(countPlaywright({ stats: { ...playwright.stats, flaky: 1 } }, true).failed).toBe(1)
  })

  test('lets a skip pass at a desk and fail in CI', () => {
    const counts = [countVitest({ ...vitest, numPendingTests: 2, numTodoTests: 1 }, true)]
    expect(tally(counts, false)).toMatchObject({ failed: 0, line: '5 passed, 0 failed, 3 skipped' })
    expect(tally(counts, true)).toMatchObject({ failed: 3, refused: true, line: '5 passed, 3 failed, 3 skipped' })
  })

  test('fails where nothing ran', () => {
    expect(tally([{ passed: 0, failed: 0, skipped: 0 }], false).failed).toBe(1)
  })
})
