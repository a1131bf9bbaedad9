// One roster in whatever state it is: to be mapped, importing, failed, or imported with its people and problems.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Progress, Tabs, Tag } from 'antd'
import { useEffect } from 'react'
import { Link, Navigate, useNavigate, useParams, useSearchParams } from 'react-router'
import type { RespondentCategory } from '../../../server/campaign/campaign.ts'
import { categoryWords } from '../../../server/words/campaign.ts'
import { peopleWords, rosterWords } from '../../../server/words/roster-page.ts'
import { delimiterWords, encodingWords, rosterStateWords } from '../../../server/words/roster.ts'
import { download, send } from '../shell/api.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Page, Tiles } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useSession } from '../shell/session.tsx'
import { rosterApi } from './api.ts'
import { PeopleTable } from './PeopleTable.tsx'
import { PreviewStep } from './PreviewStep.tsx'
import { ProblemTable } from './ProblemTable.tsx'
import { STATE_COLOURS, useRemoval } from './RosterListPage.tsx'
import { ImportSteps } from './UploadPage.tsx'

function useRoster(id: string) {
  return useQuery({
    queryKey: ['roster', id],
    queryFn: () => send(rosterApi.rosters[':id'].$get({ param: { id } })),
    refetchInterval: query => (query.state.data?.state === 'importing' ? 700 : false),
  })
}
export type RosterDetail = NonNullable<ReturnType<typeof useRoster>['data']>

export function RosterPage() {
  const { t, language } = useSpeech()
  const { campaignId } = useCampaign()
  const { rosterId = '' } = useParams()
  const query = useRoster(rosterId)
  const queries = useQueryClient()
  const roster = query.data
  const state = roster?.state
  // The stage beside the navigation and the list follow when an import ends.
  useEffect(() => {
    if (state === 'ready' || state === 'merged') void queries.invalidateQueries({ queryKey: ['campaign', campaignId] })
  }, [queries, campaignId, state])
  if (!roster) {
    return <Page title={t(rosterWords.title)} loading={query.isPending} error={query.error} />
  }
  if (roster.state === 'merged') return <Navigate to={`/c/${campaignId}/rosters/${roster.addsTo}`} replace />
  if (roster.state === 'ready') return <ReadyRoster roster={roster} />
  const said = roster.failure
  return (
    <Page title={roster.name} subtitle={roster.fileName}>
      <ImportSteps current={roster.state === 'importing' ? 2 : 1} />
      {said && roster.state !== 'importing' && (
        <Alert
          type={roster.state === 'failed' ? 'error' : 'warning'}
          showIcon
          title={said.title[language === 'zh' ? 0 : 1]}
          description={said.detail[language === 'zh' ? 0 : 1]}
          style={{ marginBottom: 16 }}
        />
      )}
      {roster.state === 'importing' && <ImportProgress roster={roster} />}
      {roster.state === 'cancelled' && <Cancelled />}
      {(roster.state === 'uploaded' || roster.state === 'failed') && <PreviewStep roster={roster} />}
    </Page>
  )
}

function ImportProgress({ roster }: { readonly roster: RosterDetail }) {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => send(rosterApi.rosters[':id'].cancel.$post({ param: { id: roster.id } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['roster', roster.id] }),
  })
  const share = roster.processedBytes / Math.max(1, roster.fileBytes)
  return (
    <section className="panel" aria-live="polite">
      <h2>{t(rosterWords.importing, roster.processed.toLocaleString())}</h2>
      {roster.processedBytes > 0 && <Progress percent={Math.min(99, Math.round(share * 100))} status="active" />}
      <p className="muted">{t(rosterWords.importingHint)}</p>
      <ProblemAlert error={cancel.error} />
      <Button onClick={() => cancel.mutate()} loading={cancel.isPending}>
        {t(rosterWords.cancelImport)}
      </Button>
    </section>
  )
}

function Cancelled() {
  const { t } = useSpeech()
  return (
    <section className="panel">
      <p>{t(rosterWords.cancelledText)}</p>
      <Link to="../new" relative="path">
        <Button type="primary">{t(rosterWords.toAgain)}</Button>
      </Link>
    </section>
  )
}

function ReadyRoster({ roster }: { readonly roster: RosterDetail }) {
  const { t } = useSpeech()
  const { can } = useSession()
  const { campaignId } = useCampaign()
  const navigate = useNavigate()
  const [address, setAddress] = useSearchParams()
  const remove = useRemoval(() => void navigate(`/c/${campaignId}/rosters`))
  const rejects = useMutation({ mutationFn: () => download(`/api/rosters/${roster.id}/rejects`, 'rejects.xlsx') })
  const problemCount = roster.problems.reduce((sum, item) => sum + item.count, 0)
  const form = [
    t(categoryWords[roster.category as RespondentCategory] ?? ['—', '—']),
    roster.unitName,
    roster.fileName,
    t(encodingWords[roster.encoding ?? ''] ?? ['—', '—']),
    roster.delimiter ? t(delimiterWords[roster.delimiter] ?? ['—', '—']) : null,
  ]
  return (
    <Page
      title={
        <>
          {roster.name} <Tag color={STATE_COLOURS.ready ?? 'green'}>{t(rosterStateWords.ready ?? ['', ''])}</Tag>
        </>
      }
      subtitle={form.filter(Boolean).join(' · ')}
      actions={
        <>
          <Link to={`/c/${campaignId}/rosters`}>
            <Button>{t(peopleWords.anyRoster)}</Button>
          </Link>
          {can('roster.write') && (
            <Button danger onClick={() => remove(roster)}>
              {t(rosterWords.remove)}
            </Button>
          )}
        </>
      }
      error={rejects.error}
      next={{ words: t(rosterWords.next), to: `/c/${campaignId}/frames` }}
    >
      <Tiles
        items={[
          { label: t(rosterWords.valid), value: roster.valid.toLocaleString(), tone: 'good' },
          {
            label: t(rosterWords.lost),
            value: roster.lost.toLocaleString(),
            ...(roster.lost > 0 ? { tone: 'warn' as const } : {}),
          },
          { label: t(rosterWords.duplicate), value: roster.duplicate.toLocaleString() },
          { label: t(rosterWords.blank), value: roster.blank.toLocaleString() },
        ]}
      />
      {roster.lost > 0 && can('roster.write') && (
        <Alert
          type="warning"
          showIcon
          title={t(rosterWords.resultLost, roster.lost.toLocaleString())}
          action={
            <span className="page-actions">
              {can('person.export') && (
                <Button onClick={() => rejects.mutate()} loading={rejects.isPending}>
                  {t(rosterWords.downloadRejects)}
                </Button>
              )}
              <Link to={`/c/${campaignId}/rosters/new?addsTo=${roster.id}`}>
                <Button type="primary">{t(rosterWords.importCorrected)}</Button>
              </Link>
            </span>
          }
          style={{ marginBottom: 8 }}
        />
      )}
      <Tabs
        activeKey={address.get('tab') ?? 'people'}
        onChange={tab => setAddress(tab === 'people' ? {} : { tab }, { replace: true })}
        items={[
          {
            key: 'people',
            label: t(rosterWords.tabPeople),
            children: <PeopleTable campaignId={campaignId} roster={roster} />,
          },
          {
            key: 'problems',
            label: `${t(rosterWords.tabProblems)} ${problemCount.toLocaleString()}`,
            children: <ProblemTable roster={roster} />,
          },
        ]}
      />
      <p className="muted small">
        {t(rosterWords.digest)} <span className="digest">SHA-256 {roster.fileDigest}</span>
      </p>
    </Page>
  )
}
