// The functions the library exports, read from its files, and sampling/API.md, the index of the public ones.
// `node tests/sampling/api.ts --write` writes the index; without `--write` it is printed.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const root = new URL('../../sampling/', import.meta.url)

export interface Exported {
  readonly name: string
  readonly kind: 'function' | 'const' | 'class'
  /** Docstring without its stars; empty where there is none. */
  readonly doc: string
  readonly signature: string
}

/** Rooms of the library in the order of the index: title, and the files of it. */
const rooms: readonly (readonly [string, RegExp])[] = [
  ['Draw and verification', /^(draw|tickets|verify|samplefile|manifestfile|hash|jcs|problem)\.ts$/],
  ['Frames', /^frame/],
  ['Designs and allocation', /^(design|allocation|optimum)/],
  ['Sample size', /^samplesize/],
  ['Assignment, coordination, burden and reserve', /^(assignment|coordination|burden|reserve)/],
  ['Methods of selection', /^method\//],
  ['Inclusion and joint probabilities', /^(joint|orderinclusion)/],
  ['Designs, estimators and tests', /^estimation\//],
  ['Ratios of stratified samples', /^estimate\.ts$/],
  ['Intervals', /^interval/],
  ['Weighting and replication', /^weighting\//],
  ['Distributions', /^distribution\//],
  ['Outcome rates', /^(rates|disposition)/],
  ['Scores and grades', /^(score|scheme|channel|grade|composite|decimal)/],
  ['Window indicators and forgery checks', /^(satisfaction|integrity)/],
  ['Tables and cases', /^spec\//],
]

/** Files of the library, those of its shell left out. */
export const libraryFiles = (): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !/(^|\/)cli[a-z]*\.ts$/.test(name))
    .sort()

export const sourceOf = (file: string): string => readFileSync(new URL(file, root), 'utf8')
export const importFile = async (file: string): Promise<Readonly<Record<string, unknown>>> =>
  (await import(new URL(file, root).href)) as Readonly<Record<string, unknown>>

/** Exported functions, constants and classes of a source, in order. */
export function exportsOf(source: string): Exported[] {
  const found = source.matchAll(/^export (?:abstract )?(?:async )?(function|const|class)\*? (\w+)/gm)
  return Array.from(found, match => {
    const [before, after] = [source.slice(0, match.index), source.slice(match.index + match[0].length)]
    const block = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(before)?.[1] ?? ''
    const doc = block.replace(/^\s*\* ?/gm, '').trim()
    const kind = match[1] as Exported['kind']
    return { name: match[2]!, kind, doc, signature: signatureOf(match[2]!, kind, after) }
  })
}

export const tagged = (doc: string, tag: string): boolean => new RegExp(`(^|\\s)@${tag}\\b`).test(doc)
export const isPublic = ({ doc }: Exported): boolean => !tagged(doc, 'internal')
/** The prose of a docstring: what stands before its tags. */
export const proseOf = (doc: string): string => doc.split(/(?:^|\s)@\w/)[0]!.trim()

/** Parameters and result in one line; names alone where that is too long. */
function signatureOf(name: string, kind: Exported['kind'], after: string): string {
  const from = after.indexOf('(', kind === 'class' ? Math.max(0, after.indexOf('constructor(')) : 0)
  const to = closing(after, from)
  const parameters = atCommas(after.slice(from + 1, to)).map(parameterOf)
  const result = /^: ([\s\S]*?) (?:\{\n|=>)/.exec(after.slice(to + 1))?.[1] ?? ''
  const write = (types: boolean): string => {
    const list = parameters.map(one => (types && one.type !== '' ? `${one.name}: ${one.type}` : one.name)).join(', ')
    return kind === 'class' ? `new ${name}(${list})` : `${name}(${list})${result === '' ? '' : `: ${plain(result)}`}`
  }
  return write(true).length <= 160 ? write(true) : write(false)
}

/** One parameter; one taken apart is written as the names of its parts. */
function parameterOf(text: string): { readonly name: string; readonly type: string } {
  const bare = text.replace(/^(?:private |readonly )+/, '')
  const end = '{['.includes(bare[0]!) ? closing(bare, 0) + 1 : bare.search(/[^.\w]|$/)
  const parts =
    end > 0 && /\W/.test(bare[0]!) ? atCommas(bare.slice(1, end - 1)).map(part => part.split(/\W/)[0]) : null
  const [, optional, type, value] = /^(\??)(?:: ([\s\S]+?))?(?: = ([\s\S]+))?$/.exec(bare.slice(end)) ?? []
  const name = parts?.[0] ? `{ ${parts.join(', ')} }` : bare.slice(0, end)
  const guessed = value === undefined ? '' : /^\d/.test(value) ? 'number' : value.startsWith("'") ? 'string' : ''
  return { name: `${name}${optional || value !== undefined ? '?' : ''}`, type: plain(type ?? guessed) }
}

/** Where the bracket that opens at `from` closes. */
function closing(text: string, from: number): number {
  let depth = 0
  for (let i = from; i < text.length; i++) {
    if ('([{'.includes(text[i]!)) depth++
    else if (')]}'.includes(text[i]!) && --depth === 0) return i
  }
  return text.length
}

/** Split at the commas that no bracket holds. */
function atCommas(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!
    if ('([{<'.includes(sign)) depth++
    else if (')]}'.includes(sign) || (sign === '>' && text[i - 1] !== '=')) depth--
    if (sign === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += sign
  }
  return parts.map(part => part.trim()).filter(part => part !== '')
}

const plain = (type: string): string =>
  type
    .replace(/\breadonly /g, '')
    .replace(/\s+/g, ' ')
    .trim()

/** First sentence of a docstring. */
function sentenceOf(doc: string): string {
  const prose = proseOf(doc).split('\n\n')[0]!.replace(/\s+/g, ' ')
  return /^.*?[.](?= [\p{Lu}\p{Script=Greek}\d`]|$)/u.exec(prose)?.[0] ?? prose
}

/** The index of public functions, as sampling/API.md has it. */
export async function apiIndex(): Promise<string> {
  const lines = [
    '# Public functions of the sampling library',
    '',
    'Written by `node tests/sampling/api.ts --write` from the docstrings, which say more: shapes, units, errors, sources, an example that is run.',
    'What is exported and not listed is marked `@internal`: other files of the library need it, and it may change.',
  ]
  const left = new Set(libraryFiles())
  for (const [title, files] of rooms) {
    lines.push('', `## ${title}`)
    for (const file of [...left].filter(name => files.test(name))) {
      left.delete(file)
      lines.push(...(await linesOf(file)))
    }
  }
  for (const file of left)
    if ((await linesOf(file)).length > 0) throw new Error(`${file} has public functions and no room in the index`)
  return `${lines.join('\n')}\n`
}

async function linesOf(file: string): Promise<string[]> {
  const module = await importFile(file)
  const found = exportsOf(sourceOf(file)).filter(one => typeof module[one.name] === 'function' && isPublic(one))
  if (found.length === 0) return []
  const items = found.map(({ signature, doc }) => `- \`${signature}\`  \n  ${sentenceOf(doc)}`)
  return ['', `[\`${file}\`](${file})`, '', ...items]
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const index = await apiIndex()
  if (process.argv.includes('--write')) writeFileSync(new URL('API.md', root), index)
  else process.stdout.write(index)
}
