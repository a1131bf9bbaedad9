// Rows of the rating tables, as the store reads and writes them.
import type { Level } from './level.ts'

export interface RatingTable {
  id: string
  centerId: string
  pointId: string
  unitId: string | null
  matterId: string | null
  staffId: string | null
  /** Null: given by the window's QR code and not joined to a visit. */
  visitId: string | null
  /** A supplement names the rating it belongs to. */
  firstId: string | null
  /** 0: filled in by another system; 1: the rating; 2 and more: supplements 追评, kept and never in an indicator. */
  sequence: number
  /** `auto_default`: another system filled it in; counted, never scored. */
  kind: 'active' | 'auto_default'
  level: Level
  /** JSON array of tag codes. */
  tags: string
  /** As written; what staff see goes through screen.ts first. */
  words: string
  /** 1: the rater left a contact (实名). */
  named: 0 | 1
  channel: 'link' | 'qr' | 'tablet' | 'exchange'
  /** Made by the client once; the same one again is the same rating. */
  clientId: string
  receiptHash: string
  /** When the person tapped; earlier than `ratedAt` where a tablet was offline. */
  madeAt: string
  /** When it was on disk here. */
  ratedAt: string
  /** China hour of `madeAt`, the key of its tally. */
  ratedHour: string
  /** An upheld appeal took it out of every indicator; the row stays. */
  excludedAt: string | null
}

export interface RatingContactTable {
  ratingId: string
  /** `{name, mobile}` sealed by `context.key('rating-contact')`. */
  sealed: string
}

/** Keyed hashes, deleted after 30 days. */
export interface RatingTraceTable {
  ratingId: string
  centerId: string
  day: string
  deviceHash: string | null
  networkHash: string | null
  mobileHash: string | null
}

/** First ratings by people, by level, in an hour; `autoDefault` and `excluded` are counted apart. '' where a column has none. */
export interface RatingTallyTable {
  centerId: string
  pointId: string
  unitId: string
  matterId: string
  staffId: string
  hour: string
  verySatisfied: number
  satisfied: number
  basicallySatisfied: number
  dissatisfied: number
  veryDissatisfied: number
  autoDefault: number
  excluded: number
}

export interface RatingFlagTable {
  id: string
  centerId: string
  pointId: string
  ratingId: string | null
  rule: string
  /** What it is about: a rating, or a window and a day. Unique with the rule. */
  subject: string
  day: string
  /** JSON: what was seen. */
  evidence: string
  state: 'open' | 'confirmed' | 'cleared'
  note: string
  reviewedBy: string | null
  reviewedAt: string | null
  createdAt: string
}

export interface RatingImportTable {
  id: string
  centerId: string
  fileName: string
  digest: string
  direction: 'five_is_best' | 'one_is_best'
  imported: number
  autoDefault: number
  repeated: number
  refused: number
  /** JSON array of tag codes nobody knows. */
  unknownTags: string
  /** CSV of the refused lines with reasons. */
  rejects: string
  createdBy: string
  createdAt: string
}
