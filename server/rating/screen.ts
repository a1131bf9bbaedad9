// What staff see of the words: numbers and addresses by which somebody could be found are masked.

const DIGIT = '[0-9０-９]'
/** What people write between digits: spaces, hyphens, dots, in both widths. */
const GAP = '[\\s\\-‐‑–—－_.．·、]{0,2}'
const digits = (least: number, most: number): string => `(?:${DIGIT}${GAP}){${least - 1},${most - 1}}`
const NOT_BEFORE = `(?<!${DIGIT})`
const NOT_AFTER = `(?!${DIGIT})`
const ONE = '[1１]'

interface Rule {
  readonly pattern: RegExp
  readonly mask: string
}

const rule = (pattern: string, mask: string): Rule => ({ pattern: new RegExp(pattern, 'gu'), mask })

/** The longer ones first: a card or an identity number holds what looks like a telephone. */
const RULES: readonly Rule[] = [
  rule('[\\p{L}\\p{N}._%+\\-]{1,64}[@＠][\\p{L}\\p{N}\\-]{1,63}(?:[.．。][\\p{L}\\p{N}\\-]{1,63})+', '［邮箱］'),
  // 18 characters with a check letter, or the old 15 digits.
  rule(`${NOT_BEFORE}${digits(18, 18)}[0-9０-９xXｘＸ]${NOT_AFTER}`, '［证件号］'),
  rule(`${NOT_BEFORE}${digits(16, 19)}${DIGIT}${NOT_AFTER}`, '［卡号］'),
  rule(`${NOT_BEFORE}${digits(15, 15)}${DIGIT}${NOT_AFTER}`, '［证件号］'),
  rule(
    `${NOT_BEFORE}(?:[+＋]?(?:[0０]{2})?[8８][6６]${GAP})?${ONE}${GAP}[3-9３-９]${GAP}${digits(9, 9)}${DIGIT}${NOT_AFTER}`,
    '［电话］',
  ),
  rule(
    `${NOT_BEFORE}[(（]?[0０]${digits(3, 4)}[)）]?${GAP}[2-9２-９]${GAP}${digits(6, 7)}${DIGIT}${NOT_AFTER}`,
    '［电话］',
  ),
  // Whatever else is a run of seven digits or more: a local number, a case number, an account.
  rule(`${NOT_BEFORE}${DIGIT}{7,}${NOT_AFTER}`, '［号码］'),
]

/**
 * Masks telephones, identity numbers, bank cards and e-mail addresses, also in full-width digits or with gaps.
 * @example
 * screenWords('请打 199-0000 1234') // => '请打 ［电话］'
 * @example
 * screenWords('等了3个小时，15号窗口') // => '等了3个小时，15号窗口'
 */
export function screenWords(text: string): string {
  if (!/[0-9０-９@＠]/.test(text)) return text
  let screened = text
  for (const { pattern, mask } of RULES) screened = screened.replace(pattern, mask)
  return screened
}
