// All cases one may see: how many are where, what is due first, and the list as a file.
import { Alert, App, Button, Segmented } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { sayHour, sayLevel, sayTag } from '../../../server/rectification/say.ts'
import { rectificationStateWords, rectificationWords as w, verdictWords } from '../../../server/words/rectification.ts'
import { ApiProblem, download } from '../shell/api.ts'
import { DataTable, type Column } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty, Tiles } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useSession } from '../shell/session.tsx'
import { type Case, type CaseFilter, type CaseList, useCases } from './case-api.ts'
import { DueMark, StateMark } from './Marks.tsx'

const FILTERS = {
  open: { state: 'open' },
  overdue: { overdue: '1' },
  mine: { mine: '1' },
  toCall: { state: 'calling_back', named: '1' },
  ended: { state: 'ended' },
  all: {},
} as const satisfies Record<string, CaseFilter>
type FilterName = keyof typeof FILTERS

export function CaseListTab({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const { t } = useSpeech()
  const { can } = useSession()
  const [search, setSearch] = useSearchParams()
  const asked = search.get('show')
  const show: FilterName = asked !== null && asked in FILTERS ? (asked as FilterName) : first(can)
  const list = useCases(FILTERS[show])
  if (list.error) return <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
  const { cases = [], counts, unknownYears = [] } = list.data ?? {}
  const nothing = counts && counts.open + counts.closed + counts.dismissed === 0
  if (nothing) return <Empty words={t(w.empty)} />
  return (
    <>
      {unknownYears.map(year => (
        <Alert key={year} type="warning" showIcon title={t(w.yearUnknown, year)} className="case-alert" />
      ))}
      {counts && <Counts counts={counts} />}
      <DataTable<Case>
        rows={cases}
        rowKey={found => found.id}
        loading={list.isPending}
        columns={columnsOf(t, onOpen)}
        empty={t(w.emptyFilter)}
        toolbar={
          <>
            <Segmented
              value={show}
              aria-label={t(w.state)}
              options={(Object.keys(FILTERS) as FilterName[])
                .filter(name => name !== 'mine' || can('rectification.write'))
                .map(name => ({ value: name, label: t(w[name]) }))}
              onChange={name => setSearch({ show: name })}
            />
            <ExportButton filter={FILTERS[show]} />
          </>
        }
      />
    </>
  )
}

/** The call-back role begins with whom to ring. */
const first = (can: (permission: string) => boolean): FilterName => (can('rectification.call') ? 'toCall' : 'open')

function Counts({ counts }: { readonly counts: CaseList['counts'] }) {
  const { t } = useSpeech()
  return (
    <Tiles
      items={[
        { label: t(w.tileOpen), value: counts.open },
        { label: t(w.tileOverdue), value: counts.overdue, ...(counts.overdue > 0 ? { tone: 'bad' } : {}) },
        { label: t(w.tileCalling), value: counts.callingBack },
        { label: t(w.tileAppeals), value: counts.appealing, ...(counts.appealing > 0 ? { tone: 'warn' } : {}) },
        {
          label: t(w.tileClosed),
          value: counts.closed,
          note: t(w.tileClosedNote, counts.satisfied, counts.dissatisfied, counts.unreachable),
        },
        { label: t(w.tileDismissed), value: counts.dismissed, note: t(w.tileDismissedNote) },
      ]}
    />
  )
}

function ExportButton({ filter }: { readonly filter: CaseFilter }) {
  const { t, language } = useSpeech()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const get = async () => {
    setBusy(true)
    try {
      await download(`/api/rectification-export?${new URLSearchParams({ ...filter })}`, `${t(w.exportName)}.csv`)
    } catch (error) {
      if (error instanceof ApiProblem) void message.error((error.problem.messages?.[language] ?? error.problem).detail)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button loading={busy} onClick={() => void get()}>
      {t(w.export)}
    </Button>
  )
}

type Speak = ReturnType<typeof useSpeech>['t']

function columnsOf(t: Speak, onOpen: (id: string) => void): Column<Case>[] {
  return [
    {
      key: 'state',
      title: t(w.state),
      value: found => t(rectificationStateWords[found.state]),
      render: found => <StateMark found={found} />,
      filter: true,
    },
    {
      key: 'due',
      title: t(w.due),
      value: found => (found.due ? found.due.left : Number.MAX_SAFE_INTEGER),
      render: found => <DueMark due={found.due} />,
    },
    {
      key: 'point',
      title: t(w.point),
      value: found => `${found.pointCode} ${found.pointName}`,
      render: found => twoLines(`${found.pointCode} ${found.pointName}`, found.matterName ?? found.centerName),
      filter: true,
    },
    {
      key: 'words',
      title: t(w.words),
      value: found => `${found.words} ${found.tags.map(code => sayTag(t, code)).join(' ')}`,
      sort: false,
      render: found => (
        <div className="case-words">
          <div>{found.words || <span className="muted">{t(w.noWords)}</span>}</div>
          <div className="muted small">
            {[sayLevel(t, found.level), ...found.tags.map(code => sayTag(t, code))].join(' · ')}
          </div>
        </div>
      ),
    },
    {
      key: 'hour',
      title: t(w.ratedHour),
      value: found => sayHour(t, found.ratedHour),
      render: found => twoLines(sayHour(t, found.ratedHour), t(found.named ? w.named : w.anonymous)),
    },
    {
      key: 'owner',
      title: t(w.owner),
      value: found => found.ownerName ?? t(w.nobody),
      render: found => twoLines(found.ownerName ?? t(w.nobody), found.verdict ? t(verdictWords[found.verdict]) : ''),
      filter: true,
    },
    {
      key: 'actions',
      title: t(w.actions),
      value: () => '',
      sort: false,
      render: found => (
        <Button type="link" size="small" onClick={() => onOpen(found.id)}>
          {t(w.details)}
        </Button>
      ),
    },
  ]
}

function twoLines(first: string, second: string) {
  return (
    <>
      {first}
      <div className="muted small">{second}</div>
    </>
  )
}
