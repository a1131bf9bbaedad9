// Exact decimals: reading, rounding in both modes, sums that binary floats get wrong.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDecimals,
  compareDecimals,
  decimalOfEstimate,
  percentOf,
  readDecimal,
  roundDecimal,
  subtractDecimals,
} from '../../sampling/decimal.ts'

const up = { places: 2, mode: 'half_up' } as const
const even = { places: 2, mode: 'half_even' } as const
/** A decimal with three places, as text, and the same number in thousandths. */
const thousandths = fc.integer({ min: -1_000_000, max: 1_000_000 })
const asText = (k: number) =>
  `${k < 0 ? '-' : ''}${Math.trunc(Math.abs(k) / 1000)}.${String(Math.abs(k) % 1000).padStart(3, '0')}`

describe('roundDecimal', () => {
  it.each([
    ['84.985', '84.99', '84.98'],
    ['84.995', '85.00', '85.00'],
    ['59.995', '60.00', '60.00'],
    ['90.364', '90.36', '90.36'],
    ['-0.001', '0.00', '0.00'],
    ['-2.345', '-2.35', '-2.34'],
    ['85', '85.00', '85.00'],
  ])('%s is %s half up and %s half even', (number, halfUp, halfEven) => {
    expect(roundDecimal(number, up)).toBe(halfUp)
    expect(roundDecimal(number, even)).toBe(halfEven)
  })

  it('differs between the modes only at exact halves before an even digit', () => {
    fc.assert(
      fc.property(thousandths, k => {
        const differs = roundDecimal(asText(k), up) !== roundDecimal(asText(k), even)
        expect(differs).toBe(Math.abs(k) % 10 === 5 && Math.floor(Math.abs(k) / 10) % 2 === 0)
      }),
    )
  })

  it('refuses places it cannot keep', () => {
    expect(() => roundDecimal('1', { places: -1, mode: 'half_up' })).toThrow(
      'roundDecimal requires places between 0 and 10',
    )
  })
})

describe('arithmetic', () => {
  it('is exact where floats are not', () => {
    expect(addDecimals(['0.1', '0.2'])).toBe('0.3')
    expect(subtractDecimals('1.2', '0.9')).toBe('0.3')
    expect(percentOf('90.55', '70')).toBe('63.385')
  })

  it('adds as whole thousandths add, in any order', () => {
    fc.assert(
      fc.property(fc.array(thousandths, { maxLength: 8 }), numbers => {
        const sum = addDecimals(numbers.map(asText))
        expect(compareDecimals(sum, asText(numbers.reduce((total, k) => total + k, 0)))).toBe(0)
        expect(addDecimals([...numbers].reverse().map(asText))).toBe(sum)
      }),
    )
  })
})

describe('readDecimal', () => {
  it.each([
    [' 90.50 ', '90.5'],
    ['９０．５', '90.5'],
    ['-0', '0'],
    ['0.000000000001', '0.000000000001'],
  ])('reads %j as %s', (text, number) => expect(readDecimal(text)).toBe(number))

  it.each(['', '1,000', '9e1', '.5', '5.', '1.2.3', '九十', '1234567890123', '+5', 'NaN'])('refuses %j', text =>
    expect(readDecimal(text)).toBeNull(),
  )
})

it('fixes an estimate at its places, so that the last digits of a float decide nothing', () => {
  expect(decimalOfEstimate(0.1 + 0.2, 6)).toBe('0.3')
  expect(decimalOfEstimate(86.372941234567, 6)).toBe('86.372941')
  expect(() => decimalOfEstimate(NaN, 6)).toThrow(RangeError)
})
