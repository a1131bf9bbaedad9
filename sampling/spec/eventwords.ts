// The lexemes of an event: names of columns, numbers, quoted words, signs.
import { InputError, problem, shown } from '../problem.ts'

export interface Lexeme {
  readonly kind: 'name' | 'number' | 'word' | 'sign'
  /** Without quotes; escapes taken out. */
  readonly text: string
  /** Character of the event it begins at, from 1. */
  readonly place: number
}

const shapes: readonly (readonly [Lexeme['kind'], RegExp])[] = [
  ['number', /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\p{L}\d._])/uy],
  ['name', /(?:[\p{L}]|\.(?!\d))[\p{L}\d._]*|`[^`]+`/uy],
  ['word', /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/uy],
  ['sign', /%in%|&&|\|\||==|!=|<=|>=|[<>!&|(),]/uy],
]

/**
 * Split an event into lexemes.
 *
 * @throws InputError at a character that begins none
 * @internal
 * @example lexemesOf("a.b >= 2").map(lexeme => lexeme.kind).join() // => 'name,sign,number'
 */
export function lexemesOf(text: string): Lexeme[] {
  const lexemes: Lexeme[] = []
  let at = 0
  for (;;) {
    while (at < text.length && /\s/.test(text[at]!)) at++
    if (at >= text.length) return lexemes
    const found = lexemeAt(text, at)
    if (!found)
      throw new InputError([problem('bad_event', { event: shown(text), found: shown(text[at]), place: at + 1 })])
    lexemes.push(found.lexeme)
    at = found.end
  }
}

function lexemeAt(text: string, at: number): { lexeme: Lexeme; end: number } | undefined {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = at
    const found = shape.exec(text)?.[0]
    if (found === undefined) continue
    const quoted = kind === 'word' || found.startsWith('`')
    const inner = quoted ? found.slice(1, -1).replace(/\\(.)/gs, '$1') : found
    return { lexeme: { kind, text: inner, place: at + 1 }, end: at + found.length }
  }
  return undefined
}
