// Small cells: hidden, and not to be worked out from what is shown.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysOf, hide, ratesOf } from '../../server/response/progress.ts'

const counts = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 8 })

describe('small cells', () => {
  it('are hidden with enough others that the total does not give them back', () => {
    fc.assert(
      fc.property(counts, values => {
        const hidden = hide(values)
        for (const [at, value] of values.entries()) if (value > 0 && value < 5) expect(hidden.has(at)).toBe(true)
        if (hidden.size === 0) return
        const sum = [...hidden].reduce((total, at) => total + (values[at] ?? 0), 0)
        const others = values.filter((value, at) => !hidden.has(at) && value > 0)
        // Either at least two are hidden and together they are five or more, or there is nothing left to hide with them.
        expect((hidden.size > 1 && sum >= 5) || others.length === 0).toBe(true)
      }),
    )
  })

  it('leave large groups and empty ones in sight', () => {
    expect(
      ratesOf([
        { name: '甲', invited: 40, answered: 20 },
        { name: '乙', invited: 50, answered: 0 },
      ]),
    ).toEqual([
      { name: '甲', invited: 40, answered: 20, rate: 0.5 },
      { name: '乙', invited: 50, answered: 0, rate: 0 },
    ])
  })

  it('take the next smallest with a single small one', () => {
    const rates = ratesOf([
      { name: '甲', invited: 40, answered: 20 },
      { name: '乙', invited: 50, answered: 3 },
      { name: '丙', invited: 50, answered: 10 },
    ])
    expect(rates.map(rate => rate.answered)).toEqual([20, null, null])
    expect(rates.map(rate => rate.rate)).toEqual([0.5, null, null])
    expect(rates.map(rate => rate.invited)).toEqual([40, 50, 50])
  })

  it('hold for days too, and days without answers are zero', () => {
    expect(
      daysOf([
        { day: '2026-02-27', answered: 20 },
        { day: '2026-03-01', answered: 2 },
        { day: '2026-03-02', answered: 9 },
      ]),
    ).toEqual([
      { day: '2026-02-27', answered: 20 },
      { day: '2026-02-28', answered: 0 },
      { day: '2026-03-01', answered: null },
      { day: '2026-03-02', answered: null },
    ])
    expect(daysOf([])).toEqual([])
  })
})
