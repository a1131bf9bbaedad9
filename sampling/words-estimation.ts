// Words of the problems that estimation can name, Chinese first, English second; words.ts joins them.
export const estimationWords = {} as const satisfies Record<string, readonly [string, string]>
