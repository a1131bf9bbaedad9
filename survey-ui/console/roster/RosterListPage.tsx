// All rosters of the campaign with their counts; people and doubtful pairs over all of them.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Tabs, Tag } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { RESPONDENT_CATEGORIES, type RespondentCategory } from '../../../server/campaign/campaign.ts'
import { categoryWords } from '../../../server/words/campaign.ts'
import { rosterWords } from '../../../server/words/roster-page.ts'
import { rosterStateWords } from '../../../server/words/roster.ts'
import { send } from '../shell/api.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty, Page, Tiles } from '../shell/Page.tsx'
import { useSession } from '../shell/session.tsx'
import { pairApi, rosterApi } from './api.ts'
import { PairPanel } from './PairPanel.tsx'
import { PeopleTable } from './PeopleTable.tsx'

export const STATE_COLOURS: Readonly<Record<string, string>> = {
  ready: 'green',
  importing: 'blue',
  uploaded: 'gold',
  failed: 'red',
}

/** The rosters of a campaign, asked again while one is being imported. */
export function useRosters(campaignId: string) {
  return useQuery({
    queryKey: ['rosters', campaignId],
    queryFn: () => send(rosterApi.campaigns[':campaignId'].rosters.$get({ param: { campaignId } })),
    refetchInterval: query => (query.state.data?.rosters.some(roster => roster.state === 'importing') ? 1000 : false),
  })
}

export function RosterListPage() {
  const { t } = useSpeech()
  const { can } = useSession()
  const { campaignId } = useCampaign()
  const [address, setAddress] = useSearchParams()
  const list = useRosters(campaignId)
  const rosters = list.data?.rosters ?? []
  const ready = rosters.filter(roster => roster.state === 'ready')
  const pairs = useQuery({
    queryKey: ['pairs', campaignId, 'open', 0],
    enabled: can('person.read') && ready.length > 0,
    queryFn: () =>
      send(
        pairApi.campaigns[':campaignId']['person-pairs'].$get({
          param: { campaignId },
          query: { state: 'open', offset: '0', limit: '20' },
        }),
      ),
  })
  const openPairs = pairs.data?.counts.open ?? 0
  const upload = can('roster.write') && (
    <Link to="new">
      <Button type="primary">{t(rosterWords.upload)}</Button>
    </Link>
  )
  const sum = (key: 'valid' | 'lost') => ready.reduce((total, roster) => total + roster[key], 0).toLocaleString()
  return (
    <Page
      title={t(rosterWords.title)}
      subtitle={t(rosterWords.subtitle)}
      actions={upload}
      error={list.error}
      onRetry={() => void list.refetch()}
      loading={list.isPending}
      {...(ready.length > 0 ? { next: { words: t(rosterWords.next), to: `/c/${campaignId}/frames` } } : {})}
    >
      {rosters.length === 0 ? (
        <Empty words={t(rosterWords.empty)} action={upload} />
      ) : (
        <>
          <Tiles
            items={[
              { label: t(rosterWords.peopleTotal), value: sum('valid'), note: t(rosterWords.peopleNote) },
              { label: t(rosterWords.rostersReady), value: `${ready.length} / ${rosters.length}` },
              {
                label: t(rosterWords.lostTotal),
                value: sum('lost'),
                ...(sum('lost') === '0' ? {} : { tone: 'warn' as const }),
              },
              {
                label: t(rosterWords.pairsOpen),
                value: can('person.read') ? openPairs.toLocaleString() : '—',
                ...(openPairs > 0 ? { tone: 'warn' as const } : {}),
              },
            ]}
          />
          <Tabs
            activeKey={address.get('tab') ?? 'rosters'}
            onChange={tab => setAddress(tab === 'rosters' ? {} : { tab }, { replace: true })}
            items={[
              { key: 'rosters', label: t(rosterWords.tabRosters), children: <RosterTable rosters={rosters} /> },
              { key: 'people', label: t(rosterWords.tabPeople), children: <PeopleTable campaignId={campaignId} /> },
              ...(can('person.read')
                ? [
                    {
                      key: 'pairs',
                      label: openPairs > 0 ? `${t(rosterWords.tabPairs)} ${openPairs}` : t(rosterWords.tabPairs),
                      children: <PairPanel campaignId={campaignId} />,
                    },
                  ]
                : []),
            ]}
          />
        </>
      )}
    </Page>
  )
}

type RosterRow = NonNullable<ReturnType<typeof useRosters>['data']>['rosters'][number]

function RosterTable({ rosters }: { readonly rosters: readonly RosterRow[] }) {
  const { t, language } = useSpeech()
  const { can } = useSession()
  const remove = useRemoval()
  const category = (roster: RosterRow) => t(categoryWords[roster.category as RespondentCategory] ?? ['—', '—'])
  const missing = RESPONDENT_CATEGORIES.filter(
    item => !rosters.some(roster => roster.state === 'ready' && roster.category === item),
  )
  return (
    <>
      <DataTable
        rows={rosters}
        rowKey={roster => roster.id}
        exportName="rosters"
        columns={[
          {
            key: 'name',
            title: t(rosterWords.name),
            value: roster => roster.name,
            render: roster => <Link to={roster.id}>{roster.name}</Link>,
          },
          { key: 'category', title: t(rosterWords.category), value: category, filter: true },
          { key: 'unit', title: t(rosterWords.unit), value: roster => roster.unitName, filter: true },
          {
            key: 'state',
            title: t(rosterWords.state),
            value: roster => t(rosterStateWords[roster.state] ?? ['—', '—']),
            render: roster => (
              <Tag color={STATE_COLOURS[roster.state] ?? 'default'}>
                {t(rosterStateWords[roster.state] ?? ['—', '—'])}
                {roster.state === 'importing' && ` ${roster.processed.toLocaleString()}`}
              </Tag>
            ),
            filter: true,
          },
          ...(['valid', 'lost', 'duplicate', 'blank'] as const).map(key => ({
            key,
            title: t(rosterWords[key]),
            value: (roster: RosterRow) => (roster.state === 'ready' ? roster[key] : null),
            render: (roster: RosterRow) => (roster.state === 'ready' ? roster[key].toLocaleString() : '—'),
            number: true,
          })),
          {
            key: 'importedAt',
            title: t(rosterWords.importedAt),
            value: roster => roster.importedAt,
            render: roster =>
              roster.importedAt
                ? new Date(roster.importedAt).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', {
                    dateStyle: 'short',
                    timeStyle: 'short',
                  })
                : '—',
          },
          ...(can('roster.write')
            ? [
                {
                  key: 'actions',
                  title: '',
                  value: () => '',
                  sort: false,
                  render: (roster: RosterRow) => (
                    <Button
                      type="link"
                      size="small"
                      danger
                      disabled={roster.state === 'importing'}
                      onClick={() => remove(roster)}
                    >
                      {t(rosterWords.remove)}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {missing.length > 0 && (
        <p className="muted">
          {t(rosterWords.missing)}
          {missing.map(item => t(categoryWords[item])).join(language === 'zh' ? '、' : ', ')}
        </p>
      )}
    </>
  )
}

/** Asks, saying what goes, and deletes. */
export function useRemoval(onDone?: () => void) {
  const { t } = useSpeech()
  const { modal, message } = App.useApp()
  const queries = useQueryClient()
  const removal = useMutation({
    mutationFn: (id: string) => send(rosterApi.rosters[':id'].$delete({ param: { id } })),
    onSuccess: async () => {
      void message.success(t(rosterWords.removed))
      onDone?.()
      await queries.invalidateQueries()
    },
    onError: error => void message.error(error.message),
  })
  return (roster: { id: string; name: string; valid: number; lost: number }) =>
    void modal.confirm({
      title: t(rosterWords.remove),
      content: t(rosterWords.removeAsk, roster.name, (roster.valid + roster.lost).toLocaleString()),
      okButtonProps: { danger: true },
      onOk: () => removal.mutateAsync(roster.id).catch(() => undefined),
    })
}
