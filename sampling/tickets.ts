// Tickets: the lottery numbers of a draw. Anybody with the key computes anybody's ticket by one SHA-256.
import { type Frame, type Progress } from './frame.ts'
import { digestHex, ticketHasher, type HashName } from './hash.ts'
import { problem, refuse } from './problem.ts'
import { ticketAt, ticketBatch, ticketBatches } from './ticketbatch.ts'

/** What a draw key is made of; all but the secret are public before or at the draw. */
export interface DrawKeyParts {
  readonly frameDigest: string
  readonly designDigest: string
  readonly seed: string
  readonly secret?: string | undefined
}

export const drawVersion = 'minping-draw/1'

/**
 * The key of a draw, which no one can steer: frame and design were published before the seed existed.
 *
 * @param parts digests of frame and design, the seed, and the secret where there is one
 * @param hash `sha256`, or `sm3`
 * @returns 64 lower-case hex digits
 * @throws InputError for an empty seed or secret, or one with a line break (it could pass for another pair)
 * @source design rule "A draw that anyone can replay", 5
 * @example drawKey({ frameDigest: 'f', designDigest: 'd', seed: 's' }) === digestHex('minping-draw/1\nf\nd\ns\n') // => true
 */
export function drawKey({ frameDigest, designDigest, seed, secret }: DrawKeyParts, hash: HashName = 'sha256'): string {
  const oneLine = (text: string): boolean => text.trim() !== '' && !/[\r\n]/.test(text)
  refuse(oneLine(seed) ? [] : [problem('bad_seed')])
  refuse(secret === undefined || oneLine(secret) ? [] : [problem('bad_secret')])
  const lines = [drawVersion, frameDigest, designDigest, seed, ...(secret === undefined ? [] : [secret])]
  return digestHex(lines.map(line => `${line}\n`).join(''), hash)
}

/**
 * Ticket of one element: SHA-256 of `draw_key + ":" + element_id`, as hex.
 *
 * @param key of the draw, 64 hex digits
 * @param elementId as the frame has it, in NFC
 * @param hash `sha256`, or `sm3`
 * @returns 64 lower-case hex digits
 * @throws RangeError for a key of another form
 * @example ticketOf('17ff9fe1d6abb7a11ff8e80d1d52fae19d27638a09cae9e48159c589395d8ac5', '018-A-010').slice(0, 8) // => '3fd46253'
 */
export const ticketOf = (key: string, elementId: string, hash: HashName = 'sha256'): string =>
  ticketHasher(key, hash).hex(elementId)

/**
 * Uniform number of a ticket, strictly between 0 and 1.
 *
 * @param ticket 13 hex digits or more
 * @returns (first 13 hex digits + 0.5) / 2^52
 * @example uniformOf('8' + '0'.repeat(63)) > 0.5 // => true
 */
export const uniformOf = (ticket: string): number => (parseInt(ticket.slice(0, 13), 16) + 0.5) / 2 ** 52

/** Elements with their tickets; ticket i is `words[8 i, 8 i + 8)`. */
export interface Tickets {
  readonly rows: Uint32Array
  readonly words: Int32Array
  readonly length: number
}

/**
 * Tickets of the elements whose ticket may be among the smallest `limits[stratum]` of their stratum, and few others.
 * Every element costs one compression; only those below a threshold are kept, so memory follows the sample, not the frame.
 *
 * @param wanted how many of the smallest tickets each stratum needs
 * @param counts elements per stratum
 * @returns per stratum at least `wanted` elements (all of them for small strata)
 * @internal
 */
export function smallTickets(
  frame: Frame,
  key: string,
  hash: HashName,
  wanted: readonly number[],
  counts: readonly number[],
  onProgress?: Progress,
): Tickets[] {
  // Threshold on the first 32 bits: with a mean of wanted + 8 √wanted + 20 survivors, fewer than wanted practically never.
  const threshold = Float64Array.from(counts, (N, s) => {
    const target = wanted[s]! + 8 * Math.sqrt(wanted[s]!) + 20
    return wanted[s] === 0 ? -1 : target >= N ? 2 ** 32 : Math.ceil((target / N) * 2 ** 32)
  })
  let kept = collect(frame, key, hash, threshold, onProgress)
  const short = wanted.map((k, s) => kept[s]!.length < k)
  if (short.includes(true)) {
    kept = collect(
      frame,
      key,
      hash,
      threshold.map((limit, s) => (short[s] ? 2 ** 32 : limit)),
      onProgress,
    )
  }
  return kept
}

function collect(frame: Frame, key: string, hash: HashName, threshold: Float64Array, onProgress?: Progress): Tickets[] {
  const batches = ticketBatches(frame, key, hash)
  const kept = frame.strata.map(() => ({ rows: new Uint32Array(64), words: new Int32Array(512), length: 0 }))
  const { count, stratumOf } = frame
  for (let from = 0; from < count; from += ticketBatch) {
    const to = Math.min(count, from + ticketBatch)
    if ((from & 0xffff) === 0) onProgress?.('draw', from, count)
    const words = batches(from, to)
    for (let row = from; row < to; row++) {
      const at = ticketAt(row - from)
      const stratum = stratumOf[row]!
      if (words[at]! >>> 0 < threshold[stratum]!) keep(kept[stratum]!, row, words, at)
    }
  }
  onProgress?.('draw', count, count)
  return kept
}

type TicketList = { -readonly [key in keyof Tickets]: Tickets[key] }

function keep(list: TicketList, row: number, words: Int32Array, at: number): void {
  if (list.length === list.rows.length) {
    const [rows, words] = [list.rows, list.words]
    list.rows = new Uint32Array(rows.length * 2)
    list.words = new Int32Array(words.length * 2)
    list.rows.set(rows)
    list.words.set(words)
  }
  list.rows[list.length] = row
  for (let w = 0; w < 8; w++) list.words[8 * list.length + w] = words[at + 4 * w]!
  list.length++
}

/** Positions of tickets in ascending order; the order of their hex digits. @internal */
export function ticketOrder({ words, length }: Tickets): number[] {
  const compare = (a: number, b: number): number => {
    for (let i = 0; i < 8; i++) {
      const difference = (words[8 * a + i]! >>> 0) - (words[8 * b + i]! >>> 0)
      if (difference !== 0) return difference
    }
    return 0
  }
  // First word and position fit into one number as long as there are fewer than 2^21 tickets.
  if (length >= 2 ** 21) return Array.from({ length }, (_, i) => i).sort(compare)
  const keys = Float64Array.from({ length }, (_, i) => (words[8 * i]! >>> 0) * 2 ** 21 + i).sort()
  const order = Array.from(keys, key => key % 2 ** 21)
  return order.some((at, i) => i > 0 && words[8 * at] === words[8 * order[i - 1]!]) ? order.sort(compare) : order
}
