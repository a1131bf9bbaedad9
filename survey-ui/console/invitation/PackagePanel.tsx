// The links of a batch that was just issued: exported now, as messages or letters, or never.
import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Input } from 'antd'
import { useState } from 'react'
import { invitationWords as w } from '../../../server/words/invitation.ts'
import { download, request } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useSession } from '../shell/session.tsx'
import type { LinkPackage } from './invitation.ts'
import { SmsEditor } from './SmsEditor.tsx'

interface PackagePanelProps {
  readonly links: LinkPackage
  readonly campaign: { readonly organiser: string; readonly hotline: string }
  readonly baseUrl: string
  readonly onFinish: () => void
}

export function PackagePanel({ links, campaign, baseUrl, onFinish }: PackagePanelProps) {
  const { t } = useSpeech()
  const { can } = useSession()
  const { modal } = App.useApp()
  const [template, setTemplate] = useState(t(w.defaultTemplate))
  const [reason, setReason] = useState('')
  const asked = { exportKey: links.exportKey, reason: reason.trim() }
  const post = (body: object): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const sms = useMutation({
    mutationFn: () => download(`/api/invitation-batches/${links.batchId}/sms`, 'sms.csv', post({ ...asked, template })),
  })
  const letters = useMutation({
    mutationFn: () => openSheet(`/api/invitation-batches/${links.batchId}/letters`, post(asked), t(w.popupBlocked)),
  })
  const finish = () =>
    modal.confirm({ title: t(w.finishTitle), content: t(w.finishSays), okText: t(w.finish), onOk: onFinish })
  const blocked = reason.trim() === ''
  return (
    <section className="panel package">
      <Alert type="warning" showIcon title={t(w.issued, links.invited)} description={t(w.issuedHint)} />
      {!can('person.export') && <Alert type="error" showIcon title={t(w.noExport)} />}
      <ProblemAlert error={sms.error ?? letters.error} />
      {can('person.export') && (
        <>
          <label className="package-reason">
            <span>
              {t(w.reason)} <span className="muted small">{t(w.reasonRequired)}</span>
            </span>
            <Input
              value={reason}
              maxLength={200}
              placeholder={t(w.reasonPlaceholder)}
              onChange={event => setReason(event.target.value)}
            />
          </label>
          <div className="package-ways">
            <div>
              <h3>{t(w.sendBySms)}</h3>
              <SmsEditor template={template} onTemplate={setTemplate} campaign={campaign} baseUrl={baseUrl} />
              <Button
                type="primary"
                icon={<DownloadOutlined />}
                disabled={blocked || !template.includes('{链接}')}
                loading={sms.isPending}
                onClick={() => sms.mutate()}
              >
                {t(w.smsFile)}
              </Button>
              {sms.isSuccess && <Exported />}
              <p className="muted small">{t(w.smsFileHint)}</p>
            </div>
            <div>
              <h3>{t(w.sendOnPaper)}</h3>
              <p className="muted">{t(w.lettersHint)}</p>
              <Button
                icon={<PrinterOutlined />}
                disabled={blocked}
                loading={letters.isPending}
                onClick={() => letters.mutate()}
              >
                {t(w.letters)}
              </Button>
              {letters.isSuccess && <Exported />}
            </div>
          </div>
        </>
      )}
      <div className="package-end">
        <Button onClick={finish}>{t(w.finish)}</Button>
      </div>
    </section>
  )
}

function Exported() {
  const { t } = useSpeech()
  return <span className="tone-good small exported">{t(w.exported)}</span>
}

/** The tab is opened before the answer comes, while the press still counts as one; it is closed again when there is nothing to show. */
async function openSheet(path: string, init: RequestInit, blocked: string): Promise<void> {
  const tab = window.open('', '_blank')
  if (!tab) throw new Error(blocked)
  try {
    const sheet = await (await request(path, init)).blob()
    const url = URL.createObjectURL(sheet)
    tab.location.href = url
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
  } catch (error) {
    tab.close()
    throw error
  }
}
