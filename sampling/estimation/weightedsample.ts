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
 * Sort the elements with a value and a weight above 0, for `quantileOf`.
 *
 * @param values by element; NaN = left out
 * @param weight by element
 * @param inside 1 = take part; default everyone
 * @returns values in rising order with their weights, cumulated too
 * @source Hyndman & Fan, American Statistician 50 (1996)
 * @example sortByValue(Float64Array.of(3, 1, NaN), Float64Array.of(2, 5, 1)).cumulated.join() // => '5,7'
 */
export function sortByValue(values: Float64Array, weight: Float64Array, inside?: Uint8Array): WeightedSample {
  const [kept, count] = keep(values, weight, inside)
  const { order, value } = inOrder(kept.value)
  const sorted = new Float64Array(count)
  const cumulated = new Float64Array(count)
  let sum = 0
  let lost = 0
  for (let k = 0; k < count; k++) {
    const w = kept.weight[order[k]!]!
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
    if (y !== y || !(w > 0) || (inside !== undefined && inside[i] !== 1)) continue
    // Adding 0 makes −0 the 0 it equals.
    value[count] = y + 0
    kept[count++] = w
  }
  return [{ value: value.subarray(0, count), weight: kept }, count] as const
}

/**
 * Numbers in stable order: a radix sort of their upper 32 bits, then each put right among its neighbours; where many numbers
 * differ in the lower bits only, those are sorted first.
 */
function inOrder(value: Float64Array): { order: Uint32Array; value: Float64Array } {
  if (value.length < few) {
    const order = identity(value.length).sort((a, b) => value[a]! - value[b]! || a - b)
    return { order, value: taken(value, order) }
  }
  const high = keysOf(value, 1)
  const order = sortBy(high, identity(value.length))
  const sorted = taken(value, order)
  if (settled(order, sorted)) return { order, value: sorted }
  const again = sortBy(high, sortBy(keysOf(value, 0), identity(value.length)))
  return { order: again, value: taken(value, again) }
}

/** Below this many numbers the tables of the radix sort cost more than they save. */
const few = 10_000

function identity(count: number): Uint32Array {
  const order = new Uint32Array(count)
  for (let i = 0; i < count; i++) order[i] = i
  return order
}

function taken(value: Float64Array, order: Uint32Array): Float64Array {
  const sorted = new Float64Array(order.length)
  for (let k = 0; k < order.length; k++) sorted[k] = value[order[k]!]!
  return sorted
}

/** The lower (0) or upper (1) 32 bits, turned so that they order as the numbers do: negative ones inverted, others with the sign set. */
function keysOf(value: Float64Array, half: 0 | 1): Uint32Array {
  const bits = new Uint32Array(value.buffer, value.byteOffset, 2 * value.length)
  const keys = new Uint32Array(value.length)
  for (let i = 0; i < keys.length; i++) {
    const turn = -(bits[2 * i + 1]! >>> 31)
    keys[i] = bits[2 * i + half]! ^ (half === 1 ? turn | 0x80000000 : turn)
  }
  return keys
}

const digits = 1 << 16

/** Order by keys, keeping the order given among equals: 16 bits at a time; a digit that all share costs one look. */
function sortBy(keys: Uint32Array, given: Uint32Array): Uint32Array {
  let order = given
  for (const shift of [0, 16]) {
    const start = new Uint32Array(digits)
    for (let k = 0; k < keys.length; k++) start[(keys[k]! >>> shift) & 0xffff]! += 1
    if (keys.length === 0 || start[(keys[0]! >>> shift) & 0xffff] === keys.length) continue
    for (let d = 0, sum = 0; d < digits; d++) {
      const many = start[d]!
      start[d] = sum
      sum += many
    }
    const next = new Uint32Array(order.length)
    for (let k = 0; k < order.length; k++) {
      const i = order[k]!
      next[start[(keys[i]! >>> shift) & 0xffff]!++] = i
    }
    order = next
  }
  return order
}

/** Insertion sort of nearly sorted numbers with their order; false, both spoilt, when they are not nearly sorted. */
function settled(order: Uint32Array, value: Float64Array): boolean {
  let moves = 0
  const most = 4 * order.length + 64
  for (let k = 1; k < value.length; k++) {
    const y = value[k]!
    if (value[k - 1]! <= y) continue
    const i = order[k]!
    let at = k
    while (at > 0 && value[at - 1]! > y) {
      value[at] = value[at - 1]!
      order[at] = order[at - 1]!
      at--
    }
    value[at] = y
    order[at] = i
    if ((moves += k - at) > most) return false
  }
  return true
}
