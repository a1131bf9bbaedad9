// Invitations: issue for a drawn sample, export the links once, watch their states, issue again.
import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import type { CampaignState } from '../../../server/campaign/campaign.ts'
import { mayIssue } from '../../../server/invitation/invitation.ts'
import { stateWords } from '../../../server/words/campaign.ts'
import { invitationWords as w } from '../../../server/words/invitation.ts'
import type { Speak } from '../../../server/words/words.ts'
import { RateTable } from '../response/RateTable.tsx'
import { useProgress } from '../response/progress.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty, Page } from '../shell/Page.tsx'
import { useSession } from '../shell/session.tsx'
import { BatchTable } from './BatchTable.tsx'
import { IssuePanel } from './IssuePanel.tsx'
import './invitation.css'
import { type Invitations, type LinkPackage, useInvitations } from './invitation.ts'
import { PackagePanel } from './PackagePanel.tsx'
import { StateTiles } from './StateTiles.tsx'

export default function InvitationPage() {
  const { t } = useSpeech()
  const { can } = useSession()
  const { campaignId, campaign } = useCampaign()
  const query = useInvitations(campaignId)
  const [links, setLinks] = useState<(LinkPackage & { readonly campaignId: string }) | null>(null)
  const current = links?.campaignId === campaignId ? links : null
  useLeavingWarning(current !== null)
  const data = query.data
  const write = can('invitation.write')
  const open = campaign !== undefined && mayIssue(campaign.state)
  const some = data !== undefined && data.batches.length > 0
  const keep = (made: LinkPackage) => setLinks({ ...made, campaignId })
  return (
    <Page
      title={t(w.title)}
      subtitle={t(w.subtitle)}
      error={query.error}
      onRetry={() => void query.refetch()}
      loading={query.isPending}
      {...(data && campaign ? { next: nextStep(data, campaign.state, campaignId, t) } : {})}
    >
      <StageHint />
      {data && (
        <>
          {current && campaign && (
            <PackagePanel
              key={current.exportKey}
              links={current}
              campaign={campaign}
              baseUrl={data.baseUrl}
              onFinish={() => setLinks(null)}
            />
          )}
          {some && <StateTiles campaignId={campaignId} batches={data.batches.length} states={data.states} />}
          {!current && write && open && (
            <IssuePanel campaignId={campaignId} data={data} onIssued={keep} first={!some} />
          )}
          {some ? (
            <BatchTable campaignId={campaignId} data={data} mayReissue={write && open} onIssued={keep} />
          ) : (
            !(write && open) && <Empty words={t(w.empty)} />
          )}
          {some && <Groups campaignId={campaignId} />}
        </>
      )}
    </Page>
  )
}

/** What comes after, or what has to come before. */
function nextStep(data: Invitations, state: CampaignState, campaignId: string, t: Speak) {
  const to = (page: string) => `/c/${campaignId}/${page}`
  if (data.batches.length > 0) return { words: t(w.next), to: to('responses') }
  if (state === 'preparing') return { words: t(w.nextStage), to: to('campaign'), done: false }
  if (!data.questionnaire) return { words: t(w.nextQuestionnaire), to: to('questionnaires'), done: false }
  if (data.draws.length === 0) return { words: t(w.nextDraw), to: to('draws'), done: false }
  return { words: t(w.nextIssue), to: to('responses'), done: false }
}

function Groups({ campaignId }: { readonly campaignId: string }) {
  const { t } = useSpeech()
  const { can } = useSession()
  const progress = useProgress(campaignId)
  if (!can('response.read') || !progress.data) return null
  return (
    <>
      <h2 className="section-title">{t(w.byGroup)}</h2>
      <RateTable byCategory={progress.data.byCategory} byStratum={progress.data.byStratum} rate={progress.data.rate} />
    </>
  )
}

/** What the campaign's stage forbids, or what has to come first. */
function StageHint() {
  const { t } = useSpeech()
  const { campaign, campaignId } = useCampaign()
  if (!campaign || campaign.state === 'fieldwork') return null
  const stage = t(stateWords[campaign.state])
  const words =
    campaign.state === 'preparing' ? w.closedBefore : campaign.state === 'sampling' ? w.fieldwork : w.closedAfter
  const early = campaign.state === 'preparing' || campaign.state === 'sampling'
  return (
    <Alert
      type={campaign.state === 'preparing' ? 'warning' : 'info'}
      showIcon
      style={{ marginBottom: 16 }}
      title={t(words, stage)}
      action={
        early ? (
          <Link to={`/c/${campaignId}/campaign`}>
            <Button size="small">{t(w.toCampaign)}</Button>
          </Link>
        ) : undefined
      }
    />
  )
}

/** The browser asks before the page with links is closed or reloaded. */
function useLeavingWarning(active: boolean) {
  useEffect(() => {
    if (!active) return undefined
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [active])
}
