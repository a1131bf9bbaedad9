// All designs of the campaign, newest first.
import { useQuery } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { Link, useNavigate } from 'react-router'
import { designStateWords, designWords } from '../../../server/words/design.ts'
import { send } from '../shell/api.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty, Page } from '../shell/Page.tsx'
import { api } from './design.ts'
import { figure, useMayDesign, when } from './parts.tsx'

export function DesignList() {
  const { t } = useSpeech()
  const navigate = useNavigate()
  const { campaignId, journey } = useCampaign()
  const write = useMayDesign()
  const list = useQuery({
    queryKey: ['designs', campaignId],
    queryFn: () => send(api.campaigns[':campaignId'].designs.$get({ param: { campaignId } })),
  })
  const designs = list.data?.designs ?? []
  const home = `/c/${campaignId}`
  const frozen = journey?.frameFrozen ?? false
  const button = write && (
    <Button type="primary" disabled={!frozen} onClick={() => void navigate(`${home}/designs/new`)}>
      {t(designWords.create)}
    </Button>
  )
  const toFrames = (
    <Link to={`${home}/frames`}>
      <Button type="primary">{t(designWords.goFrames)}</Button>
    </Link>
  )
  return (
    <Page
      title={t(designWords.title)}
      subtitle={t(designWords.subtitle)}
      actions={designs.length > 0 && button}
      error={list.error}
      onRetry={() => void list.refetch()}
      loading={list.isPending}
      {...(designs.length > 0 ? { next: { words: t(designWords.next), to: `${home}/draws` } } : {})}
    >
      {designs.length === 0 ? (
        <Empty words={t(frozen ? designWords.empty : designWords.noFrame)} action={frozen ? button : toFrames} />
      ) : (
        <DataTable
          rows={designs}
          rowKey={design => design.id}
          exportName="designs"
          search={designs.length > 8}
          columns={[
            {
              key: 'name',
              title: t(designWords.name),
              value: design => design.name,
              render: design => <Link to={`${home}/designs/${design.id}`}>{design.name}</Link>,
            },
            {
              key: 'state',
              title: t(designWords.state),
              value: design => t(designStateWords[design.state]),
              render: design => (
                <Tag color={design.state === 'committed' ? 'green' : 'default'}>
                  {design.state === 'committed' ? '✓ ' : ''}
                  {t(designStateWords[design.state])}
                </Tag>
              ),
              filter: true,
            },
            { key: 'frame', title: t(designWords.frame), value: design => design.frameName },
            { key: 'strata', title: t(designWords.strataCount), value: design => design.strata, number: true },
            {
              key: 'n',
              title: t(designWords.n),
              value: design => design.n,
              render: row => figure(row.n),
              number: true,
            },
            {
              key: 'r',
              title: t(designWords.r),
              value: design => design.r,
              render: row => figure(row.r),
              number: true,
            },
            {
              key: 'digest',
              title: t(designWords.digest),
              value: design => design.digest,
              render: design => (
                <span className="digest" title={design.digest}>
                  {design.digest.slice(0, 16)}…
                </span>
              ),
            },
            {
              key: 'created',
              title: t(designWords.createdAt),
              value: design => design.createdAt,
              render: design => when(design.createdAt),
            },
          ]}
        />
      )}
    </Page>
  )
}
