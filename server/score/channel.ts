// The 好差评 part of a score run: the ratings it counts, of which days, and their digest.
import type { HcpCounts } from '../../sampling/channel.ts'
import type { CampaignScheme } from '../../sampling/scheme.ts'
import { findCampaign } from '../campaign/campaign.store.ts'
import type { Db } from '../db/engine.ts'
import { digestOf } from '../digest.ts'
import { generalProblem } from '../problem/general.ts'
import { unitLevelCounts } from '../satisfaction/channel.ts'

/** What a run cites of its ratings. */
export interface ChannelInput {
  /** First and last day in China. */
  readonly from: string
  readonly to: string
  /** Of the units that have five or more. */
  readonly ratings: number
  /** Of the days and the counts by unit and level. */
  readonly digest: string
}

/** The same with the counts, so that a run can be computed again after ratings have come. */
export interface RecordedChannel extends ChannelInput {
  readonly counts: Readonly<Record<string, HcpCounts>>
}

/** Fewer ratings of a unit are told nowhere, and the total would tell them. */
const SMALLEST_CELL = 5

/** The input a run cites: the digest is of all counts as they are recorded, the total of the units that may be shown. */
export function inputOf({ from, to, counts }: Pick<RecordedChannel, 'from' | 'to' | 'counts'>): ChannelInput {
  const totals = Object.values(counts).map(unit => Object.values(unit).reduce((sum, count) => sum + count, 0))
  const ratings = totals.filter(total => total >= SMALLEST_CELL).reduce((sum, total) => sum + total, 0)
  return { from, to, ratings, digest: digestOf({ from, to, counts }) }
}

/** Counts the ratings as they are now; null where the scheme has no channel. */
export async function readChannel(
  db: Db,
  campaignId: string,
  scheme: CampaignScheme,
  unitIds: readonly string[],
): Promise<RecordedChannel | null> {
  if (!scheme.hcp) return null
  const campaign = await findCampaign(db, campaignId)
  if (!campaign) throw generalProblem.notFound(['年度考评', 'campaign'])
  const { from, to } = scheme.hcp.period ?? { from: `${campaign.year}-01-01`, to: `${campaign.year}-12-31` }
  const counts = Object.fromEntries(await unitLevelCounts(db, unitIds, { from, to }))
  return { ...inputOf({ from, to, counts }), counts }
}
