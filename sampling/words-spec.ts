// Words of the problems that spec can name, Chinese first, English second; words.ts joins them.
export const specWords = {} as const satisfies Record<string, readonly [string, string]>
