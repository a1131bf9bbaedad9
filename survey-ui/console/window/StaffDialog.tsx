// Adding or editing a staff member.
import { Button, Checkbox, Form, Input, Modal, Select } from 'antd'
import type { Role } from '../../../server/account/permission.ts'
import { roleWords } from '../../../server/words/account.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { windowWords } from '../../../server/words/window.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { type Point, type Staff, staffApi, useAccounts, useChange } from './window-api.ts'

interface StaffForm {
  readonly number: string
  readonly name: string
  readonly pointId?: string | null
  readonly userId?: string | null
  readonly mobile?: string
  readonly forget?: boolean
}

interface StaffDialogProps {
  readonly centerId: string
  readonly person?: Staff | undefined
  readonly points: readonly Point[]
  readonly onClose: () => void
}

export function StaffDialog({ centerId, person, points, onClose }: StaffDialogProps) {
  const { t } = useSpeech()
  const accounts = useAccounts(true).data?.accounts ?? []
  const save = useChange(({ mobile, forget, ...rest }: StaffForm) => {
    const seat = { pointId: rest.pointId ?? null, userId: rest.userId ?? null }
    const json = { ...rest, ...seat, ...(forget ? { mobile: '' } : mobile ? { mobile } : {}) }
    return person
      ? send(staffApi['window-staff'][':id'].$patch({ param: { id: person.id }, json }))
      : send(staffApi['window-staff'].$post({ json: { ...json, centerId } }))
  }, onClose)
  const shown = (name: string, username: string | null, role: string) =>
    `${name}（${username ?? ''} · ${t(roleWords[role as Role] ?? consoleWords.none)}）`
  const options = accounts.map(({ id, name, username, role }) => ({ value: id, label: shown(name, username, role) }))
  // The account that is linked stays in the list, also where the reader could not link it anew.
  if (person?.userId && !accounts.some(({ id }) => id === person.userId))
    options.push({ value: person.userId, label: shown(person.username ?? '', person.username, person.role ?? '') })
  return (
    <Modal open title={t(person ? consoleWords.edit : windowWords.addStaff)} footer={null} onCancel={onClose}>
      <ProblemAlert error={save.error} />
      <Form
        layout="vertical"
        initialValues={
          person ? { number: person.number, name: person.name, pointId: person.pointId, userId: person.userId } : {}
        }
        onFinish={(values: StaffForm) => save.mutate(values)}
      >
        <div className="form-grid">
          <Form.Item
            name="number"
            label={t(windowWords.staffNumber)}
            rules={[{ required: true, pattern: /^[\p{L}\p{N}_#./-]{1,40}$/u }]}
          >
            <Input autoFocus />
          </Form.Item>
          <Form.Item name="name" label={t(windowWords.staffName)} rules={[{ required: true, max: 30 }]}>
            <Input />
          </Form.Item>
        </div>
        <Form.Item name="pointId" label={t(windowWords.seat)}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t(windowWords.noSeat)}
            options={points.map(point => ({ value: point.id, label: `${point.code} ${point.name}` }))}
          />
        </Form.Item>
        <Form.Item name="userId" label={t(windowWords.account)} extra={t(windowWords.accountHint)}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t(windowWords.noAccount)}
            options={options}
          />
        </Form.Item>
        <Form.Item name="mobile" label={t(windowWords.mobile)} extra={t(windowWords.mobileHint)}>
          <Input inputMode="tel" autoComplete="off" />
        </Form.Item>
        {person?.mobileKnown && (
          <Form.Item name="forget" valuePropName="checked">
            <Checkbox>{t(windowWords.mobileForget)}</Checkbox>
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t(consoleWords.save)}
        </Button>
      </Form>
    </Modal>
  )
}
