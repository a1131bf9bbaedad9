// The margins a design promises, and the rules of who rates which units.
import { describe, expect, it } from 'vitest'
import { sampleSize } from '../../sampling/samplesize.ts'
import { choicesFor } from '../../server/design/assignment.ts'
import { expectedMargin, expectedOverallMargin } from '../../server/design/design.ts'

describe('expected margins', () => {
  it('is what the sample-size helper was asked for', () => {
    for (const [margin, sd, population] of [
      [3, 20, 500],
      [1.5, 25, 4000],
      [5, 20, 100_000],
    ] as const) {
      const { exact } = sampleSize({ margin, sd, population })
      expect(expectedMargin({ population, n: exact, sd, responseRate: 1 })).toBeCloseTo(margin, 9)
    }
  })

  it('is nothing for a census, unknown where nobody answers, and wider when fewer answer', () => {
    expect(expectedMargin({ population: 50, n: 50, sd: 20, responseRate: 1 })).toBe(0)
    expect(expectedMargin({ population: 50, n: 1, sd: 20, responseRate: 0.5 })).toBeNull()
    const all = expectedMargin({ population: 5000, n: 200, sd: 20, responseRate: 1 }) ?? 0
    const half = expectedMargin({ population: 5000, n: 200, sd: 20, responseRate: 0.5 }) ?? 0
    expect(half).toBeGreaterThan(all)
  })

  it('of all strata is that of one stratum when there is one', () => {
    const one = expectedMargin({ population: 800, n: 80, sd: 20, responseRate: 0.7 })
    expect(expectedOverallMargin([{ N: 800, n: 80, sd: 20 }], 0.7)).toBeCloseTo(one ?? 0, 12)
    expect(expectedOverallMargin([{ N: 800, n: 0, sd: 20 }], 0.7)).toBeNull()
  })
})

describe('who rates which units', () => {
  const units = ['a', 'b', 'c']
  it('asks those served about their own units, leaders never about their own', () => {
    expect(choicesFor('own', ['b', 'x'], units)).toEqual({ must: ['b'], may: [] })
    expect(choicesFor('own_first', ['b'], units)).toEqual({ must: ['b'], may: ['a', 'c'] })
    expect(choicesFor('others', ['b'], units)).toEqual({ must: [], may: ['a', 'c'] })
    expect(choicesFor('all', ['b'], units)).toEqual({ must: [], may: units })
  })
  it('leaves it to chance where no unit is known', () => {
    expect(choicesFor('own', [], units)).toEqual({ must: [], may: units })
  })
})
