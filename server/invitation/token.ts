// Link tokens, case ids and the key that joins them. Only digests of tokens are stored.
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'

/** Crockford's base 32: no I, L, O, U, so that it can be read out over the telephone. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const TOKEN = /^[0-9a-hjkmnp-tv-z]{26}$/

/** A secret of 256 random bits from which the links of one batch follow. It is shown once and stored nowhere. */
export function newBatchSecret(): Buffer {
  return randomBytes(32)
}

/**
 * The token of one invitation: 130 bits of HMAC-SHA-256 keyed by the batch secret.
 * @returns 26 characters of Crockford base 32, lower case
 */
export function tokenOf(secret: Buffer, invitationId: string): string {
  const bytes = createHmac('sha256', secret).update(`minping-link/1\n${invitationId}`).digest()
  let bits = 0
  let held = 0
  let token = ''
  for (const byte of bytes.subarray(0, 17)) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5 && token.length < 26) {
      bits -= 5
      token += ALPHABET[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return token
}

/** Case and the usual misreadings forgiven; null when it cannot be one of ours.
 * @example
 * readToken('0123456789ABCDEFGHJKMNPQRO') // => '0123456789abcdefghjkmnpqr0'
 */
export function readToken(text: string): string | null {
  if (text.length !== 26) return null
  const token = text.toLowerCase().replaceAll('o', '0').replaceAll(/[il]/g, '1')
  return TOKEN.test(token) ? token : null
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Answers are kept under this id; without the campaign's case key nobody can tell whose they are. */
export function caseIdOf(caseKey: Buffer, invitationId: string): string {
  return createHmac('sha256', caseKey).update(`minping-case/1\n${invitationId}`).digest('hex')
}

/** Seals the case key with a key of the house, so that a copy of the database alone joins nothing. */
export function sealCaseKey(caseKey: Buffer, houseKey: Buffer, campaignId: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', houseKey, iv).setAAD(Buffer.from(campaignId))
  const sealed = Buffer.concat([cipher.update(caseKey), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')
}

/** @throws Error when it was sealed by another house or for another campaign */
export function openCaseKey(sealed: string, houseKey: Buffer, campaignId: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', houseKey, bytes.subarray(0, 12)).setAAD(Buffer.from(campaignId))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
}
