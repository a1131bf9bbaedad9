// Locking the components, and unlocking them with a reason.
import { App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { componentWords } from '../../../server/words/component.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ApiProblem } from '../shell/api.ts'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { componentApi, useChange } from './component-api.ts'

export function LockButtons({ campaignId, locked }: { readonly campaignId: string; readonly locked: boolean }) {
  const { t, language } = useSpeech()
  const { modal } = App.useApp()
  const [asking, setAsking] = useState(false)
  const param = { campaignId }
  const lock = useChange(campaignId, () => send(componentApi.campaigns[':campaignId'].components.lock.$post({ param })))
  const unlock = useChange(
    campaignId,
    (json: { reason: string }) => send(componentApi.campaigns[':campaignId'].components.unlock.$post({ param, json })),
    () => setAsking(false),
  )
  const refused = (error: unknown) => {
    const words = error instanceof ApiProblem ? (error.problem.messages?.[language] ?? error.problem) : null
    if (words) modal.error({ title: words.title, content: words.detail })
  }
  const askLock = () =>
    modal.confirm({
      title: t(componentWords.lock),
      content: t(componentWords.lockConfirm),
      onOk: () => lock.mutateAsync(undefined).catch(refused),
    })
  if (!locked)
    return (
      <Button type="primary" loading={lock.isPending} onClick={askLock}>
        {t(componentWords.lock)}
      </Button>
    )
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(componentWords.unlock)}</Button>
      <Modal
        open={asking}
        title={t(componentWords.unlock)}
        onCancel={() => setAsking(false)}
        footer={null}
        destroyOnHidden
      >
        <ProblemAlert error={unlock.error} />
        <Form layout="vertical" onFinish={(values: { reason: string }) => unlock.mutate(values)}>
          <Form.Item name="reason" label={t(componentWords.unlockReason)} rules={[{ required: true, max: 500 }]}>
            <Input.TextArea rows={3} autoFocus />
          </Form.Item>
          <Button danger htmlType="submit" loading={unlock.isPending}>
            {t(componentWords.unlock)}
          </Button>
        </Form>
      </Modal>
    </>
  )
}
