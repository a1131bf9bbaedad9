// Rows of the submission tables, as the store reads and writes them.
export interface SubmissionTable {
  id: string
  campaignId: string
  source: 'frame' | 'draw'
  sourceId: string
  template: string
  part: 'all' | 'sample' | 'reserve'
  reason: string
  state: 'prepared' | 'approved' | 'sent' | 'received' | 'returned'
  rowCount: number
  files: string
  /** The line that stands above the list in every file. */
  watermark: string | null
  preparedBy: string
  preparedName: string
  approvedBy: string | null
  approvedName: string | null
  receipt: string | null
  returnReason: string | null
  preparedAt: string
  approvedAt: string | null
  sentAt: string | null
  receivedAt: string | null
}
