// Making office users: one-time passwords that can be read aloud and typed once.
import { randomInt } from 'node:crypto'
import type { Context } from '../context.ts'
import { type Actor, recordAudit } from '../audit/audit.store.ts'
import { transact } from '../db/engine.ts'
import { setMustChangePassword } from './account.store.ts'
import type { Role } from './permission.ts'

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Four groups of four from 31 unmistakable characters: 79 bits. */
export function oneTimePassword(): string {
  const group = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

export interface NewUser {
  readonly username: string
  readonly name: string
  readonly role: Role
}

/** Creates a user with a one-time password that must be changed at the first sign-in. */
export async function createUser(
  context: Context,
  actor: Actor,
  user: NewUser,
  password = oneTimePassword(),
): Promise<{ id: string; password: string }> {
  const created = await context.auth.api.createUser({
    body: {
      email: `${user.username.toLowerCase()}@unit.invalid`,
      password,
      name: user.name,
      role: user.role,
      data: { username: user.username.toLowerCase(), displayUsername: user.username },
    },
  })
  const id = created.user.id
  await transact(context.db, async trx => {
    await setMustChangePassword(trx, id, 1)
    await recordAudit(trx, context, {
      actor,
      action: 'account.create',
      subject: `account/${id}`,
      details: { username: user.username, role: user.role },
    })
  })
  return { id, password }
}
