// Which files a case takes, judged by what they are and not by what they are called. Pure.

const KINDS: readonly { readonly mediaType: string; readonly ending: string; readonly starts: readonly number[] }[] = [
  { mediaType: 'image/jpeg', ending: 'jpg', starts: [0xff, 0xd8, 0xff] },
  { mediaType: 'image/png', ending: 'png', starts: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mediaType: 'application/pdf', ending: 'pdf', starts: [0x25, 0x50, 0x44, 0x46, 0x2d] },
]
const OFFICE = 'application/vnd.openxmlformats-officedocument'

/** Media type and ending of a picture or document that is taken, null for everything else: also for documents with macros. */
export function kindOf(bytes: Uint8Array): { readonly mediaType: string; readonly ending: string } | null {
  const found = KINDS.find(({ starts }) => starts.every((byte, at) => bytes[at] === byte))
  if (found) return { mediaType: found.mediaType, ending: found.ending }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const ascii = (from: number, to: number) => text.toString('latin1', from, to)
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return { mediaType: 'image/webp', ending: 'webp' }
  if (ascii(0, 4) !== 'PK\u0003\u0004' || !text.includes('[Content_Types].xml')) return null
  if (/vbaProject\.bin/i.test(text.toString('latin1'))) return null
  if (text.includes('word/document.xml')) return { mediaType: `${OFFICE}.wordprocessingml.document`, ending: 'docx' }
  if (text.includes('xl/workbook.xml')) return { mediaType: `${OFFICE}.spreadsheetml.sheet`, ending: 'xlsx' }
  return null
}

/** A name without folders and control characters, with the ending that the content has.
 * @example
 * fileName('C:\\证据\\照片.PNG', 'png') // => '照片.png'
 * @example
 * fileName('../监控.exe', 'pdf') // => '监控.pdf'
 */
export function fileName(given: string, ending: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? ''
  // oxlint-disable-next-line no-control-regex
  const clean = last.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim()
  const stem = clean.replace(/\.[^.]*$/, '').slice(0, 100) || 'file'
  return `${stem}.${ending}`
}
