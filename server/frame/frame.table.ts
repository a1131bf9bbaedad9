// Rows of the frame tables, as the store reads and writes them.
import type { Generated } from 'kysely'

export interface FrameTable {
  id: string
  campaignId: string
  name: string
  state: 'draft' | 'freezing' | 'frozen'
  definition: string
  digest: string | null
  elementCount: Generated<number>
  coverage: string
  /** Frame checks at freezing, JSON. */
  checks: string | null
  /** When somebody began or went on freezing; an old claim may be taken over. */
  claimedAt: string | null
  createdBy: Generated<string>
  createdAt: string
  frozenAt: string | null
}

export interface FrameElementTable {
  frameId: string
  elementId: string
  stratum: string
  size: number | null
  personId: string
  category: string
  /** The unit whose roster the element came from. */
  unitId: string | null
  /** JSON array of further units whose rosters list the same person; null when there is none. */
  otherUnits: string | null
  /** The roster entry the element stands for. */
  rosterId: string | null
  line: number | null
}
