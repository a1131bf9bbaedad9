// Reads our own source files and what each of them imports, for the guards of the architecture test.
import { globSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync } from 'vite'

export const ROOMS = ['sampling', 'server', 'survey-ui', 'tests'] as const

export interface Link {
  /** A path from the root for our own files, the bare name for packages and `node:` modules. */
  readonly to: string
  /** `type` links vanish before anything runs; `later` ones (import(), workers) run when called. */
  readonly kind: 'value' | 'type' | 'later'
}

export interface Source {
  /** From the root, with forward slashes. */
  readonly path: string
  readonly text: string
  /** The text with comments blanked out, line breaks kept. */
  readonly code: string
  readonly links: readonly Link[]
}

export type House = ReadonlyMap<string, Source>

/** Our own code in the four rooms; fixtures and what is built or installed are not ours. */
export function readHouse(root: string): House {
  const found = ROOMS.flatMap(room => globSync(`${room}/**/*.{ts,tsx,mjs,css,html}`, { cwd: root }))
  const paths = found
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => !/node_modules|^tests\/fixtures\//.test(path))
  const files = paths.filter(path => statSync(join(root, path)).isFile()).sort()
  return new Map(files.map(path => [path, readSource(path, readFileSync(join(root, path), 'utf8'))]))
}

export function readSource(path: string, text: string): Source {
  if (/\.(?:css|html)$/.test(path)) return { path, text, code: text, links: [] }
  const { program, module, comments, errors } = parseSync(path, text)
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`)
  let code = text
  for (const { start, end } of comments) code = code.slice(0, start) + blank(code.slice(start, end)) + code.slice(end)
  const links: Link[] = []
  const add = (request: string, kind: Link['kind']) => links.push({ to: target(path, request), kind })
  for (const { moduleRequest, entries } of module.staticImports) {
    add(moduleRequest.value, entries.length > 0 && entries.every(entry => entry.isType) ? 'type' : 'value')
  }
  for (const { moduleRequest, isType } of module.staticExports.flatMap(each => each.entries)) {
    if (moduleRequest) add(moduleRequest.value, isType ? 'type' : 'value')
  }
  visit(program, node => {
    const { kind, request } = called(node)
    if (kind && typeof request === 'string') add(request, kind)
  })
  return { path, text, code, links }
}

/** True for a file of ours, false for a package or a `node:` module. */
export function isOurs(to: string): boolean {
  return ROOMS.some(room => to.startsWith(`${room}/`))
}

type Node = Readonly<Record<string, unknown>>

/** What is imported by an expression or a type rather than by a statement; a worker's file counts as imported. */
function called(node: Node): { readonly kind?: Link['kind']; readonly request?: unknown } {
  const literal = (value: unknown) => (value as { readonly value?: unknown } | undefined)?.value
  if (node.type === 'ImportExpression') return { kind: 'later', request: literal(node.source) }
  if (node.type === 'TSImportType') return { kind: 'type', request: literal(node.source) }
  if (node.type === 'NewExpression' && (node.callee as Node).name === 'URL') {
    const [first, second] = node.arguments as readonly unknown[]
    const request = literal(first)
    if (second && typeof request === 'string' && /^\..*\.(?:ts|mjs)$/.test(request)) return { kind: 'later', request }
  }
  return {}
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const each of value) visit(each, see)
  else if (typeof value === 'object' && value !== null) {
    const node = value as Node
    if (typeof node.type === 'string') see(node)
    for (const key in node) visit(node[key], see)
  }
}

function target(from: string, request: string): string {
  if (!request.startsWith('.')) return request
  return posix.normalize(posix.join(posix.dirname(from), request.replace(/\?.*$/, '')))
}

function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, ' ')
}
