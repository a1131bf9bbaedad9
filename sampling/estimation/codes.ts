// Codes of groups: two columns of codes crossed into one, numbered as they come.

/** A column of codes 0 to `count` − 1. */
export interface Codes {
  readonly code: Int32Array
  readonly count: number
}

const DENSE_LIMIT = 1 << 24

/** Cross two columns of codes; a pair that never occurs gets no number. Codes must not be negative. */
export function crossCodes(one: Codes, two: Codes): Codes {
  return one.count * two.count <= DENSE_LIMIT ? crossDense(one, two) : crossHashed(one, two)
}

function crossDense(one: Codes, two: Codes): Codes {
  const number = new Int32Array(one.count * two.count)
  const code = new Int32Array(one.code.length)
  let count = 0
  for (let i = 0; i < code.length; i++) {
    const pair = one.code[i]! * two.count + two.code[i]!
    if (number[pair] === 0) number[pair] = ++count
    code[i] = number[pair]! - 1
  }
  return { code, count }
}

/** Open addressing over pairs too many for a table; a slot holds the number of a pair, whose first element tells the pair. */
function crossHashed(one: Codes, two: Codes): Codes {
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
    for (;;) {
      const number = slot[at]!
      if (number === 0) {
        first[count] = i
        slot[at] = ++count
        code[i] = count - 1
        break
      }
      const j = first[number - 1]!
      if (one.code[j] === a && two.code[j] === b) {
        code[i] = number - 1
        break
      }
      at = (at + 1) & mask
    }
  }
  return { code, count }
}

/** Renumber so that every code occurs; the same object when that is so already. */
export function dropUnused(codes: Codes): Codes {
  const number = new Int32Array(codes.count)
  for (let i = 0; i < codes.code.length; i++) number[codes.code[i]!] = 1
  let count = 0
  for (let c = 0; c < number.length; c++) number[c] = number[c] === 1 ? count++ : -1
  return count === codes.count ? codes : { code: codes.code.map(c => number[c]!), count }
}
