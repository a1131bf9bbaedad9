// The scoring scheme of a campaign: versioned data. Its form and its defaults belong to the scoring library.
import type { CampaignScheme } from '../../sampling/scheme.ts'
import { readCampaignScheme } from '../../sampling/scheme-campaign.ts'
import { generalProblem } from '../problem/general.ts'

export { defaultScheme } from '../../sampling/scheme.ts'

/**
 * A scheme as an office sends it, or as it was stored: defaults filled in.
 * @throws Problem that lists every fault by JSON pointer
 */
export function parseScheme(body: Readonly<Record<string, unknown>>): CampaignScheme {
  const { scheme, problems } = readCampaignScheme(body)
  if (scheme) return scheme
  throw generalProblem.invalidInput(
    problems.map(({ pointer, zh, en }) => ({ pointer: pointer ?? '/', detail: [zh, en] as const })),
  )
}
