// One design: what is set on the left, what it comes to on the right and in the table below; read-only once committed.
import { DownloadOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Popconfirm, Select, Tag } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { CheckedDesign } from '../../../server/design/design.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { designStateWords, designWords, wayHintWords, wayWords } from '../../../server/words/design.ts'
import { download, send } from '../shell/api.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Page } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { AllocationTable } from './AllocationTable.tsx'
import { AssignmentPanel } from './AssignmentPanel.tsx'
import {
  type Assumptions,
  api,
  bodyOf,
  type Design,
  type DesignForm,
  frameApi,
  tryDesign,
  USUAL_SD,
  WAYS,
} from './design.ts'
import { Copyable, Field, figure, useMayDesign, when } from './parts.tsx'
import { ResultPanel } from './ResultPanel.tsx'
import { SizePanel } from './SizePanel.tsx'

export function DesignEditor({ initial, saved }: { readonly initial: DesignForm; readonly saved?: Design }) {
  const { t } = useSpeech()
  const { campaignId } = useCampaign()
  const navigate = useNavigate()
  const may = useMayDesign()
  const [typed, setForm] = useState(initial)
  const [assumptions, setAssumptions] = useState<Assumptions>({ sd: USUAL_SD, rate: 60 })
  const frames = useFrozenFrames(campaignId)
  // The newest frozen frame is taken as meant until another is chosen.
  const form = typed.frameId ? typed : { ...typed, frameId: frames.list[0]?.id ?? '' }
  const strata = useStrata(form.frameId)
  const { checked, problems } = tryDesign(form, strata)
  const change = (part: Partial<DesignForm>) => setForm({ ...form, ...startFixed(form, part, checked), ...part })
  const readOnly = !may || saved?.state === 'committed'
  const home = `/c/${campaignId}/designs`
  const save = useSave(campaignId, saved, form, strata)
  const dirty = !saved || checked?.digest !== saved.digest || form.name !== saved.name || form.frameId !== saved.frameId
  return (
    <Page
      title={
        <>
          {saved?.name ?? t(designWords.create)}{' '}
          {saved && (
            <Tag color={saved.state === 'committed' ? 'green' : 'default'}>
              {saved.state === 'committed' ? '✓ ' : ''}
              {t(designStateWords[saved.state])}
            </Tag>
          )}
        </>
      }
      subtitle={t(designWords.subtitle)}
      actions={
        <>
          <Button onClick={() => void navigate(home)}>{t(designWords.back)}</Button>
          {saved && may && (
            <Button onClick={() => void navigate(`${home}/new`, { state: { copyOf: { ...form, name: '' } } })}>
              {t(designWords.copy)}
            </Button>
          )}
          {saved && !readOnly && <RemoveButton id={saved.id} campaignId={campaignId} />}
          {!readOnly && (
            <Button
              type="primary"
              disabled={!checked || !form.name.trim() || !dirty}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              {t(designWords.save)}
            </Button>
          )}
        </>
      }
      error={frames.error ?? save.error}
      {...(saved && !dirty ? { next: { words: t(designWords.next), to: `/c/${campaignId}/draws` } } : {})}
    >
      {saved?.committedAt && (
        <Alert
          className="design-note"
          type="info"
          showIcon
          title={t(designWords.committedNote, when(saved.committedAt))}
        />
      )}
      <KeptNote form={form} readOnly={readOnly} onChange={change} />
      <section className="panel design-head">
        <Field label={t(designWords.name)}>
          <Input
            value={form.name}
            maxLength={100}
            disabled={readOnly}
            placeholder={t(designWords.nameExample)}
            onChange={event => change({ name: event.target.value })}
          />
        </Field>
        <Field label={t(designWords.frame)}>
          <Select
            value={form.frameId || null}
            disabled={readOnly}
            options={frames.list.map(frame => ({
              value: frame.id,
              label: `${frame.name}（${figure(frame.elementCount)}）`,
            }))}
            onChange={frameId => change({ frameId })}
          />
        </Field>
        <Field label={t(designWords.method)}>
          <Select
            value={form.way}
            disabled={readOnly}
            options={WAYS.map(way => ({ value: way, label: t(wayWords[way]), title: t(wayHintWords[way]) }))}
            onChange={way => change({ way })}
          />
        </Field>
      </section>
      <div className="design-build">
        <SizePanel form={form} readOnly={readOnly} onChange={change} />
        <ResultPanel
          form={form}
          strata={strata}
          checked={checked}
          problems={problems}
          assumptions={assumptions}
          onAssume={setAssumptions}
          {...(readOnly ? {} : { onFill: (part: Partial<DesignForm>) => change(part) })}
        />
      </div>
      {checked && (
        <AllocationTable
          form={form}
          checked={checked}
          assumptions={assumptions}
          readOnly={readOnly}
          onChange={change}
        />
      )}
      <AssignmentPanel form={form} readOnly={readOnly} onChange={part => change({ ...part, assigned: true })} />
      {saved && !dirty && <FilePanel design={saved} />}
    </Page>
  )
}

/** Settings of a file that was not made here: kept, named, and taken out in one click. */
function KeptNote(props: {
  readonly form: DesignForm
  readonly readOnly: boolean
  readonly onChange: (part: Partial<DesignForm>) => void
}) {
  const { t } = useSpeech()
  const keys = Object.keys(props.form.kept)
  if (keys.length === 0) return null
  return (
    <Alert
      className="design-note"
      type="info"
      showIcon
      title={t(designWords.kept, keys.join(', '))}
      action={
        !props.readOnly && (
          <Button size="small" onClick={() => props.onChange({ kept: {} })}>
            {t(designWords.keptDrop)}
          </Button>
        )
      }
    />
  )
}

/** Numbers fixed by hand begin with what the kind before gave. */
function startFixed(form: DesignForm, part: Partial<DesignForm>, checked: CheckedDesign | null): Partial<DesignForm> {
  if (part.kind !== 'fixed' || form.kind === 'fixed' || !checked) return {}
  return { fixed: Object.fromEntries(checked.allocation.strata.map(({ stratum, n }) => [stratum, n])) }
}

function useFrozenFrames(campaignId: string) {
  const query = useQuery({
    queryKey: ['frames', campaignId],
    queryFn: () => send(frameApi.campaigns[':campaignId'].frames.$get({ param: { campaignId } })),
  })
  return { list: (query.data?.frames ?? []).filter(frame => frame.state === 'frozen'), error: query.error }
}

function useStrata(frameId: string) {
  const query = useQuery({
    queryKey: ['frame', frameId],
    enabled: frameId !== '',
    queryFn: () => send(frameApi.frames[':id'].$get({ param: { id: frameId } })),
  })
  return query.data?.frame.coverage?.strata ?? NO_STRATA
}
const NO_STRATA: readonly { readonly stratum: string; readonly count: number }[] = []

function useSave(
  campaignId: string,
  saved: Design | undefined,
  form: DesignForm,
  strata: readonly { readonly stratum: string; readonly count: number }[],
) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async () => {
      const json = { name: form.name.trim(), frameId: form.frameId, body: bodyOf(form, strata) }
      return saved
        ? await send(api.designs[':id'].$put({ param: { id: saved.id }, json }))
        : await send(api.campaigns[':campaignId'].designs.$post({ param: { campaignId }, json }))
    },
    onSuccess: async ({ id }) => {
      void message.success(t(consoleWords.saved))
      await queries.invalidateQueries({ queryKey: ['design', id] })
      await queries.invalidateQueries({ queryKey: ['designs', campaignId] })
      await queries.invalidateQueries({ queryKey: ['campaign', campaignId] })
      if (!saved) await navigate(`/c/${campaignId}/designs/${id}`, { replace: true })
    },
  })
}

function RemoveButton({ id, campaignId }: { readonly id: string; readonly campaignId: string }) {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => send(api.designs[':id'].$delete({ param: { id } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['designs', campaignId] })
      await queries.invalidateQueries({ queryKey: ['campaign', campaignId] })
      await navigate(`/c/${campaignId}/designs`)
    },
  })
  return (
    <Popconfirm title={t(designWords.removeConfirm)} onConfirm={() => remove.mutate()}>
      <Button danger>{t(consoleWords.remove)}</Button>
    </Popconfirm>
  )
}

function FilePanel({ design }: { readonly design: Design }) {
  const { t } = useSpeech()
  const get = useMutation({ mutationFn: () => download(`/api/designs/${design.id}/design.json`, 'design.json') })
  return (
    <section className="panel">
      <h2>{t(designWords.file)}</h2>
      <ProblemAlert error={get.error} />
      <Copyable label={t(designWords.digest)} text={design.digest} />
      <Button icon={<DownloadOutlined />} loading={get.isPending} onClick={() => get.mutate()}>
        {t(designWords.download)}
      </Button>
    </section>
  )
}
