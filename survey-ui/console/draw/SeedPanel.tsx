// Step two: the seed that nobody could choose, with place and witnesses.
import { useMutation } from '@tanstack/react-query'
import { App, Button, DatePicker, Form, Input, Select } from 'antd'
import { drawWords } from '../../../server/words/draw.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { api, type Draw } from './draw.ts'

interface SeedForm {
  readonly seed: string
  readonly place: string
  readonly witnesses: string[]
  readonly recordedAt?: { toISOString(): string } | null
}

export function SeedPanel({ draw, onDone }: { readonly draw: Draw; readonly onDone: () => Promise<void> }) {
  const { t } = useSpeech()
  const { modal } = App.useApp()
  const [form] = Form.useForm<SeedForm>()
  const record = useMutation({
    mutationFn: ({ seed, place, witnesses, recordedAt }: SeedForm) =>
      send(
        api.draws[':id'].seed.$post({
          param: { id: draw.id },
          json: { seed, place, witnesses, ...(recordedAt ? { recordedAt: recordedAt.toISOString() } : {}) },
        }),
      ),
    onSuccess: onDone,
  })
  const ask = (values: SeedForm) =>
    void modal.confirm({
      title: t(drawWords.recordSeedConfirm, values.seed.trim()),
      okText: t(drawWords.recordSeed),
      onOk: () => record.mutateAsync(values).catch(() => undefined),
    })
  return (
    <section className="panel draw-step">
      <h2>{t(drawWords.seedTitle)}</h2>
      <p className="muted design-lead">{t(drawWords.seedHint)}</p>
      <ProblemAlert error={record.error} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={ask} initialValues={{ witnesses: [] }}>
        <Form.Item name="seed" label={t(drawWords.seed)} rules={[{ required: true, whitespace: true }]}>
          <Input size="large" maxLength={200} autoComplete="off" placeholder={t(drawWords.seedExample)} />
        </Form.Item>
        <div className="draw-seed">
          <Form.Item name="place" label={t(drawWords.place)} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item
            name="witnesses"
            label={t(drawWords.witnesses)}
            rules={[{ required: true, type: 'array', min: 1 }]}
            extra={t(drawWords.witnessesHint)}
          >
            <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', '，', ',', ' ']} />
          </Form.Item>
          <Form.Item name="recordedAt" label={t(drawWords.recordedAt)} extra={t(drawWords.recordedNow)}>
            <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
          </Form.Item>
        </div>
        <Button type="primary" htmlType="submit" loading={record.isPending}>
          {t(drawWords.recordSeed)}
        </Button>
      </Form>
    </section>
  )
}
