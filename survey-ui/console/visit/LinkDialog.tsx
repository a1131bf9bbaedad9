// The QR code and the link of one visit.
import { useQuery } from '@tanstack/react-query'
import { App, Button, Modal, QRCode, Skeleton } from 'antd'
import { consoleWords } from '../../../server/words/console.ts'
import { visitWords as w } from '../../../server/words/visit.ts'
import { send } from '../shell/api.ts'
import { copyText } from '../shell/copy.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { api, type Visit } from './visit-api.ts'

export function LinkDialog({ visit, onClose }: { readonly visit: Visit; readonly onClose: () => void }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const link = useQuery({
    queryKey: ['visit-link', visit.id],
    queryFn: () => send(api.visits[':id'].link.$get({ param: { id: visit.id } })),
  })
  const copy = async (text: string) => {
    if (await copyText(text)) void message.success(t(consoleWords.copied))
  }
  const url = link.data?.rateUrl
  return (
    <Modal open title={t(w.linkTitle)} footer={null} onCancel={onClose} width={400}>
      <ProblemAlert error={link.error} />
      {url ? (
        <div className="visit-link">
          <span className="visit-qr" aria-hidden="true">
            <QRCode value={url} type="svg" size={240} bordered={false} errorLevel="M" />
          </span>
          <strong>{visit.caseNo}</strong>
          <span className="muted">
            {visit.pointCode} {visit.pointName}
          </span>
          <code className="digest">{url}</code>
          <Button onClick={() => void copy(url)}>{t(w.copyLink)}</Button>
          <p className="muted small">{t(w.linkHint)}</p>
        </div>
      ) : (
        <Skeleton active />
      )}
    </Modal>
  )
}
