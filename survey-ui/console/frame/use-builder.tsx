// What the builder keeps and does: the draft, its live count, saving, freezing, removing.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { flagsOf } from '../../../server/frame/check.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { frameWords } from '../../../server/words/frame.ts'
import { send } from '../shell/api.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import { type ChangeDraft, definitionOf, type Draft, isComplete } from './draft.ts'
import { api, figure, type Pass, usePreview } from './frame.ts'

const textOf = (draft: Draft): string => JSON.stringify([draft.name.trim(), definitionOf(draft)])

export function useBuilder(id: string | null, initial: Draft) {
  const { t } = useSpeech()
  const { campaignId } = useCampaign()
  const { message, modal } = App.useApp()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(initial)
  // A frame created on the way to freezing keeps its id when the freezing fails.
  const [savedId, setSavedId] = useState(id)
  const [savedText, setSavedText] = useState(id ? textOf(initial) : '')
  const change: ChangeDraft = patch => setDraft(before => ({ ...before, ...patch }))
  const preview = usePreview(campaignId, definitionOf(draft))
  const refresh = useRefresh(campaignId)
  const dirty = textOf(draft) !== savedText
  useLeaveWarning(dirty && savedText !== '')

  const keep = async (): Promise<string> => {
    const json = { name: draft.name.trim(), definition: definitionOf(draft) }
    if (savedId) {
      if (dirty) await send(api.frames[':id'].$put({ param: { id: savedId }, json }))
      setSavedText(textOf(draft))
      return savedId
    }
    const created = await send(api.campaigns[':campaignId'].frames.$post({ param: { campaignId }, json }))
    setSavedId(created.id)
    setSavedText(textOf(draft))
    return created.id
  }
  const open = (frameId: string) => navigate(`/c/${campaignId}/frames/${frameId}`, { replace: true })
  const save = useMutation({
    mutationFn: keep,
    onSuccess: async frameId => {
      await refresh(frameId)
      void message.success(t(consoleWords.saved))
      await open(frameId)
    },
  })
  const freeze = useMutation({
    mutationFn: async () => {
      const frameId = await keep()
      await send(api.frames[':id'].freeze.$post({ param: { id: frameId } }))
      return frameId
    },
    onSuccess: async frameId => {
      await refresh(frameId)
      void message.success(t(frameWords.frozenNow))
      await open(frameId)
    },
    onError: async () => {
      // The problem stands at the head of the page, the button perhaps at its foot.
      scrollTo({ top: 0, behavior: 'smooth' })
      await refresh(savedId)
    },
  })
  const remove = useMutation({
    mutationFn: () => send(api.frames[':id'].$delete({ param: { id: savedId ?? '' } })),
    onSuccess: async () => {
      await navigate(`/c/${campaignId}/frames`)
      await refresh(null)
    },
  })
  const maySave = draft.name.trim() !== '' && draft.rosterIds.length > 0
  const complete = draft.filters.every(filter => isComplete(filter))
  const { pass } = preview
  return {
    draft,
    change,
    preview,
    dirty,
    maySave,
    mayFreeze: maySave && complete && preview.current && pass !== undefined && !save.isPending,
    saving: save.isPending,
    freezing: freeze.isPending,
    error: freeze.error ?? save.error ?? remove.error,
    save: () => {
      freeze.reset()
      save.mutate()
    },
    askFreeze: () =>
      modal.confirm({
        title: t(frameWords.freezeTitle),
        width: 520,
        content: pass && <FreezeWords pass={pass} />,
        okText: t(frameWords.freeze),
        onOk: () => {
          save.reset()
          freeze.mutate()
        },
      }),
    askRemove: () =>
      modal.confirm({
        title: t(consoleWords.remove),
        content: t(frameWords.removeConfirm),
        okText: t(consoleWords.remove),
        okButtonProps: { danger: true },
        onOk: () => remove.mutate(),
      }),
  }
}

function FreezeWords({ pass }: { readonly pass: Pass }) {
  const { t } = useSpeech()
  const { elements, strata, blankStrata } = pass.coverage
  const findings = pass.checks.reduce((sum, check) => sum + flagsOf(check).length, 0)
  return (
    <>
      <p>{t(frameWords.freezeConfirm, figure(elements), figure(strata.length))}</p>
      <p>{t(frameWords.freezeDigest)}</p>
      {findings > 0 && <p className="tone-warn">▲ {t(frameWords.freezeFindings, findings)}</p>}
      {blankStrata > 0 && <p className="tone-bad">✕ {t(frameWords.blankWarning, figure(blankStrata))}</p>}
    </>
  )
}

function useRefresh(campaignId: string) {
  const queries = useQueryClient()
  return async (frameId: string | null) => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['frames', campaignId] }),
      queries.invalidateQueries({ queryKey: ['campaign', campaignId] }),
      ...(frameId ? [queries.invalidateQueries({ queryKey: ['frame', frameId] })] : []),
    ])
  }
}

/** The browser asks before it closes a page with changes that are not saved. */
function useLeaveWarning(active: boolean): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (active) event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [active])
}
