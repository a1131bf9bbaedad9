// Rows of the composite tables, as the store reads and writes them.

export interface CompositeTriggerTable {
  id: string
  campaignId: string
  unitId: string
  kind: 'downgrade' | 'poor'
  clause: string
  reason: string
  document: string
  happenedOn: string
  exempt: 0 | 1
  exemptReason: string
  decidedBy: string
  createdAt: string
}

export interface CompositeResultTable {
  id: string
  campaignId: string
  scoreRunId: string
  /** JSON: digests of what it was made from. */
  inputs: string
  /** JSON: the table as published. */
  body: string
  digest: string
  frozenBy: string
  frozenAt: string
}
