// Rows of the questionnaire tables, as the store reads and writes them.
export interface QuestionnaireTable {
  id: string
  campaignId: string
  version: number
  title: string
  body: string
  digest: string
  state: 'draft' | 'fielded' | 'retired'
  createdAt: string
  updatedAt: string
}
