// Rows of the submission table, as the store reads and writes them.
export interface SubmissionTable {
  id: string
  campaignId: string
  source: 'frame' | 'draw'
  sourceId: string
  /** JSON of a Template. */
  template: string
  part: 'all' | 'sample' | 'reserve'
  reason: string
  state: 'prepared' | 'returned' | 'approved' | 'received'
  rowCount: number
  /** JSON array of MadeFile: what was made at preparing, with its digests. */
  files: string
  /** The line that stands above the list in every file. */
  watermark: string
  preparedBy: string
  preparedName: string
  approvedBy: string | null
  approvedName: string | null
  returnedBy: string | null
  returnedName: string | null
  returnReason: string | null
  receivedBy: string | null
  receivedName: string | null
  receipt: string | null
  preparedAt: string
  approvedAt: string | null
  returnedAt: string | null
  /** When a file left the house for the first time. */
  sentAt: string | null
  receivedAt: string | null
}
