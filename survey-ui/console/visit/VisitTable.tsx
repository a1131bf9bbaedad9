// The visits of a day, page by page from the server: whether each was rated, never how.
import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Button, Modal, Tag } from 'antd'
import { useState } from 'react'
import { chinaMinute } from '../../../server/china-time.ts'
import { visitWords as w } from '../../../server/words/visit.ts'
import { send } from '../shell/api.ts'
import { type Column, DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty, Tiles } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useSession } from '../shell/session.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { OfferResult } from './OfferResult.tsx'
import { api, type Offer, offerVisit, type Places, useRefresh, type Visit } from './visit-api.ts'
import { type Filter, VisitFilters } from './VisitFilters.tsx'

const SOURCES = { api: w.sourceApi, file: w.sourceFile, tap: w.sourceTap, exchange: w.sourceExchange } as const
const REFRESH_MS = 20_000

export function VisitTable({ places }: { readonly places: Places }) {
  const { t } = useSpeech()
  const { can } = useSession()
  const refresh = useRefresh()
  const [filter, setFilter] = useState<Filter>({ day: places.today, caseNo: '' })
  const [linked, setLinked] = useState<Visit | null>(null)
  const [offer, setOffer] = useState<Offer | null>(null)
  const list = useVisits(filter)
  const ask = useMutation({
    mutationFn: (visit: Visit) => offerVisit(visit.id),
    onSuccess: async made => {
      setOffer(made)
      await refresh()
    },
  })
  const visits = list.data?.pages.flatMap(page => page.visits) ?? []
  const counts = list.data?.pages[0]?.counts
  const narrowed = Boolean(filter.centerId || filter.pointId || filter.state || filter.caseNo)
  const actions: Column<Visit> = {
    key: 'actions',
    title: t(w.actions),
    value: () => '',
    sort: false,
    render: visit =>
      visit.rated ? null : (
        <>
          <Button type="link" size="small" onClick={() => ask.mutate(visit)}>
            {t(w.ask)}
          </Button>
          <Button type="link" size="small" onClick={() => setLinked(visit)}>
            {t(w.link)}
          </Button>
        </>
      ),
  }
  const columns = useColumns(places.centers.length > 1)
  return (
    <>
      <ProblemAlert error={list.error ?? ask.error} onRetry={() => void list.refetch()} />
      {counts && <DayTiles finished={counts.finished} rated={counts.rated} />}
      <DataTable
        // The table keeps the page size it starts with.
        key={String(list.isPending)}
        rows={visits}
        rowKey={visit => visit.id}
        exportName={`visits-${filter.day}`}
        search={false}
        pageSize={50}
        loading={list.isPending}
        toolbar={<VisitFilters places={places} filter={filter} onChange={setFilter} />}
        empty={<Empty words={t(narrowed ? w.emptyFiltered : w.empty)} />}
        columns={can('visit.invite') ? [...columns, actions] : columns}
      />
      <div className="visit-more">
        <span className="muted small">
          {t(w.shown, visits.length)} · {t(w.levelHidden)}
        </span>
        {list.hasNextPage && (
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t(w.more)}
          </Button>
        )}
      </div>
      {linked && <LinkDialog visit={linked} onClose={() => setLinked(null)} />}
      <Modal open={offer !== null} title={t(w.ask)} footer={null} onCancel={() => setOffer(null)} destroyOnHidden>
        {offer && <OfferResult key={offer.offeredAt} offer={offer} onDone={() => setOffer(null)} />}
      </Modal>
    </>
  )
}

function useVisits(filter: Filter) {
  const { centerId, pointId, state, day, caseNo } = filter
  return useInfiniteQuery({
    queryKey: ['visits', filter],
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      send(
        api.visits.$get({
          query: {
            ...(centerId ? { centerId } : {}),
            ...(pointId ? { pointId } : {}),
            ...(state ? { state } : {}),
            ...(day ? { day } : {}),
            ...(caseNo ? { caseNo } : {}),
            ...(pageParam ? { cursor: pageParam } : {}),
            limit: '100',
          },
        }),
      ),
    getNextPageParam: page => page.next,
  })
}

function DayTiles({ finished, rated }: { readonly finished: number; readonly rated: number }) {
  const { t } = useSpeech()
  const rate = finished > 0 ? `${((100 * rated) / finished).toFixed(1)}%` : '—'
  return (
    <Tiles
      items={[
        { label: t(w.finishedCount), value: finished },
        { label: t(w.ratedCount), value: rated },
        { label: t(w.rate), value: rate, note: `${rated} / ${finished}` },
      ]}
    />
  )
}

function useColumns(withCenter: boolean): readonly Column<Visit>[] {
  const { t } = useSpeech()
  const state = (visit: Visit) => (visit.rated ? w.rated : visit.finishedAt ? w.unrated : w.unfinished)
  return [
    {
      key: 'finishedAt',
      title: t(w.finishedAt),
      value: visit => visit.finishedAt && chinaMinute(new Date(visit.finishedAt)),
    },
    { key: 'caseNo', title: t(w.caseNo), value: visit => visit.caseNo },
    ...(withCenter ? [{ key: 'center', title: t(w.center), value: (visit: Visit) => visit.centerName }] : []),
    { key: 'window', title: t(w.window), value: visit => `${visit.pointCode} ${visit.pointName}` },
    { key: 'matter', title: t(w.matter), value: visit => visit.matterName },
    {
      key: 'staff',
      title: t(w.staff),
      value: visit => visit.staffNumber && `${visit.staffNumber} ${visit.staffName ?? ''}`,
    },
    { key: 'source', title: t(w.source), value: visit => t(SOURCES[visit.source]) },
    {
      key: 'state',
      title: t(w.state),
      value: visit => t(state(visit)),
      render: visit => (
        <Tag color={visit.rated ? 'green' : 'default'}>
          {visit.rated && '✓ '}
          {t(state(visit))}
        </Tag>
      ),
    },
  ]
}
