// Words of the problems that spec can name, Chinese first, English second; words.ts joins them.
export const specWords = {
  empty_table: ['{file}没有表头，一列也没有。', '{file} has no header line, so no column.'],
  table_too_large: ['{file}超过 {limit} 字节。', '{file} is larger than {limit} bytes.'],
  too_many_columns: ['{file}的列数超过 {limit}。', '{file} has more than {limit} columns.'],
  table_column_missing: [
    '{file}没有列“{column}”；现有列：{found}。',
    '{file} has no column "{column}"; it has {found}.',
  ],
  column_not_numbers: [
    '{file}的列“{column}”应为数，第 {line} 行是“{value}”。',
    '{file}: column "{column}" must hold numbers, line {line} holds "{value}".',
  ],
  unknown_operation: [
    '没有操作 op “{found}”；可用的操作：{known}。',
    'There is no operation "{found}"; the operations are {known}.',
  ],
  unknown_case: ['没有编号为“{found}”的算例。', 'There is no case "{found}".'],
  circular_case: ['算例“{found}”引用了自己：{path}。', 'Case "{found}" refers to itself: {path}.'],
  bad_case: [
    '算例的 {key} 应为{expected_zh}，实为 {found}。',
    'The case\'s "{key}" must be {expected}, found {found}.',
  ],
  duplicate_case: ['编号“{found}”已用于第 {first} 个算例。', 'The id "{found}" is already that of case {first}.'],
  case_without_data: ['算例没有写数据文件 data。', 'The case names no data file.'],
  case_without_design: ['算例没有写抽样设计 design。', 'The case has no design.'],
  data_missing: ['数据目录里没有文件“{found}”。', 'The data folder has no file "{found}".'],
  data_outside: [
    '文件“{found}”不在数据目录之内，不予读取。',
    'File "{found}" is outside the data folder and is not read.',
  ],
  case_failed: ['算例算不出来：{reason}。', 'The case cannot be computed: {reason}.'],
  spec_not_cases: [
    '算例文件应为数组，或带有 cases 数组的对象。',
    'The spec must be an array of cases, or an object that has them under "cases".',
  ],
  too_many_cases: ['算例超过 {limit} 个。', 'The spec holds more than {limit} cases.'],
  bad_event: [
    '事件 {event} 写法有误：第 {place} 个字符处的 {found}。写作“列 比较号 数或带引号的词”，可用 &、|、!、括号连接。',
    'Event {event} cannot be read at character {place}: {found}. Write a column, a comparison, and a number or a quoted word; join with &, |, ! and brackets.',
  ],
  event_word_order: [
    '事件 {event}：文字只能用 == 与 != 比较，不能用 {sign}。',
    'Event {event}: words compare by == and != only, not by {sign}.',
  ],
  event_too_long: ['事件超过 {limit} 个字符。', 'The event is longer than {limit} characters.'],
} as const satisfies Record<string, readonly [string, string]>

/** What a value should have been, for `expecting`. */
export const specExpectedWords = {
  switch: ['true 或 false', 'true or false'],
} as const satisfies Record<string, readonly [string, string]>
