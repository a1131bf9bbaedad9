// Words of the problems that planning can name, Chinese first, English second; words.ts joins them.
export const planningWords = {
  one_target: [
    '{file}的 {pointer} 要且只要写 {known} 之一，现有：{found}。',
    '{file} {pointer} must have exactly one of {known}; it has {found}.',
  ],
} as const satisfies Record<string, readonly [string, string]>
