// What the library exports is documented: public functions wholly, the others as internal; API.md lists the public ones.
import { describe, expect, it } from 'vitest'
import { apiIndex, exportsOf, importFile, isPublic, libraryFiles, proseOf, sourceOf, tagged } from './api.ts'

type Module = Readonly<Record<string, unknown>>

/** Rooms whose functions follow a book, a paper or an R function, and say which. */
const statistics =
  /^(method|estimation|weighting|distribution)\/|^(joint|allocation|optimum|samplesize|satisfaction)|^(rates|interval|coordination|reserve)\.ts$/

const files = libraryFiles()
const modules = new Map<string, Module>()
for (const file of files) modules.set(file, await importFile(file))

/** What the exported functions of one file leave unsaid. */
function faultsOf(file: string, source: string, module: Module): string[] {
  const exported = exportsOf(source).filter(one => typeof module[one.name] === 'function')
  return exported.flatMap(one => {
    if (proseOf(one.doc) === '') return [`${file}: ${one.name} has no docstring`]
    if (!isPublic(one)) return []
    const faults = ['example', ...(one.kind === 'class' ? [] : ['returns'])]
    if (statistics.test(file)) faults.push('source')
    return faults.filter(tag => !tagged(one.doc, tag)).map(tag => `${file}: ${one.name} has no @${tag}`)
  })
}

/** Names that two files export for different things. */
function sharedNames(found: Iterable<readonly [string, Module]>): string[] {
  const first = new Map<string, readonly [string, unknown]>()
  const shared: string[] = []
  for (const [file, module] of found)
    for (const [name, value] of Object.entries(module)) {
      const earlier = first.get(name)
      if (earlier === undefined) first.set(name, [file, value])
      else if (earlier[1] !== value) shared.push(`${name}: ${earlier[0]} and ${file}`)
    }
  return shared
}

describe.each(files)('%s', file => {
  it('says what its exported functions do', () => {
    expect(faultsOf(file, sourceOf(file), modules.get(file)!)).toEqual([])
  })

  it('exports functions in a form this guard reads', () => {
    const read = new Set(exportsOf(sourceOf(file)).map(one => one.name))
    const elsewhere = [...modules].filter(([other]) => other !== file).flatMap(([, module]) => Object.values(module))
    const unread = Object.entries(modules.get(file)!)
      .filter(([name, value]) => typeof value === 'function' && !read.has(name) && !elsewhere.includes(value))
      .map(([name]) => name)
    expect(unread).toEqual([])
  })
})

it('exports each name once', () => {
  expect(sharedNames(modules)).toEqual([])
})

it('lists the public functions in sampling/API.md (node tests/sampling/api.ts --write)', async () => {
  expect(sourceOf('API.md')).toBe(await apiIndex())
})

describe('the guard', () => {
  const bad = `
/** Half of a number. */
export function half(x: number): number {
  return x / 2
}
// A comment is no docstring.
export const third = (x: number): number => x / 3
/** @internal */
export const fourth = (x: number): number => x / 4
/** A fifth. @internal */
export const fifth = (x: number): number => x / 5
/** Not a function. */
export const limit = 7
/** Holds halves. */
export class Halves {}
`
  const module = { half: () => 0, third: () => 0, fourth: () => 0, fifth: () => 0, limit: 7, Halves: () => 0 }

  it('sees what a bad source leaves unsaid', () => {
    expect(faultsOf('bad.ts', bad, module)).toEqual([
      'bad.ts: half has no @example',
      'bad.ts: half has no @returns',
      'bad.ts: third has no docstring',
      'bad.ts: fourth has no docstring',
      'bad.ts: Halves has no @example',
    ])
    expect(faultsOf('method/bad.ts', bad, module)).toContain('method/bad.ts: half has no @source')
  })

  it('finds nothing in a good source', () => {
    const good = `/**
 * Half of a number.
 *
 * @returns half, in the unit of x
 * @source Euclid, Elements, I.10
 * @example half(4) // => 2
 */
export const half = (x: number): number => x / 2
`
    expect(faultsOf('method/good.ts', good, module)).toEqual([])
  })

  it('sees a name that stands for two things, not one handed on', () => {
    const one = { half: module.half, limit: 7 }
    expect(
      sharedNames([
        ['a.ts', one],
        ['b.ts', { half: module.half }],
        ['c.ts', { limit: 8 }],
      ]),
    ).toEqual(['limit: a.ts and c.ts'])
  })
})
