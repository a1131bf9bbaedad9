// Office users as the account page lists them.
import type { Db, Trx } from '../db/engine.ts'

export function listUsers(db: Db | Trx) {
  return db
    .selectFrom('accountUser')
    .select(['id', 'name', 'username', 'role', 'banned', 'mustChangePassword', 'createdAt'])
    .orderBy('createdAt')
    .execute()
}

export async function countUsers(db: Db | Trx): Promise<number> {
  return Number(
    (
      await db
        .selectFrom('accountUser')
        .select(eb => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  )
}

/** Somebody must be able to sign in and make the others. */
export async function hasAdministrator(db: Db | Trx): Promise<boolean> {
  const found = await db
    .selectFrom('accountUser')
    .select('id')
    .where('role', '=', 'administrator')
    .where(eb => eb.or([eb('banned', '=', 0), eb('banned', 'is', null)]))
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

export function findUserByUsername(db: Db | Trx, username: string) {
  return db.selectFrom('accountUser').selectAll().where('username', '=', username.toLowerCase()).executeTakeFirst()
}

export async function setMustChangePassword(db: Db | Trx, userId: string, flag: 0 | 1): Promise<void> {
  await db.updateTable('accountUser').set({ mustChangePassword: flag }).where('id', '=', userId).execute()
}

export async function setRole(trx: Trx, userId: string, role: string): Promise<boolean> {
  const result = await trx.updateTable('accountUser').set({ role }).where('id', '=', userId).executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function setBanned(trx: Trx, userId: string, banned: 0 | 1): Promise<boolean> {
  const result = await trx.updateTable('accountUser').set({ banned }).where('id', '=', userId).executeTakeFirst()
  if (banned) await trx.deleteFrom('accountSession').where('userId', '=', userId).execute()
  return result.numUpdatedRows > 0n
}

export async function endSessions(trx: Db | Trx, userId: string): Promise<void> {
  await trx.deleteFrom('accountSession').where('userId', '=', userId).execute()
}
