// Rows of the roster tables, as the store reads and writes them.
import type { Generated } from 'kysely'

export interface PersonTable {
  id: string
  name: string
  mobile: string
  mobileExtra: string | null
  sex: string | null
  mergedInto: string | null
  createdAt: string
}

export interface RosterTable {
  id: string
  campaignId: string
  category: string
  unitId: string | null
  name: string
  state: 'uploaded' | 'importing' | 'ready' | 'failed' | 'cancelled'
  fileName: string
  fileDigest: string
  fileBytes: number
  encoding: string | null
  delimiter: string | null
  headerLine: number | null
  mapping: string | null
  valid: Generated<number>
  lost: Generated<number>
  duplicate: Generated<number>
  blank: Generated<number>
  processed: Generated<number>
  problem: string | null
  createdAt: string
  importedAt: string | null
}

export interface RosterEntryTable {
  rosterId: string
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
  cells: string
}

export interface PersonPairTable {
  id: string
  personA: string
  personB: string
  reason: string
  state: 'open' | 'same' | 'different'
  decidedBy: string | null
  decidedAt: string | null
  createdAt: string
}
