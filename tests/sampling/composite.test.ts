// Composite scores: the worked example, rounding that flips a grade, what is missing blocks.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeComposite, defaultCompositeRule, movePublic } from '../../sampling/composite.ts'
import type { CompositeParts } from '../../sampling/composite.ts'

const parts: CompositeParts = {
  target: '90.5',
  partyGovernment: '92',
  congressCppcc: '88',
  public: '86.37',
  bonus: ['1.2'],
  deduction: ['0.5'],
}

describe('computeComposite', () => {
  it('gives the worked example, with its numbers in the formula', () => {
    const composite = computeComposite(parts)
    expect(composite).toMatchObject({ leader: '90.4', exact: '90.364', score: '90.36', missing: [], above100: false })
    expect(composite.formula).toBe('90.5×70% + 90.4×10% + 86.37×20% + 1.2 − 0.5 = 90.364 → 90.36')
    expect(composite.leaderFormula).toBe('92×60% + 88×40% = 90.4')
  })

  it('rounds at the end only, in the mode of the rule', () => {
    const even = { ...defaultCompositeRule, round: { places: 2, mode: 'half_even' } } as const
    const same = (score: string) => ({ target: score, partyGovernment: score, congressCppcc: score, public: score })
    const flat = (score: string) => ({ ...parts, ...same(score), bonus: [], deduction: [] })
    expect(computeComposite(flat('84.985')).score).toBe('84.99')
    expect(computeComposite(flat('84.985'), even).score).toBe('84.98')
    expect(computeComposite(flat('84.995')).score).toBe('85.00')
    expect(computeComposite(flat('59.995')).score).toBe('60.00')
  })

  it('is blocked by each part that is missing, and says which', () => {
    const composite = computeComposite({ ...parts, target: null, congressCppcc: null })
    expect(composite).toMatchObject({ missing: ['target', 'congressCppcc'], score: null, exact: null, formula: null })
    expect(composite.leader).toBeNull()
  })

  it('caps, floors and warns as the rule says', () => {
    const capped = { ...defaultCompositeRule, bonus_cap: '2', deduction_cap: '3' }
    expect(computeComposite({ ...parts, bonus: ['1.5', '1.5'], deduction: ['2', '2'] }, capped)).toMatchObject({
      bonus: '2',
      deduction: '3',
    })
    const low = computeComposite({
      ...parts,
      target: '1',
      partyGovernment: '1',
      congressCppcc: '1',
      public: '1',
      deduction: ['9'],
    })
    expect(low).toMatchObject({ exact: '0', score: '0.00' })
    expect(low.formula).toContain('= -6.8 → 0 → 0.00')
    expect(computeComposite({ ...parts, bonus: ['30'] }).above100).toBe(true)
  })

  it('moves by 20 % of what the public score moves, on two roads', () => {
    const score = fc.integer({ min: 0, max: 100_000 }).map(k => String(k / 1000))
    fc.assert(
      fc.property(score, score, score, (target, from, to) => {
        const there = computeComposite({ ...parts, target, public: from })
        const direct = computeComposite({ ...parts, target, public: to })
        expect(movePublic(there.exact!, from, to)).toEqual({ exact: direct.exact, score: direct.score })
      }),
    )
  })
})
