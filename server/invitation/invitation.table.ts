// Rows of the invitation tables, as the store reads and writes them.
export interface InvitationBatchTable {
  id: string
  campaignId: string
  drawId: string
  questionnaireId: string
  invited: number
  expiresAt: string
  createdBy: string
  createdAt: string
}

export interface InvitationTable {
  id: string
  campaignId: string
  batchId: string
  drawId: string
  questionnaireId: string
  elementId: string
  personId: string
  tokenHash: string
  state: 'issued' | 'opened' | 'answered' | 'refused' | 'call_requested' | 'revoked'
  issuedAt: string
  expiresAt: string
}

export interface InvitationKeyTable {
  campaignId: string
  key: string | null
  destroyedAt: string | null
}
