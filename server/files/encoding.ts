// Text encodings of office files: what a file is written in, reading it as text, and writing GB18030 with the 2022 code points.
import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import iconv from 'iconv-lite'

export type Encoding = 'utf-8' | 'utf-16' | 'gb18030'
export type FileKind = 'empty' | 'xlsx' | 'xls' | 'binary' | 'text'

export interface TextForm {
  readonly encoding: Encoding
  readonly bom: boolean
  /** Byte order of UTF-16. */
  readonly order: 'le' | 'be'
  /** False when some bytes do not belong to the encoding; they read as U+FFFD. */
  readonly clean: boolean
}

/** Bytes looked at to tell what a file is; the strict UTF-8 test reads on to the end. */
export const HEAD_BYTES = 256 * 1024

export async function readHead(path: string, bytes = HEAD_BYTES): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const MAGIC: readonly (readonly [kind: FileKind, bytes: string])[] = [
  ['xlsx', '504b0304'],
  ['xls', 'd0cf11e0a1b11ae1'],
  ['binary', '25504446'],
  ['binary', '89504e47'],
  ['binary', 'ffd8ff'],
  ['binary', '47494638'],
  ['binary', '1f8b'],
  ['binary', '377abcaf'],
  ['binary', '52617221'],
  ['binary', '7f454c46'],
  ['binary', '4d5a'],
]

/** Tells a workbook, an old workbook and other binary files from text by their first bytes. */
export function fileKind(head: Uint8Array): FileKind {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  if (bytes.length === 0 || isBlank(bytes)) return 'empty'
  for (const [kind, magic] of MAGIC) {
    if (bytes.subarray(0, magic.length / 2).toString('hex') === magic) return kind
  }
  if (wideOrder(bytes)) return 'text'
  return controlShare(bytes) > 0.002 ? 'binary' : 'text'
}

function isBlank(bytes: Buffer): boolean {
  const start = markLength(bytes)
  return bytes.subarray(start).every(byte => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))
}

function markLength(bytes: Buffer): number {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 3
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return 2
  return 0
}

/** Share of bytes that no text file holds: NUL and control characters other than tab, line ends, form feed, EOF mark, escape. */
function controlShare(bytes: Buffer): number {
  let controls = 0
  for (const byte of bytes) {
    if (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1a && byte !== 0x1b) controls++
  }
  return controls / bytes.length
}

/** UTF-16 by its mark, or by where the zero bytes of line ends, commas and digits fall. */
function wideOrder(bytes: Buffer): 'le' | 'be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'be'
  let even = 0
  let odd = 0
  const length = bytes.length - (bytes.length % 2)
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  const pairs = length / 2
  if (odd > pairs * 0.05 && even < odd * 0.02) return 'le'
  if (even > pairs * 0.05 && odd < even * 0.02) return 'be'
  return null
}

/**
 * Finds the encoding of a text file: mark, then UTF-16 by its zero bytes, then strict UTF-8 over the whole file, then GB18030.
 * A UTF-8 file with a few broken bytes stays UTF-8, since reading it as GB18030 would garble every name without a word.
 * @returns null when the bytes fit none of them
 */
export async function detectEncoding(path: string, head?: Buffer): Promise<TextForm | null> {
  const first = head ?? (await readHead(path))
  const order = wideOrder(first)
  const bom = markLength(first) > 0
  if (order) return { encoding: 'utf-16', bom, order, clean: true }
  if (await isUtf8File(path)) return { encoding: 'utf-8', bom, order: 'le', clean: true }
  const sample = await readHead(path, 4 * 1024 * 1024)
  if (bom || mostlyUtf8(sample)) return { encoding: 'utf-8', bom, order: 'le', clean: false }
  const broken = brokenShare(new TextDecoder('gb18030').decode(sample))
  return broken > 0.05 ? null : { encoding: 'gb18030', bom: false, order: 'le', clean: broken === 0 }
}

async function isUtf8File(path: string): Promise<boolean> {
  let rest: Uint8Array = new Uint8Array(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const cut = bytes.length - tailLength(bytes)
    if (!isUtf8(bytes.subarray(0, cut))) return false
    rest = Buffer.from(bytes.subarray(cut))
  }
  return rest.length === 0
}

/** Bytes of a character that is cut off at the end of the chunk. */
function tailLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

function mostlyUtf8(sample: Buffer): boolean {
  const text = new TextDecoder('utf-8').decode(sample)
  let good = 0
  let broken = 0
  for (const character of text) {
    if (character === '\uFFFD') broken++
    else if (character >= '\u0800') good++
  }
  return good > broken * 20
}

function brokenShare(text: string): number {
  let wide = 0
  let broken = 0
  for (const character of text) {
    if (character === '\uFFFD') broken++
    else if (character >= '\u0080') wide++
  }
  return broken / Math.max(1, wide + broken)
}

/** Decodes a byte stream; characters cut by a chunk's end are put together. The mark is dropped. */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array>,
  form: Pick<TextForm, 'encoding' | 'order'>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(form.encoding === 'utf-16' ? `utf-16${form.order}` : form.encoding)
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true })
    if (text) yield text
  }
  const last = decoder.decode()
  if (last) yield last
}

// Characters that GB18030—2005 left in the private use area and that Unicode has since given a place. Old files in any
// encoding still carry the private forms; a name must be one string however it was typed.
const ASSIGNED: Readonly<Record<string, string>> = {
  '\uE7C7': 'ḿ',
  '\uE815': '⺁',
  '\uE816': '\u{20087}',
  '\uE817': '\u{20089}',
  '\uE818': '\u{200CC}',
  '\uE81E': '龴',
  '\uE826': '龵',
  '\uE82B': '龶',
  '\uE82C': '龷',
  '\uE831': '\u{215D7}',
  '\uE832': '龸',
  '\uE83B': '\u{2298F}',
  '\uE843': '龹',
  '\uE854': '龺',
  '\uE855': '\u{241FE}',
  '\uE863': '䶮',
  '\uE864': '龻',
}

/** Replaces private-use forms of old GB18030 and GBK systems by the characters' own code points. */
export function assignedForm(text: string): string {
  return /[\uE7C7\uE815-\uE864]/.test(text) ? text.replace(/[\uE7C7\uE815-\uE864]/g, c => ASSIGNED[c] ?? c) : text
}

// GB18030—2022 puts these on the two-byte codes where the encoder's older table holds private-use characters.
const TWO_BYTE_2022: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(ASSIGNED)
      .filter(([, c]) => c >= '龴' && c <= '龻')
      .map(([pua, c]) => [c, pua]),
  ),
  '︐': '\uE78D',
  '︒': '\uE78E',
  '︑': '\uE78F',
  '︓': '\uE790',
  '︔': '\uE791',
  '︕': '\uE792',
  '︖': '\uE793',
  '︗': '\uE794',
  '︘': '\uE795',
  '︙': '\uE796',
}

/** Encodes text as GB18030—2022; every Unicode character has a code there. */
export function encodeGb18030(text: string): Buffer {
  const ready = /[龴-龻︐-︙]/.test(text) ? text.replace(/[龴-龻︐-︙]/g, c => TWO_BYTE_2022[c] ?? c) : text
  return iconv.encode(ready, 'gb18030')
}
