// The order of names by their tickets under a draw key, many short lists of them: what decides between equals in an assignment.
import type { HashName } from './hash.ts'
import { ticketAt, ticketBatch, ticketBatches } from './ticketbatch.ts'

/** Positions of the names in ascending order of the tickets of `prefix + name`. */
export type TicketOrder = (prefix: Uint8Array, names: readonly Uint8Array[]) => number[]

/**
 * The order of names by their tickets under a draw key, for many short lists of them.
 *
 * @param key 64 hex digits
 * @throws RangeError for a key that is anything else
 * @internal
 * @example ticketOrderOf('00'.repeat(32))(utf8Bytes('assign/a/'), ['x', 'y', 'z'].map(utf8Bytes)) // => ['x', 'y', 'z'].map((unit, i) => [ticketOf('00'.repeat(32), 'assign/a/' + unit), i]).sort().map(([, i]) => i)
 */
export function ticketOrderOf(key: string, hash: HashName = 'sha256'): TicketOrder {
  let ids = { idBytes: new Uint8Array(1 << 16), idStarts: new Uint32Array(ticketBatch + 1) }
  let batch = ticketBatches(ids, key, hash)
  let words = new Int32Array(0)
  const hashNames = (prefix: Uint8Array, names: readonly Uint8Array[], from: number, to: number): void => {
    let needed = (to - from) * prefix.length
    for (let i = from; i < to; i++) needed += names[i]!.length
    if (needed > ids.idBytes.length) {
      ids = { ...ids, idBytes: new Uint8Array(2 * needed) }
      batch = ticketBatches(ids, key, hash)
    }
    let at = 0
    for (let i = from; i < to; i++) {
      ids.idBytes.set(prefix, at)
      ids.idBytes.set(names[i]!, at + prefix.length)
      at += prefix.length + names[i]!.length
      ids.idStarts[i - from + 1] = at
    }
    const found = batch(0, to - from)
    for (let i = from; i < to; i++) {
      for (let w = 0; w < 8; w++) words[8 * i + w] = found[ticketAt(i - from) + 4 * w]!
    }
  }
  return (prefix, names) => {
    if (words.length < 8 * names.length) words = new Int32Array(16 * names.length)
    for (let from = 0; from < names.length; from += ticketBatch) {
      hashNames(prefix, names, from, Math.min(from + ticketBatch, names.length))
    }
    return sortedByTicket(words, names.length)
  }
}

// The first bits of the ticket and the position in one number sort without a comparison function. Should two tickets begin alike,
// the whole tickets are compared.
function sortedByTicket(words: Int32Array, count: number): number[] {
  const places = 2 ** (32 - Math.clz32(Math.max(count - 1, 1)))
  const cut = 2 ** 20 / places
  const keys = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const head = (words[8 * i]! >>> 0) * cut + Math.floor(((words[8 * i + 1]! >>> 0) * cut) / 2 ** 32)
    keys[i] = Math.floor(head) * places + i
  }
  keys.sort()
  const order = Array.from(keys, key => key % places)
  const alike = keys.some((key, i) => i > 0 && Math.floor(key / places) === Math.floor(keys[i - 1]! / places))
  return alike ? order.sort((a, b) => compareTickets(words, a, b)) : order
}

function compareTickets(words: Int32Array, a: number, b: number): number {
  for (let w = 0; w < 8; w++) {
    const difference = (words[8 * a + w]! >>> 0) - (words[8 * b + w]! >>> 0)
    if (difference !== 0) return difference
  }
  return 0
}
