// The library's own words, Chinese first, English second: every problem it can name. `{name}` is filled from the problem's details.

import { drawWords } from './words-draw.ts'
import { estimationExpectedWords, estimationWords } from './words-estimation.ts'
import { planningWords } from './words-planning.ts'
import { selectionWords } from './words-selection.ts'
import { specExpectedWords, specWords } from './words-spec.ts'
import { weightingExpectedWords, weightingWords } from './words-weighting.ts'

export const problemWords = {
  ...drawWords,
  ...estimationWords,
  ...planningWords,
  ...selectionWords,
  ...specWords,
  ...weightingWords,
  not_utf8: ['文件不是 UTF-8 编码（约第 {line} 行）。', 'The file is not UTF-8 (near line {line}).'],
  empty_frame: ['抽样框里一个人也没有。', 'The frame lists nobody.'],
  missing_column: [
    '第 {line} 行表头缺少列 {column}；现有列：{found}。',
    'Line {line}: the header has no column {column}; it has {found}.',
  ],
  duplicate_column: [
    '第 {line} 行表头的列 {column} 出现了两次。',
    'Line {line}: the header names column {column} twice.',
  ],
  field_count: [
    '第 {line} 行有 {fields} 个字段，表头有 {expected} 个。',
    'Line {line} has {fields} fields, the header has {expected}.',
  ],
  bad_quotes: [
    '第 {line} 行的引号不成对。',
    'Line {line}: a quotation mark is never closed, or stands inside a field.',
  ],
  empty_id: ['第 {line} 行没有 element_id。', 'Line {line}: element_id is empty.'],
  empty_stratum: ['第 {line} 行（{id}）没有层 stratum。', 'Line {line}: element {id} has an empty stratum.'],
  control_character: [
    '第 {line} 行的 {column} 含有制表符、换行或其他控制字符：{value}。',
    'Line {line}: {column} holds a tab, line break or other control character: {value}.',
  ],
  outer_space: [
    '第 {line} 行的 {column} 前后有空格："{value}"；一个空格就会变成另一个编号。',
    'Line {line}: {column} begins or ends with a space: "{value}"; a space makes it another id.',
  ],
  lone_surrogate: [
    '第 {line} 行的 {column} 含有不完整的字符。',
    'Line {line}: {column} holds half of a surrogate pair, which is not a character.',
  ],
  too_long: [
    '第 {line} 行的 {column} 超过 {limit} 个字符。',
    'Line {line}: {column} is longer than {limit} characters.',
  ],
  line_too_long: ['第 {line} 行超过 {limit} 个字符。', 'Line {line} is longer than {limit} characters.'],
  bad_size: [
    '第 {line} 行（{id}）的 size 不是不小于 0 的数：{value}。',
    'Line {line}: size of element {id} is not a number of 0 or more: {value}.',
  ],
  duplicate_id: [
    '第 {line} 行的 element_id {id} 已在第 {first_line} 行出现。',
    'Line {line}: element_id {id} is already on line {first_line}.',
  ],
  too_many_elements: ['抽样框超过 {limit} 个元素。', 'The frame holds more than {limit} elements.'],
  not_json: ['{file}不是合法的 JSON：{reason}。', 'The {file} is not valid JSON: {reason}.'],
  duplicate_key: ['{file}里的键 {pointer} 出现了两次。', 'The {file} has the key {pointer} twice.'],
  wrong_type: [
    '{file}的 {pointer} 应为{expected_zh}，实为 {found}。',
    '{file} {pointer}: expected {expected}, found {found}.',
  ],
  missing_key: ['{file}缺少 {pointer}（{expected_zh}）。', '{file} {pointer} is missing ({expected}).'],
  unknown_key: [
    '{file}有不认识的键 {pointer}；可用的键：{known}。',
    '{file} {pointer}: unknown key; the keys are {known}.',
  ],
  unknown_choice: [
    '{file}的 {pointer} 是 "{found}"，只能是 {known}。',
    '{file} {pointer} is "{found}"; it must be one of {known}.',
  ],
  min_above_max: [
    '{file}的 {pointer}：最小数 {min} 大于最大数 {max}。',
    '{file} {pointer}: min {min} is above max {max}.',
  ],
  fixed_sum: [
    '设计文件的 allocation/n 是 {n}，但各层固定数之和是 {sum}。',
    'design /allocation/n is {n}, but the fixed numbers add up to {sum}.',
  ],
  stratum_absent: [
    '设计文件的 {pointer} 写了层“{stratum}”，抽样框里没有这一层（空层）。',
    'design {pointer} names stratum "{stratum}", which is empty: the frame has no element in it.',
  ],
  stratum_missing: [
    '设计文件的 {pointer} 没有写层“{stratum}”，抽样框里有这一层。',
    'design {pointer} says nothing of stratum "{stratum}", which the frame has.',
  ],
  n_above_population: [
    '要抽 {n} 个，抽样框里只有 {N} 个。',
    'The design asks for n = {n}, but the frame has only N = {N} elements.',
  ],
  stratum_n_above_population: [
    '层“{stratum}”要抽 {n} 个，只有 {N} 个。',
    'The design asks for n = {n} in stratum "{stratum}", which has only N = {N}.',
  ],
  n_below_minimum: [
    '总数 {n} 不够：各层最小数、固定数和全查层合计已要 {needed} 个。',
    'n = {n} is too small: minima, fixed numbers and strata taken whole already need {needed}.',
  ],
  n_above_maximum: [
    '总数 {n} 太大：各层最大数合计只有 {possible} 个。',
    'n = {n} is too large: the maxima allow only {possible}.',
  ],
  bad_seed: ['种子必须是一行不空的文字。', 'The seed must be one line of text that is not empty.'],
  bad_secret: ['密语必须是一行不空的文字。', 'The secret must be one line of text that is not empty.'],
  seed_before_commit: [
    '种子记录于 {recorded_at}，早于承诺公布的 {committed_at}；这样的种子可以挑选，不予采用。',
    'The seed was recorded at {recorded_at}, before the commit at {committed_at}; such a seed could have been chosen and is refused.',
  ],
  bad_time: ['{file}的 {pointer} 不是时间：{found}。', '{file} {pointer} is not a time: {found}.'],
  stratum_without_sample: [
    '层“{stratum}”（{N} 个）一个也抽不到，得分不能代表这一层；可设最小数 min。',
    'Stratum "{stratum}" (N = {N}) gets nobody, so no estimate covers it; set a min.',
  ],
  reserve_short: [
    '备用样本要 {wanted} 个，剩下的只够 {given} 个。',
    'A reserve of {wanted} was asked for; only {given} elements are left for it.',
  ],
  digest_differs: [
    '{file}：摘要是 {actual}，抽样清单写的是 {expected}。',
    '{file}: digest is {actual}, the manifest says {expected}.',
  ],
  value_differs: [
    '{file}的 {pointer} 是 {actual}，应为 {expected}。',
    '{file} {pointer} is {actual}, expected {expected}.',
  ],
  sample_field: [
    '样本文件第 {line} 行：{column} 是 {actual}，应为 {expected}。',
    'sample line {line}: {column} is {actual}, expected {expected}.',
  ],
  sample_other_key: [
    '样本文件第 {line} 行：{column} 是 {actual}，应为 {expected}。文件里没有一个票号出自这次的抽样密钥：清单里的种子（或密语、摘要）不是抽样时用的那个。',
    'sample line {line}: {column} is {actual}, expected {expected}. No ticket in the file comes from this draw key: the seed (or the secret, or a digest) in the manifest is not the one drawn with.',
  ],
  sample_missing_line: [
    '样本文件第 {line} 行：缺少这一行，应为 {expected}。',
    'sample line {line}: the line is missing, expected {expected}.',
  ],
  sample_extra_line: [
    '样本文件第 {line} 行：多出一行 {actual}。',
    'sample line {line}: {actual} is one line too many.',
  ],
  sample_bytes: [
    '样本文件每个字段都对，但字节不同（换行、引号或文件头被别的程序改过）：摘要是 {actual}，清单写的是 {expected}。',
    'sample: every field is right but the bytes differ (a program changed line ends, quotes or the file head): digest is {actual}, the manifest says {expected}.',
  ],
  sample_not_in_frame: [
    '样本文件第 {line} 行：{element_id} 不在抽样框的层“{stratum}”里。',
    'sample line {line}: {element_id} is not in stratum "{stratum}" of the frame.',
  ],
  sample_ticket_order: [
    '样本文件第 {line} 行：票号 {actual} 不大于上一行的 {before}，不是抽中顺序。',
    'sample line {line}: ticket {actual} does not follow {before}; the lines are not in order of selection.',
  ],
  secret_differs: [
    '密语的摘要是 {actual}，清单事先公布的是 {expected}。',
    'The digest of the secret is {actual}, the manifest committed to {expected}.',
  ],
  secret_unexpected: [
    '给出了密语，但清单没有公布过它的摘要。',
    'A secret was given, but the manifest never committed to one.',
  ],
  secret_not_revealed: [
    '密语还没有揭示：现在可以核对抽样框、设计、各层人数和样本文件的摘要，抽样本身要等揭示后才能核对。',
    'The secret is not revealed yet: frame, design, numbers per stratum and the digest of the sample can be checked now, the draw itself only after the reveal.',
  ],
  sample_absent: ['没有给出样本文件。', 'No sample file was given.'],
  times_absent: [
    '清单没有写明承诺和种子的时间，请对照公布的通知。',
    'The manifest does not say when the commit and the seed were; compare the published notices.',
  ],
  short_secret: [
    '密语太短，别人可以试出来；请用 256 位随机数。',
    'The secret is short enough to be guessed from its digest; use 256 random bits.',
  ],
} as const satisfies Record<string, readonly [string, string]>

/** What a value should have been, for wrong_type and missing_key. */
export const expectedWords = {
  ...estimationExpectedWords,
  ...specExpectedWords,
  ...weightingExpectedWords,
  object: ['对象 {…}', 'an object {…}'],
  array: ['数组 […]', 'an array […]'],
  string: ['文字', 'a text'],
  count: ['不小于 0 的整数', 'a whole number of 0 or more'],
  positive: ['正整数', 'a whole number of 1 or more'],
  number: ['不小于 0 的数', 'a number of 0 or more'],
  above_zero: ['大于 0 的数', 'a number above 0'],
  power: ['0 到 1 之间的数', 'a number from 0 to 1'],
  share: ['不小于 0、小于 1 的数', 'a number of 0 or more and below 1'],
  names: ['名称列表，不空、不重复', 'a list of names, none empty or twice'],
  digests: ['64 位小写十六进制摘要的列表', 'a list of digests of 64 lower-case hex digits'],
  start: ['不小于 0、小于 1 的数，或 "seed"', 'a number of 0 or more and below 1, or "seed"'],
  digest: ['64 位小写十六进制摘要', 'a digest of 64 lower-case hex digits'],
  method: ['抽样方法', 'a method'],
  kind: ['分配方式', 'a kind of allocation'],
  reserve: ['整数或 {"per_stratum": {…}}', 'a whole number or {"per_stratum": {…}}'],
} as const satisfies Record<string, readonly [string, string]>

/** What verification checks, in the order it checks. */
export const checkWords = {
  files: ['文件写法', 'The files'],
  rule: ['方法与哈希', 'Rule, method and hash'],
  frame_digest: ['抽样框', 'Frame digest'],
  design_digest: ['抽样设计', 'Design digest'],
  secret: ['密语', 'Secret'],
  panel: ['面板密钥', 'Panel key'],
  earlier: ['排除近几轮抽中的人', 'People left out'],
  seed_time: ['先承诺、后有种子', 'Commit before seed'],
  allocation: ['各层人数', 'Numbers per stratum'],
  draw: ['重新抽样', 'Drawing again'],
  sample_digest: ['样本文件', 'Sample file digest'],
} as const satisfies Record<string, readonly [string, string]>

/** The files, as sentences name them. */
export const fileWords: Readonly<Record<string, readonly [string, string]>> = {
  frame: ['抽样框', 'frame'],
  design: ['设计文件', 'design'],
  manifest: ['抽样清单', 'manifest'],
  sample: ['样本文件', 'sample'],
}
