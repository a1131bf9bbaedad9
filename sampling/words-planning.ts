// Words of the problems that planning can name, Chinese first, English second; words.ts joins them.
export const planningWords = {} as const satisfies Record<string, readonly [string, string]>
