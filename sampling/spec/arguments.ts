// Reading the arguments of a case: what an operation asks for, by kind, and a problem that names the key where it is something else.
import { expecting, InputError, problem, shown } from '../problem.ts'
import { isObject } from '../check.ts'
import type { ExpectedKind } from '../problem.ts'
import type { CaseContext } from './types.ts'

/** An error that names the key of `args` (or of the design) and what was found there. @internal */
export const badArgument = (key: string, kind: ExpectedKind, found: unknown, under = 'args'): InputError =>
  new InputError([
    problem('bad_case', {
      key: `${under}.${key}`,
      pointer: `/${under}/${key}`,
      ...expecting(kind),
      found: shown(found),
    }),
  ])

/** A text argument. @internal */
export function textArgument({ case: { args } }: CaseContext, key: string): string {
  const value = args[key]
  if (typeof value !== 'string') throw badArgument(key, 'string', value)
  return value
}

/** A number argument, or a default where one is given and the key is absent. @internal */
export function numberArgument({ case: { args } }: CaseContext, key: string, otherwise?: number): number {
  const value = args[key] ?? otherwise
  if (typeof value !== 'number') throw badArgument(key, 'real', value)
  return value
}

/** Texts; one text alone is a list of one, as R's JSON writes it. @internal */
export function textsArgument({ case: { args } }: CaseContext, key: string): readonly string[] {
  return textsOf(args[key], key, 'args')
}

/** Texts of any object's key; null = none. @internal */
export function textsOf(value: unknown, key: string, under: string): readonly string[] {
  if (value === null || value === undefined) return []
  if (typeof value === 'string') return [value]
  if (!Array.isArray(value) || value.some(one => typeof one !== 'string')) throw badArgument(key, 'array', value, under)
  return value as readonly string[]
}

/** An object of numbers by name, such as coefficients by level. @internal */
export function numbersByName({ case: { args } }: CaseContext, key: string): Readonly<Record<string, number>> {
  const value = args[key]
  if (!isObject(value) || Object.values(value).some(one => typeof one !== 'number'))
    throw badArgument(key, 'object', value)
  return value as Readonly<Record<string, number>>
}

/** A switch; absent = false, or what `otherwise` says. @internal */
export const switchArgument = ({ case: { args } }: CaseContext, key: string, otherwise = false): boolean =>
  switchOf(args[key], key, 'args', otherwise)

/** A switch of any object's key. @internal */
export function switchOf(value: unknown, key: string, under: string, otherwise = false): boolean {
  if (value === undefined || value === null) return otherwise
  if (typeof value !== 'boolean') throw badArgument(key, 'switch', value, under)
  return value
}
