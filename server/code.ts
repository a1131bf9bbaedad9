// Codes people read, type and scan, and small secrets sealed with a key of the house.
import { createCipheriv, createDecipheriv, createHmac, hash, type KeyObject, randomBytes } from 'node:crypto'

/** Crockford's base 32: no I, L, O, U, so that it can be read out over the telephone. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** @param bytes at least 5/8 of `length`
 * @returns `length` characters of Crockford base 32, lower case */
export function base32(bytes: Uint8Array, length: number): string {
  let bits = 0
  let held = 0
  let text = ''
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5 && text.length < length) {
      bits -= 5
      text += ALPHABET[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return text
}

/** A code nobody can guess: 5 random bits a character. */
export function randomCode(length: number): string {
  return base32(randomBytes(Math.ceil((length * 5) / 8)), length)
}

/** A code that follows from a key and a name, so that it can be shown again without being stored. A KeyObject is several times faster. */
export function derivedCode(key: Uint8Array | KeyObject, name: string, length: number): string {
  return base32(createHmac('sha256', key).update(name).digest(), length)
}

/** Case, spaces, hyphens and the usual misreadings forgiven; null when it cannot be one of ours.
 * @example
 * readCode('ABCD-EFGO', 8) // => 'abcdefg0'
 */
export function readCode(text: string, length: number): string | null {
  const code = text.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1')
  return code.length === length && /^[0-9a-hjkmnp-tv-z]+$/.test(code) ? code : null
}

export function hashCode(code: string): string {
  return hash('sha256', code, 'hex')
}

/** Seals bytes with a key of the house; `owner` (an id) is bound in, so that a sealed text cannot be moved to another row. */
export function seal(secret: Uint8Array, houseKey: Uint8Array | KeyObject, owner: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', houseKey, iv).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')
}

/** @throws Error when it was sealed by another house or for another owner */
export function unseal(sealed: string, houseKey: Uint8Array, owner: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', houseKey, bytes.subarray(0, 12)).setAAD(Buffer.from(owner))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
}
