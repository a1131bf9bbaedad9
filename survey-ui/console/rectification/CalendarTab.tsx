// The working calendar: what the State Council published, and single days that the office enters.
import { Alert, App, Button, Form, Input, InputNumber, Modal, Radio, Tag } from 'antd'
import { useState } from 'react'
import { chinaDay } from '../../../server/china-time.ts'
import { rectificationWords as w } from '../../../server/words/rectification.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useSession } from '../shell/session.tsx'
import { useCalendar, useChangeDay, useResetDay } from './case-api.ts'

export function CalendarTab() {
  const { t, language } = useSpeech()
  const { can, role } = useSession()
  const { message } = App.useApp()
  const [year, setYear] = useState(() => Number(chinaDay(new Date()).slice(0, 4)))
  const [adding, setAdding] = useState(false)
  const calendar = useCalendar(year)
  const change = useChangeDay()
  const reset = useResetDay()
  // It holds for all centres: a manager of one reads it.
  const writes = can('rectification.approve') && role !== 'center_manager'
  const said = { onSuccess: ({ moved }: { moved: number }) => void message.success(t(w.dayMoved, moved)) }
  const weekday = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', { weekday: 'short', timeZone: 'UTC' })
  const days = calendar.data?.days ?? []
  return (
    <>
      <p className="muted">{t(w.calendarHint)}</p>
      {calendar.data && !calendar.data.known && (
        <Alert
          type="warning"
          showIcon
          className="case-alert"
          title={t(w.yearUnknown, year)}
          {...(calendar.data.entered > 0 ? { description: t(w.yearUnknownEntered, calendar.data.entered) } : {})}
        />
      )}
      <ProblemAlert error={calendar.error ?? reset.error} />
      <DataTable
        rows={days}
        rowKey={({ day }) => day}
        loading={calendar.isPending}
        pageSize={50}
        empty={t(w.noDays)}
        exportName={`calendar-${year}`}
        toolbar={
          <>
            <InputNumber
              aria-label={t(w.year)}
              min={2020}
              max={2099}
              value={year}
              onChange={value => value && setYear(value)}
              style={{ width: 100 }}
            />
            {writes && <Button onClick={() => setAdding(true)}>{t(w.addDay)}</Button>}
          </>
        }
        columns={[
          { key: 'day', title: t(w.day), value: ({ day }) => day },
          { key: 'weekday', title: t(w.weekday), value: ({ day }) => weekday.format(new Date(day)), sort: false },
          {
            key: 'kind',
            title: t(w.kind),
            value: ({ working }) => t(working ? w.working : w.off),
            render: ({ working }) => <Tag color={working ? 'blue' : 'green'}>{t(working ? w.working : w.off)}</Tag>,
            filter: true,
          },
          { key: 'name', title: t(w.dayNote), value: ({ name, note }) => note ?? name ?? '' },
          {
            key: 'source',
            title: t(w.source),
            value: ({ note }) => t(note === null ? w.official : w.entered),
            filter: true,
          },
          {
            key: 'actions',
            title: t(w.actions),
            value: () => '',
            sort: false,
            render: ({ day, note }) =>
              writes && note !== null ? (
                <Button type="link" size="small" onClick={() => reset.mutate(day, said)}>
                  {t(w.takeBack)}
                </Button>
              ) : null,
          },
        ]}
      />
      <Modal open={adding} title={t(w.addDay)} footer={null} onCancel={() => setAdding(false)} destroyOnHidden>
        <ProblemAlert error={change.error} />
        <Form
          layout="vertical"
          initialValues={{ working: false }}
          onFinish={(values: { day: string; working: boolean; note: string }) =>
            change.mutate(values, {
              onSuccess: answer => {
                setAdding(false)
                said.onSuccess(answer)
              },
            })
          }
        >
          <Form.Item name="day" label={t(w.day)} rules={[{ required: true }]}>
            <Input type="date" min={`${year}-01-01`} max={`${year}-12-31`} style={{ width: 180 }} />
          </Form.Item>
          <Form.Item name="working" label={t(w.kind)}>
            <Radio.Group
              options={[
                { value: false, label: t(w.off) },
                { value: true, label: t(w.working) },
              ]}
            />
          </Form.Item>
          <Form.Item name="note" label={t(w.dayNote)} rules={[{ required: true, whitespace: true, max: 100 }]}>
            <Input placeholder={t(w.dayNotePlaceholder)} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {t(w.addDay)}
          </Button>
        </Form>
      </Modal>
    </>
  )
}
