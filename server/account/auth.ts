// Sign-in and sessions: better-auth on our own tables. Passwords are scrypt hashes; cookies are httpOnly and SameSite.
import { betterAuth } from 'better-auth'
import { kyselyAdapter } from '@better-auth/kysely-adapter'
import { admin, username } from 'better-auth/plugins'
import { createAccessControl } from 'better-auth/plugins/access'
import type { Config, KeyRing } from '../config.ts'
import type { Db } from '../db/engine.ts'
import { ROLES } from './permission.ts'

/** What a user name may be made of. */
export const USERNAME = /^[A-Za-z0-9_.-]{2,40}$/

export type Auth = ReturnType<typeof createAuth>

export function createAuth(db: Db, config: Config, key: KeyRing) {
  return betterAuth({
    appName: 'Minping',
    baseURL: config.baseUrl,
    basePath: '/api/auth',
    secret: key('session').toString('hex'),
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Both engines hold flags as 0|1 and times as ISO text (our rule for portable tables), which the library calls its sqlite form.
    database: kyselyAdapter(db as never, { type: 'sqlite' }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    user: {
      modelName: 'account_user',
      additionalFields: { mustChangePassword: { type: 'boolean', defaultValue: false, input: false } },
    },
    session: { modelName: 'account_session', expiresIn: 8 * 3600, updateAge: 900 },
    account: { modelName: 'account_credential' },
    verification: { modelName: 'account_verification' },
    rateLimit: {
      enabled: true,
      storage: 'memory',
      window: 60,
      max: 600,
      customRules: { '/sign-in/username': { window: 60, max: 10 } },
    },
    advanced: {
      cookiePrefix: 'minping',
      useSecureCookies: config.baseUrl.startsWith('https://'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
      database: { generateId: () => crypto.randomUUID() },
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 40,
        usernameValidator: name => USERNAME.test(name),
      }),
      admin({ defaultRole: 'viewer', adminRoles: ['administrator'], ac, roles }),
    ],
  })
}

// The library wants its own list of roles to accept them on a user; what they may do is decided in permission.ts.
const ac = createAccessControl({
  user: ['create', 'list', 'set-role', 'ban', 'delete', 'set-password', 'get', 'update'],
  session: ['list', 'revoke', 'delete'],
} as const)
const roles = Object.fromEntries(ROLES.map(role => [role, ac.newRole({ user: [], session: [] })]))
