// Link tokens, case ids and the key that joins them. Only digests of tokens are stored.
import { createHmac, randomBytes } from 'node:crypto'
import { derivedCode, hashCode, readCode, seal, unseal } from '../code.ts'

/** Characters of a token. */
const LENGTH = 26

/** A secret of 256 random bits from which the links of one batch follow. It is shown once and stored nowhere. */
export function newBatchSecret(): Buffer {
  return randomBytes(32)
}

/**
 * The token of one invitation: 130 bits of HMAC-SHA-256 keyed by the batch secret.
 * @returns 26 characters of Crockford base 32, lower case
 */
export function tokenOf(secret: Buffer, invitationId: string): string {
  return derivedCode(secret, `minping-link/1\n${invitationId}`, LENGTH)
}

/** Case and the usual misreadings forgiven; null when it cannot be one of ours.
 * @example
 * readToken('0123456789ABCDEFGHJKMNPQRO') // => '0123456789abcdefghjkmnpqr0'
 */
export function readToken(text: string): string | null {
  return text.length === LENGTH ? readCode(text, LENGTH) : null
}

export const hashToken = hashCode

/** Answers are kept under this id; without the campaign's case key nobody can tell whose they are. */
export function caseIdOf(caseKey: Buffer, invitationId: string): string {
  return createHmac('sha256', caseKey).update(`minping-case/1\n${invitationId}`).digest('hex')
}

/** Seals the case key with a key of the house, so that a copy of the database alone joins nothing. */
export const sealCaseKey = seal

/** @throws Error when it was sealed by another house or for another campaign */
export const openCaseKey = unseal
