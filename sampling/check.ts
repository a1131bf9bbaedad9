// Small checks for JSON files people write by hand; each failure is a problem with its JSON pointer.
import { expecting, problem, shown, type ExpectedKind, type Problem } from './problem.ts'

export type JsonObject = Readonly<Record<string, unknown>>

/** Tests for the kinds of value that design and manifest files hold. */
const tests: Readonly<Partial<Record<ExpectedKind, (value: unknown) => boolean>>> = {
  object: value => isObject(value),
  array: value => Array.isArray(value),
  string: value => typeof value === 'string',
  count: value => Number.isSafeInteger(value) && (value as number) >= 0,
  positive: value => Number.isSafeInteger(value) && (value as number) >= 1,
  number: value => typeof value === 'number' && Number.isFinite(value) && value >= 0,
  above_zero: value => typeof value === 'number' && Number.isFinite(value) && value > 0,
  power: value => typeof value === 'number' && value >= 0 && value <= 1,
  share: value => typeof value === 'number' && value >= 0 && value < 1,
  names: value => isNames(value) && new Set(value).size === value.length,
  digests: value => isNames(value) && value.length > 0 && value.every(digest => isDigest(digest)),
  digest: value => typeof value === 'string' && isDigest(value),
}

const isDigest = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)
const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(name => typeof name === 'string' && name !== '')

/** Whether a value is a JSON object: neither null nor a list. @internal */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Collects the problems of one file. */
export interface Checker {
  readonly problems: Problem[]
  /** Report a key of `value` that is not in `known`. */
  keys(value: JsonObject, at: string, known: readonly string[]): void
  /** Report `value[key]` when it has another kind; absent is allowed unless `required`. True when present and right. */
  value(value: JsonObject, at: string, key: string, kind: ExpectedKind, required?: 'required'): boolean
  /** As `value`, for one of a list of words. */
  choice(value: JsonObject, at: string, key: string, known: readonly string[], required?: 'required'): boolean
  /** A record from names to values of one kind. */
  record(value: JsonObject, at: string, key: string, kind: ExpectedKind): boolean
}

/** JSON pointer of a key below another (RFC 6901). @internal */
export const pointerTo = (at: string, key: string): string => `${at}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`

/** Start checking `file` (design, manifest). @internal */
export function createChecker(file: string): Checker {
  const problems: Problem[] = []
  const missing = (pointer: string, kind: ExpectedKind): void =>
    void problems.push(problem('missing_key', { file, pointer, ...expecting(kind) }))
  const wrong = (pointer: string, kind: ExpectedKind, found: unknown): void =>
    void problems.push(problem('wrong_type', { file, pointer, ...expecting(kind), found: shown(found) }))
  const checker: Checker = {
    problems,
    keys(value, at, known) {
      for (const key of Object.keys(value)) {
        if (known.includes(key)) continue
        problems.push(problem('unknown_key', { file, pointer: pointerTo(at, key), known: known.join(', ') }))
      }
    },
    value(value, at, key, kind, required) {
      const found = value[key]
      const pointer = pointerTo(at, key)
      if (found === undefined) {
        if (required) missing(pointer, kind)
        return false
      }
      if (tests[kind]?.(found)) return true
      wrong(pointer, kind, found)
      return false
    },
    choice(value, at, key, known, required) {
      if (!checker.value(value, at, key, 'string', required)) return false
      const found = value[key] as string
      if (known.includes(found)) return true
      problems.push(problem('unknown_choice', { file, pointer: pointerTo(at, key), found, known: known.join(', ') }))
      return false
    },
    record(value, at, key, kind) {
      if (!checker.value(value, at, key, 'object')) return false
      const record = value[key] as JsonObject
      return Object.keys(record).every(name => checker.value(record, pointerTo(at, key), name, kind))
    },
  }
  return checker
}
