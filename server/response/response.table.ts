// Rows of the response tables, as the store reads and writes them.
export interface ResponseCaseTable {
  caseId: string
  campaignId: string
  questionnaireId: string
  drawId: string
  category: string
  stratum: string
  baseWeight: number
  units: string
}

export interface ResponseDraftTable {
  caseId: string
  version: number
  answers: string
  savedOn: string
}

export interface ResponseTable {
  caseId: string
  campaignId: string
  clientId: string
  answers: string
  channel: string
  submittedOn: string
}
