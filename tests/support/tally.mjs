// Counts passed, failed and skipped from the runners' own JSON reports.
import { readFileSync } from 'node:fs'

/** @returns the report, or undefined when the runner died before writing one */
export function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** A runner that failed without a failed test (a file that does not load, a stray error) still counts one failure. */
function settle(counts, ok) {
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}

export function countVitest(report, ok) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const broken = report.testResults.filter(file => file.status === 'failed' && file.assertionResults.length === 0)
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
  return settle(counts, ok)
}

export function countPlaywright(report, ok) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const { expected, unexpected, flaky, skipped } = report.stats
  return settle({ passed: expected, failed: unexpected + flaky, skipped }, ok)
}

/** Adds up; where `strict`, what was skipped also fails. A run without any test fails. */
export function tally(counts, strict) {
  const sum = key => counts.reduce((total, each) => total + each[key], 0)
  const [passed, skipped] = [sum('passed'), sum('skipped')]
  const refused = strict && skipped > 0
  const nothing = passed + sum('failed') === 0
  const failed = sum('failed') + (refused ? skipped : 0) + (nothing ? 1 : 0)
  return { passed, failed, skipped, refused, line: `${passed} passed, ${failed} failed, ${skipped} skipped` }
}
