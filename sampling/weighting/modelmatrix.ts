// Columns of a formula's variables: numbers as they are, categories by treatment contrasts, as R's model.matrix makes them.
import { problem, refuse } from '../problem.ts'
import type { Factor } from '../spec/types.ts'
import type { Auxiliaries } from './basis.ts'
import { type Formula, parseFormula, type Variable } from './formula.ts'
import { cellsOf, missingProblems } from './margins.ts'

/** A variable's values: numbers by element (NaN = missing), or categories. */
export type Values = Float64Array | Factor

interface Column {
  readonly name: string
  readonly variable: string
  readonly values: Float64Array
}

const MOST_COLUMNS = 2000
/** Numbers in all columns together: 1.2 GB. */
const MOST_NUMBERS = 1.5e8

/**
 * Auxiliary variables of a formula as columns of numbers, for `calibrate`. Where all variables are categories, elements are grouped by
 * their cross: work then counts cells.
 *
 * @param formula one-sided, such as `~ sex + age:income`
 * @param values gives a variable's values; asked for categories where the formula says `factor(x)`
 * @param weight of each element; a category may be missing only where it is 0
 * @returns columns `(Intercept)`, `a`, `bLevel`, `a:bLevel` …; the first level of a category is the base
 * @throws InputError for a formula out of scope, or a category missing
 * @source Chambers & Hastie, Statistical Models in S, 2.4; R `model.matrix`
 * @example
 * modelMatrix('~ sex', () => ({ codes: Int32Array.of(0, 1), levels: ['f', 'm'] }), Float64Array.of(1, 1)).names // => ['(Intercept)', 'sexm']
 */
export function modelMatrix(
  formula: string,
  values: (column: string, asFactor: boolean) => Values,
  weight: Float64Array,
): Auxiliaries {
  const parsed = parseFormula(formula)
  const variables = new Map<string, Values>()
  for (const { written, column, asFactor } of parsed.terms.flat())
    if (!variables.has(written)) variables.set(written, values(column, asFactor))
  const factors = [...variables].flatMap(([name, own]) => (isFactor(own) ? [{ name, factor: own }] : []))
  refuse(factors.flatMap(({ name, factor }) => missingProblems(name, factor.codes, weight)))
  const grouped = factors.length === variables.size && factors.length > 0
  const group = grouped
    ? cellsOf(
        factors.map(({ factor }) => factor),
        weight,
      )
    : null
  const rows = group?.count ?? weight.length
  // Codes of each category by row: by cell where grouped.
  const codes = new Map(factors.map(({ name, factor }, f) => [name, group?.level[f] ?? factor.codes]))
  const columns = columnsOf(parsed, variables, codes, rows)
  return {
    names: columns.map(({ name }) => name),
    variables: columns.map(({ variable }) => variable),
    group: group?.cell ?? null,
    columns: columns.map(column => column.values),
  }
}

const isFactor = (values: Values): values is Factor => 'levels' in values

function columnsOf(
  { intercept, terms }: Formula,
  variables: ReadonlyMap<string, Values>,
  codes: ReadonlyMap<string, Int32Array>,
  rows: number,
): Column[] {
  const ones: Column = { name: '(Intercept)', variable: '(Intercept)', values: new Float64Array(rows).fill(1) }
  const columns = intercept ? [ones] : []
  const known = new Set(terms.map(keyOf)).add('')
  // Without an intercept the first category keeps all its levels.
  const firstTerm = intercept ? undefined : terms.find(term => term.some(({ written }) => codes.has(written)))
  const whole = firstTerm?.find(({ written }) => codes.has(written))
  for (const term of terms) {
    let product: Column[] = [{ name: '', variable: term.map(({ written }) => written).join(':'), values: ones.values }]
    for (const variable of term) {
      const isFull = (term === firstTerm && variable === whole) || !known.has(keyOf(term.filter(v => v !== variable)))
      checkSize(columns.length + product.length * levelsOf(variables.get(variable.written)!), rows, term)
      const own = codesOrNumbers(variable, variables, codes, isFull)
      product = own.flatMap(right => product.map(left => times(left, right)))
    }
    columns.push(...product)
  }
  return columns
}

const levelsOf = (values: Values): number => (isFactor(values) ? values.levels.length : 1)

function checkSize(columns: number, rows: number, term: readonly Variable[]): void {
  const limit = Math.min(MOST_COLUMNS, Math.floor(MOST_NUMBERS / rows))
  if (columns > limit) refuse([problem('too_many_auxiliaries', { term: keyOf(term), limit })])
}

const keyOf = (term: readonly Variable[]): string => term.map(({ written }) => written).join(':')

/** Columns of one variable alone: its numbers, or an indicator of each level (but the first, unless full). */
function codesOrNumbers(
  { written }: Variable,
  variables: ReadonlyMap<string, Values>,
  codes: ReadonlyMap<string, Int32Array>,
  isFull: boolean,
): Column[] {
  const values = variables.get(written)!
  if (!isFactor(values)) return [{ name: written, variable: written, values }]
  const own = codes.get(written)!
  const indicators = values.levels.map((level, l) => ({
    name: `${written}${level}`,
    variable: written,
    values: indicator(own, l),
  }))
  return isFull ? indicators : indicators.slice(1)
}

function indicator(codes: Int32Array, level: number): Float64Array {
  const values = new Float64Array(codes.length)
  for (let i = 0; i < codes.length; i++) if (codes[i] === level) values[i] = 1
  return values
}

const times = (left: Column, right: Column): Column => ({
  name: left.name === '' ? right.name : `${left.name}:${right.name}`,
  variable: left.variable,
  values: left.name === '' ? right.values : left.values.map((x, i) => x * right.values[i]!),
})
