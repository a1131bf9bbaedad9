// Batches with the states of their links, and issuing one again.
import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Tag } from 'antd'
import { useState } from 'react'
import { chinaDay } from '../../../server/china-time.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { invitationWords as w } from '../../../server/words/invitation.ts'
import { minute } from '../questionnaire/questionnaire.ts'
import { send } from '../shell/api.ts'
import { type Column, DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { api, type Invitations, type LinkPackage, reissuable, useRefresh } from './invitation.ts'
import { STATES, stateNames } from './StateTiles.tsx'

type Batch = Invitations['batches'][number]

interface BatchTableProps {
  readonly campaignId: string
  readonly data: Invitations
  readonly mayReissue: boolean
  readonly onIssued: (made: LinkPackage) => void
}

export function BatchTable({ campaignId, data, mayReissue, onIssued }: BatchTableProps) {
  const { t } = useSpeech()
  const [chosen, setChosen] = useState<Batch | null>(null)
  const columns: Column<Batch>[] = [
    { key: 'at', title: t(w.batchAt), value: batch => minute(batch.createdAt) },
    { key: 'by', title: t(w.batchBy), value: batch => batch.createdBy },
    { key: 'invited', title: t(w.invited), value: batch => batch.invited, number: true },
    ...STATES.filter(state => state !== 'revoked' || data.states.revoked > 0).map(state => ({
      key: state,
      title: t(stateNames[state]),
      value: (batch: Batch) => batch.states[state],
      number: true,
    })),
    {
      key: 'lastDay',
      title: t(w.lastDay),
      value: batch => lastDayOf(batch),
      render: batch => (
        <>
          {lastDayOf(batch)} {lastDayOf(batch) < data.today && <Tag color="red">{t(w.expired)}</Tag>}
        </>
      ),
      number: true,
    },
  ]
  const action: Column<Batch> = {
    key: 'actions',
    title: '',
    value: () => '',
    sort: false,
    render: batch => (
      <Button
        type="link"
        size="small"
        disabled={reissuable(batch.states) === 0}
        title={reissuable(batch.states) === 0 ? t(w.reissueNobody) : undefined}
        onClick={() => setChosen(batch)}
      >
        {t(w.reissue)}
      </Button>
    ),
  }
  return (
    <>
      <h2 className="section-title">{t(w.batches)}</h2>
      <DataTable
        rows={data.batches}
        rowKey={batch => batch.id}
        exportName="invitation-batches"
        search={false}
        columns={mayReissue ? [...columns, action] : columns}
      />
      {chosen && (
        <Reissue
          campaignId={campaignId}
          batch={chosen}
          today={data.today}
          onClose={() => setChosen(null)}
          onIssued={made => {
            setChosen(null)
            onIssued(made)
            window.scrollTo({ top: 0 })
          }}
        />
      )}
    </>
  )
}

function lastDayOf(batch: Batch): string {
  return chinaDay(new Date(batch.expiresAt))
}

interface ReissueProps {
  readonly campaignId: string
  readonly batch: Batch
  readonly today: string
  readonly onClose: () => void
  readonly onIssued: (made: LinkPackage) => void
}

function Reissue({ campaignId, batch, today, onClose, onIssued }: ReissueProps) {
  const { t } = useSpeech()
  const refresh = useRefresh(campaignId)
  const again = useMutation({
    mutationFn: (json: { reason: string; lastDay: string }) =>
      send(api['invitation-batches'][':id'].reissue.$post({ param: { id: batch.id }, json })),
    onSuccess: async made => {
      onIssued(made)
      await refresh()
    },
  })
  return (
    <Modal open title={t(w.reissueTitle)} footer={null} onCancel={onClose}>
      <p>
        <strong>{t(w.reissueWho, reissuable(batch.states))}</strong>
      </p>
      <p>{t(w.reissueSays)}</p>
      <ProblemAlert error={again.error} />
      <Form
        layout="vertical"
        initialValues={{ lastDay: lastDayOf(batch) < today ? today : lastDayOf(batch) }}
        onFinish={(values: { reason: string; lastDay: string }) => again.mutate(values)}
      >
        <Form.Item name="reason" label={t(w.reissueReason)} rules={[{ required: true, whitespace: true, max: 200 }]}>
          <Input autoFocus />
        </Form.Item>
        <Form.Item
          name="lastDay"
          label={t(w.lastDay)}
          extra={`${t(w.lastDayHint)} · ${t(w.reissueExpiry)}`}
          rules={[{ required: true }]}
        >
          <Input type="date" min={today} />
        </Form.Item>
        <Button danger type="primary" htmlType="submit" loading={again.isPending}>
          {t(w.reissue)}
        </Button>{' '}
        <Button onClick={onClose}>{t(consoleWords.cancel)}</Button>
      </Form>
    </Modal>
  )
}
