// 降等与定差情形: the register of triggers, each with its grounds.
import { App, Button, Checkbox, DatePicker, Form, Input, Modal, Select, Tag } from 'antd'
import { useState } from 'react'
import { CLAUSES, clauseWords, compositeWords } from '../../../server/words/composite.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { useChange } from '../component/component-api.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { compositeApi, type CompositeShown } from './composite-api.ts'

interface TriggerPanelProps {
  readonly campaignId: string
  readonly shown: CompositeShown
  readonly write: boolean
}

export function TriggerPanel({ campaignId, shown, write }: TriggerPanelProps) {
  const { t } = useSpeech()
  const { modal } = App.useApp()
  const [open, setOpen] = useState(false)
  const units = shown.series.flatMap(series => series.rows)
  const remove = useChange(campaignId, (id: string) =>
    send(compositeApi['composite-triggers'][':id'].$delete({ param: { id } })),
  )
  const ask = (id: string) =>
    modal.confirm({
      title: t(compositeWords.removeConfirm),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync(id).catch(() => undefined),
    })
  return (
    <section className="panel">
      <h2>{t(compositeWords.triggers)}</h2>
      <p className="muted">{t(compositeWords.triggersHint)}</p>
      <ProblemAlert error={remove.error} />
      {shown.triggers.length === 0 && <p>{t(compositeWords.noTriggers)}</p>}
      <table className="group-table" style={{ marginLeft: 0 }}>
        <tbody>
          {shown.triggers.map(trigger => (
            <tr key={trigger.id}>
              <td>
                <strong>{units.find(unit => unit.unitId === trigger.unitId)?.name}</strong>
              </td>
              <td>
                <Tag color={trigger.exempt ? 'default' : 'red'}>
                  {trigger.exempt
                    ? t(compositeWords.exempt)
                    : t(trigger.kind === 'poor' ? compositeWords.setPoor : compositeWords.lowered)}
                </Tag>
              </td>
              <td>{t(clauseWords[trigger.clause] ?? [trigger.clause, trigger.clause])}</td>
              <td>
                {trigger.reason}
                {trigger.exemptReason && <div className="muted small">{trigger.exemptReason}</div>}
              </td>
              <td className="muted">{trigger.document}</td>
              <td className="number">{trigger.happenedOn}</td>
              <td className="muted small">{trigger.decidedBy}</td>
              {write && (
                <td>
                  <Button type="link" size="small" danger onClick={() => ask(trigger.id)}>
                    {t(consoleWords.remove)}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {write && <Button onClick={() => setOpen(true)}>{t(compositeWords.addTrigger)}</Button>}
      <TriggerDialog campaignId={campaignId} units={units} open={open} onClose={() => setOpen(false)} />
    </section>
  )
}

interface TriggerDialogProps {
  readonly campaignId: string
  readonly units: readonly { readonly unitId: string; readonly name: string }[]
  readonly open: boolean
  readonly onClose: () => void
}

interface Values {
  unitId: string
  clause: (typeof CLAUSES)[number]
  reason: string
  document?: string
  happenedOn: { format: (form: string) => string }
  exempt?: boolean
  exemptReason?: string
}

function TriggerDialog({ campaignId, units, open, onClose }: TriggerDialogProps) {
  const { t } = useSpeech()
  const save = useChange(
    campaignId,
    ({ document = '', happenedOn, exempt = false, exemptReason = '', ...rest }: Values) => {
      const json = { ...rest, document, happenedOn: happenedOn.format('YYYY-MM-DD'), exempt, exemptReason }
      return send(compositeApi.campaigns[':campaignId'].composite.triggers.$post({ param: { campaignId }, json }))
    },
    onClose,
  )
  return (
    <Modal
      open={open}
      title={t(compositeWords.addTrigger)}
      onCancel={onClose}
      footer={null}
      width={640}
      destroyOnHidden
    >
      <ProblemAlert error={save.error} />
      <Form layout="vertical" onFinish={(values: Values) => save.mutate(values)}>
        <Form.Item name="unitId" label={t(compositeWords.unit)} rules={[{ required: true }]}>
          <Select showSearch optionFilterProp="label" options={units.map(u => ({ value: u.unitId, label: u.name }))} />
        </Form.Item>
        <Form.Item name="clause" label={t(compositeWords.clause)} rules={[{ required: true }]}>
          <Select options={CLAUSES.map(value => ({ value, label: t(clauseWords[value] ?? [value, value]) }))} />
        </Form.Item>
        <Form.Item name="reason" label={t(compositeWords.reason)} rules={[{ required: true, max: 1000 }]}>
          <Input.TextArea rows={2} />
        </Form.Item>
        <div className="form-grid">
          <Form.Item name="happenedOn" label={t(compositeWords.happenedOn)} rules={[{ required: true }]}>
            <DatePicker style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="document" label={t(compositeWords.document)} rules={[{ max: 200 }]}>
            <Input />
          </Form.Item>
        </div>
        <Form.Item name="exempt" valuePropName="checked" extra={t(compositeWords.exemptHint)}>
          <Checkbox>{t(compositeWords.exempt)}</Checkbox>
        </Form.Item>
        <Form.Item noStyle dependencies={['exempt']}>
          {({ getFieldValue }) =>
            getFieldValue('exempt') && (
              <Form.Item name="exemptReason" label={t(compositeWords.exemptReason)} rules={[{ required: true }]}>
                <Input.TextArea rows={2} />
              </Form.Item>
            )
          }
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t(consoleWords.save)}
        </Button>
      </Form>
    </Modal>
  )
}
