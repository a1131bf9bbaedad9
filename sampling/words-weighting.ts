// Words of the problems that weighting can name, Chinese first, English second; words.ts joins them.
export const weightingWords = {} as const satisfies Record<string, readonly [string, string]>
