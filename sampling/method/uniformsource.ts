// Where methods get their random numbers from, and what they give back.

/**
 * A uniform number strictly between 0 and 1 for a label: `label => uniformOf(ticketOf(key, label + '/' + stratum))`. The same label
 * always gives the same number; different labels give independent ones.
 */
export type UniformSource = (label: string) => number

/** Positions chosen by a method that ranks: the sample, then those who follow it, both in order of selection. */
export interface RankedSelection {
  readonly sample: readonly number[]
  readonly reserve: readonly number[]
}

/**
 * Positions in the order of their keys (first key first, ascending), ties by uniform number and at last by position.
 *
 * @param keys columns of numbers or texts, one value per element; texts are compared by code point, which is the order of their UTF-8 bytes
 * @param uniform one number per element
 * @returns all positions, sorted
 * @source design rule "systematic: elements in the order the design names"
 * @example [...orderByKeys([['b', 'a', 'b']], [0.9, 0.5, 0.1])] // => [1, 2, 0]
 */
export function orderByKeys(
  keys: readonly (ArrayLike<number> | readonly string[])[],
  uniform: ArrayLike<number>,
): Int32Array {
  const compareAt = keys.map(key => (a: number, b: number) => compareValues(key[a]!, key[b]!))
  return Int32Array.from({ length: uniform.length }, (_, i) => i).sort((a, b) => {
    for (const compare of compareAt) {
      const order = compare(a, b)
      if (order !== 0) return order
    }
    return uniform[a]! - uniform[b]! || a - b
  })
}

function compareValues(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [left, right] = [String(a), String(b)]
  for (let i = 0; i < left.length && i < right.length; ) {
    const [x, y] = [left.codePointAt(i)!, right.codePointAt(i)!]
    if (x !== y) return x - y
    i += x > 0xffff ? 2 : 1
  }
  return left.length - right.length
}
