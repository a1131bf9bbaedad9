// How fieldwork goes: totals, completed by day, response rates by category and stratum; never a single answer.
import { ReloadOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { Link } from 'react-router'
import { stateWords } from '../../../server/words/campaign.ts'
import { responseWords as w } from '../../../server/words/response.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty, Page, Tiles } from '../shell/Page.tsx'
import { DayChart } from './DayChart.tsx'
import { percent, shareOf, useProgress } from './progress.ts'
import { RateTable } from './RateTable.tsx'
import './response.css'

export default function ResponsePage() {
  const { t, language } = useSpeech()
  const { campaignId } = useCampaign()
  const query = useProgress(campaignId)
  const data = query.data
  const at = new Date(query.dataUpdatedAt).toLocaleTimeString(language === 'zh' ? 'zh-CN' : 'en-GB')
  const none = data?.invited === 0
  return (
    <Page
      title={t(w.title)}
      subtitle={t(w.subtitle)}
      actions={
        data && (
          <>
            <span className="muted small refreshed">{t(w.refreshed, at)}</span>
            <Button icon={<ReloadOutlined />} loading={query.isFetching} onClick={() => void query.refetch()}>
              {t(w.refresh)}
            </Button>
          </>
        )
      }
      error={query.error}
      onRetry={() => void query.refetch()}
      loading={query.isPending}
      {...(data && data.answered > 0
        ? { next: { words: t(w.next), to: `/c/${campaignId}/score` } }
        : { next: { words: t(w.nextInvite), to: `/c/${campaignId}/invitations`, done: false } })}
    >
      <StageHint />
      {none && (
        <Empty
          words={t(w.empty)}
          action={
            <Link to={`/c/${campaignId}/invitations`}>
              <Button type="primary">{t(w.toInvitations)}</Button>
            </Link>
          }
        />
      )}
      {data && !none && (
        <>
          <Figures data={data} />
          <section className="panel">
            <h2>{t(w.byDay)}</h2>
            <DayChart days={data.byDay} />
          </section>
          <RateTable byCategory={data.byCategory} byStratum={data.byStratum} rate={data.rate} />
        </>
      )}
    </Page>
  )
}

type Progress = NonNullable<ReturnType<typeof useProgress>['data']>

function Figures({ data }: { readonly data: Progress }) {
  const { t } = useSpeech()
  const { invited, opened, answered, refused, callRequested, rate } = data
  const share = (part: number) => t(w.shareOf, shareOf(part, invited) ?? '—')
  return (
    <Tiles
      items={[
        { label: t(w.invited), value: invited, note: t(w.invitedNote) },
        { label: t(w.opened), value: opened, note: share(opened) },
        {
          label: t(w.answered),
          value: answered,
          note: opened > 0 ? t(w.finished, percent(answered / opened)) : share(answered),
        },
        { label: t(w.rate), value: rate === null ? '—' : percent(rate), note: t(w.rateNote) },
        { label: t(w.refused), value: refused, note: share(refused) },
        {
          label: t(w.calls),
          value: callRequested,
          note: t(w.callsNote),
          ...(callRequested > 0 ? { tone: 'warn' as const } : {}),
        },
      ]}
    />
  )
}

/** Says so when the campaign's stage takes no answers. */
function StageHint() {
  const { t } = useSpeech()
  const { campaign, campaignId } = useCampaign()
  if (!campaign || campaign.state === 'fieldwork') return null
  const early = campaign.state === 'preparing' || campaign.state === 'sampling'
  return (
    <Alert
      type={early ? 'warning' : 'info'}
      showIcon
      style={{ marginBottom: 16 }}
      title={t(early ? w.notField : w.closed, t(stateWords[campaign.state]))}
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
