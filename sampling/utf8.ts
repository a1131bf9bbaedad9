// UTF-8 without garbage: strings are written straight into a byte buffer, so that a million ids cost no million small arrays.

/** Longest UTF-8 form of a JavaScript string, in bytes. @internal */
export const utf8MaxBytes = (text: string): number => text.length * 3

/**
 * Write a string as UTF-8 into a buffer.
 *
 * @param text the string; a lone surrogate is written as U+FFFD, as TextEncoder does
 * @param target must have room for `utf8MaxBytes(text)` bytes from `at`
 * @returns the position after the last byte written
 * @internal
 */
export function writeUtf8(text: string, target: Uint8Array, at: number): number {
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i)
    if (code < 0x80) {
      target[at++] = code
      continue
    }
    if (code < 0x800) {
      target[at++] = 0xc0 | (code >> 6)
      target[at++] = 0x80 | (code & 63)
      continue
    }
    if (code >= 0xd800 && code < 0xe000) {
      const low = code < 0xdc00 && i + 1 < text.length ? text.charCodeAt(i + 1) : 0
      if (low >= 0xdc00 && low < 0xe000) {
        i++
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
        target[at++] = 0xf0 | (code >> 18)
        target[at++] = 0x80 | ((code >> 12) & 63)
        target[at++] = 0x80 | ((code >> 6) & 63)
        target[at++] = 0x80 | (code & 63)
        continue
      }
      code = 0xfffd
    }
    target[at++] = 0xe0 | (code >> 12)
    target[at++] = 0x80 | ((code >> 6) & 63)
    target[at++] = 0x80 | (code & 63)
  }
  return at
}

/**
 * The UTF-8 bytes of a string.
 *
 * @internal
 * @example utf8Bytes('é𠮷').length // => 6
 */
export function utf8Bytes(text: string): Uint8Array {
  const buffer = new Uint8Array(utf8MaxBytes(text))
  return buffer.subarray(0, writeUtf8(text, buffer, 0))
}

/**
 * Order of two strings by their UTF-8 bytes (which is the order of code points).
 * JavaScript's own `<` compares UTF-16 units and puts 𠮷 (U+20BB7) before ﹏ (U+FE4F); a shell's `LC_ALL=C sort` does not.
 *
 * @returns negative, 0 or positive
 * @internal
 * @example compareUtf8('𠮷', '﹏') > 0 // => true
 * @example ['𠮷', 'a', '﹏', '乙'].sort(compareUtf8).join('') // => 'a乙﹏𠮷'
 */
export function compareUtf8(a: string, b: string): number {
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return codePointRank(x) - codePointRank(y)
  }
  return a.length - b.length
}

// Surrogates stand for code points above U+FFFF, so they sort after every other unit.
const codePointRank = (unit: number): number => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit)

/** True for text that is not well formed: half of a surrogate pair cannot be written as UTF-8. @internal */
export const hasLoneSurrogate = (text: string): boolean => /\p{Surrogate}/u.test(text)

/**
 * Unicode normal form C, skipping the work for text that cannot change.
 *
 * @internal
 * @example nfc('e\u0301lan') === '\u00e9lan' // => true
 */
export function nfc(text: string): string {
  for (let i = 0; i < text.length; i++) {
    // Nothing below U+0300 composes or decomposes under NFC.
    if (text.charCodeAt(i) >= 0x300) return text.normalize('NFC')
  }
  return text
}

/**
 * Width of the UTF-8 sequence that begins at `at`.
 *
 * @returns 1 to 4 bytes; 0 where the bytes are no UTF-8 (too long a form, a surrogate, above U+10FFFF); -1 where they end too early to say
 * @source RFC 3629 §4
 * @internal
 * @example [utf8Width(utf8Bytes('𠮷'), 0, 4), utf8Width(Uint8Array.of(0xc0, 0x80), 0, 2), utf8Width(Uint8Array.of(0xe4), 0, 1)] // => [4, 0, -1]
 */
export function utf8Width(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at]!
  if (first < 0x80) return 1
  if (first < 0xc2 || first > 0xf4) return 0
  const width = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  // The second byte has a narrower range after these four, which shuts out long forms, surrogates and what is above U+10FFFF.
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  for (let i = 1; i < width; i++) {
    if (at + i >= end) return -1
    const byte = bytes[at + i]!
    if (byte < (i === 1 ? low : 0x80) || byte > (i === 1 ? high : 0xbf)) return 0
  }
  return width
}

/**
 * Where UTF-8 ends: the first byte that is not part of a whole and valid sequence, or `to`.
 *
 * @internal
 * @example utf8End(Uint8Array.of(0x61, 0xe4, 0xb9, 0x99, 0xff), 0, 5) // => 4
 */
export function utf8End(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to) {
    const width = bytes[at]! < 0x80 ? 1 : utf8Width(bytes, at, to)
    if (width <= 0) return at
    at += width
  }
  return at
}
