// What readers see who may not see contacts: digits and names covered.

/** Covers runs of digits but the last two, and Chinese words but the first character.
 * @example
 * maskValue('张三丰 19900001234') // => '张** *********34'
 */
export function maskValue(value: string): string {
  return value
    .replace(/\d{4,}/g, digits => '*'.repeat(digits.length - 2) + digits.slice(-2))
    .replace(
      /([\p{Script=Han}〇])([\p{Script=Han}〇·]+)/gu,
      (_, first: string, rest: string) => first + '*'.repeat(Array.from(rest).length),
    )
}
