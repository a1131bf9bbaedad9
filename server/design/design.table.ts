// Rows of the design tables, as the store reads and writes them.
import type { Generated } from 'kysely'

export interface DesignTable {
  id: string
  campaignId: string
  frameId: string
  name: string
  body: string
  assignment: string
  digest: string | null
  state: 'draft' | 'committed'
  createdBy: Generated<string>
  createdAt: string
  committedAt: string | null
}
