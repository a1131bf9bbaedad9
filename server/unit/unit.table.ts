// Rows of the unit tables, as the store reads and writes them.
import type { Generated } from 'kysely'

export interface UnitSeriesTable {
  id: string
  code: string
  name: string
  position: number
}

export interface UnitTable {
  id: string
  seriesId: string
  code: string
  name: string
  shortName: string
  parentId: string | null
  position: number
  active: Generated<0 | 1>
  createdAt: string
  updatedAt: string
}
