// The check: signs that ratings were steered, with their evidence in words, and what people found.
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Select } from 'antd'
import { useState } from 'react'
import { integrityRules } from '../../../sampling/integrity.ts'
import { saySeen } from '../../../server/rating/integrity-words.ts'
import { flagStateWords, integrityRuleWords } from '../../../server/words/integrity.ts'
import { flagPageWords as w, ratingPageWords } from '../../../server/words/rating-page.ts'
import { send } from '../shell/api.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty, Tiles } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { FlagDetail } from './FlagDetail.tsx'
import { FlagStateMark } from './FlagStateMark.tsx'
import { WindowName } from './LevelMark.tsx'
import { flagApi, loadFlags, usePlaces } from './rating-api.ts'

const PAGE = 100
const STATES = ['open', 'confirmed', 'cleared'] as const

export function FlagTab() {
  const { t } = useSpeech()
  const [state, setState] = useState<string | undefined>('open')
  const [rule, setRule] = useState<string | undefined>()
  const list = useInfiniteQuery({
    queryKey: ['rating-flags', state, rule],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      loadFlags({
        limit: String(PAGE),
        ...(state ? { state } : {}),
        ...(rule ? { rule } : {}),
        ...(pageParam ? { after: pageParam } : {}),
      }),
    getNextPageParam: page => page.next ?? undefined,
  })
  const rows = list.data?.pages.flatMap(page => page.flags) ?? []
  const counts = list.data?.pages[0]?.counts ?? []
  const countOf = (wanted: string) =>
    counts.filter(count => count.state === wanted).reduce((sum, count) => sum + count.flags, 0)
  return (
    <>
      <p className="muted">{t(w.intro)}</p>
      <Tiles
        items={STATES.map(name => ({
          label: t(flagStateWords[name]),
          value: countOf(name),
          note: notesOf(counts, name)
            .map(([found, flags]) => `${t(integrityRuleWords[found])} ${flags}`)
            .join('　'),
        }))}
      />
      <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
      <DataTable
        rows={rows}
        rowKey={row => row.id}
        loading={list.isFetching}
        exportName="rating-flags"
        empty={<Empty words={t(w.empty)} />}
        expanded={row => <FlagDetail flag={row} />}
        toolbar={
          <>
            <Select
              allowClear
              value={state}
              placeholder={t(w.allStates)}
              aria-label={t(w.state)}
              style={{ width: 130 }}
              options={STATES.map(value => ({ value, label: t(flagStateWords[value]) }))}
              onChange={setState}
            />
            <Select
              allowClear
              placeholder={t(w.allRules)}
              aria-label={t(w.rule)}
              style={{ width: 200 }}
              options={integrityRules.map(value => ({ value, label: t(integrityRuleWords[value]) }))}
              onChange={setRule}
            />
            <LookButton />
          </>
        }
        columns={[
          { key: 'day', title: t(w.day), value: row => row.day, width: 100 },
          {
            key: 'window',
            title: t(ratingPageWords.window),
            value: row => `${row.pointCode} ${row.pointName}`,
            render: row => <WindowName code={row.pointCode} name={row.pointName} />,
          },
          { key: 'rule', title: t(w.rule), value: row => t(integrityRuleWords[row.rule]) },
          {
            key: 'seen',
            title: t(w.seen),
            value: row => saySeen(t, row.rule, row),
            render: row => <div className="flag-seen">{saySeen(t, row.rule, row)}</div>,
            sort: false,
          },
          { key: 'ratings', title: t(w.ratings), value: row => row.ratings, number: true, width: 90 },
          {
            key: 'state',
            title: t(w.state),
            value: row => t(flagStateWords[row.state]),
            render: row => <FlagStateMark state={row.state} />,
            width: 110,
          },
        ]}
      />
      {list.hasNextPage && (
        <div className="rating-more">
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t(ratingPageWords.more, PAGE)}
          </Button>
        </div>
      )}
    </>
  )
}

type Count = Awaited<ReturnType<typeof loadFlags>>['counts'][number]

/** Rules with the most signs first. */
function notesOf(counts: readonly Count[], state: string): [Count['rule'], number][] {
  const byRule = new Map<Count['rule'], number>()
  for (const count of counts)
    if (count.state === state) byRule.set(count.rule, (byRule.get(count.rule) ?? 0) + count.flags)
  return [...byRule].sort(([, a], [, b]) => b - a).slice(0, 3)
}

function LookButton() {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const { centers } = usePlaces()
  const look = useMutation({
    mutationFn: async () => {
      let added = 0
      for (const { id } of centers)
        added += (await send(flagApi['rating-flags'].look.$post({ json: { centerId: id } }))).added
      return added
    },
    onSuccess: added => {
      void message.success(t(w.looked, added))
      return queries.invalidateQueries({ queryKey: ['rating-flags'] })
    },
  })
  return (
    <Button disabled={centers.length === 0} loading={look.isPending} onClick={() => look.mutate()}>
      {t(w.look)}
    </Button>
  )
}
