// Step one of a draw: choose the design and publish the digests; the secret is shown once.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Modal, Select, Steps } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { stateWords } from '../../../server/words/campaign.ts'
import { drawWords } from '../../../server/words/draw.ts'
import { api as designApi } from '../design/design.ts'
import { Copyable, Field, figure } from '../design/parts.tsx'
import { send } from '../shell/api.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Page } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { api } from './draw.ts'
import { useCeremony } from './parts.tsx'

interface Committed {
  readonly id: string
  readonly secret: string | null
  readonly secretDigest: string | null
}

export function NewDraw() {
  const { t } = useSpeech()
  const { campaignId } = useCampaign()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { stage, may } = useCeremony()
  const [chosen, setChosen] = useState('')
  const [withSecret, setWithSecret] = useState(true)
  const [committed, setCommitted] = useState<Committed | null>(null)
  const list = useQuery({
    queryKey: ['designs', campaignId],
    queryFn: () => send(designApi.campaigns[':campaignId'].designs.$get({ param: { campaignId } })),
  })
  const designs = list.data?.designs ?? []
  const designId = chosen || (designs.find(item => item.state === 'draft') ?? designs[0])?.id || ''
  const design = useQuery({
    queryKey: ['design', designId],
    enabled: designId !== '',
    queryFn: () => send(designApi.designs[':id'].$get({ param: { id: designId } })),
  }).data
  const open = (id: string) => navigate(`/c/${campaignId}/draws/${id}`, { replace: true })
  const commit = useMutation({
    mutationFn: () =>
      send(api.campaigns[':campaignId'].draws.$post({ param: { campaignId }, json: { designId, withSecret } })),
    onSuccess: async made => {
      if (made.secret) setCommitted(made)
      await queries.invalidateQueries({ queryKey: ['draws', campaignId] })
      await queries.invalidateQueries({ queryKey: ['designs', campaignId] })
      await queries.invalidateQueries({ queryKey: ['design'] })
      await queries.invalidateQueries({ queryKey: ['campaign', campaignId] })
      if (!made.secret) await open(made.id)
    },
  })
  return (
    <Page
      title={t(drawWords.create)}
      subtitle={t(drawWords.subtitle)}
      actions={<Button onClick={() => void navigate(`/c/${campaignId}/draws`)}>{t(drawWords.back)}</Button>}
      error={list.error}
      loading={list.isPending}
    >
      <section className="panel">
        <CeremonySteps current={0} withSecret={withSecret} />
      </section>
      {stage !== undefined && stage !== 'sampling' && (
        <Alert className="design-note" type="warning" showIcon title={t(drawWords.stageNeeded, t(stateWords[stage]))} />
      )}
      <section className="panel">
        <h2>{t(drawWords.commitTitle)}</h2>
        <p className="muted design-lead">{t(drawWords.commitHint)}</p>
        <ProblemAlert error={commit.error} />
        <Field label={t(drawWords.design)}>
          <Select
            value={designId || null}
            options={designs.map(item => ({
              value: item.id,
              label: `${item.name}（${item.frameName}，n ${figure(item.n)} + r ${figure(item.r)}）`,
            }))}
            onChange={setChosen}
          />
        </Field>
        {design && (
          <>
            <Copyable label={t(drawWords.frameDigest)} text={design.frame.digest} />
            <Copyable label={t(drawWords.designDigest)} text={design.design.digest} />
          </>
        )}
        <div className="draw-choice">
          <Checkbox checked={withSecret} onChange={event => setWithSecret(event.target.checked)}>
            {t(drawWords.withSecret)}
          </Checkbox>
          <p className="muted small">{t(drawWords.withSecretHint)}</p>
        </div>
        <Button type="primary" disabled={!may || !design} loading={commit.isPending} onClick={() => commit.mutate()}>
          {t(drawWords.commit)}
        </Button>
      </section>
      <SecretOnce committed={committed} onKept={id => void open(id)} />
    </Page>
  )
}

export function CeremonySteps({ current, withSecret }: { readonly current: number; readonly withSecret: boolean }) {
  const { t } = useSpeech()
  const steps = [drawWords.stepCommit, drawWords.stepSeed, drawWords.stepDraw, drawWords.stepResult]
  return (
    <Steps
      size="small"
      current={current}
      items={[...steps, ...(withSecret ? [drawWords.stepReveal] : [])].map(words => ({ title: t(words) }))}
    />
  )
}

/** Stays open until the team says that it has the secret; nothing but this click closes it. */
function SecretOnce(props: { readonly committed: Committed | null; readonly onKept: (id: string) => void }) {
  const { t } = useSpeech()
  const [kept, setKept] = useState(false)
  const { committed } = props
  return (
    <Modal
      open={committed !== null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={680}
      title={t(drawWords.secretOnce)}
      footer={
        <Button type="primary" disabled={!kept} onClick={() => committed && props.onKept(committed.id)}>
          {t(drawWords.goSeed)}
        </Button>
      }
    >
      <Alert className="design-note" type="warning" showIcon title={t(drawWords.secretKeep)} />
      <Copyable label={t(drawWords.secret)} text={committed?.secret ?? ''} />
      <Copyable label={t(drawWords.secretDigest)} text={committed?.secretDigest ?? ''} />
      <Checkbox checked={kept} onChange={event => setKept(event.target.checked)}>
        {t(drawWords.secretKept)}
      </Checkbox>
    </Modal>
  )
}
