// Rows of the submission tables, as the store reads and writes them.
export interface SubmissionTable {
  id: string
  campaignId: string
  source: 'frame' | 'draw'
  sourceId: string
  template: string
  reason: string
  state: 'prepared' | 'approved' | 'sent' | 'received' | 'returned'
  rowCount: number
  files: string
  preparedBy: string
  approvedBy: string | null
  receipt: string | null
  preparedAt: string
  approvedAt: string | null
  receivedAt: string | null
}
