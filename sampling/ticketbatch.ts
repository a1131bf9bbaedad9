// Tickets of a frame, some thousand rows at a time: four by four in WebAssembly where it can be had, else one by one in JavaScript.
import type { Frame } from './framebuilder.ts'
import { keyedState, ticketHasher, type HashName } from './hash.ts'
import { laneBatch, laneHasher, laneIdBytes, type LaneHasher } from './sha256lanes.ts'

/** Rows per batch. */
export const ticketBatch = laneBatch

/**
 * Where the first word of row i of a batch is; its other seven follow four apart.
 *
 * @internal
 * @example [ticketAt(0), ticketAt(3), ticketAt(4)] // => [0, 3, 32]
 */
export const ticketAt = (i: number): number => ((i >> 2) << 5) | (i & 3)

/** Tickets of the rows from `from` up to `to`, at most `ticketBatch` of them; word w of row i at `ticketAt(i - from) + 4 w`. */
export type TicketBatches = (from: number, to: number) => Int32Array

type Ids = Pick<Frame, 'idBytes' | 'idStarts'>

/**
 * Tickets of the ids of a frame under one key. Both engines give the same words.
 *
 * @param engine `plain` does without WebAssembly
 * @throws RangeError for a key that is not 64 hex digits
 * @internal
 */
export function ticketBatches(
  { idBytes, idStarts }: Ids,
  key: string,
  hash: HashName = 'sha256',
  engine: 'best' | 'plain' = 'best',
): TicketBatches {
  const lanes = hash === 'sha256' && engine === 'best' ? laneHasher(keyedState(key)) : null
  const one = ticketHasher(key, hash)
  const ticket = new Int32Array(8)
  const own = new Int32Array(lanes === null ? 8 * ticketBatch : 0)
  const put = (words: Int32Array, i: number, row: number): void => {
    one.words(idBytes, idStarts[row]!, idStarts[row + 1]!, ticket, 0)
    const at = ticketAt(i)
    for (let w = 0; w < 8; w++) words[at + 4 * w] = ticket[w]!
  }
  return (from, to) => {
    if (lanes === null) {
      for (let row = from; row < to; row++) put(own, row - from, row)
      return own
    }
    return runLanes(lanes, { idBytes, idStarts }, from, to, put)
  }
}

function runLanes(
  lanes: LaneHasher,
  { idBytes, idStarts }: Ids,
  from: number,
  to: number,
  put: (words: Int32Array, i: number, row: number) => void,
): Int32Array {
  const words = lanes.run(idBytes, idStarts, from, to)
  for (let row = from; row < to; row++) {
    if (idStarts[row + 1]! - idStarts[row]! > laneIdBytes) put(words, row - from, row)
  }
  return words
}
