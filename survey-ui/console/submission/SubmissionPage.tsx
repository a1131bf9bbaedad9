// Respondent lists handed over: what there is, who has to act, and the way to prepare one.
import { Button } from 'antd'
import { useSearchParams } from 'react-router'
import { submissionPartWords, submissionStateWords, submissionWords as w } from '../../../server/words/submission.ts'
import { chinaMinute } from '../../../server/submission/submission.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty, Page, Tiles } from '../shell/Page.tsx'
import { useSession } from '../shell/session.tsx'
import { type Submission, useSources, useSubmissions } from './api.ts'
import { PrepareList } from './PrepareList.tsx'
import { StateMark } from './StateMark.tsx'
import './submission.css'
import { SubmissionDetail } from './SubmissionDetail.tsx'

export default function SubmissionPage() {
  const { t } = useSpeech()
  const { can } = useSession()
  const { campaignId } = useCampaign()
  const [search, setSearch] = useSearchParams()
  const list = useSubmissions(campaignId)
  const sources = useSources(campaignId)
  const submissions = list.data ?? []
  const open = submissions.find(submission => submission.id === search.get('id'))
  const again = submissions.find(submission => submission.id === search.get('again'))
  const show = (id?: string) => setSearch(id ? { id } : {})
  const preparing = search.has('new') || again !== undefined
  const nothing = sources.data && sources.data.frames.length + sources.data.draws.length === 0
  const prepare = can('submission.write') && (
    <Button type="primary" disabled={nothing !== false} onClick={() => setSearch({ new: '1' })}>
      {t(w.prepare)}
    </Button>
  )
  const back = <Button onClick={() => show()}>{t(w.back)}</Button>
  if (sources.data && list.data && preparing)
    return (
      <Page title={t(w.prepare)} subtitle={t(w.subtitle)} actions={back}>
        <PrepareList
          campaignId={campaignId}
          sources={sources.data}
          {...(again ? { again } : {})}
          last={submissions.map(submission => submission.template)[0]}
          onDone={show}
        />
      </Page>
    )
  if (open)
    return (
      <Page
        title={`${t(w.title)} · ${open.sourceName}`}
        subtitle={open.reason}
        actions={back}
        {...(open.state === 'received' ? { next: nextOf(campaignId, [open], t) } : {})}
      >
        <SubmissionDetail
          submission={open}
          campaignId={campaignId}
          {...(can('submission.write') ? { onAgain: () => setSearch({ again: open.id }) } : {})}
        />
      </Page>
    )
  return (
    <Page
      title={t(w.title)}
      subtitle={t(w.subtitle)}
      actions={submissions.length > 0 && prepare}
      error={list.error ?? sources.error}
      onRetry={() => void list.refetch()}
      loading={list.isPending || sources.isPending}
      {...(nothing
        ? { next: { words: t(w.emptySources), to: `/c/${campaignId}/frames` } }
        : submissions.length > 0
          ? { next: nextOf(campaignId, submissions, t) }
          : {})}
    >
      {submissions.length === 0 ? (
        <Empty words={t(nothing ? w.emptySources : prepare ? w.empty : w.emptyReader)} action={prepare} />
      ) : (
        <Lists submissions={submissions} onOpen={show} />
      )}
    </Page>
  )
}

/** What has to be done next, by the newest list that is not returned. */
function nextOf(campaignId: string, submissions: readonly Submission[], t: Speak) {
  const newest = submissions.find(submission => submission.state !== 'returned') ?? submissions[0]
  const here = `/c/${campaignId}/submissions`
  if (!newest) return { words: t(w.nextPrepare), to: here, done: false }
  const to = `${here}?id=${newest.id}`
  if (newest.state === 'prepared') return { words: t(w.nextApprove), to, done: false }
  if (newest.state === 'approved') return { words: t(w.nextReceive), to, done: false }
  if (newest.state === 'returned') return { words: t(w.nextReturned), to: `${here}?again=${newest.id}`, done: false }
  return { words: t(w.next), to: `/c/${campaignId}/questionnaires` }
}

function Lists({ submissions, onOpen }: { submissions: readonly Submission[]; onOpen: (id: string) => void }) {
  const { t } = useSpeech()
  const count = (state: Submission['state']) => submissions.filter(submission => submission.state === state).length
  const step = (name: string | null, at: string | null) => (name && at ? `${name} ${chinaMinute(at)}` : null)
  const twoLines = (first: string | null, second: string | null) =>
    first && second ? (
      <>
        {first}
        <div className="muted small">{second}</div>
      </>
    ) : (
      '—'
    )
  return (
    <>
      <Tiles
        items={[
          { label: t(w.tilePrepared), value: count('prepared'), ...(count('prepared') ? { tone: 'warn' } : {}) },
          { label: t(w.tileApproved), value: count('approved'), ...(count('approved') ? { tone: 'warn' } : {}) },
          { label: t(w.tileReceived), value: count('received'), ...(count('received') ? { tone: 'good' } : {}) },
        ]}
      />
      <DataTable
        rows={submissions}
        rowKey={submission => submission.id}
        exportName="submissions"
        columns={[
          {
            key: 'state',
            title: t(w.state),
            value: submission => t(submissionStateWords[submission.state]),
            render: submission => <StateMark state={submission.state} />,
            filter: true,
          },
          {
            key: 'source',
            title: t(w.source),
            value: submission => `${sourceOf(submission, t)} · ${submission.sourceName} · ${partOf(submission, t)}`,
            render: submission =>
              twoLines(submission.sourceName, `${sourceOf(submission, t)} · ${partOf(submission, t)}`),
          },
          { key: 'rows', title: t(w.rows), value: submission => submission.rowCount, number: true },
          {
            key: 'reason',
            title: t(w.reason),
            value: submission => submission.reason,
            render: ({ reason }) => (
              <span className="submission-reason" title={reason}>
                {reason}
              </span>
            ),
          },
          {
            key: 'prepared',
            title: t(w.preparedBy),
            value: submission => step(submission.preparedName, submission.preparedAt),
            render: ({ preparedName, preparedAt }) => twoLines(preparedName, preparedAt && chinaMinute(preparedAt)),
          },
          {
            key: 'decided',
            title: t(w.approvedBy),
            value: submission => step(submission.approvedName, submission.approvedAt),
            render: ({ approvedName, approvedAt }) => twoLines(approvedName, approvedAt && chinaMinute(approvedAt)),
          },
          {
            key: 'received',
            title: t(w.receivedBy),
            value: submission => step(submission.receivedName, submission.receivedAt),
            render: ({ receivedName, receivedAt }) => twoLines(receivedName, receivedAt && chinaMinute(receivedAt)),
          },
          {
            key: 'actions',
            title: '',
            value: () => '',
            sort: false,
            render: submission => (
              <Button type="link" size="small" onClick={() => onOpen(submission.id)}>
                {t(w.details)}
              </Button>
            ),
          },
        ]}
      />
    </>
  )
}

type Speak = ReturnType<typeof useSpeech>['t']

function sourceOf({ source }: Submission, t: Speak): string {
  return t(source === 'frame' ? w.sourceFrame : w.sourceDraw)
}

function partOf({ source, part }: Submission, t: Speak): string {
  return t(submissionPartWords[source === 'frame' ? 'frame' : part])
}
