// Operations of `sampling estimate`: allocation, sample size and outcome rates.
import type { Operations } from './types.ts'

export const planningOperations: Operations = {}
