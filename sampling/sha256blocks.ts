// SHA-256's compression in WebAssembly, many blocks to a call: for the digest of a whole frame.
import { sha256Constants } from './sha256.ts'
import { compressionCode, joinCode, type Sha256Machine } from './sha256code.ts'
import { wasmI32, wasmInstance, wasmOp as op, type WasmCode, type WasmFunction, type WasmInstance } from './wasm.ts'

/** Blocks per call. */
export const blockBatch = 1024

// Memory: constants, state, blocks.
const at = { constants: 16, state: 512, blocks: 1024 }
const pages = Math.ceil((at.blocks + 64 * blockBatch) / 65536)

const [end, place, table] = [0, 1, 2] as const
const words = Array.from({ length: 16 }, (_, i) => 3 + i)
const state = Array.from({ length: 8 }, (_, i) => 19 + i)
const [scratch, x] = [27, 28] as const

const machine: Sha256Machine = {
  xor: op.xor,
  and: op.and,
  add: op.add,
  shiftRight: (local, by) => joinCode(op.get(local), op.i32(by), op.shrU),
  rotateRight: (local, by) => joinCode(op.get(local), op.i32(by), op.rotr),
  constant: i => joinCode(op.get(table), op.i32Load(at.constants + 4 * i)),
  words,
  state,
  scratch,
}

/** A word of the block, its bytes turned round: two pairs of bytes by turning left, two by turning right. */
const bigEndian = (i: number): WasmCode =>
  joinCode(
    joinCode(op.get(place), op.i32Load(at.blocks + 4 * i), op.tee(x), op.i32(8), op.rotl, op.i32(0x00ff00ff), op.and),
    joinCode(op.get(x), op.i32(8), op.rotr, op.i32(0xff00ff00), op.and, op.or, op.set(words[i]!)),
  )

function blocksFunction(): WasmFunction {
  const old = (w: number): WasmCode => joinCode(op.i32(0), op.i32Load(at.state + 4 * w))
  const body = op.loop(
    joinCode(
      words.flatMap((_, i) => bigEndian(i)),
      state.flatMap((local, w) => joinCode(old(w), op.set(local))),
      compressionCode(machine, table, 64),
      state.flatMap((local, w) => joinCode(op.i32(0), op.get(local), old(w), op.add, op.i32Store(at.state + 4 * w))),
      joinCode(op.get(place), op.i32(64), op.add, op.tee(place), op.get(end), op.ltU),
    ),
  )
  return { name: 'blocks', parameters: [wasmI32, wasmI32], locals: Array<number>(27).fill(wasmI32), body }
}

/** Takes whole blocks from `offset` on into a state; gives the number of bytes taken, all that are whole. */
export type BlockCompression = (state: Int32Array, bytes: Uint8Array, offset: number) => number

let compression: BlockCompression | null | undefined

/** Compression of many blocks; null where there is no WebAssembly. @internal */
export function blockCompression(): BlockCompression | null {
  if (compression === undefined) {
    const instance = wasmInstance(pages, [blocksFunction()])
    compression = instance === null ? null : compressionOf(instance)
  }
  return compression
}

function compressionOf(instance: WasmInstance): BlockCompression {
  const { memory, blocks } = instance as WasmInstance & { blocks: (end: number, place: number) => void }
  new Int32Array(memory.buffer, at.constants, 64).set(sha256Constants)
  const stateArea = new Int32Array(memory.buffer, at.state, 8)
  const blockArea = new Uint8Array(memory.buffer, at.blocks, 64 * blockBatch)
  return (state, bytes, offset) => {
    stateArea.set(state)
    let from = offset
    while (from + 64 <= bytes.length) {
      const size = Math.min(blockArea.length, (bytes.length - from) & ~63)
      blockArea.set(bytes.subarray(from, from + size))
      blocks(size, 0)
      from += size
    }
    state.set(stateArea)
    return from - offset
  }
}
