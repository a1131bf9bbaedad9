// Every `@example` of the library is run: an example that no longer holds is a lie in the documentation.
import { readdirSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { runInThisContext } from 'node:vm'
import { describe, expect, it } from 'vitest'

const root = new URL('../../sampling/', import.meta.url)
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts') && !/(^|\/)cli[a-z]*\.ts$/.test(name))
  .sort()

/** The text of each example, comment stars removed. */
function examplesOf(source: string): string[] {
  const blocks = source.match(/\/\*\*[\s\S]*?\*\//g) ?? []
  return blocks.flatMap(block => {
    const text = block
      .slice(3, -2)
      .split('\n')
      .map(line => line.replace(/^\s*\* ?/, ''))
      .join('\n')
    return text
      .split(/^\s*(?=@)/m)
      .filter(tag => tag.startsWith('@example'))
      .map(tag => tag.slice('@example'.length).trim())
  })
}

type Scope = Readonly<Record<string, unknown>>
const modules = new Map<string, Scope>()
for (const name of files) modules.set(name, (await import(new URL(name, root).href)) as Scope)
const everything: Scope = Object.assign({}, ...modules.values()) as Scope

// The whole is one expression or, failing that, the last line is, and the lines before it are statements it needs.
function evaluate(typed: string, scope: Scope): unknown {
  const lines = typed.split('\n')
  const last = lines.pop()!
  const [first, second] = [`value = (${typed}\n)`, `${lines.join('\n')}\nvalue = (${last}\n)`]
  let code: string
  try {
    code = stripTypeScriptTypes(first)
  } catch {
    code = stripTypeScriptTypes(second)
  }
  const run = runInThisContext(`(({ ${Object.keys(scope).join()} }) => { let value; ${code}; return value })`) as (
    scope: Scope,
  ) => unknown
  return run(scope)
}

describe.each(files)('%s', name => {
  const examples = examplesOf(readFileSync(new URL(name, root), 'utf8'))
  const scope = { ...everything, ...modules.get(name) }
  it.each(examples.map(text => [text] as const))('%s', text => {
    const [, code, expected] = /^([\s\S]+?)\s*\/\/ => (.+)$/.exec(text) ?? []
    expect(code, 'an example ends in "// => value"').toBeDefined()
    const thrown = /^throws (\w+)/.exec(expected!)
    if (thrown) {
      expect(() => evaluate(code!, scope)).toThrow(scope[thrown[1]!])
    } else expect(evaluate(code!, scope)).toEqual(evaluate(expected!, scope))
  })
  if (examples.length === 0) it('has no example', () => expect(examples).toEqual([]))
})

it('finds the examples', () => {
  const all = files.flatMap(name => examplesOf(readFileSync(new URL(name, root), 'utf8')))
  expect(all.length).toBeGreaterThan(30)
})
