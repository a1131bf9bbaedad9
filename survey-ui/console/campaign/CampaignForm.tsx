// The settings of a campaign: who asks, when, and what respondents are told.
import { Button, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { campaignWords } from '../../../server/words/campaign.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { useSpeech } from '../shell/language.tsx'

export interface CampaignSettings {
  year: number
  name: string
  organiser: string
  implementer: string
  hotline: string
  notice: string
  opensOn: string | null
  closesOn: string | null
}

interface CampaignFormProps {
  readonly initial?: CampaignSettings
  readonly busy: boolean
  readonly readOnly?: boolean
  readonly onSave: (settings: CampaignSettings) => void
}

export function CampaignForm({ initial, busy, readOnly, onSave }: CampaignFormProps) {
  const { t } = useSpeech()
  const [year] = useState(() => new Date().getFullYear())
  const start = initial ?? {
    year,
    name: '',
    organiser: '',
    implementer: '',
    hotline: '',
    notice: t(campaignWords.noticeDefault),
    opensOn: null,
    closesOn: null,
  }
  const save = (values: CampaignSettings) =>
    onSave({
      ...values,
      hotline: values.hotline ?? '',
      notice: values.notice ?? '',
      opensOn: values.opensOn || null,
      closesOn: values.closesOn || null,
    })
  return (
    <Form layout="vertical" initialValues={start} onFinish={save} disabled={readOnly ?? false}>
      <div className="form-grid">
        <Form.Item name="year" label={t(campaignWords.year)} rules={[{ required: true }]}>
          <InputNumber min={2000} max={2100} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="name" label={t(campaignWords.name)} rules={[{ required: true, max: 100 }]}>
          <Input placeholder={t(campaignWords.nameExample)} />
        </Form.Item>
        <Form.Item name="organiser" label={t(campaignWords.organiser)} rules={[{ required: true, max: 100 }]}>
          <Input />
        </Form.Item>
        <Form.Item name="implementer" label={t(campaignWords.implementer)} rules={[{ required: true, max: 100 }]}>
          <Input />
        </Form.Item>
        <Form.Item name="opensOn" label={t(campaignWords.opensOn)}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="closesOn" label={t(campaignWords.closesOn)}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="hotline" label={t(campaignWords.hotline)} extra={t(campaignWords.hotlineHint)}>
          <Input />
        </Form.Item>
      </div>
      <Form.Item name="notice" label={t(campaignWords.notice)} extra={t(campaignWords.noticeHint)}>
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={4000} showCount />
      </Form.Item>
      {!readOnly && (
        <Button type="primary" htmlType="submit" loading={busy}>
          {t(consoleWords.save)}
        </Button>
      )}
    </Form>
  )
}
