// SHA-256 over the canonical JSON of a value: how stages cite one another.
import { createHash } from 'node:crypto'

/** RFC 8785 canonical form, then lower-case hex SHA-256. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonical(value), 'utf8').digest('hex')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`
  }
  return JSON.stringify(value)
}
