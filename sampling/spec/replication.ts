// Operations of `sampling estimate`: jackknife, BRR, Fay and bootstrap replicates.
import type { Operations } from './types.ts'

export const replicationOperations: Operations = {}
