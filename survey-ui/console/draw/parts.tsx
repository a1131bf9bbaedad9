// Small parts of the draw pages: the mark of a state, who holds the ceremony and when.
import { Tag } from 'antd'
import type { DrawState } from '../../../server/draw/draw.ts'
import { drawStateWords } from '../../../server/words/draw.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import { useSession } from '../shell/session.tsx'

const LOOK: Record<DrawState, readonly [colour: string, shape: string]> = {
  committed: ['blue', '① '],
  seeded: ['blue', '② '],
  drawn: ['green', '✓ '],
  revealed: ['green', '✓ '],
  void: ['default', '✕ '],
}

export function StateMark({ state }: { readonly state: DrawState }) {
  const { t } = useSpeech()
  const [colour, shape] = LOOK[state]
  return (
    <Tag color={colour}>
      {shape}
      {t(drawStateWords[state])}
    </Tag>
  )
}

/** Committing, seeding and drawing belong to the statistics team in the stage of sampling. */
export function useCeremony() {
  const { can } = useSession()
  const { campaign } = useCampaign()
  const team = can('draw.write')
  return { team, stage: campaign?.state, may: team && campaign?.state === 'sampling' }
}
