// Codes of groups: two columns of codes crossed into one, numbered as they come.

/** A column of codes 0 to `count` − 1. */
export interface Codes {
  readonly code: Int32Array
  readonly count: number
}

/** Codes, and an element of each. */
export interface CrossedCodes extends Codes {
  readonly first: Int32Array
}

const DENSE_LIMIT = 1 << 24

/**
 * Cross two columns of codes; a pair that never occurs gets no number. Codes must not be negative.
 *
 * @internal
 * @example
 * const one = { code: Int32Array.of(1, 0, 1), count: 2 }
 * crossCodes(one, one).code // => Int32Array.of(0, 1, 0)
 */
export function crossCodes(one: Codes, two: Codes): CrossedCodes {
  return one.count * two.count <= DENSE_LIMIT ? crossDense(one, two) : crossHashed(one, two)
}

function crossDense(one: Codes, two: Codes): CrossedCodes {
  const [a, b, width] = [one.code, two.code, two.count]
  const number = new Int32Array(one.count * width)
  const code = new Int32Array(a.length)
  const first = new Int32Array(Math.min(number.length, a.length))
  let count = 0
  for (let i = 0; i < code.length; i++) {
    const pair = a[i]! * width + b[i]!
    let found = number[pair]!
    if (found === 0) {
      first[count] = i
      found = number[pair] = ++count
    }
    code[i] = found - 1
  }
  return { code, count, first: first.subarray(0, count) }
}

/** Open addressing over pairs too many for a table; a slot holds the number of a pair, whose first element tells the pair. */
function crossHashed(one: Codes, two: Codes): CrossedCodes {
  const code = new Int32Array(one.code.length)
  const mask = 2 ** Math.ceil(Math.log2(2 * code.length + 2)) - 1
  const slot = new Int32Array(mask + 1)
  const first = new Int32Array(code.length)
  let count = 0
  for (let i = 0; i < code.length; i++) {
    const a = one.code[i]!
    const b = two.code[i]!
    let at = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 0
    at = (at ^ (at >>> 15)) & mask
    let number = slot[at]!
    while (number !== 0 && !(one.code[first[number - 1]!] === a && two.code[first[number - 1]!] === b)) {
      at = (at + 1) & mask
      number = slot[at]!
    }
    if (number === 0) {
      first[count] = i
      number = slot[at] = ++count
    }
    code[i] = number - 1
  }
  return { code, count, first: first.subarray(0, count) }
}

/**
 * Renumber so that every code occurs; the same object when that is so already.
 *
 * @internal
 * @example dropUnused({ code: Int32Array.of(5, 2, 5), count: 9 }).code // => Int32Array.of(1, 0, 1)
 */
export function dropUnused(codes: Codes): Codes {
  const number = new Int32Array(codes.count)
  for (let i = 0; i < codes.code.length; i++) number[codes.code[i]!] = 1
  let count = 0
  for (let c = 0; c < number.length; c++) number[c] = number[c] === 1 ? count++ : -1
  if (count === codes.count) return codes
  const code = new Int32Array(codes.code.length)
  for (let i = 0; i < code.length; i++) code[i] = number[codes.code[i]!]!
  return { code, count }
}

/**
 * Members of each group, group by group: those of group g are `member[start[g]]` to `member[start[g + 1] − 1]`, in order.
 *
 * @internal
 * @example groupMembers({ code: Int32Array.of(1, 0, 1), count: 2 }).member // => Int32Array.of(1, 0, 2)
 */
export function groupMembers({ code, count }: Codes): { start: Int32Array; member: Int32Array } {
  const start = new Int32Array(count + 1)
  for (let i = 0; i < code.length; i++) start[code[i]! + 1]! += 1
  for (let g = 0; g < count; g++) start[g + 1]! += start[g]!
  const next = start.slice(0, count)
  const member = new Int32Array(code.length)
  for (let i = 0; i < code.length; i++) member[next[code[i]!]!++] = i
  return { start, member }
}
