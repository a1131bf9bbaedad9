// Every operation of `sampling estimate`, by the name a case calls it.
import { estimatesOperations } from './estimates.ts'
import { intervalsOperations } from './intervals.ts'
import { planningOperations } from './planning.ts'
import { replicationOperations } from './replication.ts'
import { selectionOperations } from './selection.ts'
import type { Operations } from './types.ts'
import { weightingOperations } from './weighting.ts'

export const operations: Operations = {
  ...estimatesOperations,
  ...intervalsOperations,
  ...planningOperations,
  ...replicationOperations,
  ...selectionOperations,
  ...weightingOperations,
}
