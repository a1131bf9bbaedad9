// Moving the campaign one stage on, or one back with a reason.
import { useMutation } from '@tanstack/react-query'
import { App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { CAMPAIGN_STATES, type CampaignState } from '../../../server/campaign/campaign.ts'
import type { CampaignRoutes } from '../../../server/campaign/campaign.routes.ts'
import { campaignWords, stateWords } from '../../../server/words/campaign.ts'
import { client, send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'

const api = client<CampaignRoutes>()

interface StateButtonsProps {
  readonly campaignId: string
  readonly state: CampaignState
  readonly onDone: () => Promise<void>
}

export function StateButtons({ campaignId, state, onDone }: StateButtonsProps) {
  const { t } = useSpeech()
  const { modal } = App.useApp()
  const [back, setBack] = useState(false)
  const move = useMutation({
    mutationFn: (json: { state: CampaignState; reason?: string }) =>
      send(api.campaigns[':id'].state.$post({ param: { id: campaignId }, json })),
    onSuccess: async () => {
      setBack(false)
      await onDone()
    },
  })
  const index = CAMPAIGN_STATES.indexOf(state)
  const next = CAMPAIGN_STATES[index + 1]
  const previous = state === 'published' ? undefined : CAMPAIGN_STATES[index - 1]
  const forward = (to: CampaignState) =>
    modal.confirm({
      title: t(campaignWords.forward, t(stateWords[to])),
      content: t(campaignWords.forwardSays[to]),
      onOk: () => move.mutateAsync({ state: to }).catch(() => undefined),
    })
  return (
    <>
      {move.error && !back ? <ProblemAlert error={move.error} /> : null}
      {previous && <Button onClick={() => setBack(true)}>{t(campaignWords.back, t(stateWords[previous]))}</Button>}
      {next && (
        <Button type="primary" loading={move.isPending} onClick={() => forward(next)}>
          {t(campaignWords.forward, t(stateWords[next]))}
        </Button>
      )}
      <Modal
        open={back}
        title={previous ? t(campaignWords.back, t(stateWords[previous])) : ''}
        footer={null}
        onCancel={() => setBack(false)}
        destroyOnHidden
      >
        <p>{t(campaignWords.backConfirm)}</p>
        <ProblemAlert error={move.error} />
        <Form
          layout="vertical"
          onFinish={({ reason }: { reason: string }) => previous && move.mutate({ state: previous, reason })}
        >
          <Form.Item name="reason" label={t(campaignWords.backReason)} rules={[{ required: true, max: 500 }]}>
            <Input.TextArea autoFocus rows={3} />
          </Form.Item>
          <Button danger htmlType="submit" loading={move.isPending}>
            {previous ? t(campaignWords.back, t(stateWords[previous])) : ''}
          </Button>
        </Form>
      </Modal>
    </>
  )
}
