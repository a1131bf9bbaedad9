// Canonical JSON (RFC 8785), so that a design file has one digest however it is spaced and ordered.
import { InputError, problem } from './problem.ts'
import { hasLoneSurrogate } from './utf8.ts'

/** A JSON value as JSON.parse gives it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * RFC 8785 canonical form: no white space, keys in UTF-16 order, numbers as ECMAScript writes them.
 *
 * @param value made of what JSON holds: objects, lists, text, finite numbers, booleans, null
 * @returns one line of text
 * @throws RangeError for numbers that are not finite, text that is not well formed, and what JSON cannot hold
 * @source RFC 8785 §3.2
 * @example canonicalJson({ b: 1.0, a: ['é', 1e21] }) // => '{"a":["é",1e+21],"b":1}'
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('canonicalJson requires finite numbers')
    return JSON.stringify(value)
  }
  if (typeof value === 'string') {
    if (hasLoneSurrogate(value)) throw new RangeError('canonicalJson requires well-formed text')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object') throw new RangeError(`canonicalJson requires JSON values, not ${typeof value}`)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${canonicalJson(key)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

/**
 * JSON.parse that also refuses a key given twice: a reader would see one value and the program another.
 *
 * @param text the file's text; a byte order mark is tolerated
 * @param file what to call it in problems: design, manifest
 * @returns the value
 * @throws InputError for text that is not JSON, and for a key given twice, with its place
 * @example parseStrictJson('{"n": 1, "n": 2}', 'design') // => throws InputError
 */
export function parseStrictJson(text: string, file: string): Json {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text
  let value: Json
  try {
    value = JSON.parse(body) as Json
  } catch (error) {
    throw new InputError([problem('not_json', { file, reason: error instanceof Error ? error.message : '' })])
  }
  const twice = duplicateKey(body)
  if (twice !== null) throw new InputError([problem('duplicate_key', { file, pointer: twice })])
  return value
}

// One pass over the tokens of a text already known to be JSON.
function duplicateKey(json: string): string | null {
  const open: (Set<string> | null)[] = []
  let last = ''
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:]/g)) {
    if (token === '{') open.push(new Set())
    else if (token === '[') open.push(null)
    else if (token === '}' || token === ']') open.pop()
    else if (token === ':') {
      const keys = open[open.length - 1]
      const key = JSON.parse(last) as string
      if (keys?.has(key)) return key
      keys?.add(key)
    } else last = token
  }
  return null
}
