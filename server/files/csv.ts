// Writing delimited text: encoding, line ends, quoting and the guard against formulas are decided here for all exports.
import { Readable } from 'node:stream'
import { type Cell, cellText, neutralise } from './cells.ts'
import { encodeGb18030 } from './encoding.ts'

export interface CsvOptions {
  /** `utf-8-bom` opens right in Excel by a double click; `gb18030` for older office systems; `utf-8` for programs. */
  readonly encoding: 'utf-8-bom' | 'gb18030' | 'utf-8'
  /** Default `,`. */
  readonly delimiter?: string
  /** Guard against formulas, default true. Turn off only for files that programs read back byte by byte. */
  readonly neutralise?: boolean
  /**
   * Text of 11 or more digits gets a trailing tab, so that Excel shows it as text and does not save 1.99E+10 back.
   * Default false: WPS, LibreOffice and programs read the plain digits; XLSX carries long numbers as text anyway.
   */
  readonly longNumbersAsText?: boolean
}

export type Rows = Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>

/**
 * One line of a CSV file, with CRLF.
 * @example
 * csvLine(['张三', '含,逗号', '=1+1'], { encoding: 'utf-8' }) // => "张三,\"含,逗号\",'=1+1\r\n"
 */
export function csvLine(cells: readonly Cell[], options: CsvOptions): string {
  const delimiter = options.delimiter ?? ','
  const guard = options.neutralise ?? true
  let line = ''
  for (let i = 0; i < cells.length; i++) {
    if (i > 0) line += delimiter
    line += csvCell(cellText(cells[i]), delimiter, guard, options.longNumbersAsText ?? false)
  }
  return `${line}\r\n`
}

function csvCell(text: string, delimiter: string, guard: boolean, longNumbersAsText: boolean): string {
  let value = guard ? neutralise(text) : text
  if (longNumbersAsText && /^\d{11,}$/.test(value)) value += '\t'
  const quote = value.includes('"') || value.includes(delimiter) || /[\r\n]|^\s|\s$/.test(value)
  return quote ? `"${value.replaceAll('"', '""')}"` : value
}

/**
 * Streams rows as CSV bytes in constant memory; give it a header as the first row.
 * @example new Response(writeCsv(rows, { encoding: 'gb18030' }), { headers: { 'Content-Type': csvType('gb18030') } })
 */
export function writeCsv(rows: Rows, options: CsvOptions): ReadableStream<Uint8Array> {
  const encode = options.encoding === 'gb18030' ? encodeGb18030 : (text: string) => Buffer.from(text, 'utf8')
  return Readable.toWeb(Readable.from(blocks(), { objectMode: false })) as ReadableStream<Uint8Array>

  async function* blocks(): AsyncGenerator<Uint8Array> {
    let text = options.encoding === 'utf-8-bom' ? '\uFEFF' : ''
    for await (const row of rows) {
      text += csvLine(row, options)
      if (text.length > 65_536) {
        yield encode(text)
        text = ''
      }
    }
    if (text) yield encode(text)
  }
}

/** The media type to send a file of this encoding with. */
export function csvType(encoding: CsvOptions['encoding']): string {
  return `text/csv; charset=${encoding === 'gb18030' ? 'gb18030' : 'utf-8'}`
}

/** `Content-Disposition` for a download whose name may be Chinese (RFC 6266).
 * @example
 * attachment('名册.csv') // => "attachment; filename=\"__.csv\"; filename*=UTF-8''%E5%90%8D%E5%86%8C.csv"
 */
export function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\w.-]/g, '_')
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
