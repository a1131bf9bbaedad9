// Entering the target score and the two leader blocks of one unit.
import { Button, Form, Input, Modal } from 'antd'
import { componentWords } from '../../../server/words/component.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { componentApi, type ComponentsShown, type ComponentUnit, useChange } from './component-api.ts'

interface UnitDialogProps {
  readonly campaignId: string
  readonly unit: ComponentUnit | undefined
  readonly weights: ComponentsShown['weights']
  readonly onClose: () => void
}

interface Values {
  target?: string
  partyGovernment?: string
  congressCppcc?: string
}

export function UnitDialog({ campaignId, unit, weights, onClose }: UnitDialogProps) {
  const { t } = useSpeech()
  const save = useChange(
    campaignId,
    (values: Values) => {
      const param = { campaignId, unitId: unit?.unitId ?? '' }
      const json = Object.fromEntries(
        (['target', 'partyGovernment', 'congressCppcc'] as const).map(key => [key, values[key]?.trim() || null]),
      )
      return send(componentApi.campaigns[':campaignId'].components[':unitId'].$put({ param, json }))
    },
    onClose,
  )
  const fields = [
    ['target', t(componentWords.target)],
    ['partyGovernment', t(componentWords.partyGovernment) + t(componentWords.blockShare, weights.partyGovernment)],
    ['congressCppcc', t(componentWords.congressCppcc) + t(componentWords.blockShare, weights.congressCppcc)],
  ] as const
  return (
    <Modal
      open={unit !== undefined}
      title={`${t(componentWords.enter)} · ${unit?.name ?? ''}`}
      onCancel={() => {
        save.reset()
        onClose()
      }}
      footer={null}
      destroyOnHidden
    >
      <ProblemAlert error={save.error} />
      <Form layout="vertical" initialValues={unit ?? {}} onFinish={(values: Values) => save.mutate(values)}>
        {fields.map(([name, label]) => (
          <Form.Item key={name} name={name} label={label}>
            <Input inputMode="decimal" autoComplete="off" autoFocus={name === 'target'} style={{ width: 160 }} />
          </Form.Item>
        ))}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t(consoleWords.save)}
        </Button>
      </Form>
    </Modal>
  )
}
