// Decides how one frame is shown: a builder while it is a draft, a record once it is frozen.
import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useLocation } from 'react-router'
import { frameWords } from '../../../server/words/frame.ts'
import { send } from '../shell/api.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Page } from '../shell/Page.tsx'
import { draftOf, newDraft } from './draft.ts'
import { FrameBuilder } from './FrameBuilder.tsx'
import { FrameRecord } from './FrameRecord.tsx'
import { api, type Definition, useRosterChoices } from './frame.ts'
import { useMayWrite } from './parts.tsx'

/** A new frame starts with every imported roster, or with the definition of the frame it is made from. */
export function NewFrame() {
  const { t } = useSpeech()
  const { campaignId, campaign, query } = useCampaign()
  const from = (useLocation().state as { readonly definition?: Definition } | null)?.definition
  const choices = useRosterChoices(campaignId)
  if (!choices.data || !campaign)
    return <Page title={t(frameWords.create)} error={choices.error ?? query.error} loading={!choices.error} />
  const { rosters } = choices.data
  const ready = rosters.filter(roster => roster.state === 'ready' && roster.valid > 0).map(roster => roster.id)
  const name = t(frameWords.nameDefault, campaign.year)
  return <FrameBuilder id={null} rosters={rosters} initial={from ? draftOf(name, from) : newDraft(name, ready)} />
}

export function FrameShown({ frameId }: { readonly frameId: string }) {
  const { t } = useSpeech()
  const { campaignId } = useCampaign()
  const write = useMayWrite()
  const choices = useRosterChoices(campaignId)
  const query = useQuery({
    queryKey: ['frame', frameId],
    queryFn: () => send(api.frames[':id'].$get({ param: { id: frameId } })),
    refetchInterval: state => (state.state.data?.frame.state === 'freezing' ? 1500 : false),
  })
  const frame = query.data?.frame
  const rosters = choices.data?.rosters
  if (!frame || !rosters) {
    const error = query.error ?? choices.error
    return <Page title={t(frameWords.title)} error={error} loading={!error} />
  }
  if (frame.state === 'freezing')
    return (
      <Page title={frame.name} subtitle={t(frameWords.title)}>
        <Alert type="info" showIcon title={t(frameWords.freezing)} description={t(frameWords.freezingHint)} />
      </Page>
    )
  if (frame.state === 'frozen' || !write) return <FrameRecord frame={frame} rosters={rosters} />
  return <FrameBuilder id={frame.id} rosters={rosters} initial={draftOf(frame.name, frame.definition)} />
}
