// Words of the problems that selection can name, Chinese first, English second; words.ts joins them.
export const selectionWords = {} as const satisfies Record<string, readonly [string, string]>
