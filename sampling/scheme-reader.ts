// Reads the values of a scheme one by one and keeps a list of what is wrong, with JSON pointers.
import { isObject } from './check.ts'
import { shown } from './problem.ts'
import type { ValueMap } from './scheme.ts'
import type { SchemeExpected, ScoreProblem, ScoreProblemCode } from './score-problem.ts'
import { schemeExpecting, scoreProblem } from './score-problem.ts'

type Body = Readonly<Record<string, unknown>>
type UnitColumns = Readonly<Record<string, string | Readonly<Record<string, string>>>>

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
const isAmount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0

/** Reads the keys of one scheme and keeps what is wrong, each fault with its JSON pointer. @internal */
export class SchemeReader {
  readonly problems: ScoreProblem[] = []

  report(code: ScoreProblemCode, pointer: string, details: Readonly<Record<string, string | number>>): void {
    this.problems.push(scoreProblem(code, { pointer, ...details }))
  }

  missing(pointer: string, kind: SchemeExpected): void {
    this.report('scheme_missing_key', pointer, schemeExpecting(kind))
  }

  wrong(pointer: string, kind: SchemeExpected, found: unknown): void {
    this.report('scheme_wrong', pointer, { ...schemeExpecting(kind), found: shown(found) })
  }

  knownKeys(body: Body, at: string, known: readonly string[]): void {
    for (const key of Object.keys(body))
      if (!known.includes(key)) this.report('scheme_unknown_key', `${at}/${key}`, { known: known.join(', ') })
  }

  text(body: Body, key: string): string {
    const value = body[key]
    if (value === undefined) this.missing(`/${key}`, 'text')
    else if (!isText(value)) this.wrong(`/${key}`, 'text', value)
    return isText(value) ? value : ''
  }

  textOrNull(body: Body, key: string): string | null {
    const value = body[key] ?? null
    if (value === null || isText(value)) return value
    this.wrong(`/${key}`, 'text_or_null', value)
    return null
  }

  choice<const T extends string>(
    body: Body,
    key: string,
    choices: readonly T[],
    kind: SchemeExpected,
    fallback?: NoInfer<T>,
  ): T {
    const value = body[key] ?? fallback
    if (choices.includes(value as T)) return value as T
    if (value === undefined) this.missing(`/${key}`, kind)
    else this.wrong(`/${key}`, kind, value)
    return choices[0]!
  }

  number(body: Body, key: string, kind: 'count' | 'percent', fallback: number): number {
    const value = body[key] ?? fallback
    const fits = isAmount(value) && (kind === 'count' ? Number.isInteger(value) : value <= 100)
    if (!fits) this.wrong(`/${key}`, kind, value)
    return fits ? value : fallback
  }

  /** Code → number or null; required, and at least one code must give points. */
  valueMap(body: Body, key: string): ValueMap {
    const value = body[key]
    if (value === undefined) this.missing(`/${key}`, 'value_map')
    else if (!isObject(value)) this.wrong(`/${key}`, 'value_map', value)
    if (!isObject(value)) return {}
    const points = Object.entries(value)
    for (const [code, point] of points)
      if (point !== null && !(typeof point === 'number' && Number.isFinite(point)))
        this.wrong(`/${key}/${code}`, 'value_map', point)
    if (!points.some(([, point]) => typeof point === 'number')) this.wrong(`/${key}`, 'value_map', value)
    return value as ValueMap
  }

  /** Name → weight of 0 or more, not all 0; null or absent stays null. */
  weights(body: Body, key: string): Readonly<Record<string, number>> | null {
    const value = body[key] ?? null
    if (value === null) return null
    if (!isObject(value)) {
      this.wrong(`/${key}`, 'weights', value)
      return null
    }
    for (const [name, weight] of Object.entries(value))
      if (!isAmount(weight)) this.wrong(`/${key}/${name}`, 'weights', weight)
    const sum = Object.values(value).reduce<number>((total, weight) => total + (isAmount(weight) ? weight : 0), 0)
    if (sum === 0) this.report('scheme_weights_zero', `/${key}`, {})
    return value as Record<string, number>
  }

  codes(body: Body, key: string): readonly string[] {
    const value = body[key] ?? []
    const good = Array.isArray(value) && value.every(code => typeof code === 'string' || typeof code === 'number')
    if (!good) this.wrong(`/${key}`, 'codes', value)
    return good ? value.map(String) : []
  }

  aliases(body: Body, key: string): Readonly<Record<string, string>> | null {
    const value = body[key] ?? null
    if (value === null) return null
    const good = isObject(value) && Object.values(value).every(isText)
    if (!good) this.wrong(`/${key}`, 'aliases', value)
    return good ? (value as Record<string, string>) : null
  }

  sizes(body: Body, key: string): Readonly<Record<string, number>> | null {
    const value = body[key] ?? null
    if (value === null) return null
    const good = isObject(value) && Object.values(value).every(size => Number.isInteger(size) && (size as number) > 0)
    if (!good) this.wrong(`/${key}`, 'sizes', value)
    return good ? (value as Record<string, number>) : null
  }

  /** The columns of each unit in a wide file: `['police']`, `{"police": "q1"}` or `{"police": {"duty": "q1a"}}`. */
  units(body: Body, key: string): UnitColumns {
    const value = body[key]
    if (value === undefined) this.missing(`/${key}`, 'units')
    else if (Array.isArray(value) ? !(value.length > 0 && value.every(isText)) : !this.unitColumns(value))
      this.wrong(`/${key}`, 'units', value)
    else if (Array.isArray(value)) return Object.fromEntries((value as string[]).map(column => [column, column]))
    else return value as UnitColumns
    return {}
  }

  private unitColumns(value: unknown): boolean {
    if (!isObject(value) || Object.keys(value).length === 0) return false
    return Object.values(value).every(
      columns =>
        isText(columns) ||
        (isObject(columns) && Object.keys(columns).length > 0 && Object.values(columns).every(isText)),
    )
  }
}
