// Rows of the draw tables, as the store reads and writes them.
import type { Generated } from 'kysely'

export interface DrawTable {
  id: string
  campaignId: string
  frameId: string
  designId: string
  state: 'committed' | 'seeded' | 'drawn' | 'revealed' | 'void'
  frameDigest: string
  designDigest: string
  secretDigest: string | null
  secret: string | null
  seed: string | null
  seedPlace: string | null
  seedWitnesses: string | null
  seedRecordedAt: string | null
  manifest: string | null
  sampleDigest: string | null
  voidReason: string | null
  committedBy: Generated<string>
  committedAt: string
  drawnAt: string | null
  revealedAt: string | null
}

export interface DrawElementTable {
  drawId: string
  elementId: string
  stratum: string
  position: number
  role: 'sample' | 'reserve'
  ticket: string
  inclusionProbability: number
  baseWeight: number | null
  personId: string
  category: string
  unitId: string | null
  releasedAt: string | null
}

export interface DrawAssignmentTable {
  drawId: string
  elementId: string
  unitId: string
  position: number
}
