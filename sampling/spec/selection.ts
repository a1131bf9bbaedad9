// Operations of `sampling estimate`: inclusion probabilities, unequal-probability draws and their variances.
import type { Operations } from './types.ts'

export const selectionOperations: Operations = {}
