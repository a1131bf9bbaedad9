// Rows of the campaign tables, as the store reads and writes them.
import type { Generated } from 'kysely'

export interface CampaignTable {
  id: string
  year: number
  name: string
  state: 'preparing' | 'sampling' | 'fieldwork' | 'scoring' | 'review' | 'published'
  organiser: string
  implementer: string
  hotline: string
  notice: string
  opensOn: string | null
  closesOn: string | null
  demo: Generated<0 | 1>
  createdAt: string
  updatedAt: string
}

export interface CampaignUnitTable {
  campaignId: string
  unitId: string
  position: number
}

export interface CampaignSchemeTable {
  id: string
  campaignId: string
  version: number
  body: string
  digest: string
  state: 'draft' | 'frozen'
  createdAt: string
}
