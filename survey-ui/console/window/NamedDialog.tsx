// Adding or editing a window, or a matter: both have a code, a name and perhaps a unit.
import { Button, Form, Input, Modal, Select } from 'antd'
import { consoleWords } from '../../../server/words/console.ts'
import type { Words } from '../../../server/words/words.ts'
import { windowWords } from '../../../server/words/window.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useChange, useUnitOptions } from './window-api.ts'

export interface NamedForm {
  readonly code: string
  readonly name: string
  readonly unitId: string | null
}

interface NamedDialogProps {
  readonly title: string
  readonly row?: NamedForm | undefined
  readonly code: { readonly label: Words; readonly hint?: Words; readonly pattern: RegExp }
  readonly name: { readonly label: Words; readonly max: number }
  readonly save: (values: NamedForm) => Promise<unknown>
  readonly onClose: () => void
}

export function NamedDialog({ title, row, code, name, save, onClose }: NamedDialogProps) {
  const { t } = useSpeech()
  const units = useUnitOptions()
  const saving = useChange(save, onClose)
  return (
    <Modal open title={title} footer={null} onCancel={onClose}>
      <ProblemAlert error={saving.error} />
      <Form
        layout="vertical"
        initialValues={row ?? {}}
        onFinish={(values: NamedForm) => saving.mutate({ ...values, unitId: values.unitId ?? null })}
      >
        <Form.Item
          name="code"
          label={t(code.label)}
          {...(code.hint ? { extra: t(code.hint) } : {})}
          rules={[{ required: true, pattern: code.pattern }]}
        >
          <Input autoFocus />
        </Form.Item>
        <Form.Item name="name" label={t(name.label)} rules={[{ required: true, max: name.max }]}>
          <Input />
        </Form.Item>
        <Form.Item name="unitId" label={t(windowWords.unit)}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={units}
            placeholder={t(consoleWords.none)}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={saving.isPending}>
          {t(consoleWords.save)}
        </Button>
      </Form>
    </Modal>
  )
}
