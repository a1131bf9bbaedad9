// Any case file against any folder of data: `node tests/sampling/oracle.ts FILE DIR [--all]`. One line a case; exit status 1 if any differs.
import { readFileSync, realpathSync } from 'node:fs'
import { readTableFile, resultsJson } from '../../sampling/cliestimate.ts'
import { runCases, type CaseOutcome } from '../../sampling/spec/cases.ts'
import { compare, type Comparison, type ReferenceCase } from './compare.ts'

export interface Verdict {
  readonly case: ReferenceCase
  readonly error: string | null
  readonly comparison: Comparison | null
  readonly agrees: boolean
}

export const readCases = (file: string): readonly ReferenceCase[] =>
  (JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly ReferenceCase[] }).cases

/** Answers each case as the command does, by way of the JSON it prints, and compares. */
export function judge(cases: readonly ReferenceCase[], folder: string): readonly Verdict[] {
  const real = realpathSync(folder)
  const answered = resultsJson(runCases(cases, name => readTableFile(real, name)))
  const outcomes = JSON.parse(answered) as readonly CaseOutcome[]
  return cases.map((one, i) => {
    const { result, error } = outcomes[i]!
    if (error !== undefined)
      return { case: one, error: `${error.code}: ${error.message_en}`, comparison: null, agrees: false }
    const comparison = compare(one, result)
    return { case: one, error: null, comparison, agrees: comparison.differences.length === 0 }
  })
}

function lineOf({ case: one, error, comparison }: Verdict): string {
  const name = `${one.id.padEnd(34)} ${one.op.padEnd(22)}`
  if (comparison === null) return `✗ ${name} ${error}`
  const [first] = comparison.differences
  if (first === undefined) {
    const worst = comparison.worst === 0 ? '' : `, worst ${comparison.worst.toExponential(1)}`
    return `✓ ${name} ${comparison.numbers} numbers${worst}`
  }
  const size = first.relative === null ? '' : ` (off by ${first.relative.toExponential(1)}, allowed ${first.allowed})`
  const more = comparison.differences.length > 1 ? `, and ${comparison.differences.length - 1} more` : ''
  const short = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 60)
  return `✗ ${name} ${first.path}: expected ${short(first.expected)}, found ${short(first.actual)}${size}${more}`
}

function main(args: readonly string[]): number {
  const [file, folder] = args.filter(arg => !arg.startsWith('--'))
  if (file === undefined || folder === undefined) {
    process.stderr.write('node tests/sampling/oracle.ts FILE DIR [--all]\n')
    return 2
  }
  const verdicts = judge(readCases(file), folder)
  for (const verdict of verdicts) {
    if (!verdict.agrees || args.includes('--all')) process.stdout.write(`${lineOf(verdict)}\n`)
  }
  const agree = verdicts.filter(one => one.agrees)
  const numbers = agree.reduce((sum, one) => sum + one.comparison!.numbers, 0)
  process.stdout.write(`${agree.length} of ${verdicts.length} cases agree (${numbers} numbers)\n`)
  return agree.length === verdicts.length ? 0 : 1
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2))
