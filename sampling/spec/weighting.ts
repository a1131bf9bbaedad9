// Operations of `sampling estimate`: post-stratification, raking, calibration, trimming and non-response.
import type { Operations } from './types.ts'

export const weightingOperations: Operations = {}
