// Choosing a file and sending it: drag and drop, progress, cancel.
import { InboxOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Progress, Steps, Upload } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { rosterWords } from '../../../server/words/roster-page.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Page } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { uploadRoster, type Uploaded } from './api.ts'
import { useRosters } from './RosterListPage.tsx'

export function ImportSteps({ current }: { readonly current: 0 | 1 | 2 | 3 }) {
  const { t } = useSpeech()
  const steps = [rosterWords.stepFile, rosterWords.stepPreview, rosterWords.stepImport, rosterWords.stepResult]
  return (
    <Steps
      size="small"
      current={current}
      items={steps.map(step => ({ title: t(step) }))}
      style={{ maxWidth: 760, marginBottom: 16 }}
    />
  )
}

export function UploadPage() {
  const { t } = useSpeech()
  const { campaignId } = useCampaign()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const addsTo = useSearchParams()[0].get('addsTo')
  const target = useRosters(campaignId).data?.rosters.find(roster => roster.id === addsTo)
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null)
  const [repeated, setRepeated] = useState<Uploaded | null>(null)
  const [error, setError] = useState<unknown>(null)
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])

  const start = async (file: File) => {
    abort.current = new AbortController()
    const { signal } = abort.current
    setError(null)
    setRepeated(null)
    setSending({ name: file.name, share: 0 })
    const onProgress = (share: number) => setSending({ name: file.name, share })
    try {
      const done = await uploadRoster({ campaignId, file, addsTo, onProgress, signal })
      await queries.invalidateQueries({ queryKey: ['rosters', campaignId] })
      if (done.repeated) setRepeated(done)
      else await navigate(`/c/${campaignId}/rosters/${done.id}`)
    } catch (failure) {
      if (!signal.aborted) setError(failure)
    } finally {
      setSending(null)
    }
  }

  return (
    <Page title={t(rosterWords.upload)} subtitle={target ? t(rosterWords.dropCorrected, target.name) : undefined}>
      <ImportSteps current={0} />
      <ProblemAlert error={error} />
      {repeated && (
        <Alert
          type="info"
          showIcon
          title={t(rosterWords.repeated)}
          description={t(rosterWords.repeatedText, repeated.name)}
          action={
            <Link to={`/c/${campaignId}/rosters/${repeated.id}`}>
              <Button>{t(rosterWords.toRoster)}</Button>
            </Link>
          }
          style={{ marginBottom: 16 }}
        />
      )}
      {sending ? (
        <section className="panel" aria-live="polite">
          <h2>{t(rosterWords.sending, sending.name)}</h2>
          <Progress percent={Math.round(sending.share * 100)} />
          <Button onClick={() => abort.current?.abort()}>{t(rosterWords.cancelUpload)}</Button>
        </section>
      ) : (
        <Upload.Dragger
          accept=".csv,.tsv,.txt,.xlsx,.xls"
          showUploadList={false}
          beforeUpload={file => {
            void start(file)
            return false
          }}
        >
          <p className="ant-upload-drag-icon">
            <InboxOutlined />
          </p>
          <p className="ant-upload-text">{t(rosterWords.drop)}</p>
          <p className="ant-upload-hint">{t(rosterWords.dropHint)}</p>
        </Upload.Dragger>
      )}
    </Page>
  )
}
