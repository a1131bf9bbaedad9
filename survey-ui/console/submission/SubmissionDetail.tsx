// One list: how far it is, its files with their digests, and the step that the reader may take.
import { DownloadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button, Steps, Typography } from 'antd'
import { chinaMinute } from '../../../server/submission/submission.ts'
import { consoleWords } from '../../../server/words/console.ts'
import {
  submissionFormatWords,
  submissionPartWords,
  submissionStepWords,
  submissionWords as w,
} from '../../../server/words/submission.ts'
import { download } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useSession } from '../shell/session.tsx'
import { type Submission, useRefresh } from './api.ts'
import { StateMark } from './StateMark.tsx'
import { StepButtons } from './StepButtons.tsx'

interface DetailProps {
  readonly submission: Submission
  readonly campaignId: string
  /** Prepares a returned list again. */
  readonly onAgain?: () => void
}

export function SubmissionDetail({ submission, campaignId, onAgain }: DetailProps) {
  const { t } = useSpeech()
  return (
    <>
      <section className="panel">
        <Progress submission={submission} />
        <StepButtons submission={submission} campaignId={campaignId} {...(onAgain ? { onAgain } : {})} />
      </section>
      <Files submission={submission} campaignId={campaignId} />
      <section className="panel">
        <h2>{t(w.details)}</h2>
        <dl className="submission-facts">
          <Fact label={t(w.state)}>
            <StateMark state={submission.state} />
          </Fact>
          <Fact label={t(w.source)}>
            {t(submission.source === 'frame' ? w.sourceFrame : w.sourceDraw)} · {submission.sourceName} ·{' '}
            {t(submissionPartWords[submission.source === 'frame' ? 'frame' : submission.part])}
          </Fact>
          <Fact label={t(w.rows)}>{submission.rowCount.toLocaleString()}</Fact>
          <Fact label={t(w.reason)}>{submission.reason}</Fact>
          <Fact label={t(w.template)}>{submission.template.columns.map(column => column.header).join(' | ')}</Fact>
          <Fact label={t(w.watermark)}>{submission.watermark}</Fact>
          {submission.sentAt && <Fact label={t(w.firstDownload)}>{chinaMinute(submission.sentAt)}</Fact>}
          {submission.returnReason && <Fact label={t(w.returnReason)}>{submission.returnReason}</Fact>}
          {submission.receipt && <Fact label={t(w.receiptNote)}>{submission.receipt}</Fact>}
        </dl>
      </section>
    </>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Progress({ submission }: { readonly submission: Submission }) {
  const { t } = useSpeech()
  const who = (name: string | null, at: string | null) => (name && at ? `${name} · ${chinaMinute(at)}` : '')
  const { state } = submission
  const returned = state === 'returned'
  return (
    <Steps
      current={{ prepared: 1, returned: 1, approved: 2, received: 3 }[state]}
      {...(returned ? { status: 'error' as const } : {})}
      items={[
        { title: t(submissionStepWords.prepared.done), content: who(submission.preparedName, submission.preparedAt) },
        returned
          ? { title: t(w.returnedBy), content: who(submission.returnedName, submission.returnedAt) }
          : {
              title: t(submissionStepWords.approved[submission.approvedAt ? 'done' : 'open']),
              content: who(submission.approvedName, submission.approvedAt),
            },
        {
          title: t(submissionStepWords.received[submission.receivedAt ? 'done' : 'open']),
          content: who(submission.receivedName, submission.receivedAt),
        },
      ]}
    />
  )
}

function Files({ submission, campaignId }: Pick<DetailProps, 'submission' | 'campaignId'>) {
  const { t } = useSpeech()
  const { can } = useSession()
  const refresh = useRefresh(campaignId)
  const open = submission.state === 'approved' || submission.state === 'received'
  const allowed = can('person.export')
  const fetchFile = useMutation({
    mutationFn: (file: Submission['files'][number]) =>
      download(`/api/submissions/${submission.id}/files/${file.format}`, file.name),
    onSuccess: refresh,
  })
  if (submission.state === 'returned') return null
  return (
    <section className="panel">
      <h2>{t(w.files)}</h2>
      <p className="muted small">{t(!allowed ? w.downloadForbidden : open ? w.downloadHint : w.downloadWaits)}</p>
      <ProblemAlert error={fetchFile.error} />
      <table className="submission-files">
        <thead>
          <tr>
            <th>{t(w.format)}</th>
            <th className="number">{t(w.size)}</th>
            <th>{t(w.digest)}</th>
            <th aria-label={t(w.download)} />
          </tr>
        </thead>
        <tbody>
          {submission.files.map(file => (
            <tr key={file.format}>
              <td>
                {t(submissionFormatWords[file.format])}
                <div className="muted small">{file.name}</div>
              </td>
              <td className="number">{sizeText(file.bytes)}</td>
              <td>
                <Typography.Text
                  className="digest"
                  copyable={{ text: file.sha256, tooltips: [t(w.copyDigest), t(consoleWords.copied)] }}
                >
                  {file.sha256}
                </Typography.Text>
              </td>
              <td>
                <Button
                  size="small"
                  icon={<DownloadOutlined />}
                  disabled={!open || !allowed}
                  loading={fetchFile.isPending && fetchFile.variables.format === file.format}
                  onClick={() => fetchFile.mutate(file)}
                >
                  {t(w.download)}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
