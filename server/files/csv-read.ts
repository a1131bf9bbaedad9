// Reading delimited text: a streaming splitter in bounded memory whose row numbers are those of a spreadsheet.

/** A physical line longer than this is no roster line. */
export const MAX_LINE = 1_000_000
/** A quoted cell that does not close within this many characters was never meant as one. */
const MAX_QUOTED = 65_536

export class LineTooLong extends Error {
  readonly line: number
  constructor(line: number) {
    super(`CsvReader requires lines of at most ${MAX_LINE} characters, line ${line} is longer`)
    this.line = line
  }
}

/**
 * Splits text into rows as it arrives. A line break inside quotes belongs to its row, so the n-th row is row n of the file
 * as a spreadsheet shows it. A quote that never closes is read as an ordinary character and its row number noted.
 * @example
 * const reader = new CsvReader({ delimiter: ',' })
 * reader.push('姓名,备注\r\n张三,"两\n行"\r\n李') // => [['姓名', '备注'], ['张三', '两\n行']]
 * reader.end() // => [['李']]
 */
export class CsvReader {
  readonly #delimiter: string
  readonly #lineEnd: string
  #rest = ''
  #line = 0
  /** Rows whose quote never closed, since the last call. */
  openQuotes: number[] = []

  constructor(options: { delimiter: string; lineEnd?: '\n' | '\r' }) {
    this.#delimiter = options.delimiter
    this.#lineEnd = options.lineEnd ?? '\n'
  }

  /** Rows finished so far. */
  get line(): number {
    return this.#line
  }

  push(text: string): string[][] {
    return this.#split(this.#rest + text, false)
  }

  end(): string[][] {
    const rest = this.#rest
    return rest === '' || rest === '\u001A' ? [] : this.#split(rest, true)
  }

  #split(text: string, last: boolean): string[][] {
    const rows: string[][] = []
    let from = 0
    while (from < text.length) {
      const end = text.indexOf(this.#lineEnd, from)
      if ((end < 0 ? text.length : end) - from > MAX_LINE) throw new LineTooLong(this.#line + 1)
      if (end < 0 && !last) break
      const stop = end < 0 ? text.length : end
      const line = text.slice(from, this.#lineEnd === '\n' && text[stop - 1] === '\r' ? stop - 1 : stop)
      const quoted = line.includes('"') ? this.#quotedRow(text, from, last) : 'plain'
      if (quoted === 'more') break
      if (typeof quoted === 'object') {
        rows.push(quoted.cells)
        from = quoted.next
      } else {
        if (quoted === 'open') this.openQuotes.push(this.#line + 1)
        rows.push(line.split(this.#delimiter))
        from = stop + 1
      }
      this.#line++
    }
    this.#rest = from < text.length ? text.slice(from) : ''
    if (this.#rest.length > 4 * MAX_LINE) throw new LineTooLong(this.#line + 1)
    return rows
  }

  #quotedRow(text: string, from: number, last: boolean): { cells: string[]; next: number } | 'open' | 'more' {
    const cells: string[] = []
    let at = from
    for (;;) {
      let value = ''
      if (text[at] === '"') {
        const close = closingQuote(text, at + 1)
        if (close < 0 && !last && text.length - at <= MAX_QUOTED) return 'more'
        if (close < 0 || close - at > MAX_QUOTED) return 'open'
        value = text.slice(at + 1, close)
        if (value.includes('"')) value = value.replaceAll('""', '"')
        at = close + 1
      }
      const stop = this.#cellEnd(text, at)
      let tail = text.slice(at, stop)
      if (stop >= text.length && !last) return 'more'
      const atLineEnd = stop >= text.length || text[stop] === this.#lineEnd
      if (atLineEnd && tail.endsWith('\r')) tail = tail.slice(0, -1)
      cells.push(value + tail)
      if (atLineEnd) return { cells, next: stop + 1 }
      at = stop + 1
    }
  }

  #cellEnd(text: string, from: number): number {
    const line = text.indexOf(this.#lineEnd, from)
    const stop = line < 0 ? text.length : line
    const next = text.indexOf(this.#delimiter, from)
    return next >= 0 && next < stop ? next : stop
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at
  }
  return -1
}
