// Adding or editing a service centre.
import { Button, Form, Input, InputNumber, Modal } from 'antd'
import { consoleWords } from '../../../server/words/console.ts'
import { windowWords } from '../../../server/words/window.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { type Center, centerApi, useChange } from './window-api.ts'

type CenterForm = Pick<Center, 'code' | 'name' | 'address' | 'opensAt' | 'closesAt' | 'supplementDays'>

const FRESH = { opensAt: '09:00', closesAt: '17:00', supplementDays: 10, address: '' }
const CLOCK = { required: true, pattern: /^([01]\d|2[0-3]):[0-5]\d$/ }

interface CenterDialogProps {
  /** Undefined: a new one. */
  readonly center?: Center | undefined
  readonly onClose: () => void
  readonly onSaved: (id: string) => void
}

export function CenterDialog({ center, onClose, onSaved }: CenterDialogProps) {
  const { t } = useSpeech()
  const save = useChange(
    (json: CenterForm) =>
      center
        ? send(centerApi['window-centers'][':id'].$patch({ param: { id: center.id }, json }))
        : send(centerApi['window-centers'].$post({ json })),
    ({ id }) => onSaved(id),
  )
  return (
    <Modal open title={t(center ? windowWords.editCenter : windowWords.addCenter)} footer={null} onCancel={onClose}>
      <ProblemAlert error={save.error} />
      <Form layout="vertical" initialValues={center ?? FRESH} onFinish={(values: CenterForm) => save.mutate(values)}>
        <Form.Item name="name" label={t(windowWords.name)} rules={[{ required: true, max: 60 }]}>
          <Input autoFocus />
        </Form.Item>
        <div className="form-grid">
          <Form.Item
            name="code"
            label={t(windowWords.code)}
            extra={t(windowWords.codeHint)}
            rules={[{ required: true, pattern: /^[A-Za-z0-9_-]{1,40}$/ }]}
          >
            <Input />
          </Form.Item>
          <Form.Item name="supplementDays" label={t(windowWords.supplementDays)} rules={[{ required: true }]}>
            <InputNumber min={0} max={90} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="opensAt" label={t(windowWords.opensAt)} rules={[CLOCK]}>
            <Input type="time" />
          </Form.Item>
          <Form.Item name="closesAt" label={t(windowWords.closesAt)} rules={[CLOCK]}>
            <Input type="time" />
          </Form.Item>
        </div>
        <Form.Item name="address" label={t(windowWords.address)} rules={[{ max: 200 }]}>
          <Input />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t(consoleWords.save)}
        </Button>
      </Form>
    </Modal>
  )
}
