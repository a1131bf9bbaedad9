// The step a reader may take on a list: approve or return it, sign for it, or prepare it again.
import { useMutation } from '@tanstack/react-query'
import { App, Button, Form, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { submissionWords as w } from '../../../server/words/submission.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useSession } from '../shell/session.tsx'
import { api, type Submission, useRefresh } from './api.ts'

interface StepProps {
  readonly submission: Submission
  readonly campaignId: string
  readonly onAgain?: () => void
}

export function StepButtons({ submission, campaignId, onAgain }: StepProps) {
  const { t } = useSpeech()
  const { id: userId, can } = useSession()
  if (submission.state === 'returned')
    return onAgain ? (
      <div className="submission-step">
        <span>
          {t(w.returnReason)}：{submission.returnReason}
        </span>
        <Button type="primary" onClick={onAgain}>
          {t(w.prepareAgain)}
        </Button>
      </div>
    ) : null
  if (submission.state === 'prepared') {
    if (submission.preparedBy === userId) return <p className="submission-step muted">{t(w.ownPreparation)}</p>
    if (can('submission.approve')) return <Decision submission={submission} campaignId={campaignId} />
    return <p className="submission-step muted">{t(w.nextApprove)}</p>
  }
  if (submission.state !== 'approved') return null
  if (can('submission.receive')) return <Receipt submission={submission} campaignId={campaignId} />
  return <p className="submission-step muted">{t(w.nextReceive)}</p>
}

function Decision({ submission, campaignId }: StepProps) {
  const { t } = useSpeech()
  const { message, modal } = App.useApp()
  const refresh = useRefresh(campaignId)
  const [returning, setReturning] = useState(false)
  const param = { id: submission.id }
  const approve = useMutation({
    mutationFn: () => send(api.submissions[':id'].approve.$post({ param, json: {} })),
    onSuccess: async () => {
      void message.success(t(w.approvedNow))
      await refresh()
    },
  })
  const sendBack = useMutation({
    mutationFn: (json: { reason: string }) => send(api.submissions[':id'].return.$post({ param, json })),
    onSuccess: async () => {
      setReturning(false)
      void message.success(t(w.returnedNow))
      await refresh()
    },
  })
  const ask = () =>
    modal.confirm({
      title: t(w.approveTitle),
      content: t(w.approveSays, submission.rowCount),
      okText: t(w.approve),
      onOk: () => approve.mutateAsync().catch(() => undefined),
    })
  return (
    <>
      <ProblemAlert error={approve.error} />
      <div className="submission-step">
        <span className="muted">{t(w.nextDecide)}</span>
        <Button danger onClick={() => setReturning(true)}>
          {t(w.returnList)}
        </Button>
        <Button type="primary" loading={approve.isPending} onClick={ask}>
          {t(w.approve)}
        </Button>
      </div>
      <Modal
        open={returning}
        title={t(w.returnTitle)}
        footer={null}
        onCancel={() => setReturning(false)}
        destroyOnHidden
      >
        <p>{t(w.returnSays)}</p>
        <ProblemAlert error={sendBack.error} />
        <Form layout="vertical" onFinish={(values: { reason: string }) => sendBack.mutate(values)}>
          <Form.Item name="reason" label={t(w.returnReason)} rules={[{ required: true, whitespace: true, max: 500 }]}>
            <Input.TextArea autoFocus rows={3} />
          </Form.Item>
          <Button danger htmlType="submit" loading={sendBack.isPending}>
            {t(w.returnList)}
          </Button>
        </Form>
      </Modal>
    </>
  )
}

function Receipt({ submission, campaignId }: StepProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const refresh = useRefresh(campaignId)
  const [open, setOpen] = useState(false)
  const receive = useMutation({
    mutationFn: (json: { rows: number; note: string }) =>
      send(api.submissions[':id'].receipt.$post({ param: { id: submission.id }, json })),
    onSuccess: async () => {
      setOpen(false)
      void message.success(t(w.receivedNow))
      await refresh()
    },
  })
  return (
    <div className="submission-step">
      <span className="muted">{t(w.nextReceive)}</span>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t(w.receive)}
      </Button>
      <Modal open={open} title={t(w.receiveTitle)} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <p>{t(w.receiveSays)}</p>
        <ProblemAlert error={receive.error} />
        <Form
          layout="vertical"
          onFinish={({ rows, note = '' }: { rows: number; note?: string }) => receive.mutate({ rows, note })}
        >
          <Form.Item name="rows" label={t(w.receiptRows)} extra={t(w.receiptRowsHint)} rules={[{ required: true }]}>
            <InputNumber autoFocus min={0} precision={0} style={{ width: 160 }} />
          </Form.Item>
          <Form.Item name="note" label={t(w.receiptNote)} rules={[{ max: 500 }]}>
            <Input.TextArea rows={2} placeholder={t(w.receiptNoteExample)} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={receive.isPending}>
            {t(w.receive)}
          </Button>
        </Form>
      </Modal>
    </div>
  )
}
