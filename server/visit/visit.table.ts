// Rows of the visit tables, as the store reads and writes them.
export interface VisitTable {
  id: string
  centerId: string
  pointId: string
  unitId: string | null
  matterId: string | null
  staffId: string | null
  /** 办件编号, unique in its centre. */
  caseNo: string
  source: 'api' | 'file' | 'tap' | 'exchange'
  /** The upload that brought it first. */
  importId: string | null
  /** Keyed hash of the service user's telephone, where the source gave one. */
  mobileHash: string | null
  startedAt: string | null
  /** A visit counts in the denominator from here on. */
  finishedAt: string | null
  /** China hour of `finishedAt`, the key of its tally. */
  finishedHour: string | null
  /** Hash of the code in `/r/:code`; the code follows from the id and a key of the house. */
  codeHash: string
  /** When staff tapped 请评价. */
  offeredAt: string | null
  /** When the first rating by a person came. */
  ratedAt: string | null
  createdAt: string
  updatedAt: string
}

/** Visits finished in an hour, and how many of them were rated since; '' where a column has none. */
export interface VisitTallyTable {
  centerId: string
  pointId: string
  unitId: string
  matterId: string
  staffId: string
  hour: string
  visits: number
  rated: number
}

export interface VisitImportTable {
  id: string
  centerId: string
  fileName: string
  /** `running`: not all of its lines are in yet, or its process died; the same file again stores nothing twice. */
  state: 'running' | 'done' | 'removed'
  /** SHA-256 of the file's bytes. */
  digest: string
  imported: number
  changed: number
  repeated: number
  refused: number
  /** Unrated visits that were taken back. */
  removed: number
  /** CSV of the refused lines with reasons. */
  rejects: string
  createdBy: string
  createdAt: string
}

export interface VisitKeyTable {
  id: string
  centerId: string
  name: string
  keyHash: string
  /** Its last characters, by which people tell keys apart. */
  tail: string
  createdBy: string
  createdAt: string
  usedAt: string | null
  revokedAt: string | null
}

export interface VisitRequestTable {
  keyId: string
  idempotencyKey: string
  /** Keyed hash of the body. */
  digest: string
  answer: string
  createdAt: string
}
