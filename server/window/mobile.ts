// Telephones of the window staff, known only as a keyed hash: enough to notice a staff member rating the own window.
import { createHmac } from 'node:crypto'
import type { Context } from '../context.ts'
import { normaliseMobile } from '../roster/normalise.ts'

/** The hash under which a mobile number is compared, of staff and of raters alike; null when the text is no mobile number. */
export function mobileHash(context: Pick<Context, 'key'>, mobile: string): string | null {
  const { mobile: digits } = normaliseMobile(mobile)
  return digits === null ? null : createHmac('sha256', context.key('window-mobile')).update(digits).digest('hex')
}
