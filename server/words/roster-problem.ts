// Words of what may be wrong with a line of a roster: what it is, and what was done with the line.
import type { RowProblem } from '../roster/roster.ts'
import type { Words } from '../problem/problem.ts'

/** Lines with these are not imported; they are kept to be corrected. */
export const REJECTING = [
  'mobile_missing',
  'mobile_scientific',
  'mobile_short',
  'mobile_long',
  'mobile_invalid',
  'landline_only',
] as const satisfies readonly RowProblem[]

export const rosterProblemWords: Readonly<Record<RowProblem, Words>> = {
  mobile_missing: ['没有手机号码', 'no mobile number'],
  mobile_scientific: [
    '号码变成了科学计数法，后几位已丢失',
    'the number turned into scientific notation and lost its last digits',
  ],
  mobile_short: ['号码位数不足 11 位', 'the number has fewer than 11 digits'],
  mobile_long: ['号码超过 11 位', 'the number has more than 11 digits'],
  mobile_invalid: [
    '不是手机号码（应为 13–19 开头的 11 位数字）',
    'not a mobile number (11 digits beginning with 13–19)',
  ],
  landline_only: ['只有固定电话，没有手机号码', 'a landline only, no mobile number'],
  mobile_rounded: ['号码后八位全是 0，请核对（已保留）', 'the last eight digits are all zero; please check it (kept)'],
  name_missing: ['没有姓名（已保留）', 'no name (kept)'],
  name_unusual: ['姓名不像人名，请核对（已保留）', 'this does not look like a name; please check it (kept)'],
  sex_unknown: ['性别无法识别（已保留，性别留空）', 'sex not understood (kept, sex left empty)'],
  date_unreadable: ['日期无法识别（已保留，日期留空）', 'date not understood (kept, date left empty)'],
  characters_lost: [
    '有字符在文件里已损坏，请核对（已保留）',
    'some characters are damaged in the file; please check (kept)',
  ],
  duplicate: ['与前面的行是同一人，不重复计入', 'the same person as on an earlier line, counted once'],
  open_quote: ['引号没有成对，按普通字符读入', 'a quotation mark never closes; read as an ordinary character'],
  too_many_cells: [
    '这一行的列数比表头多，多出的内容没有导入',
    'more cells than the header has; the surplus was not imported',
  ],
  header_repeated: ['重复出现的表头，已跳过', 'the header again; skipped'],
}
