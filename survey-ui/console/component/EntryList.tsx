// Bonus and deduction entries of one unit, each with its reason and document.
import { App, Button, Form, Input, Modal, Tag } from 'antd'
import { useState } from 'react'
import { componentWords } from '../../../server/words/component.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { componentApi, type ComponentEntry, type ComponentUnit, useChange } from './component-api.ts'

interface EntryListProps {
  readonly campaignId: string
  readonly unit: ComponentUnit
  readonly write: boolean
}

type Editing = { readonly kind: ComponentEntry['kind']; readonly entry?: ComponentEntry }

export function EntryList({ campaignId, unit, write }: EntryListProps) {
  const { t } = useSpeech()
  const { modal } = App.useApp()
  const [editing, setEditing] = useState<Editing>()
  const remove = useChange(campaignId, (id: string) =>
    send(componentApi['component-entries'][':id'].$delete({ param: { id } })),
  )
  const ask = (entry: ComponentEntry) =>
    modal.confirm({
      title: t(componentWords.removeConfirm),
      content: `${entry.points}　${entry.reason}`,
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync(entry.id).catch(() => undefined),
    })
  return (
    <div className="entry-list">
      <ProblemAlert error={remove.error} />
      {unit.entries.length === 0 && <p className="muted">{t(componentWords.noEntries)}</p>}
      <table className="group-table">
        <tbody>
          {unit.entries.map(entry => (
            <tr key={entry.id}>
              <td>
                <Tag color={entry.kind === 'bonus' ? 'green' : 'red'}>
                  {t(entry.kind === 'bonus' ? componentWords.bonus : componentWords.deduction)}
                </Tag>
              </td>
              <td className="number">
                <strong>
                  {entry.kind === 'bonus' ? '+' : '−'}
                  {entry.points}
                </strong>
              </td>
              <td>{entry.reason}</td>
              <td className="muted">{entry.document}</td>
              <td className="muted small">{entry.updatedBy}</td>
              {write && (
                <td>
                  <Button type="link" size="small" onClick={() => setEditing({ kind: entry.kind, entry })}>
                    {t(consoleWords.edit)}
                  </Button>
                  <Button type="link" size="small" danger onClick={() => ask(entry)}>
                    {t(consoleWords.remove)}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {write && (
        <p style={{ marginLeft: 34 }}>
          <Button size="small" onClick={() => setEditing({ kind: 'bonus' })}>
            {t(componentWords.addBonus)}
          </Button>{' '}
          <Button size="small" onClick={() => setEditing({ kind: 'deduction' })}>
            {t(componentWords.addDeduction)}
          </Button>
        </p>
      )}
      <EntryDialog campaignId={campaignId} unit={unit} editing={editing} onClose={() => setEditing(undefined)} />
    </div>
  )
}

interface EntryDialogProps {
  readonly campaignId: string
  readonly unit: ComponentUnit
  readonly editing: Editing | undefined
  readonly onClose: () => void
}

interface Values {
  points: string
  reason: string
  document?: string
}

function EntryDialog({ campaignId, unit, editing, onClose }: EntryDialogProps) {
  const { t } = useSpeech()
  const save = useChange(
    campaignId,
    ({ points, reason, document = '' }: Values) => {
      const id = editing?.entry?.id
      if (id)
        return send(
          componentApi['component-entries'][':id'].$put({ param: { id }, json: { points, reason, document } }),
        )
      const json = { unitId: unit.unitId, kind: editing?.kind ?? 'bonus', points, reason, document }
      return send(componentApi.campaigns[':campaignId']['component-entries'].$post({ param: { campaignId }, json }))
    },
    onClose,
  )
  const title = t(editing?.kind === 'deduction' ? componentWords.deduction : componentWords.bonus)
  return (
    <Modal
      open={editing !== undefined}
      title={`${title} · ${unit.name}`}
      onCancel={() => {
        save.reset()
        onClose()
      }}
      footer={null}
      destroyOnHidden
    >
      <ProblemAlert error={save.error} />
      <Form layout="vertical" initialValues={editing?.entry ?? {}} onFinish={(values: Values) => save.mutate(values)}>
        <Form.Item name="points" label={t(componentWords.points)} rules={[{ required: true }]}>
          <Input inputMode="decimal" autoFocus autoComplete="off" style={{ width: 160 }} />
        </Form.Item>
        <Form.Item name="reason" label={t(componentWords.reason)} rules={[{ required: true, max: 500 }]}>
          <Input.TextArea rows={2} />
        </Form.Item>
        <Form.Item name="document" label={t(componentWords.document)} rules={[{ max: 200 }]}>
          <Input />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t(consoleWords.save)}
        </Button>
      </Form>
    </Modal>
  )
}
