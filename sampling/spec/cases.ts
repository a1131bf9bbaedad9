// Running the cases of `sampling estimate`: each file read once, each design set up once, one bad case does not stop the others.
import { isObject } from '../check.ts'
import type { SurveyDesign } from '../estimation/surveydesign.ts'
import { expecting, InputError, type Problem, problem, shown } from '../problem.ts'
import { surveyDesignFrom } from './design.ts'
import { operations } from './operations.ts'
import type { Case, CaseContext, Operations, Table } from './types.ts'

/** What a case came to: a result, or the error that stopped it. */
export interface CaseOutcome {
  readonly id: string
  readonly result?: unknown
  readonly error?: CaseError
}

export interface CaseError {
  readonly code: string
  readonly message_zh: string
  readonly message_en: string
  /** JSON pointer into the list of cases. */
  readonly pointer: string
}

export interface RunOptions {
  readonly operations?: Operations
  /** Called after each case. */
  readonly onCase?: (done: number, total: number, id: string) => void
}

export const mostCases = 100_000

/**
 * Read a spec file: an array of cases, or an object that holds them under `cases`.
 *
 * @param text JSON, UTF-8
 * @returns the cases as they stand, unchecked: `runCases` answers a malformed case with its error
 * @throws InputError when it is neither JSON nor of that form
 * @example readSpec('{"meta": {}, "cases": [{"id": "a"}]}') // => [{ id: 'a' }]
 */
export function readSpec(text: string): readonly unknown[] {
  let spec: unknown
  try {
    spec = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new InputError([problem('not_json', { file: 'spec', reason: reasonOf(error) })])
  }
  const cases = isObject(spec) ? spec['cases'] : spec
  if (!Array.isArray(cases)) throw new InputError([problem('spec_not_cases')])
  if (cases.length > mostCases) throw new InputError([problem('too_many_cases', { limit: mostCases })])
  return cases as readonly unknown[]
}

/**
 * Answer every case, in the order given.
 *
 * @param options `operations` by name, default all; `onCase` is told after each case
 * @param cases objects `{id, data, design, op, args}` as README.md writes them; what is malformed gets an error of its own
 * @param tables gives a data file by name; called once for each, throws an InputError for one that cannot be read
 * @returns one outcome for each case: its result, or its error in Chinese and English
 * @example runCases([{ id: 'a', op: 'paint' }], () => parseTable('x\n1\n'))[0].error.code // => 'unknown_operation'
 */
export function runCases(
  cases: readonly unknown[],
  tables: (file: string) => Table,
  { operations: known = operations, onCase }: RunOptions = {},
): CaseOutcome[] {
  const runner = createRunner(cases, tables, known)
  return cases.map((_, at) => {
    const outcome = runner.outcome(at)
    onCase?.(at + 1, cases.length, outcome.id)
    return outcome
  })
}

type Answer = { readonly result: unknown } | { readonly thrown: unknown }

function createRunner(cases: readonly unknown[], tables: (file: string) => Table, known: Operations) {
  const ids = new Map<string, number>()
  for (const [at, one] of cases.entries()) {
    const id = idOf(one)
    if (id !== null && !ids.has(id)) ids.set(id, at)
  }
  const answers = new Map<number, Answer>()
  const contexts = new Map<number, CaseContext>()
  const running: number[] = []
  const table = once(tables)
  const design = once((key: string): SurveyDesign => {
    const [descriptor, file] = JSON.parse(key) as [unknown, string]
    return surveyDesignFrom(descriptor, table(file))
  })

  const contextOf = (at: number): CaseContext => {
    const made = contexts.get(at)
    if (made !== undefined) return made
    const one = checkedCase(cases[at], at, ids)
    const context: CaseContext = {
      case: one,
      table: file => table(file ?? dataOf(one, one.design)),
      design(descriptor) {
        const asked = descriptor === undefined ? one.design : descriptor
        if (asked === null || asked === undefined) throw new InputError([problem('case_without_design')])
        return design(JSON.stringify([asked, dataOf(one, asked)]))
      },
      other(id) {
        const found = ids.get(id)
        if (found === undefined) throw new InputError([problem('unknown_case', { found: shown(id) })])
        const answer = answerOf(found)
        if ('thrown' in answer) throw answer.thrown
        return { context: contextOf(found), result: answer.result }
      },
    }
    contexts.set(at, context)
    return context
  }

  const answerOf = (at: number): Answer => {
    const before = answers.get(at)
    if (before !== undefined) return before
    if (running.includes(at)) throw circular([...running.slice(running.indexOf(at)), at], cases)
    running.push(at)
    let answer: Answer
    try {
      const context = contextOf(at)
      const { op } = context.case
      if (!Object.hasOwn(known, op)) throw unknownOperation(op, known)
      answer = { result: known[op]!(context) }
    } catch (thrown) {
      answer = { thrown }
    }
    running.pop()
    answers.set(at, answer)
    return answer
  }

  return {
    outcome(at: number): CaseOutcome {
      const id = idOf(cases[at]) ?? ''
      const answer = answerOf(at)
      return 'thrown' in answer ? { id, error: errorOf(answer.thrown, at) } : { id, result: answer.result }
    },
  }
}

function once<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, () => T>()
  return key => {
    const before = made.get(key)
    if (before !== undefined) return before()
    let give: () => T
    try {
      const value = make(key)
      give = () => value
    } catch (error) {
      give = () => {
        throw error
      }
    }
    made.set(key, give)
    return give()
  }
}

/** The file a design or case speaks of: its own `data` first. */
function dataOf(one: Case, descriptor: unknown): string {
  const own = isObject(descriptor) ? descriptor['data'] : undefined
  const file = typeof own === 'string' ? own : one.data
  if (file === null) throw new InputError([problem('case_without_data')])
  return file
}

const idOf = (one: unknown): string | null => (isObject(one) && typeof one['id'] === 'string' ? one['id'] : null)

function checkedCase(one: unknown, at: number, ids: ReadonlyMap<string, number>): Case {
  const bad = (key: string, kind: 'object' | 'string', found: unknown): InputError =>
    new InputError([
      problem('bad_case', {
        key,
        ...(key === '' ? {} : { pointer: `/${key}` }),
        ...expecting(kind),
        found: shown(found),
      }),
    ])
  if (!isObject(one)) throw bad('', 'object', one)
  const { id, op, data = null, design = null, args = null } = one
  if (typeof id !== 'string' || id === '') throw bad('id', 'string', id)
  const first = ids.get(id)!
  if (first !== at) throw new InputError([problem('duplicate_case', { found: id, first: first + 1, pointer: '/id' })])
  if (typeof op !== 'string') throw bad('op', 'string', op)
  if (data !== null && typeof data !== 'string') throw bad('data', 'string', data)
  // R writes an empty list of arguments as [].
  const none = args === null || (Array.isArray(args) && args.length === 0)
  if (!none && !isObject(args)) throw bad('args', 'object', args)
  if (design !== null && typeof design !== 'object') throw bad('design', 'object', design)
  return { id, op, data, design, args: none ? {} : (args as Record<string, unknown>) }
}

const unknownOperation = (op: string, known: Operations): InputError =>
  new InputError([
    problem('unknown_operation', { found: op, known: Object.keys(known).sort().join(', '), pointer: '/op' }),
  ])

function circular(path: readonly number[], cases: readonly unknown[]): InputError {
  const names = path.map(at => idOf(cases[at]) ?? String(at))
  return new InputError([problem('circular_case', { found: names[0]!, path: names.join(' → ') })])
}

function errorOf(thrown: unknown, at: number): CaseError {
  const found: Problem =
    thrown instanceof InputError && thrown.problems.length > 0
      ? thrown.problems[0]!
      : problem('case_failed', { reason: reasonOf(thrown) })
  const file = found.details['file']
  const named = (text: string): string =>
    typeof file === 'string' && found.line !== undefined && !text.includes(file) ? `${file}: ${text}` : text
  const pointer = `/${at}${found.pointer ?? ''}`
  return { code: found.code, message_zh: named(found.zh), message_en: named(found.en), pointer }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
