// The rounds of SHA-256 (FIPS 180-4 §6.2.2) as WebAssembly code, for one message in whole numbers or four in the lanes of vectors.
import type { WasmCode } from './wasm.ts'
import { wasmOp as op } from './wasm.ts'

/** How a machine does the few operations SHA-256 needs. */
export interface Sha256Machine {
  readonly xor: WasmCode
  readonly and: WasmCode
  readonly add: WasmCode
  readonly shiftRight: (local: number, by: number) => WasmCode
  readonly rotateRight: (local: number, by: number) => WasmCode
  /** Round constant number i of the sixteen at hand. */
  readonly constant: (i: number) => WasmCode
  /** Locals: sixteen words of the schedule, eight of the state, one of scratch. */
  readonly words: readonly number[]
  readonly state: readonly number[]
  readonly scratch: number
}

const chain = (operation: WasmCode, values: readonly WasmCode[]): WasmCode =>
  values.flatMap((value, i) => (i === 0 ? value : [...value, ...operation]))

/** Pieces of code one after another. @internal */
export const joinCode = (...pieces: readonly WasmCode[]): WasmCode => pieces.flat()

/** Code of one round, 0 to 15; the eight letters move on by renaming, so that nothing is copied. */
function roundCode(machine: Sha256Machine, i: number): WasmCode {
  const { xor, and, rotateRight: rotated, words, scratch } = machine
  const letter = (at: number): number => machine.state[(at - i) & 7]!
  const [a, b, c, d] = [letter(0), letter(1), letter(2), letter(3)]
  const [e, f, g, h] = [letter(4), letter(5), letter(6), letter(7)]
  const big1 = chain(xor, [rotated(e, 6), rotated(e, 11), rotated(e, 25)])
  const choose = joinCode(op.get(f), op.get(g), xor, op.get(e), and, op.get(g), xor)
  const big0 = chain(xor, [rotated(a, 2), rotated(a, 13), rotated(a, 22)])
  const most = joinCode(op.get(a), op.get(b), xor, op.get(c), and, op.get(a), op.get(b), and, xor)
  return joinCode(
    joinCode(chain(machine.add, [op.get(h), op.get(words[i]!), machine.constant(i), big1, choose]), op.set(scratch)),
    joinCode(chain(machine.add, [op.get(d), op.get(scratch)]), op.set(d)),
    joinCode(chain(machine.add, [op.get(scratch), big0, most]), op.set(h)),
  )
}

/** Word i + 16 of the schedule, in the place of word i. */
function nextWordCode({ xor, add, words, rotateRight, shiftRight }: Sha256Machine, i: number): WasmCode {
  const word = (step: number): number => words[(i + step) & 15]!
  const small0 = chain(xor, [rotateRight(word(1), 7), rotateRight(word(1), 18), shiftRight(word(1), 3)])
  const small1 = chain(xor, [rotateRight(word(14), 17), rotateRight(word(14), 19), shiftRight(word(14), 10)])
  return joinCode(chain(add, [op.get(word(0)), op.get(word(9)), small0, small1]), op.set(word(0)))
}

/**
 * All 64 rounds; `table` is a local that counts the bytes of constants used, `step` bytes for sixteen of them.
 *
 * @internal
 */
export function compressionCode(machine: Sha256Machine, table: number, step: number): WasmCode {
  const sixteen = Array.from({ length: 16 }, (_, i) => i)
  return joinCode(
    joinCode(op.i32(0), op.set(table)),
    sixteen.flatMap(i => roundCode(machine, i)),
    op.loop(
      joinCode(
        joinCode(op.get(table), op.i32(step), op.add, op.set(table)),
        sixteen.flatMap(i => joinCode(nextWordCode(machine, i), roundCode(machine, i))),
        joinCode(op.get(table), op.i32(3 * step), op.ltU),
      ),
    ),
  )
}
