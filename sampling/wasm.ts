// A small assembler for WebAssembly: instructions as lists of bytes, a module from functions over one memory.
// Written out here so that the house ships no binary that nobody can read, and so that a browser without WebAssembly loses nothing.

/** Instructions as bytes; `body(...)` of several pieces is their concatenation. */
export type WasmCode = readonly number[]

/** Value types. */
export const wasmI32 = 0x7f
export const wasmV128 = 0x7b

/** An unsigned number in base 128, low digits first. @internal */
export function unsignedLeb(value: number): number[] {
  const bytes: number[] = []
  do {
    const low = value & 127
    value >>>= 7
    bytes.push(value === 0 ? low : low | 128)
  } while (value !== 0)
  return bytes
}

/** A signed number in base 128, low digits first. @internal */
export function signedLeb(value: number): number[] {
  const bytes: number[] = []
  for (;;) {
    const low = value & 127
    value >>= 7
    if ((value === 0 && (low & 64) === 0) || (value === -1 && (low & 64) !== 0)) return [...bytes, low]
    bytes.push(low | 128)
  }
}

// Instructions beyond one byte are a prefix and a number.
const simd = (code: number): number[] => [0xfd, ...unsignedLeb(code)]
const access = (offset: number, align: number): number[] => [align, ...unsignedLeb(offset)]

/** The instructions used here, by their names in the specification. */
export const wasmOp = {
  get: (local: number): WasmCode => [0x20, ...unsignedLeb(local)],
  set: (local: number): WasmCode => [0x21, ...unsignedLeb(local)],
  tee: (local: number): WasmCode => [0x22, ...unsignedLeb(local)],
  i32: (value: number): WasmCode => [0x41, ...signedLeb(value | 0)],
  i32Load: (offset = 0): WasmCode => [0x28, ...access(offset, 2)],
  i32Store: (offset = 0): WasmCode => [0x36, ...access(offset, 2)],
  add: [0x6a],
  sub: [0x6b],
  and: [0x71],
  or: [0x72],
  xor: [0x73],
  shl: [0x74],
  shrU: [0x76],
  rotl: [0x77],
  rotr: [0x78],
  gtU: [0x4b],
  ltU: [0x49],
  select: [0x1b],
  /** Repeat `body` while the i32 it leaves on the stack is not 0. */
  loop: (body: WasmCode): WasmCode => [0x03, 0x40, ...body, 0x0d, 0x00, 0x0b],
  vLoad: (offset = 0): WasmCode => [...simd(0x00), ...access(offset, 4)],
  vLoadUnaligned: (offset = 0): WasmCode => [...simd(0x00), ...access(offset, 0)],
  vStore: (offset = 0): WasmCode => [...simd(0x0b), ...access(offset, 4)],
  /** 16 bytes out of the 32 of two vectors. */
  shuffle: (lanes: readonly number[]): WasmCode => [...simd(0x0d), ...lanes],
  vSplat: simd(0x11),
  vAnd: simd(0x4e),
  vOr: simd(0x50),
  vXor: simd(0x51),
  vShl: simd(0xab),
  vShrU: simd(0xad),
  vAdd: simd(0xae),
} as const

/** A function of a module; parameters and locals are numbered on from 0, results are none. */
export interface WasmFunction {
  readonly name: string
  readonly parameters: readonly number[]
  readonly locals: readonly number[]
  readonly body: WasmCode
}

const list = (items: readonly (readonly number[])[]): number[] => [...unsignedLeb(items.length), ...items.flat()]
const sized = (bytes: readonly number[]): number[] => [...unsignedLeb(bytes.length), ...bytes]
const section = (id: number, bytes: readonly number[]): number[] => [id, ...sized(bytes)]
const text = (name: string): number[] => sized(Array.from(name, letter => letter.charCodeAt(0)))

/**
 * The bytes of a module with one memory, exported as `memory`, and the functions by their names.
 *
 * @param pages size of the memory in pages of 64 KB
 * @source WebAssembly core specification, Binary format
 * @internal
 * @example WebAssembly.validate(wasmModule(1, [{ name: 'f', parameters: [wasmI32], locals: [], body: [] }])) // => true
 */
export function wasmModule(pages: number, functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(one => [0x60, ...list(one.parameters.map(type => [type])), 0])
  const bodies = functions.map(({ locals, body }) => sized([...list(locals.map(type => [1, type])), ...body, 0x0b]))
  const names = functions.map(({ name }, i) => [...text(name), 0x00, ...unsignedLeb(i)])
  return Uint8Array.from([
    0x00,
    0x61,
    0x73,
    0x6d,
    0x01,
    0x00,
    0x00,
    0x00,
    ...section(1, list(types)),
    ...section(3, list(functions.map((_, i) => unsignedLeb(i)))),
    ...section(5, list([[0x00, ...unsignedLeb(pages)]])),
    ...section(7, list([[...text('memory'), 0x02, 0x00], ...names])),
    ...section(10, list(bodies)),
  ])
}

/**
 * An instance of a module; null where the browser has no WebAssembly, lacks an instruction, or its policy forbids it.
 *
 * @internal
 */
export function wasmInstance(pages: number, functions: readonly WasmFunction[]): WasmInstance | null {
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasmModule(pages, functions)))
    return exports as unknown as WasmInstance
  } catch {
    return null
  }
}

/** What an instance gives: its memory, and its functions by name. */
export interface WasmInstance {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly [name: string]: unknown
}
