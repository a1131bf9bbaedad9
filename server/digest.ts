// SHA-256 over the canonical JSON of a value: how stages cite one another.
import { createHash } from 'node:crypto'
import { canonicalJson } from '../sampling/jcs.ts'

/** RFC 8785 canonical form, then lower-case hex SHA-256. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex')
}
