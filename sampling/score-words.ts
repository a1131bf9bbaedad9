// Words of everything that can be wrong with a scoring scheme or a response file, Chinese first, English second.

export const scoreProblemWords = {
  scheme_not_object: ['计分方案应为一个 JSON 对象。', 'The scheme must be one JSON object.'],
  scheme_unknown_key: [
    '计分方案有不认识的键 {pointer}；可用的键：{known}。',
    'Scheme {pointer}: unknown key; the keys are {known}.',
  ],
  scheme_missing_key: ['计分方案缺少 {pointer}（{expected_zh}）。', 'Scheme {pointer} is missing ({expected}).'],
  scheme_wrong: [
    '计分方案的 {pointer} 应为{expected_zh}，实为 {found}。',
    'Scheme {pointer}: expected {expected}, found {found}.',
  ],
  scheme_weights_zero: ['计分方案 {pointer} 的权重合计为 0。', 'Scheme {pointer}: the weights add up to 0.'],
  scheme_code_twice: [
    '代码 {found} 既在 value_map 里，又在 {pointer} 里。',
    'Scheme {pointer}: the code {found} is also in value_map.',
  ],
  scheme_dimension_weight: [
    '计分方案 {pointer} 用到维度 {found}，dimension_weights 里没有它的权重。',
    'Scheme {pointer} uses dimension {found}, which has no weight in dimension_weights.',
  ],
  scheme_hcp_file: [
    '计分方案的 {pointer} 只用于年度考评：答卷文件里没有好差评，请删去这一项。',
    'Scheme {pointer} belongs to a campaign: a response file holds no 好差评 ratings; leave the key out.',
  ],
  file_empty: ['文件里没有答卷。', 'The file holds no responses.'],
  column_missing: [
    '表头（第 {line} 行）没有列“{column}”；现有列：{found}。',
    'Line {line}: the header has no column "{column}"; it has {found}.',
  ],
  column_twice: [
    '表头（第 {line} 行）的列“{column}”出现了两次。',
    'Line {line}: the header names column "{column}" twice.',
  ],
  row_width: [
    '第 {line} 行有 {fields} 个字段，表头有 {expected} 个。',
    'Line {line} has {fields} fields, the header has {expected}.',
  ],
  respondent_empty: [
    '第 {line} 行列“{column}”为空：没有答卷人编号。',
    'Line {line}, column "{column}": no respondent id.',
  ],
  respondent_twice: [
    '第 {line} 行的答卷人 {value} 已在第 {first_line} 行出现。',
    'Line {line}: respondent {value} is already on line {first_line}.',
  ],
  respondent_differs: [
    '第 {line} 行答卷人 {value} 的“{column}”与第 {first_line} 行不一致。',
    'Line {line}: "{column}" of respondent {value} differs from line {first_line}.',
  ],
  rating_twice: [
    '第 {line} 行：{value} 对该单位（{unit}）的评价已在第 {first_line} 行出现。',
    'Line {line}: respondent {value} already rated {unit} on line {first_line}.',
  ],
  group_unknown: [
    '第 {line} 行列“{column}”的群体 {value} 不在 group_weights 里。',
    'Line {line}, column "{column}": group {value} is not in group_weights.',
  ],
  unit_unknown: [
    '第 {line} 行列“{column}”的单位 {value} 不认识。',
    'Line {line}, column "{column}": unit {value} is not known.',
  ],
  dimension_unknown: [
    '第 {line} 行列“{column}”的评价项 {value} 不在 dimension_weights 里。',
    'Line {line}, column "{column}": dimension {value} is not in dimension_weights.',
  ],
  value_unknown: [
    '第 {line} 行列“{column}”的代码 {value} 既不在 value_map，也不在 missing 里。',
    'Line {line}, column "{column}": the code {value} is neither in value_map nor in missing.',
  ],
  weight_bad: [
    '第 {line} 行列“{column}”的权重应为大于 0 的数，实为 {value}。',
    'Line {line}, column "{column}": a weight must be a number above 0, found {value}.',
  ],
  population_small: [
    '层 {value} 的总体数 {population} 小于答卷数 {n}。',
    'Stratum {value}: population {population} is smaller than its {n} respondents.',
  ],
} as const satisfies Record<string, readonly [string, string]>

/** What a value of the scheme should have been. */
export const schemeExpectedWords = {
  text: ['不空的文字', 'a text that is not empty'],
  text_or_null: ['列名或 null', 'a column name or null'],
  layout: ['"wide" 或 "long"', '"wide" or "long"'],
  units: [
    '列名数组，或 {"单位代码": "列名"}，或 {"单位代码": {"维度": "列名"}}',
    'an array of columns, or {"unit": "column"}, or {"unit": {"dimension": "column"}}',
  ],
  value_map: ['{"代码": 分值或 null}', '{"code": number or null}'],
  weights: ['{"名称": 不小于 0 的数}', '{"name": a number of 0 or more}'],
  codes: ['代码数组', 'an array of codes'],
  aliases: ['{"文件中的值": "代码"}', '{"value in the file": "code"}'],
  sizes: ['{"层": 正整数}', '{"stratum": a whole number of 1 or more}'],
  count: ['不小于 0 的整数', 'a whole number of 0 or more'],
  percent: ['0 到 100 的数', 'a number from 0 to 100'],
  small_group: ['"leave_out" 或 "merge_then_flag"', '"leave_out" or "merge_then_flag"'],
  share: ['0 到 100 的十进制数（文字）', 'a decimal from 0 to 100, as text'],
  least_five: ['不小于 5 的整数', 'a whole number of 5 or more'],
  hcp_map: [
    'alt_value_maps 中给五个满意度等级都赋了 0 到 100 分的一项',
    'the name of one of alt_value_maps that gives each of the five levels 0 to 100 points',
  ],
  period: [
    'null，或 {"from": "2026-01-01", "to": "2026-12-31"}，起止日期先后有序',
    'null, or {"from": "2026-01-01", "to": "2026-12-31"}, in order',
  ],
  section: ['方案手册所列的值', 'one of the values the default scheme shows'],
  decimal: ['不小于 0 的十进制数（文字）', 'a decimal of 0 or more, as text'],
  flag: ['true 或 false', 'true or false'],
  hundred: ['合计为 100 的百分比', 'percentages that add up to 100'],
  rounding: [
    '{"places": 0 到 10, "mode": "half_up" 或 "half_even"}',
    '{"places": 0 to 10, "mode": "half_up" or "half_even"}',
  ],
} as const satisfies Record<string, readonly [string, string]>
