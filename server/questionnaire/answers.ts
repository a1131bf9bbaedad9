// Two shapes of the same answers: flat by question name on the wire, nested by unit id where they are kept.
import { unitQuestion } from './form.ts'

/** A unit with the id answers are kept under and the code its questions are named by. */
export interface AnsweredUnit {
  readonly id: string
  readonly code: string
}

/** `units.<unit id>.<question>`; matrix rows nested: `dims: { duty: 's4' }`. Questions about no unit lie in `general`. */
export interface StoredAnswers {
  readonly units: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly general?: Readonly<Record<string, unknown>>
}

type Nested = Record<string, unknown>

/** @param flat - validated answers by full question name */
export function nestAnswers(flat: Readonly<Record<string, unknown>>, units: readonly AnsweredUnit[]): StoredAnswers {
  const byUnit: Record<string, Nested> = {}
  const general: Nested = {}
  const prefixes = units.map(unit => ({ id: unit.id, prefix: unitQuestion(unit.code, '') }))
  for (const [name, value] of Object.entries(flat)) {
    const of = prefixes.find(unit => name.startsWith(unit.prefix))
    if (of) put((byUnit[of.id] ??= {}), name.slice(of.prefix.length), value)
    else put(general, name, value)
  }
  return Object.keys(general).length > 0 ? { units: byUnit, general } : { units: byUnit }
}

function put(into: Nested, name: string, value: unknown): void {
  const [head = '', row] = name.split('.')
  if (row === undefined) into[head] = value
  else into[head] = { ...(into[head] as Nested | undefined), [row]: value }
}

/** The inverse of `nestAnswers`; answers about units that are not named are left out. */
export function flattenAnswers(stored: StoredAnswers, units: readonly AnsweredUnit[]): Record<string, unknown> {
  const flat: Record<string, unknown> = {}
  spread(flat, '', stored.general ?? {})
  for (const unit of units) spread(flat, unitQuestion(unit.code, ''), stored.units[unit.id] ?? {})
  return flat
}

function spread(flat: Record<string, unknown>, prefix: string, values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) flat[`${prefix}${name}`] = value
    else for (const [row, inner] of Object.entries(value)) flat[`${prefix}${name}.${row}`] = inner
  }
}
