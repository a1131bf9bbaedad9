// SHA-256 of four messages at a time, in the four lanes of WebAssembly's vectors: what makes a million tickets cheap.
import { sha256Constants } from './sha256.ts'
import { compressionCode, joinCode, type Sha256Machine } from './sha256code.ts'
import {
  wasmOp as op,
  wasmI32,
  wasmInstance,
  wasmV128,
  type WasmCode,
  type WasmFunction,
  type WasmInstance,
} from './wasm.ts'

/** Messages per call. */
export const laneBatch = 4096
/** Longest id that fits into the one block after the key's: colon, id, padding bit, length. */
export const laneIdBytes = 54

// Memory: constants, masks, the state of the key, then the messages of a batch, where they start, and their tickets.
const rows = laneIdBytes + 1
const at = {
  constants: 16,
  keep: 16 + 64 * 16,
  fill: 16 + 64 * 16 + rows * 64,
  key: 16 + 64 * 16 + 2 * rows * 64,
  starts: 16384,
  tickets: 16384 + 4 * laneBatch + 64,
  ids: 16384 + 4 * laneBatch + 64 + 32 * laneBatch + 64,
}
const idRoom = (laneIdBytes + 10) * laneBatch
const pages = Math.ceil((at.ids + idRoom + 64) / 65536)

// Locals of the function: the first two are its parameters.
const [count, group, lengthOf, k] = [0, 1, 2, 3] as const
const lane = [4, 5, 6, 7] as const
const table = [8, 9, 10, 11] as const
const words = Array.from({ length: 16 }, (_, i) => 12 + i)
const state = Array.from({ length: 8 }, (_, i) => 28 + i)
const [x, y] = [36, 37] as const

const join = joinCode
const shiftRight = (local: number, by: number): WasmCode => join(op.get(local), op.i32(by), op.vShrU)
const machine: Sha256Machine = {
  xor: op.vXor,
  and: op.vAnd,
  add: op.vAdd,
  shiftRight,
  rotateRight: (local, by) => join(shiftRight(local, by), op.get(local), op.i32(32 - by), op.vShl, op.vOr),
  constant: i => join(op.get(k), op.vLoad(at.constants + 16 * i)),
  words,
  state,
  scratch: x,
}

/** The starts of four ids, and their rows in the tables of masks. */
function locate(): WasmCode {
  return [0, 1, 2, 3].flatMap(i =>
    join(
      // Length of the id; a longer one counts as empty, its ticket is made elsewhere.
      join(op.get(group), op.i32Load(at.starts + 4 * i + 4), op.get(group), op.i32Load(at.starts + 4 * i)),
      join(op.tee(lane[i]!), op.sub, op.tee(lengthOf), op.i32(0), op.get(lengthOf), op.i32(rows), op.ltU, op.select),
      join(op.i32(6), op.shl, op.set(table[i]!)),
    ),
  )
}

/** Sixteen bytes of a message: the id moved by one for the colon, cut at its end, padding and length put in, words turned. */
const bytesOf = (i: number, part: number): WasmCode =>
  join(
    join(op.get(lane[i]!), op.vLoadUnaligned(at.ids - 1 + 16 * part)),
    join(op.get(table[i]!), op.vLoad(at.keep + 16 * part), op.vAnd),
    join(op.get(table[i]!), op.vLoad(at.fill + 16 * part), op.vOr),
  )

const pairs = (first: readonly number[]): WasmCode =>
  op.shuffle(first.flatMap(word => [4 * word + 3, 4 * word + 2, 4 * word + 1, 4 * word]))
const halves = (first: readonly number[]): WasmCode =>
  op.shuffle(first.flatMap(half => Array.from({ length: 8 }, (_, i) => 8 * half + i)))

/** Words 4 part … 4 part + 3 of the four messages, one message to a lane (a transposition, words made big-endian on the way). */
function gather(part: number): WasmCode {
  const [a, b, c, d] = words.slice(4 * part, 4 * part + 4) as [number, number, number, number]
  return join(
    join(bytesOf(0, part), op.set(x), bytesOf(1, part), op.set(y)),
    join(op.get(x), op.get(y), pairs([0, 4, 1, 5]), op.set(a), op.get(x), op.get(y), pairs([2, 6, 3, 7]), op.set(c)),
    join(bytesOf(2, part), op.set(x), bytesOf(3, part), op.set(y)),
    join(op.get(x), op.get(y), pairs([0, 4, 1, 5]), op.set(b), op.get(x), op.get(y), pairs([2, 6, 3, 7]), op.set(d)),
    join(op.get(a), op.get(b), halves([0, 2]), op.get(a), op.get(b), halves([1, 3]), op.set(b), op.set(a)),
    join(op.get(c), op.get(d), halves([0, 2]), op.get(c), op.get(d), halves([1, 3]), op.set(d), op.set(c)),
  )
}

/** Tickets of messages 0 … count − 1, four at a time: word w of message 4 g + i lies at tickets + 128 g + 16 w + 4 i. */
function ticketsFunction(): WasmFunction {
  const keyWord = (w: number): WasmCode => join(op.i32(0), op.vLoad(at.key + 16 * w))
  const store = (w: number): WasmCode =>
    join(
      join(op.get(group), op.i32(3), op.shl),
      join(op.get(state[w]!), keyWord(w), op.vAdd),
      op.vStore(at.tickets + 16 * w),
    )
  const body = op.loop(
    join(
      join(locate(), [0, 1, 2, 3].flatMap(gather)),
      state.flatMap((local, w) => join(keyWord(w), op.set(local))),
      compressionCode(machine, k, 256),
      state.flatMap((_, w) => store(w)),
      // `group` counts the bytes of `starts`: sixteen for four messages.
      join(op.get(group), op.i32(16), op.add, op.tee(group), op.get(count), op.i32(2), op.shl, op.ltU),
    ),
  )
  const vectors = [...words, ...state, x, y].map(() => wasmV128)
  return {
    name: 'tickets',
    parameters: [wasmI32, wasmI32],
    locals: [...Array<number>(10).fill(wasmI32), ...vectors],
    body,
  }
}

function fillTables(memory: ArrayBuffer): void {
  const bytes = new Uint8Array(memory)
  const constants = new Int32Array(memory, at.constants, 64 * 4)
  sha256Constants.forEach((value, i) => constants.fill(value, 4 * i, 4 * i + 4))
  for (let length = 0; length < rows; length++) {
    const [keep, fill] = [at.keep + 64 * length, at.fill + 64 * length]
    bytes.fill(0xff, keep + 1, keep + 1 + length)
    bytes[fill] = 0x3a
    bytes[fill + 1 + length] = 0x80
    const bits = 8 * (64 + 1 + length)
    bytes[fill + 62] = bits >>> 8
    bytes[fill + 63] = bits & 255
  }
}

/** Tickets of a batch of ids under one key. */
export interface LaneHasher {
  /**
   * Tickets of up to `laneBatch` ids, row i being `bytes[starts[i], starts[i + 1])`; those over 54 bytes are left meaningless.
   *
   * @returns words; word w of row from + i is at `128 / 4 · (i >> 2) + 4 w + (i & 3)`, valid until the next call
   */
  run(bytes: Uint8Array, starts: Uint32Array, from: number, to: number): Int32Array
}

let instance: WasmInstance | null | undefined

/**
 * A hasher for ids that follow one block, the key's.
 *
 * @param keyed the state after the key's block
 * @returns null where vectors cannot be used here
 * @internal
 */
export function laneHasher(keyed: Int32Array): LaneHasher | null {
  if (instance === undefined) {
    instance = wasmInstance(pages, [ticketsFunction()])
    if (instance !== null) fillTables(instance.memory.buffer)
  }
  if (instance === null) return null
  const { memory, tickets } = instance as WasmInstance & { tickets: (count: number, group: number) => void }
  const idArea = new Uint8Array(memory.buffer, at.ids, idRoom)
  const startArea = new Int32Array(memory.buffer, at.starts, laneBatch + 1)
  const words = new Int32Array(memory.buffer, at.tickets, 8 * laneBatch)
  const keyArea = new Int32Array(memory.buffer, at.key, 32)
  return {
    run(bytes, starts, from, to) {
      for (let w = 0; w < 8; w++) keyArea.fill(keyed[w]!, 4 * w, 4 * w + 4)
      const base = starts[from]!
      const size = starts[to]! - base
      if (size <= idRoom) {
        idArea.set(bytes.subarray(base, base + size))
        for (let i = 0; i <= to - from; i++) startArea[i] = starts[from + i]! - base
      } else packShort(bytes, starts, from, to, idArea, startArea)
      const filled = to - from
      if ((filled & 3) !== 0) startArea.fill(startArea[filled]!, filled, Math.min(laneBatch + 1, filled + 4))
      tickets(filled, 0)
      return words
    },
  }
}

// A batch with very long ids does not fit; those are left out, and what is here of the others lies close together.
function packShort(
  bytes: Uint8Array,
  starts: Uint32Array,
  from: number,
  to: number,
  idArea: Uint8Array,
  startArea: Int32Array,
): void {
  let filled = 0
  for (let row = from; row < to; row++) {
    startArea[row - from] = filled
    const [start, end] = [starts[row]!, starts[row + 1]!]
    if (end - start > laneIdBytes) continue
    idArea.set(bytes.subarray(start, end), filled)
    filled += end - start
  }
  startArea[to - from] = filled
}
