// Rows of the score tables, as the store reads and writes them.

export interface ScoreFileTable {
  id: string
  campaignId: string
  name: string
  fileName: string
  /** SHA-256 of the bytes that came. */
  digest: string
  bytes: number
  encoding: string
  /** JSON: the scheme that reads `content`. */
  mapping: string
  /** The mapped columns alone, as CSV; respondent ids are replaced by numbers. */
  content: string
  respondents: number
  ratings: number
  createdBy: string
  createdAt: string
}

export interface ScoreRunTable {
  id: string
  campaignId: string
  schemeId: string
  state: 'provisional' | 'frozen'
  /** JSON: what was scored, with digests. */
  inputs: string
  inputsDigest: string
  /** JSON: the result as it may be shown, small cells hidden. */
  result: string
  resultDigest: string
  respondents: number
  createdBy: string
  createdAt: string
  frozenBy: string | null
  frozenAt: string | null
}
