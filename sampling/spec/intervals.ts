// Operations of `sampling estimate`: proportions, quantiles, variances and tests.
import type { Operations } from './types.ts'

export const intervalsOperations: Operations = {}
