// Rows of the audit tables, as the store reads and writes them.
export interface AuditEntryTable {
  id: string
  position: number
  at: string
  actorId: string | null
  actorName: string
  action: string
  subject: string
  campaignId: string | null
  details: string
  previousHash: string
  hash: string
}

export interface AuditHeadTable {
  id: string
  position: number
  hash: string
}
