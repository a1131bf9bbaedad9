// Words of the problems that planning can name, Chinese first, English second; words.ts joins them.
export const planningWords = {
  one_target: [
    '{file}的 {pointer} 要且只要写 {known} 之一，现有：{found}。',
    '{file} {pointer} must have exactly one of {known}; it has {found}.',
  ],
  unknown_disposition: [
    '第 {line} 行的处置代码 {found} 不在代码表（{table}）里。',
    'Line {line}: disposition code {found} is not in the table of codes ({table}).',
  ],
  empty_disposition: ['第 {line} 行没有处置代码。', 'Line {line}: the disposition code is empty.'],
  case_weight: [
    '第 {line} 行的权数 {found} 不是大于 0 的数。',
    'Line {line}: the weight {found} is not a number above 0.',
  ],
  no_dispositions: ['文件里一条处置记录也没有。', 'The file holds no disposition.'],
  too_many_groups: [
    '列 {column} 有超过 {limit} 个不同的值，不像是分组。',
    'Column {column} has more than {limit} different values; it does not look like a group.',
  ],
  more_problems: ['此外还有 {count} 个问题没有列出。', '{count} more problems are not listed.'],
  wrong_count: [
    '--counts 的 {key} 应为不小于 0 的数，实为 {found}；可用的类别：{known}。',
    '--counts {key}: expected a number of 0 or more, found {found}; the classes are {known}.',
  ],
} as const satisfies Record<string, readonly [string, string]>
