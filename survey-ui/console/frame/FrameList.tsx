// All frames of the campaign, newest first.
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import { frameStateWords, frameWords } from '../../../server/words/frame.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty, Page } from '../shell/Page.tsx'
import { useSession } from '../shell/session.tsx'
import { send } from '../shell/api.ts'
import { api, type Frame } from './frame.ts'
import { StateMark, useMayWrite, when } from './parts.tsx'

type FrameSummary = Omit<Frame, 'definition' | 'coverage' | 'checks'>

export function FrameList() {
  const { t } = useSpeech()
  const { can } = useSession()
  const navigate = useNavigate()
  const { campaignId, journey } = useCampaign()
  const write = useMayWrite()
  const list = useQuery({
    queryKey: ['frames', campaignId],
    queryFn: () => send(api.campaigns[':campaignId'].frames.$get({ param: { campaignId } })),
  })
  const frames = list.data?.frames ?? []
  const rosters = journey?.rosters ?? 0
  const home = `/c/${campaignId}`
  const button = write && (
    <Button type="primary" disabled={rosters === 0} onClick={() => void navigate(`${home}/frames/new`)}>
      {t(frameWords.create)}
    </Button>
  )
  const emptyAction =
    rosters > 0 ? (
      button
    ) : can('roster.read') ? (
      <Link to={`${home}/rosters`}>
        <Button type="primary">{t(frameWords.goRosters)}</Button>
      </Link>
    ) : undefined
  return (
    <Page
      title={t(frameWords.title)}
      subtitle={t(frameWords.subtitle)}
      actions={frames.length > 0 && button}
      error={list.error}
      onRetry={() => void list.refetch()}
      loading={list.isPending}
      next={nextStep(frames, rosters)}
    >
      {frames.length === 0 ? (
        <Empty words={t(rosters > 0 ? frameWords.empty : frameWords.noRosters)} action={emptyAction} />
      ) : (
        <FrameTable frames={frames} />
      )}
    </Page>
  )

  function nextStep(known: readonly FrameSummary[], rosterCount: number) {
    const draft = known.find(frame => frame.state !== 'frozen')
    if (known.some(frame => frame.state === 'frozen')) return { words: t(frameWords.next), to: `${home}/designs` }
    if (draft) return { words: t(frameWords.nextDraft), to: `${home}/frames/${draft.id}` }
    if (rosterCount === 0) return { words: t(frameWords.nextRosters), to: `${home}/rosters`, done: false }
    return { words: t(frameWords.nextDraft), to: `${home}/frames/new`, done: false }
  }
}

function FrameTable({ frames }: { readonly frames: readonly FrameSummary[] }) {
  const { t } = useSpeech()
  const { campaignId } = useCampaign()
  return (
    <DataTable
      rows={frames}
      rowKey={frame => frame.id}
      exportName="frames"
      search={frames.length > 8}
      columns={[
        {
          key: 'name',
          title: t(frameWords.name),
          value: frame => frame.name,
          render: frame => <Link to={`/c/${campaignId}/frames/${frame.id}`}>{frame.name}</Link>,
        },
        {
          key: 'state',
          title: t(frameWords.state),
          value: frame => t(frameStateWords[frame.state]),
          render: frame => <StateMark state={frame.state} />,
          filter: true,
        },
        {
          key: 'elements',
          title: t(frameWords.elements),
          value: frame => (frame.state === 'frozen' ? frame.elementCount : null),
          render: frame => (frame.state === 'frozen' ? frame.elementCount.toLocaleString('en-US') : '—'),
          number: true,
        },
        {
          key: 'digest',
          title: t(frameWords.digest),
          value: frame => frame.digest,
          render: frame =>
            frame.digest ? (
              <span className="digest" title={frame.digest}>
                {frame.digest.slice(0, 16)}…
              </span>
            ) : (
              '—'
            ),
        },
        {
          key: 'frozenAt',
          title: t(frameWords.frozenAt),
          value: frame => frame.frozenAt,
          render: frame => when(frame.frozenAt),
        },
        {
          key: 'createdAt',
          title: t(frameWords.createdAt),
          value: frame => frame.createdAt,
          render: frame => when(frame.createdAt),
        },
      ]}
    />
  )
}
