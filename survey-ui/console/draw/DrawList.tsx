// All draws of the campaign, void ones too, newest first.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import { drawStateWords, drawWords } from '../../../server/words/draw.ts'
import { stateWords } from '../../../server/words/campaign.ts'
import { when } from '../design/parts.tsx'
import { send } from '../shell/api.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty, Page } from '../shell/Page.tsx'
import { api } from './draw.ts'
import { StateMark, useCeremony } from './parts.tsx'

export function DrawList() {
  const { t } = useSpeech()
  const navigate = useNavigate()
  const { campaignId, journey } = useCampaign()
  const { team, stage, may } = useCeremony()
  const list = useQuery({
    queryKey: ['draws', campaignId],
    queryFn: () => send(api.campaigns[':campaignId'].draws.$get({ param: { campaignId } })),
  })
  const draws = list.data?.draws ?? []
  const home = `/c/${campaignId}`
  const designs = journey?.designs ?? 0
  const done = draws.some(draw => draw.state === 'drawn' || draw.state === 'revealed')
  const open = draws.find(draw => draw.state === 'committed' || draw.state === 'seeded')
  const button = team && (
    <Button type="primary" disabled={!may || designs === 0} onClick={() => void navigate(`${home}/draws/new`)}>
      {t(drawWords.create)}
    </Button>
  )
  const toDesigns = (
    <Link to={`${home}/designs`}>
      <Button type="primary">{t(drawWords.goDesigns)}</Button>
    </Link>
  )
  const tooEarly = team && stage === 'preparing' && (
    <Alert
      className="design-note"
      type="info"
      showIcon
      title={t(drawWords.stageNeeded, t(stateWords.preparing))}
      action={<Link to={`${home}/campaign`}>{t(drawWords.goCampaign)}</Link>}
    />
  )
  return (
    <Page
      title={t(drawWords.title)}
      subtitle={t(drawWords.subtitle)}
      actions={draws.length > 0 && button}
      error={list.error}
      onRetry={() => void list.refetch()}
      loading={list.isPending}
      {...(done
        ? { next: { words: t(drawWords.next), to: `${home}/submissions` } }
        : open
          ? { next: { words: t(drawWords.nextOpen), to: `${home}/draws/${open.id}` } }
          : {})}
    >
      {tooEarly}
      {draws.length === 0 ? (
        <Empty
          words={t(designs > 0 ? drawWords.empty : drawWords.noDesign)}
          action={designs > 0 ? button : toDesigns}
        />
      ) : (
        <DataTable
          rows={draws}
          rowKey={draw => draw.id}
          exportName="draws"
          search={draws.length > 8}
          columns={[
            {
              key: 'design',
              title: t(drawWords.design),
              value: draw => draw.designName,
              render: draw => <Link to={`${home}/draws/${draw.id}`}>{draw.designName}</Link>,
            },
            {
              key: 'state',
              title: t(drawWords.state),
              value: draw => t(drawStateWords[draw.state]),
              render: draw => <StateMark state={draw.state} />,
              filter: true,
            },
            { key: 'frame', title: t(drawWords.frame), value: draw => draw.frameName },
            { key: 'seed', title: t(drawWords.seed), value: draw => draw.seed },
            {
              key: 'committed',
              title: t(drawWords.committedAt),
              value: draw => draw.committedAt,
              render: draw => when(draw.committedAt),
            },
            {
              key: 'drawn',
              title: t(drawWords.drawnAt),
              value: draw => draw.drawnAt,
              render: draw => when(draw.drawnAt),
            },
            {
              key: 'sample',
              title: t(drawWords.sampleDigest),
              value: draw => draw.sampleDigest,
              render: draw =>
                draw.sampleDigest ? (
                  <span className="digest" title={draw.sampleDigest}>
                    {draw.sampleDigest.slice(0, 16)}…
                  </span>
                ) : (
                  '—'
                ),
            },
          ]}
        />
      )}
    </Page>
  )
}
