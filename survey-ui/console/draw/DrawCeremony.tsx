// One draw from commit to reveal: what is done stays in sight above, the step to take stands open below.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { stateWords } from '../../../server/words/campaign.ts'
import { drawWords } from '../../../server/words/draw.ts'
import { Copyable, Field, figure, when } from '../design/parts.tsx'
import { send } from '../shell/api.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Page } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { api, type Draw } from './draw.ts'
import { CeremonySteps } from './NewDraw.tsx'
import { StateMark, useCeremony } from './parts.tsx'
import { ResultPanels } from './ResultPanels.tsx'
import { RevealPanel } from './RevealPanel.tsx'
import { SeedPanel } from './SeedPanel.tsx'

const STEP = { committed: 1, seeded: 2, drawn: 3, revealed: 4, void: 0 } as const

export function DrawCeremony({ drawId }: { readonly drawId: string }) {
  const { t } = useSpeech()
  const { campaignId } = useCampaign()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { stage, may, team } = useCeremony()
  const query = useQuery({
    queryKey: ['draw', drawId],
    queryFn: () => send(api.draws[':id'].$get({ param: { id: drawId } })),
  })
  const draw = query.data?.draw
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: ['draw', drawId] })
    await queries.invalidateQueries({ queryKey: ['draws', campaignId] })
    await queries.invalidateQueries({ queryKey: ['campaign', campaignId] })
  }
  const home = `/c/${campaignId}`
  const done = draw?.state === 'drawn' || draw?.state === 'revealed'
  const open = draw?.state === 'committed' || draw?.state === 'seeded'
  return (
    <Page
      title={
        draw ? (
          <>
            {draw.designName} <StateMark state={draw.state} />
          </>
        ) : (
          t(drawWords.title)
        )
      }
      subtitle={t(drawWords.subtitle)}
      actions={
        <>
          <Button onClick={() => void navigate(`${home}/draws`)}>{t(drawWords.back)}</Button>
          {draw && open && may && <VoidButton draw={draw} onDone={refresh} />}
        </>
      }
      error={query.error}
      onRetry={() => void query.refetch()}
      loading={query.isPending}
      {...(done ? { next: { words: t(drawWords.next), to: `${home}/submissions` } } : {})}
    >
      {draw && (
        <>
          <section className="panel">
            <CeremonySteps current={STEP[draw.state]} withSecret={draw.secretDigest !== null} />
          </section>
          {draw.state === 'void' && (
            <Alert
              className="design-note"
              type="warning"
              showIcon
              title={t(drawWords.voidNote, draw.voidReason ?? '')}
            />
          )}
          {open && team && stage !== undefined && stage !== 'sampling' && (
            <Alert
              className="design-note"
              type="warning"
              showIcon
              title={t(drawWords.stageNeeded, t(stateWords[stage]))}
            />
          )}
          <PublishedPanel draw={draw} />
          {draw.state === 'committed' && may && <SeedPanel draw={draw} onDone={refresh} />}
          {draw.state === 'seeded' && may && <DrawPanel draw={draw} onDone={refresh} />}
          {done && <ResultPanels draw={draw} />}
          {draw.state === 'drawn' && draw.secretDigest && team && <RevealPanel draw={draw} onDone={refresh} />}
        </>
      )}
    </Page>
  )
}

/** What the public knows so far, in the order in which it came to be known. */
function PublishedPanel({ draw }: { readonly draw: Draw }) {
  const { t } = useSpeech()
  return (
    <section className="panel">
      <h2>
        {t(drawWords.published)} <span className="muted small">{t(drawWords.digestKind)}</span>
      </h2>
      <p className="draw-when">
        <strong>{t(drawWords.stepCommit)}</strong> {when(draw.committedAt)}
        <span className="muted">
          {t(drawWords.frame)}：{draw.frameName}（{figure(draw.elementCount)}）
        </span>
      </p>
      <Copyable label={t(drawWords.frameDigest)} text={draw.frameDigest} />
      <Copyable label={t(drawWords.designDigest)} text={draw.designDigest} />
      {draw.secretDigest && <Copyable label={t(drawWords.secretDigest)} text={draw.secretDigest} />}
      {draw.seed && (
        <>
          <p className="draw-when">
            <strong>{t(drawWords.stepSeed)}</strong> {when(draw.seedRecordedAt)}
            <span className="muted">
              {draw.seedPlace} · {t(drawWords.witnesses)}：{draw.seedWitnesses.join('、')}
            </span>
          </p>
          <Copyable label={t(drawWords.seed)} text={draw.seed} />
        </>
      )}
      {draw.secret && <Copyable label={t(drawWords.secret)} text={draw.secret} />}
    </section>
  )
}

interface StepProps {
  readonly draw: Draw
  readonly onDone: () => Promise<void>
}

function DrawPanel({ draw, onDone }: StepProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const [secret, setSecret] = useState('')
  const run = useMutation({
    mutationFn: () =>
      send(api.draws[':id'].draw.$post({ param: { id: draw.id }, json: draw.secretDigest ? { secret } : {} })),
    onSuccess: async ({ sampled, reserved, unassigned }) => {
      void message.success(t(drawWords.drawn, figure(sampled), figure(reserved)))
      if (unassigned > 0) void message.warning(t(drawWords.unassigned, figure(unassigned)), 10)
      await onDone()
    },
  })
  return (
    <section className="panel draw-step">
      <h2>{t(drawWords.drawTitle)}</h2>
      <p className="muted design-lead">{t(drawWords.drawHint)}</p>
      <ProblemAlert error={run.error} />
      {draw.secretDigest && (
        <Field label={t(drawWords.typeSecret)}>
          <Input.Password
            value={secret}
            maxLength={200}
            autoComplete="off"
            className="draw-secret"
            onChange={event => setSecret(event.target.value.trim())}
          />
        </Field>
      )}
      <Button
        type="primary"
        size="large"
        loading={run.isPending}
        disabled={draw.secretDigest !== null && secret === ''}
        onClick={() => run.mutate()}
      >
        {t(run.isPending ? drawWords.drawing : drawWords.draw)}
      </Button>
    </section>
  )
}

function VoidButton({ draw, onDone }: StepProps) {
  const { t } = useSpeech()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const cancel = useMutation({
    mutationFn: () => send(api.draws[':id'].void.$post({ param: { id: draw.id }, json: { reason } })),
    onSuccess: async () => {
      setOpen(false)
      await onDone()
    },
  })
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t(drawWords.void)}
      </Button>
      <Modal
        open={open}
        title={t(drawWords.voidTitle)}
        okText={t(drawWords.void)}
        okButtonProps={{ danger: true, disabled: !reason.trim(), loading: cancel.isPending }}
        onOk={() => cancel.mutate()}
        onCancel={() => setOpen(false)}
      >
        <p>{t(drawWords.voidConfirm)}</p>
        <ProblemAlert error={cancel.error} />
        <Field label={t(drawWords.voidReason)}>
          <Input.TextArea value={reason} maxLength={500} onChange={event => setReason(event.target.value)} />
        </Field>
      </Modal>
    </>
  )
}
