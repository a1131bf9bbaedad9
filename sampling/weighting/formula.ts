// Formulas of auxiliaries as R writes them: `~ a + b`, `~ a * b`, `~ a:b - 1`.
import { problem, refuse } from '../problem.ts'

/** A formula read: its terms in R's order, each a set of variables. */
export interface Formula {
  readonly intercept: boolean
  readonly terms: readonly (readonly Variable[])[]
}

/** A variable as written; `factor(x)` reads column x as categories. */
export interface Variable {
  readonly written: string
  readonly column: string
  readonly asFactor: boolean
}

const MOST_TERMS = 1000

/**
 * Read a one-sided formula: names joined by `+`, `:` and `*`, `- 1` or `0 +` for no intercept, `factor(x)`, names in backticks.
 *
 * @returns terms by degree, then as they come; a term that comes twice counts once
 * @throws InputError for anything else R would understand (powers, functions, parentheses), with the place
 * @source R `formula`, `terms`
 * @internal
 * @example parseFormula('~ a * b').terms.map(term => term.map(v => v.written).join(':')) // => ['a', 'b', 'a:b']
 */
export function parseFormula(text: string): Formula {
  const tokens = tokensOf(text)
  if (tokens.shift() !== '~' || tokens.length === 0) throw refusal(text, text.slice(0, 20))
  const order: string[] = []
  const terms = new Map<string, readonly Variable[]>()
  let intercept = true
  for (const { sign, part } of signedParts(tokens, text)) {
    if (part.length === 1 && (part[0] === '1' || part[0] === '0')) {
      intercept = (part[0] === '1') === (sign === '+')
      continue
    }
    if (sign === '-') throw refusal(text, `- ${part.join('')}`)
    for (const term of expand(part, text, order)) {
      const sorted = [...term].sort((a, b) => order.indexOf(a.written) - order.indexOf(b.written))
      terms.set(sorted.map(v => v.written).join(':'), sorted)
    }
    if (terms.size > MOST_TERMS) throw refusal(text, part.join(''))
  }
  return { intercept, terms: [...terms.values()].sort((a, b) => a.length - b.length) }
}

const refusal = (formula: string, part: string): never => {
  refuse([problem('formula_refused', { formula, part })])
  throw new RangeError('unreachable')
}

function tokensOf(text: string): string[] {
  const tokens: string[] = []
  const pattern =
    /\s*(?:(factor\(\s*(?:`[^`]+`|[\p{L}._][\p{L}\p{N}._]*)\s*\)|`[^`]+`|[\p{L}._][\p{L}\p{N}._]*)|([01])(?![\p{L}\p{N}._])|([~+\-:*]))\s*/uy
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex
    const match = pattern.exec(text)
    if (match === null) throw refusal(text, text.slice(at, at + 20).trim())
    tokens.push((match[1] ?? match[2] ?? match[3])!)
  }
  return tokens
}

/** Parts between + and −. */
function signedParts(tokens: readonly string[], text: string): { sign: string; part: string[] }[] {
  const parts: { sign: string; part: string[] }[] = [{ sign: '+', part: [] }]
  tokens.forEach((token, i) => {
    if (token === '~') throw refusal(text, token)
    if (token !== '+' && token !== '-') parts.at(-1)!.part.push(token)
    else if (i === 0) parts[0] = { sign: token, part: [] }
    else parts.push({ sign: token, part: [] })
  })
  if (parts.some(({ part }) => part.length === 0)) throw refusal(text, '+')
  return parts
}

/** `a * b:c` is a, b:c and a:b:c. New names are added to `order`. */
function expand(part: readonly string[], text: string, order: string[]): (readonly Variable[])[] {
  const groups: Variable[][] = [[]]
  part.forEach((token, i) => {
    const isName = i % 2 === 0
    if (isName === (token === ':' || token === '*') || token === '0' || token === '1')
      throw refusal(text, part.join(''))
    if (token === '*') groups.push([])
    if (!isName) return
    const variable = variableOf(token)
    if (!order.includes(variable.written)) order.push(variable.written)
    groups.at(-1)!.push(variable)
  })
  if (part.length % 2 === 0 || groups.length > 10) throw refusal(text, part.join(''))
  const subsets = groups.reduce<Variable[][]>((all, group) => [...all, ...all.map(one => [...one, ...group])], [[]])
  return subsets.slice(1).map(one => [...new Map(one.map(v => [v.written, v])).values()])
}

function variableOf(token: string): Variable {
  const inner = /^factor\(\s*(.+?)\s*\)$/.exec(token)?.[1]
  const column = (inner ?? token).replace(/^`|`$/g, '')
  return { written: inner === undefined ? column : `factor(${column})`, column, asFactor: inner !== undefined }
}
