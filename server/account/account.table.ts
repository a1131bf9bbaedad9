// Rows of the account tables, as the store reads and writes them.
import type { Generated } from 'kysely'

export interface AccountUserTable {
  id: string
  name: string
  email: string
  emailVerified: Generated<number>
  image: string | null
  username: string | null
  displayUsername: string | null
  role: string | null
  banned: Generated<number | null>
  banReason: string | null
  banExpires: string | null
  mustChangePassword: Generated<number | null>
  createdAt: string
  updatedAt: string
}

export interface AccountSessionTable {
  id: string
  userId: string
  token: string
  expiresAt: string
  ipAddress: string | null
  userAgent: string | null
  impersonatedBy: string | null
  createdAt: string
  updatedAt: string
}

export interface AccountCredentialTable {
  id: string
  accountId: string
  providerId: string
  userId: string
  accessToken: string | null
  refreshToken: string | null
  idToken: string | null
  accessTokenExpiresAt: string | null
  refreshTokenExpiresAt: string | null
  scope: string | null
  password: string | null
  createdAt: string
  updatedAt: string
}

export interface AccountVerificationTable {
  id: string
  identifier: string
  value: string
  expiresAt: string
  createdAt: string | null
  updatedAt: string | null
}
