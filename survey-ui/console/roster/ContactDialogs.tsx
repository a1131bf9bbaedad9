// Seeing one contact and exporting many: both ask for the purpose first.
import { useMutation } from '@tanstack/react-query'
import { Button, Descriptions, Form, Input, Modal, Select } from 'antd'
import { consoleWords } from '../../../server/words/console.ts'
import { peopleWords } from '../../../server/words/roster-page.ts'
import { fieldWords } from '../../../server/words/roster.ts'
import { download, send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { personApi } from './api.ts'

export function RevealContact({ person, onClose }: { readonly person: { id: string }; readonly onClose: () => void }) {
  const { t } = useSpeech()
  const reveal = useMutation({
    mutationFn: (json: { reason: string }) => send(personApi.people[':id'].contact.$post({ param: person, json })),
  })
  const contact = reveal.data
  return (
    <Modal open title={t(peopleWords.revealTitle)} footer={null} onCancel={onClose} destroyOnHidden>
      <ProblemAlert error={reveal.error} />
      {contact ? (
        <Descriptions
          column={1}
          items={[
            { key: 'name', label: t(fieldWords.name), children: contact.name },
            { key: 'mobile', label: t(fieldWords.mobile), children: contact.mobile },
            { key: 'extra', label: t(fieldWords.phone), children: contact.mobileExtra ?? '—' },
          ]}
        />
      ) : (
        <Form layout="vertical" onFinish={(values: { reason: string }) => reveal.mutate(values)}>
          <Form.Item
            name="reason"
            label={t(peopleWords.reason)}
            extra={t(peopleWords.reasonHint)}
            rules={[{ required: true, min: 2 }]}
          >
            <Input autoFocus />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={reveal.isPending}>
            {t(peopleWords.reveal)}
          </Button>
        </Form>
      )}
    </Modal>
  )
}

interface ExportForm {
  reason: string
  format: string
}

export function ExportContacts({
  roster,
  onClose,
}: {
  readonly roster: { id: string; name: string }
  readonly onClose: () => void
}) {
  const { t } = useSpeech()
  const start = useMutation({
    mutationFn: ({ reason, format }: ExportForm) =>
      download(`/api/rosters/${roster.id}/contacts?${new URLSearchParams({ reason, format })}`, 'people.xlsx'),
    onSuccess: onClose,
  })
  return (
    <Modal open title={t(peopleWords.exportTitle)} footer={null} onCancel={onClose} destroyOnHidden>
      <ProblemAlert error={start.error} />
      <Form
        layout="vertical"
        initialValues={{ format: 'xlsx' }}
        onFinish={(values: ExportForm) => start.mutate(values)}
      >
        <Form.Item
          name="reason"
          label={t(peopleWords.reason)}
          extra={t(peopleWords.reasonHint)}
          rules={[{ required: true, min: 2 }]}
        >
          <Input autoFocus />
        </Form.Item>
        <Form.Item name="format" label={t(peopleWords.exportFormat)}>
          <Select
            options={[
              { value: 'xlsx', label: 'Excel (.xlsx)' },
              { value: 'utf-8-bom', label: 'CSV (UTF-8)' },
              { value: 'gb18030', label: 'CSV (GB18030)' },
            ]}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={start.isPending}>
          {t(consoleWords.export)}
        </Button>
      </Form>
    </Modal>
  )
}
