// Who to ring: sealed with a key of the house, apart from the rating, opened only for the call-back role.
import { createSecretKey } from 'node:crypto'
import type { Context } from '../context.ts'
import { seal, unseal } from '../code.ts'
import type { Db, Trx } from '../db/engine.ts'
import type { RatingContact } from './rating.ts'

const PURPOSE = 'rating-contact'

/** @returns a function that seals; the key is derived once */
export function contactSealer(context: Pick<Context, 'key'>): (ratingId: string, contact: RatingContact) => string {
  const key = createSecretKey(context.key(PURPOSE))
  return (ratingId, contact) => seal(Buffer.from(JSON.stringify(contact)), key, ratingId)
}

/** Undefined where none was left. The caller has checked `contact.read` and writes the audit line. */
export async function openContact(
  context: Pick<Context, 'key'>,
  db: Db | Trx,
  ratingId: string,
): Promise<RatingContact | undefined> {
  const row = await db.selectFrom('ratingContact').select('sealed').where('ratingId', '=', ratingId).executeTakeFirst()
  if (!row) return undefined
  return JSON.parse(unseal(row.sealed, context.key(PURPOSE), ratingId).toString()) as RatingContact
}
