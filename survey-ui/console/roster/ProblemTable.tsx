// What is wrong with the lines of a roster, and what was done with each.
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { Button, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import type { RowProblem } from '../../../server/roster/roster.ts'
import { problemPageWords, rosterWords } from '../../../server/words/roster-page.ts'
import { REJECTING, rosterProblemWords } from '../../../server/words/roster-problem.ts'
import { download, send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { Empty } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useSession } from '../shell/session.tsx'
import { rosterApi } from './api.ts'
import type { RosterDetail } from './RosterPage.tsx'

const REJECTED: ReadonlySet<string> = new Set(REJECTING)
const NOT_COUNTED: ReadonlySet<string> = new Set(['duplicate', 'header_repeated'])

function fate(code: string) {
  if (REJECTED.has(code)) return { colour: 'red', words: problemPageWords.rejected }
  if (NOT_COUNTED.has(code)) return { colour: 'blue', words: problemPageWords.notCounted }
  return { colour: 'default', words: problemPageWords.kept }
}

export function ProblemTable({ roster }: { readonly roster: RosterDetail }) {
  const { t } = useSpeech()
  const { can } = useSession()
  const [problem, setProblem] = useState('')
  const [page, setPage] = useState({ at: 1, size: 20 })
  const list = useQuery({
    queryKey: ['roster-problems', roster.id, problem, page],
    placeholderData: keepPreviousData,
    queryFn: () =>
      send(
        rosterApi.rosters[':id'].problems.$get({
          param: { id: roster.id },
          query: {
            ...(problem ? { problem } : {}),
            offset: String((page.at - 1) * page.size),
            limit: String(page.size),
          },
        }),
      ),
  })
  const report = useMutation({
    mutationFn: () => download(`/api/rosters/${roster.id}/problems/report`, 'problems.xlsx'),
  })
  const words = (code: string) => t(rosterProblemWords[code as RowProblem] ?? [code, code])
  const total = roster.problems
    .filter(item => !problem || item.problem === problem)
    .reduce((sum, item) => sum + item.count, 0)
  if (roster.problems.length === 0) return <Empty words={t(problemPageWords.none)} />
  return (
    <section className="data-table">
      <ProblemAlert error={list.error ?? report.error} />
      <div className="data-table-bar">
        <div className="data-table-tools">
          <Select
            value={problem}
            onChange={value => {
              setProblem(value)
              setPage({ ...page, at: 1 })
            }}
            popupMatchSelectWidth={false}
            style={{ minWidth: 260 }}
            aria-label={t(problemPageWords.problem)}
            options={[
              { value: '', label: t(problemPageWords.all) },
              ...roster.problems.map(item => ({
                value: item.problem,
                label: `${words(item.problem)} · ${item.count}`,
              })),
            ]}
          />
        </div>
        {can('person.export') && (
          <Button size="small" onClick={() => report.mutate()} loading={report.isPending}>
            {t(rosterWords.downloadReport)}
          </Button>
        )}
      </div>
      <Table
        size="small"
        rowKey={row => `${row.line}-${row.sequence}`}
        dataSource={list.data?.problems ?? []}
        loading={list.isPending}
        pagination={{
          total,
          current: page.at,
          pageSize: page.size,
          onChange: (at, size) => setPage({ at, size }),
          showSizeChanger: true,
        }}
        columns={[
          { title: t(problemPageWords.line), dataIndex: 'line', align: 'right', className: 'number', width: 90 },
          { title: t(problemPageWords.column), dataIndex: 'column', width: 140, render: text => text || '—' },
          {
            title: t(problemPageWords.value),
            dataIndex: 'value',
            render: (text: string) => <span className="roster-value">{text || '—'}</span>,
          },
          {
            title: t(problemPageWords.problem),
            dataIndex: 'problem',
            render: (code: string) => (
              <>
                <Tag color={fate(code).colour}>{t(fate(code).words)}</Tag> {words(code)}
              </>
            ),
          },
        ]}
      />
    </section>
  )
}
