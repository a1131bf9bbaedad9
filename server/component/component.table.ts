// Rows of the component tables, as the store reads and writes them. Numbers are exact decimals as text.

export interface ComponentTable {
  campaignId: string
  unitId: string
  part: 'target' | 'party_government' | 'congress_cppcc'
  value: string
  source: 'entered' | 'imported'
  updatedBy: string
  updatedAt: string
}

export interface ComponentEntryTable {
  id: string
  campaignId: string
  unitId: string
  kind: 'bonus' | 'deduction'
  points: string
  reason: string
  document: string
  source: 'entered' | 'imported'
  updatedBy: string
  updatedAt: string
}

export interface ComponentLockTable {
  campaignId: string
  digest: string
  lockedBy: string
  lockedAt: string
}
