// Rows of the frame tables, as the store reads and writes them.
import type { Generated } from 'kysely'

export interface FrameTable {
  id: string
  campaignId: string
  name: string
  state: 'draft' | 'frozen'
  definition: string
  digest: string | null
  elementCount: Generated<number>
  coverage: string
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
  unitId: string | null
}
