// Rows of the window tables, as the store reads and writes them.
export interface WindowCenterTable {
  id: string
  code: string
  name: string
  address: string
  /** `09:00` to `17:00` in China: for bursts at closing time. */
  opensAt: string
  closesAt: string
  /** Days in which a rating may be supplemented 追评. */
  supplementDays: number
  active: 0 | 1
  createdAt: string
  updatedAt: string
}

/** A window of a centre. */
export interface WindowPointTable {
  id: string
  centerId: string
  /** The evaluated unit whose service it gives, where it has one. */
  unitId: string | null
  /** As the hall numbers it: `A03`. */
  code: string
  name: string
  /** What stands in the QR code: 80 random bits, 16 characters. */
  publicCode: string
  active: 0 | 1
  createdAt: string
  updatedAt: string
}

export interface WindowStaffTable {
  id: string
  centerId: string
  /** Where they sit now. */
  pointId: string | null
  userId: string | null
  number: string
  name: string
  /** Keyed hash of their own telephone, for the forgery check. */
  mobileHash: string | null
  active: 0 | 1
  createdAt: string
  updatedAt: string
}

export interface WindowMatterTable {
  id: string
  unitId: string | null
  code: string
  name: string
  active: 0 | 1
  createdAt: string
  updatedAt: string
}

export interface WindowDeviceTable {
  id: string
  centerId: string
  pointId: string
  name: string
  state: 'pending' | 'paired' | 'revoked'
  tokenHash: string
  pairHash: string | null
  pairExpiresAt: string | null
  pairedBy: string | null
  pairedAt: string | null
  revokedBy: string | null
  revokedAt: string | null
  seenAt: string | null
  createdAt: string
}
