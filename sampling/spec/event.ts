// Events of a case, written as R writes them: `api00 > 700`, `awards == 'Yes' & stype != "H"`. A small strict language, no more.
import { InputError, problem, shown } from '../problem.ts'
import { type Lexeme, lexemesOf } from './eventwords.ts'
import type { Table } from './types.ts'

const comparisons = ['==', '!=', '<', '<=', '>', '>='] as const
type Comparison = (typeof comparisons)[number]

/** 1 = holds, 0 = does not, NaN = missing. */
type Values = Float64Array

/**
 * For which elements an event holds.
 *
 * A comparison names a column on one side, a number or a quoted word on the other; words compare by == and != only. `x %in% c(…)`
 * is a chain of ==. `!`, `&`, `|` and brackets join comparisons, missing values as in R: NA & FALSE is FALSE, NA | TRUE is TRUE.
 *
 * @param text at most 1,000 characters
 * @param table holds the columns
 * @returns by element 1, 0 or NaN
 * @throws InputError where the text is something else, naming the place, or names a column the table lacks
 * @example [...eventOf("score >= 80 & unit != '乙'", parseTable('unit,score\n甲,80\n乙,90\n丙,NA\n'))] // => [1, 0, NaN]
 */
export function eventOf(text: string, table: Table): Float64Array {
  if (text.length > 1000) throw new InputError([problem('event_too_long', { limit: 1000 })])
  const reader = new Reader(text, lexemesOf(text.replace(/^\s*~?\s*I\s*\((.*)\)\s*$/s, '$1')), table)
  const values = reader.either()
  reader.finish()
  return values
}

class Reader {
  private readonly text: string
  private readonly lexemes: readonly Lexeme[]
  private readonly table: Table
  private at = 0

  constructor(text: string, lexemes: readonly Lexeme[], table: Table) {
    this.text = text
    this.lexemes = lexemes
    this.table = table
  }

  finish(): void {
    if (this.at < this.lexemes.length) throw this.unexpected()
  }

  either(): Values {
    let values = this.both()
    while (this.accept('|') || this.accept('||')) values = join(values, this.both(), 1)
    return values
  }

  private both(): Values {
    let values = this.one()
    while (this.accept('&') || this.accept('&&')) values = join(values, this.one(), 0)
    return values
  }

  private one(): Values {
    if (this.accept('!')) return this.one().map(value => 1 - value)
    if (this.accept('(')) {
      const values = this.either()
      this.expect(')')
      return values
    }
    return this.comparison()
  }

  private comparison(): Values {
    const left = this.next()
    const sign = this.next()
    if (sign.kind === 'sign' && sign.text === '%in%' && left.kind === 'name') return this.oneOf(left.text)
    if (sign.kind !== 'sign' || !comparisons.includes(sign.text as Comparison)) throw this.unexpected(1)
    const right = this.next()
    const comparison = sign.text as Comparison
    if (left.kind === 'name' && isLiteral(right)) return this.compare(left.text, comparison, right)
    if (right.kind === 'name' && isLiteral(left)) return this.compare(right.text, mirrored(comparison), left)
    throw this.unexpected(1)
  }

  private oneOf(column: string): Values {
    if (!this.accept('c')) throw this.unexpected()
    this.expect('(')
    let values: Values | undefined
    do {
      const literal = this.next()
      if (!isLiteral(literal)) throw this.unexpected(1)
      const found = this.compare(column, '==', literal)
      values = values ? join(values, found, 1) : found
    } while (this.accept(','))
    this.expect(')')
    // In R a missing value is not in any list.
    return values.map(value => (value === 1 ? 1 : 0))
  }

  private compare(column: string, comparison: Comparison, literal: Lexeme): Values {
    if (literal.kind === 'number') {
      const number = Number(literal.text)
      return this.table.numbers(column).map(value => (Number.isNaN(value) ? NaN : holds(value, comparison, number)))
    }
    if (comparison !== '==' && comparison !== '!=')
      throw new InputError([problem('event_word_order', { event: shown(this.text), sign: comparison })])
    const { codes, levels } = this.table.factor(column)
    const code = levels.indexOf(literal.text)
    const same = comparison === '==' ? 1 : 0
    return Float64Array.from(codes, found => (found < 0 ? NaN : found === code ? same : 1 - same))
  }

  private next(): Lexeme {
    const lexeme = this.lexemes[this.at]
    if (!lexeme) throw this.unexpected()
    this.at += 1
    return lexeme
  }

  private accept(text: string): boolean {
    const lexeme = this.lexemes[this.at]
    if (!lexeme || lexeme.kind === 'word' || lexeme.text !== text) return false
    this.at += 1
    return true
  }

  private expect(text: string): void {
    if (!this.accept(text)) throw this.unexpected()
  }

  /** The problem with the lexeme `back` before the next one. */
  private unexpected(back = 0): InputError {
    const lexeme = this.lexemes[this.at - back]
    const details = { event: shown(this.text), found: lexeme ? shown(lexeme.text) : '∅', place: lexeme?.place ?? 0 }
    return new InputError([problem('bad_event', details)])
  }
}

const isLiteral = ({ kind }: Lexeme): boolean => kind === 'number' || kind === 'word'

const mirrored = (sign: Comparison): Comparison =>
  (({ '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' }) as const)[sign]

function holds(value: number, sign: Comparison, number: number): 0 | 1 {
  switch (sign) {
    case '==':
      return value === number ? 1 : 0
    case '!=':
      return value !== number ? 1 : 0
    case '<':
      return value < number ? 1 : 0
    case '<=':
      return value <= number ? 1 : 0
    case '>':
      return value > number ? 1 : 0
    default:
      return value >= number ? 1 : 0
  }
}

/** Three-valued `|` (strong = 1) and `&` (strong = 0): the strong value decides, else a missing one stays missing. */
const join = (one: Values, two: Values, strong: 0 | 1): Values =>
  one.map((a, i) => {
    const b = two[i]!
    if (a === strong || b === strong) return strong
    return Number.isNaN(a) || Number.isNaN(b) ? NaN : 1 - strong
  })
