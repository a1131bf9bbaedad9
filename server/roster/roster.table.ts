// Rows of the roster tables, as the store reads and writes them.
import type { Generated } from 'kysely'

/** One row per name and mobile. A person counts where an entry of a roster in state `ready` points to them. */
export interface PersonTable {
  id: string
  name: string
  /** 11 digits. */
  mobile: string
  /** Further numbers of the same cell or column, joined by `;`. */
  mobileExtra: string | null
  sex: 'male' | 'female' | null
  /** The person this one was found to be; null for the one that stands for all. Never a chain. */
  mergedInto: string | null
  createdAt: string
}

export interface RosterTable {
  id: string
  campaignId: string
  category: string
  unitId: string | null
  name: string
  /** Entries count in `ready` only. `merged`: a corrected file whose rows went to the roster in `addsTo`. */
  state: 'uploaded' | 'importing' | 'ready' | 'merged' | 'failed' | 'cancelled'
  fileName: string
  fileDigest: string
  fileBytes: number
  encoding: string | null
  delimiter: string | null
  headerLine: number | null
  /** JSON: `{ headers, mapping }`, field → column from 0. */
  mapping: string | null
  valid: Generated<number>
  lost: Generated<number>
  duplicate: Generated<number>
  blank: Generated<number>
  processed: Generated<number>
  processedBytes: Generated<number>
  /** JSON: `{ title, detail }`, each Chinese and English, of what stopped the last import. */
  problem: string | null
  addsTo: string | null
  /** `host:pid` of the process that imports, and when it last said so. */
  owner: string | null
  heartbeatAt: string | null
  /** Set while an import may have left rows behind; ids of people made by it sort after it. */
  importMark: string | null
  pairsDone: Generated<0 | 1>
  createdAt: string
  importedAt: string | null
}

/** One row: which process imports or clears now, so that several processes take turns. */
export interface RosterLeaseTable {
  id: string
  owner: string | null
  heartbeatAt: string | null
}

export interface RosterEntryTable {
  rosterId: string
  /** Row of the source file as a spreadsheet counts. */
  line: number
  personId: string
  organisation: string | null
  district: string | null
  matter: string | null
  handledOn: string | null
  sector: string | null
  delegation: string | null
  post: string | null
  note: string | null
  /** JSON object of the columns that no field takes. */
  extra: string | null
}

export interface RosterProblemTable {
  rosterId: string
  line: number
  sequence: number
  columnName: string
  value: string
  problem: string
}

export interface RosterRejectTable {
  rosterId: string
  line: number
  reason: string
  /** JSON array of the row as it stood in the file. */
  cells: string
}

export interface PersonPairTable {
  id: string
  personA: string
  personB: string
  reason: 'same_mobile' | 'same_name_organisation'
  state: 'open' | 'same' | 'different'
  decidedBy: string | null
  decidedAt: string | null
  createdAt: string
}
