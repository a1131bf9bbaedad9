// Estimates on a made-up sample against R: three stages, fractions, ids that start anew, crossed strata, missing values (make.R beside the data).
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { judge, readCases } from './oracle.ts'

const folder = fileURLToPath(new URL('../fixtures/estimation/', import.meta.url))
const verdicts = judge(readCases(`${folder}expected.json`), folder)

describe('R survey', () => {
  it.each(verdicts.map(verdict => [verdict.case.id, verdict] as const))('%s', (_, verdict) => {
    expect(verdict.error).toBeNull()
    expect(verdict.comparison!.differences).toEqual([])
    expect(verdict.comparison!.numbers).toBeGreaterThan(0)
  })

  it('holds every design', () => {
    const designs = new Set(verdicts.map(verdict => verdict.case.id.split('.')[0]))
    expect([...designs]).toEqual(['sizes', 'fractions', 'census', 'two', 'replaced', 'one', 'elements', 'lonely'])
    expect(verdicts).toHaveLength(150)
  })
})
