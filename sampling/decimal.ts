// Exact decimals for everything that decides a grade: text in, text out, never a binary float in between.
import { Big } from 'big.js'

/** A decimal number as text, in plain notation: `'90.5'`, `'-0.25'`. */
export type Decimal = string

/** How a half is rounded: `half_up` (四舍五入, away from zero) or `half_even` (四舍六入五留双, GB/T 8170). */
export type RoundingMode = 'half_up' | 'half_even'

export interface Rounding {
  /** Places kept after the point, 0 to 10. */
  readonly places: number
  readonly mode: RoundingMode
}

const FORM = /^-?\d{1,12}(?:\.\d{1,12})?$/

/**
 * Whether a text is a decimal this library computes with: plain notation, at most 12 digits before and 12 after the point.
 *
 * @internal
 * @example isDecimal('90.5') // => true
 * @example isDecimal('9e1') // => false
 */
export const isDecimal = (text: string): boolean => FORM.test(text)

/**
 * Read a decimal as people type it: spaces around it and full-width digits are taken, anything else is refused.
 *
 * @returns the plain text of the number, or null when it is none
 * @internal
 * @example readDecimal(' ９０.50 ') // => '90.5'
 * @example readDecimal('1,000') // => null
 */
export function readDecimal(text: string): Decimal | null {
  const plain = text.normalize('NFKC').trim()
  return isDecimal(plain) ? plainText(new Big(plain)) : null
}

/**
 * The exact sum.
 *
 * @internal
 * @example addDecimals(['0.1', '0.2']) // => '0.3'
 */
export const addDecimals = (numbers: readonly Decimal[]): Decimal =>
  plainText(numbers.reduce((sum, number) => sum.plus(number), new Big(0)))

/**
 * The exact difference `left − right`.
 *
 * @internal
 * @example subtractDecimals('1.2', '0.5') // => '0.7'
 */
export const subtractDecimals = (left: Decimal, right: Decimal): Decimal => plainText(new Big(left).minus(right))

/**
 * `percent` per cent of a number, exactly.
 *
 * @internal
 * @example percentOf('90.5', '70') // => '63.35'
 */
export const percentOf = (number: Decimal, percent: Decimal): Decimal =>
  plainText(new Big(number).times(percent).times('0.01'))

/**
 * −1, 0 or 1 as `left` is below, equal to or above `right`.
 *
 * @internal
 * @example compareDecimals('85.00', '85') // => 0
 */
export const compareDecimals = (left: Decimal, right: Decimal): number => new Big(left).cmp(right)

/**
 * Round to a fixed number of places; trailing zeros are kept, as a published score shows them.
 *
 * @param number exact decimal, as text
 * @param rounding places, 0 to 10, and which way a half goes
 * @returns a decimal with exactly `rounding.places` places
 * @throws RangeError when places is not 0 to 10
 * @example roundDecimal('84.985', { places: 2, mode: 'half_up' }) // => '84.99'
 * @example roundDecimal('84.985', { places: 2, mode: 'half_even' }) // => '84.98'
 */
export function roundDecimal(number: Decimal, rounding: Rounding): Decimal {
  const { places, mode } = rounding
  if (!Number.isInteger(places) || places < 0 || places > 10)
    throw new RangeError('roundDecimal requires places between 0 and 10')
  const rounded = new Big(number).round(places, mode === 'half_up' ? Big.roundHalfUp : Big.roundHalfEven)
  const text = rounded.toFixed(places)
  return /^-0(?:\.0*)?$/.test(text) ? text.slice(1) : text
}

/**
 * Turn an estimate (float64) into the decimal that is stored and from then on exact.
 *
 * @param estimate any finite number
 * @param places kept after the point, 0 or more
 * @returns a decimal, rounded half up, without trailing zeros
 * @throws RangeError when the number is not finite
 * @example decimalOfEstimate(86.37, 6) // => '86.37'
 */
export function decimalOfEstimate(estimate: number, places: number): Decimal {
  if (!Number.isFinite(estimate)) throw new RangeError('decimalOfEstimate requires a finite number')
  return plainText(new Big(estimate).round(places, Big.roundHalfUp))
}

/** Plain notation without trailing zeros or a negative zero. */
function plainText(number: Big): Decimal {
  const text = number.toFixed()
  return text === '-0' ? '0' : text
}
