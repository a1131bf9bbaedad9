// 疑似同一人: two people side by side, what agrees and what differs, and two buttons; every judgement can be undone.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Pagination, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { pairWords } from '../../../server/words/roster-page.ts'
import { fieldWords, pairReasonWords, sexWords } from '../../../server/words/roster.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { Empty } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useSession } from '../shell/session.tsx'
import { pairApi } from './api.ts'

type State = 'open' | 'same' | 'different'
const SIZE = 20

function usePairs(campaignId: string, state: State, page: number) {
  return useQuery({
    queryKey: ['pairs', campaignId, state, page],
    placeholderData: keepPreviousData,
    queryFn: () =>
      send(
        pairApi.campaigns[':campaignId']['person-pairs'].$get({
          param: { campaignId },
          query: { state, offset: String(page * SIZE), limit: String(SIZE) },
        }),
      ),
  })
}
type Pair = NonNullable<ReturnType<typeof usePairs>['data']>['pairs'][number]

export function PairPanel({ campaignId }: { readonly campaignId: string }) {
  const { t } = useSpeech()
  const [state, setState] = useState<State>('open')
  const [page, setPage] = useState(0)
  const list = usePairs(campaignId, state, page)
  const counts = list.data?.counts
  const pairs = list.data?.pairs ?? []
  return (
    <>
      <ProblemAlert error={list.error} />
      <p className="muted">{t(pairWords.hint)}</p>
      <Segmented<State>
        value={state}
        onChange={value => {
          setState(value)
          setPage(0)
        }}
        options={(['open', 'same', 'different'] as const).map(value => ({
          value,
          label: `${t(pairWords[value])} ${counts?.[value] ?? 0}`,
        }))}
        style={{ marginBottom: 12 }}
      />
      {pairs.length === 0 && !list.isPending && (
        <Empty words={t(state === 'open' ? pairWords.none : pairWords.noneDecided)} />
      )}
      {pairs.map(pair => (
        <PairCard key={pair.id} pair={pair} />
      ))}
      {(counts?.[state] ?? 0) > SIZE && (
        <Pagination
          total={counts?.[state] ?? 0}
          pageSize={SIZE}
          current={page + 1}
          showSizeChanger={false}
          onChange={at => setPage(at - 1)}
        />
      )}
    </>
  )
}

function PairCard({ pair }: { readonly pair: Pair }) {
  const { t } = useSpeech()
  const { can } = useSession()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const judge = useMutation({
    mutationFn: async (decision: 'same' | 'different' | 'undo') => {
      const call = pairApi['person-pairs'][':id'].decision
      const param = { id: pair.id }
      return decision === 'undo'
        ? await send(call.$delete({ param }))
        : await send(call.$post({ param, json: { decision } }))
    },
    onSuccess: async () => {
      void message.success(t(pairWords.decided))
      await queries.invalidateQueries({ queryKey: ['pairs'] })
      await queries.invalidateQueries({ queryKey: ['people'] })
    },
  })
  const rows = [
    { key: 'name', label: t(fieldWords.name), of: (side: Pair['a']) => side.name || '—' },
    { key: 'mobile', label: t(fieldWords.mobile), of: (side: Pair['a']) => side.mobile },
    { key: 'sex', label: t(fieldWords.sex), of: (side: Pair['a']) => t(sexWords[side.sex ?? ''] ?? ['—', '—']) },
    { key: 'organisation', label: t(fieldWords.organisation), of: (side: Pair['a']) => join(side, 'organisation') },
    { key: 'district', label: t(fieldWords.district), of: (side: Pair['a']) => join(side, 'district') },
  ]
  return (
    <article className="panel pair">
      <div className="pair-head">
        <strong>{t(pairReasonWords[pair.reason] ?? ['', ''])}</strong>
        {can('roster.write') && (
          <span className="page-actions">
            {pair.state === 'open' ? (
              <>
                <Button type="primary" onClick={() => judge.mutate('same')} loading={judge.isPending}>
                  {t(pairWords.same)}
                </Button>
                <Button onClick={() => judge.mutate('different')} loading={judge.isPending}>
                  {t(pairWords.different)}
                </Button>
              </>
            ) : (
              <Button onClick={() => judge.mutate('undo')} loading={judge.isPending}>
                {t(pairWords.undo)}
              </Button>
            )}
          </span>
        )}
      </div>
      <ProblemAlert error={judge.error} />
      <table className="pair-table">
        <tbody>
          {rows.map(row => {
            const [a, b] = [row.of(pair.a), row.of(pair.b)]
            return (
              <tr key={row.key}>
                <th scope="row">{row.label}</th>
                <td>{a}</td>
                <td>{b}</td>
                <td>
                  {a !== '—' && b !== '—' && (
                    <Tag color={a === b ? 'green' : 'gold'}>
                      {t(a === b ? pairWords.sameValue : pairWords.otherValue)}
                    </Tag>
                  )}
                </td>
              </tr>
            )
          })}
          <tr>
            <th scope="row" />
            {[pair.a, pair.b].map(side => (
              <td key={side.id} className="muted small">
                {side.lines.map(line => (
                  <div key={`${line.rosterName}-${line.line}`}>{t(pairWords.listedOn, line.rosterName, line.line)}</div>
                ))}
              </td>
            ))}
            <td />
          </tr>
        </tbody>
      </table>
    </article>
  )
}

function join(side: Pair['a'], key: 'organisation' | 'district'): string {
  return [...new Set(side.lines.map(line => line[key]).filter(Boolean))].join('；') || '—'
}
