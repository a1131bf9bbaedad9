// The ceremony of a draw, pure: which step may follow which, what makes a seed acceptable, what may be shown when.
import type { SelectedElement } from '../../sampling/samplefile.ts'
import { compareUtf8 } from '../../sampling/utf8.ts'
import type { CampaignState } from '../campaign/campaign.ts'

export type DrawState = 'committed' | 'seeded' | 'drawn' | 'revealed' | 'void'

/** A clock that runs a little fast at the place of the draw is no fraud. */
const CLOCK_TOLERANCE_MS = 60_000

/** What is wrong with the time of a seed, if anything. */
export function seedTimeFault(recordedAt: string, committedAt: string, now: Date): 'before_commit' | 'future' | null {
  if (Date.parse(recordedAt) < Date.parse(committedAt)) return 'before_commit'
  return Date.parse(recordedAt) > now.getTime() + CLOCK_TOLERANCE_MS ? 'future' : null
}

const FIELDWORK_OVER: readonly CampaignState[] = ['scoring', 'review', 'published']

/** The secret is revealed when nobody can be coached any more. */
export const mayReveal = (campaign: CampaignState): boolean => FIELDWORK_OVER.includes(campaign)

/** Who was drawn is for the statistics team alone until fieldwork is over, and, with a secret, until that is revealed. */
export function sampleIsOpen(
  draw: { readonly state: DrawState; readonly secretDigest: string | null },
  campaign: CampaignState,
): boolean {
  if (draw.state === 'revealed') return true
  return draw.secretDigest === null && mayReveal(campaign)
}

/** Rows as stored, in the order of the sample file: strata by the bytes of their names, then the order of selection. */
export function inSampleOrder<T extends { readonly stratum: string; readonly position: number }>(
  rows: readonly T[],
): T[] {
  return [...rows].sort((a, b) => compareUtf8(a.stratum, b.stratum) || a.position - b.position)
}

/** A stored row as the sample file gives it: a reserve element has no probability and no weight until it is released. */
export function asSelected(row: {
  readonly elementId: string
  readonly stratum: string
  readonly position: number
  readonly role: 'sample' | 'reserve'
  readonly ticket: string
  readonly inclusionProbability: number
  readonly baseWeight: number | null
}): SelectedElement {
  const sampled = row.role === 'sample'
  return {
    order: row.position,
    elementId: row.elementId,
    stratum: row.stratum,
    role: row.role,
    ticket: row.ticket,
    inclusionProbability: sampled ? row.inclusionProbability : null,
    baseWeight: sampled ? row.baseWeight : null,
  }
}
