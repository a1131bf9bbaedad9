// What rating files are spoken of in: their fields and the two directions of their levels. Pure; the pages use it too.
/** Which digit is the best. The two codings in use run in opposite directions, so nothing here guesses it. */
export const DIRECTIONS = ['five_is_best', 'one_is_best'] as const
export type Direction = (typeof DIRECTIONS)[number]

export const EXCHANGE_FIELDS = [
  'caseNo',
  'level',
  'levelWords',
  'tags',
  'words',
  'assessedAt',
  'assessNumber',
  'channel',
  'windowCode',
  'staffNumber',
  'matterCode',
  'finishedAt',
  'state',
  'userKind',
  'serviceKind',
  'anonymous',
  'audited',
] as const
export type ExchangeField = (typeof EXCHANGE_FIELDS)[number]

/** Fields whose codes are shown with their words and are not stored. */
export const CODED_FIELDS = ['channel', 'state', 'userKind', 'serviceKind', 'anonymous', 'audited'] as const
export type CodedField = (typeof CODED_FIELDS)[number]
