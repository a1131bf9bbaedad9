// Every reference case, by name, against what R gives (NOTE.md beside the files). How numbers are compared: compare.ts.
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { compare, type ReferenceCase } from './compare.ts'
import { judge, readCases } from './oracle.ts'

/** Folder of fixtures → how many cases it holds, and those that are out of scope, each with its reason. */
const SETS: Readonly<
  Record<string, { readonly cases: number; readonly outOfScope: Readonly<Record<string, string>> }>
> = {
  oracle: { cases: 182, outOfScope: {} },
  'oracle-more': { cases: 147, outOfScope: {} },
}

describe.each(Object.entries(SETS))('%s', (name, { cases: count, outOfScope }) => {
  const folder = fileURLToPath(new URL(`../fixtures/${name}/`, import.meta.url))
  const cases = readCases(`${folder}expected.json`)
  const verdicts = judge(cases, folder).filter(verdict => !(verdict.case.id in outOfScope))

  it.each(verdicts.map(verdict => [verdict.case.id, verdict] as const))('%s', (_, verdict) => {
    expect(verdict.error).toBeNull()
    expect(verdict.comparison!.differences).toEqual([])
    expect(verdict.comparison!.numbers).toBeGreaterThan(0)
  })

  it(`holds ${count} cases, at most ten of them out of scope`, () => {
    expect(new Set(cases.map(one => one.id)).size).toBe(count)
    expect(Object.keys(outOfScope).length).toBeLessThanOrEqual(10)
    for (const id of Object.keys(outOfScope)) expect(cases.map(one => one.id)).toContain(id)
  })
})
describe('the comparison can fail', () => {
  const one: ReferenceCase = {
    id: 'x',
    data: null,
    op: 'mean',
    args: {},
    design: null,
    expected: { est: { a: 100 }, se: { a: 0 }, vcov: [[4, 1e-20]], p: 0.5, df: 'NaN', word: 'E' },
  }
  const right = { est: { a: 100 }, se: { a: 0 }, vcov: [[4, 0]], p: 0.5, df: 'NaN', word: 'E', more: 1 }
  const paths = (result: unknown, reference = one): string[] =>
    compare(reference, result).differences.map(difference => difference.path)

  it('accepts what is right, extra keys included', () => expect(paths(right)).toEqual([]))

  it.each([
    ['est.a', { ...right, est: { a: 100 * (1 + 2e-10) } }],
    ['est.a', { ...right, est: {} }],
    ['se.a', { ...right, se: { a: 2e-10 } }],
    ['vcov.0.0', { ...right, vcov: [[4 * (1 + 2e-9), 0]] }],
    ['vcov.0.1', { ...right, vcov: [[4, 5e-12]] }],
    ['vcov.0', { ...right, vcov: [[4]] }],
    ['p', { ...right, p: 0.5 + 1e-7 }],
    ['df', { ...right, df: 3 }],
    ['word', { ...right, word: 'H' }],
  ])('names %s', (path, result) => expect(paths(result)).toEqual([path]))

  it('the case’s own tolerance and the newer R go first', () => {
    expect(paths({ ...right, est: { a: 100.001 } }, { ...one, tol: { est: 1e-4 } })).toEqual([])
    const newer = { ...one, version_sensitive: { survey_4_5: { 'est.a': 50 } } }
    expect(paths({ ...right, est: { a: 50 } }, newer)).toEqual([])
    expect(paths(right, newer)).toEqual(['est.a'])
  })
})
