// A sample in the order of its values with its cumulated weights, made once and asked for any number of quantiles.

export interface WeightedSample {
  readonly count: number
  /** Rising; equal values in the order of the elements. */
  readonly value: Float64Array
  readonly weight: Float64Array
  /** Weight up to and including each element. */
  readonly cumulated: Float64Array
  readonly total: number
}

/**
 * Sort the elements with a value and a weight above 0.
 *
 * @param values by element; NaN = left out
 * @param weight by element
 * @param inside 1 = take part; default everyone
 * @example sortByValue(Float64Array.of(3, 1, NaN), Float64Array.of(2, 5, 1)).cumulated.join() // => '5,7'
 */
export function sortByValue(values: Float64Array, weight: Float64Array, inside?: Uint8Array): WeightedSample {
  const [kept, count] = keep(values, weight, inside)
  const order = orderOf(kept.value, count)
  const value = new Float64Array(count)
  const sorted = new Float64Array(count)
  const cumulated = new Float64Array(count)
  let sum = 0
  let lost = 0
  for (let k = 0; k < count; k++) {
    const i = order[k]!
    const w = kept.weight[i]!
    value[k] = kept.value[i]!
    sorted[k] = w
    // Compensated, so that ties of a cumulated weight with a probability are seen whatever the order of the file.
    const next = sum + w
    lost += sum >= w ? sum - next + w : w - next + sum
    sum = next
    cumulated[k] = sum + lost
  }
  return { count, value, weight: sorted, cumulated, total: sum + lost }
}

function keep(values: Float64Array, weight: Float64Array, inside?: Uint8Array) {
  const value = new Float64Array(values.length)
  const kept = new Float64Array(values.length)
  let count = 0
  for (let i = 0; i < values.length; i++) {
    const y = values[i]!
    const w = weight[i]!
    if (Number.isNaN(y) || !(w > 0) || (inside && inside[i] !== 1)) continue
    value[count] = y
    kept[count++] = w
  }
  return [{ value, weight: kept }, count] as const
}

const digits = 1 << 16

/** Stable order of numbers by a radix sort of their bits, 16 at a time; a digit that all share costs one look. */
function orderOf(value: Float64Array, count: number): Uint32Array {
  const bits = new Uint16Array(new Float64Array(value.subarray(0, count)).map(y => y + 0).buffer)
  signsTurned(bits, count)
  let order = Uint32Array.from({ length: count }, (_, i) => i)
  let other = new Uint32Array(count)
  const tally = new Uint32Array(digits)
  for (let part = 0; part < 4; part++) {
    tally.fill(0)
    for (let i = part; i < 4 * count; i += 4) tally[bits[i]!]! += 1
    if (count === 0 || tally[bits[part]!] === count) continue
    let start = 0
    for (let d = 0; d < digits; d++) {
      const many = tally[d]!
      tally[d] = start
      start += many
    }
    for (let k = 0; k < count; k++) {
      const i = order[k]!
      other[tally[bits[4 * i + part]!]!++] = i
    }
    ;[order, other] = [other, order]
  }
  return order
}

/** Bits whose order as unsigned integers is that of the numbers: negative ones inverted, others with the sign bit set. */
function signsTurned(bits: Uint16Array, count: number): void {
  for (let i = 0; i < 4 * count; i += 4) {
    const turn = bits[i + 3]! >= 0x8000 ? 0xffff : 0
    bits[i]! ^= turn
    bits[i + 1]! ^= turn
    bits[i + 2]! ^= turn
    bits[i + 3]! ^= turn === 0 ? 0x8000 : turn
  }
}
