// Columns of a case's table as estimates need them: variables, levels in the order asked for, domains, subsets.
import { isObject } from '../check.ts'
import { badArgument, textsArgument, textsOf } from './arguments.ts'
import type { CaseContext, Factor } from './types.ts'

/** A variable by name; "1" is one for each element, whose total is the population. @internal */
export function variableOf(context: CaseContext, name: string): Float64Array {
  const table = context.table()
  if (name === '1' && !table.names.includes('1')) return new Float64Array(table.count).fill(1)
  return table.numbers(name)
}

/** The levels an argument lists, or all of the factor's. Levels may be written as numbers. @internal */
export function levelsOf({ case: { args } }: CaseContext, key: string, factor: Factor): readonly string[] {
  const asked = args[key]
  if (asked === undefined || asked === null) return factor.levels
  return textsOf(Array.isArray(asked) ? asked.map(level => levelText(level)) : levelText(asked), key, 'args')
}

const levelText = (level: unknown): unknown =>
  typeof level === 'number' || typeof level === 'boolean' ? String(level) : level

/**
 * The domains of `by`, codes in the order of `levels`; several columns are crossed, the first varying fastest, as R does.
 *
 * @internal
 */
export function domainOf(context: CaseContext): Factor {
  const factors = textsArgument(context, 'by').map(name => context.table().factor(name))
  if (factors.length === 0) throw badArgument('by', 'string', context.case.args['by'])
  const crossed = factors.reduce((one, two) => ({
    codes: one.codes.map((code, i) => (code < 0 || two.codes[i]! < 0 ? -1 : two.codes[i]! * one.levels.length + code)),
    levels: two.levels.flatMap(second => one.levels.map(first => `${first}.${second}`)),
  }))
  const levels = levelsOf(context, 'levels', crossed)
  if (levels === crossed.levels) return factors.length === 1 ? crossed : withoutEmpty(crossed)
  const place = crossed.levels.map(level => levels.indexOf(level))
  return { codes: crossed.codes.map(code => (code < 0 ? -1 : place[code]!)), levels }
}

/** Combinations that occur, as R drops empty groups. */
function withoutEmpty({ codes, levels }: Factor): Factor {
  const used = new Set(codes)
  const kept = levels.map((_, code) => code).filter(code => used.has(code))
  const place = new Map(kept.map((code, at) => [code, at]))
  return { codes: codes.map(code => place.get(code) ?? -1), levels: kept.map(code => levels[code]!) }
}

/** Who satisfies `where`: {var, eq} with a level or a list of levels. Missing is outside. @internal */
export function whereOf(context: CaseContext): Uint8Array {
  const { where } = context.case.args
  if (!isObject(where)) throw badArgument('where', 'object', where)
  const name = where['var']
  if (typeof name !== 'string') throw badArgument('where/var', 'string', name)
  const { codes, levels } = context.table().factor(name)
  const asked = where['eq'] ?? where['in']
  const wanted = (Array.isArray(asked) ? asked : [asked]).map(level => levelText(level))
  const known = wanted.map(level => levels.findIndex(found => sameLevel(found, level)))
  if (wanted.length === 0 || known.includes(-1)) throw badArgument('where/eq', 'level', asked)
  return Uint8Array.from(codes, code => (code >= 0 && known.includes(code) ? 1 : 0))
}

/** "2" and "2.0" name one level where levels are numbers, "true" and R's "TRUE" one where they are truth values. */
const sameLevel = (found: string, wanted: unknown): boolean =>
  found === wanted ||
  (/^(true|false)$/i.test(found) && found.toLowerCase() === String(wanted).toLowerCase()) ||
  (typeof wanted === 'string' && wanted.trim() !== '' && found.trim() !== '' && Number(found) === Number(wanted))
