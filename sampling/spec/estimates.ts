// Operations of `sampling estimate`: means, totals, ratios, domains, contrasts and composites.
import type { Operations } from './types.ts'

export const estimatesOperations: Operations = {}
