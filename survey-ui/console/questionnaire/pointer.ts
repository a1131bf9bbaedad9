// Where in a JSON text a JSON pointer leads, so that a problem can be shown where it is.

/**
 * @param text - valid JSON
 * @returns offsets of the value, or of the deepest part of the way that exists
 * @example
 * locate('{"a": [1, 22]}', '/a/1') // => [10, 12]
 */
export function locate(text: string, pointer: string): [number, number] {
  const parts = pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  let at = skipSpace(text, 0)
  for (const part of parts) {
    const found = text[at] === '{' ? member(text, at, part) : text[at] === '[' ? item(text, at, Number(part)) : -1
    if (found < 0) break
    at = found
  }
  return [at, endOf(text, at)]
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (/[\s,:]/.test(text[at] ?? '')) at++
  return at
}

function member(text: string, open: number, name: string): number {
  let at = skipSpace(text, open + 1)
  while (at < text.length && text[at] !== '}') {
    const end = endOf(text, at)
    const value = skipSpace(text, end)
    if (JSON.parse(text.slice(at, end)) === name) return value
    at = skipSpace(text, endOf(text, value))
  }
  return -1
}

function item(text: string, open: number, index: number): number {
  let at = skipSpace(text, open + 1)
  for (let count = 0; at < text.length && text[at] !== ']'; count++) {
    if (count === index) return at
    at = skipSpace(text, endOf(text, at))
  }
  return -1
}

/** The offset behind the value that begins here. */
function endOf(text: string, from: number): number {
  if (text[from] === '"') return endOfString(text, from)
  if (text[from] !== '{' && text[from] !== '[') {
    const rest = text.slice(from).search(/[\s,\]}]/)
    return rest < 0 ? text.length : from + rest
  }
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"') at = endOfString(text, at) - 1
    else if (text[at] === '{' || text[at] === '[') depth++
    else if ((text[at] === '}' || text[at] === ']') && --depth === 0) return at + 1
  }
  return text.length
}

function endOfString(text: string, from: number): number {
  let at = from + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}
