// What the texts of a frame must look like: no control characters, no outer spaces, no halves of characters, not too long.
import type { ProblemCode } from './problem.ts'
import { hasLoneSurrogate } from './utf8.ts'

/** Told every problem that is found. */
export type ReportProblem = (code: ProblemCode, details: Readonly<Record<string, string | number>>) => void

/** Longest id, stratum or kept value, in UTF-16 units. */
export const maxFieldLength = 1024
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const unfit = /[\u0000-\u001f\u007f\u2028\u2029]|^\s|\s$/

/** Report what is wrong with a text, if anything. @internal */
export function checkText(text: string, column: string, line: number, report: ReportProblem): void {
  if (text.length > maxFieldLength) report('too_long', { line, column, limit: maxFieldLength })
  else if (unfit.test(text)) {
    const spaceOnly = text.trim() !== text && !unfit.test(text.trim())
    report(spaceOnly ? 'outer_space' : 'control_character', {
      line,
      column,
      value: spaceOnly ? text : JSON.stringify(text),
    })
  } else if (hasLoneSurrogate(text)) report('lone_surrogate', { line, column })
}
