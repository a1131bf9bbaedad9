// Block hashing shared by SHA-256 and SM3: streaming digests, and tickets that reuse the state of the key's block.
import { blockCompression } from './sha256blocks.ts'
import { sha256Compression, type Compression } from './sha256.ts'
import { sm3Compression } from './sm3.ts'
import { utf8Bytes, utf8MaxBytes, writeUtf8 } from './utf8.ts'

/** The hashes a design may name. */
export type HashName = 'sha256' | 'sm3'

/** A digest under way. */
export interface Digest {
  update(bytes: Uint8Array | string): Digest
  hex(): string
}

/** Something that starts a digest, as `createDigest` does. */
export type DigestFactory = (name: HashName) => Digest

const compressions: Readonly<Record<HashName, Compression>> = { sha256: sha256Compression, sm3: sm3Compression }
const blockBytes = 64
/** Below this many bytes WebAssembly does not pay. */
const worthBatching = 4096

/**
 * Start a streaming digest, for texts too long to hold at once (a frame of ten million lines).
 *
 * @param name `sha256`, or `sm3` (GB/T 32905)
 * @returns `update` takes text (as UTF-8) or bytes; `hex` ends it and gives 64 lower-case hex digits
 * @throws Error from `update` once `hex` was asked for
 * @example createDigest('sha256').update('ab').update('c').hex().slice(0, 8) // => 'ba7816bf'
 * @example createDigest('sm3').update('abc').hex().slice(0, 8) // => '66c7f0f4'
 */
export function createDigest(name: HashName = 'sha256'): Digest {
  const { initial, compress } = compressions[name]
  const state = Int32Array.from(initial)
  const block = new Uint8Array(blockBytes)
  let filled = 0
  let total = 0
  let done = ''
  const digest: Digest = {
    update(input) {
      if (done !== '') throw new Error('update requires a digest that is not finished')
      const bytes = typeof input === 'string' ? utf8Bytes(input) : input
      total += bytes.length
      let at = 0
      if (filled > 0) {
        at = Math.min(blockBytes - filled, bytes.length)
        block.set(bytes.subarray(0, at), filled)
        filled += at
        if (filled < blockBytes) return digest
        compress(state, block, 0)
        filled = 0
      }
      const blocks = name === 'sha256' && bytes.length - at >= worthBatching ? blockCompression() : null
      if (blocks !== null) at += blocks(state, bytes, at)
      for (; at + blockBytes <= bytes.length; at += blockBytes) compress(state, bytes, at)
      block.set(bytes.subarray(at))
      filled = bytes.length - at
      return digest
    },
    hex() {
      if (done === '') {
        finish(compress, state, block, filled, total)
        done = wordsToHex(state, 0)
      }
      return done
    },
  }
  return digest
}

/**
 * Digest of a text (as UTF-8) or of bytes, in lower-case hex.
 *
 * @param input text or bytes
 * @param name `sha256`, or `sm3`
 * @returns 64 lower-case hex digits
 * @example digestHex('').slice(0, 16) // => 'e3b0c44298fc1c14'
 */
export const digestHex = (input: string | Uint8Array, name: HashName = 'sha256'): string =>
  createDigest(name).update(input).hex()

// Padding: a 1 bit, zeros, the length in bits as a 64-bit big-endian number.
function finish(
  compress: Compression['compress'],
  state: Int32Array,
  block: Uint8Array,
  filled: number,
  total: number,
): void {
  block[filled] = 0x80
  block.fill(0, filled + 1)
  if (filled >= 56) {
    compress(state, block, 0)
    block.fill(0)
  }
  writeBitLength(block, total)
  compress(state, block, 0)
}

function writeBitLength(block: Uint8Array, totalBytes: number): void {
  const high = Math.floor(totalBytes / 0x20000000)
  const low = (totalBytes << 3) >>> 0
  for (let i = 0; i < 4; i++) {
    block[56 + i] = high >>> (24 - 8 * i)
    block[60 + i] = low >>> (24 - 8 * i)
  }
}

/** Tickets under one key; the state after the key's 64 hex digits is computed once. */
export interface TicketHasher {
  /** Ticket of the id whose UTF-8 bytes are `bytes[start, end)`; eight words are written to `out` at `at`. */
  words(bytes: Uint8Array, start: number, end: number, out: Int32Array, at: number): void
  /** Ticket of a text, as 64 hex digits. */
  hex(text: string): string
}

/**
 * State of a hash after the block that the 64 hex digits of a key fill.
 *
 * @throws RangeError when the key is anything else
 * @internal
 * @example keyedState('00'.repeat(32)).length // => 8
 */
export function keyedState(key: string, name: HashName = 'sha256'): Int32Array {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new RangeError('keyedState requires a key of 64 lower-case hex digits')
  const { initial, compress } = compressions[name]
  const keyed = Int32Array.from(initial)
  compress(keyed, utf8Bytes(key), 0)
  return keyed
}

/**
 * Hasher for `key + ":" + id`, one compression for an id of up to 54 bytes.
 *
 * @param key 64 hex digits, which fill exactly one block
 * @throws RangeError when the key is anything else
 * @internal
 * @example ticketHasher('00'.repeat(32)).hex('a') === digestHex('00'.repeat(32) + ':a') // => true
 */
export function ticketHasher(key: string, name: HashName = 'sha256'): TicketHasher {
  const { compress } = compressions[name]
  const keyed = keyedState(key, name)
  const state = new Int32Array(8)
  const block = new Uint8Array(blockBytes)
  const hasher: TicketHasher = {
    words(bytes, start, end, out, at) {
      state.set(keyed)
      block[0] = 0x3a
      let filled = 1
      for (let i = start; i < end; i++) {
        block[filled++] = bytes[i]!
        if (filled === blockBytes) {
          compress(state, block, 0)
          filled = 0
        }
      }
      finish(compress, state, block, filled, blockBytes + 1 + end - start)
      out.set(state, at)
    },
    hex(text) {
      const bytes = new Uint8Array(utf8MaxBytes(text))
      const out = new Int32Array(8)
      hasher.words(bytes, 0, writeUtf8(text, bytes, 0), out, 0)
      return wordsToHex(out, 0)
    },
  }
  return hasher
}

const hexDigits = utf8Bytes('0123456789abcdef')
const latin = new TextDecoder('latin1')

/** Eight 32-bit words as 64 lower-case hex digits. @internal */
export const wordsToHex = (words: Int32Array, at: number): string => wordsToHexTexts(words, [at])[0]!

/**
 * As `wordsToHex`, for many places at once: one text is made and cut up, which for thousands of tickets is much quicker.
 *
 * @internal
 * @example wordsToHexTexts(new Int32Array(9).fill(-1, 1), [1])[0] // => 'f'.repeat(64)
 */
export function wordsToHexTexts(words: Int32Array, places: ArrayLike<number>): string[] {
  const bytes = new Uint8Array(64 * places.length)
  let to = 0
  for (let i = 0; i < places.length; i++) {
    const from = places[i]!
    for (let w = from; w < from + 8; w++) {
      const word = words[w]!
      for (let shift = 28; shift >= 0; shift -= 4) bytes[to++] = hexDigits[(word >>> shift) & 15]!
    }
  }
  const text = latin.decode(bytes)
  return Array.from({ length: places.length }, (_, i) => text.slice(64 * i, 64 * i + 64))
}
