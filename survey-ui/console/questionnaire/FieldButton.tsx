// Putting a version in the field, after saying what that does.
import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { questionnaireWords as w } from '../../../server/words/questionnaire.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { api, useRefresh } from './questionnaire.ts'

interface FieldButtonProps {
  readonly campaignId: string
  readonly version: { readonly id: string; readonly version: number }
  /** The version in the field now, which this one replaces. */
  readonly current: number | null
  readonly link?: boolean
  readonly disabled?: boolean
}

export function FieldButton({ campaignId, version, current, link = false, disabled = false }: FieldButtonProps) {
  const { t } = useSpeech()
  const { modal, message } = App.useApp()
  const refresh = useRefresh(campaignId)
  const field = useMutation({
    mutationFn: () => send(api.questionnaires[':id'].fielding.$post({ param: { id: version.id }, json: {} })),
    onSuccess: async () => {
      await refresh()
      void message.success(t(w.fielded, version.version))
    },
    onError: error => modal.error({ title: t(w.field), content: <ProblemAlert error={error} /> }),
  })
  const ask = () =>
    modal.confirm({
      title: t(w.fieldTitle, version.version),
      content: (
        <>
          <p>{t(w.fieldSays)}</p>
          {current !== null && <p>{t(w.fieldReplaces, current)}</p>}
        </>
      ),
      okText: t(w.field),
      onOk: () => field.mutateAsync().catch(() => undefined),
    })
  return (
    <Button
      {...(link ? { type: 'link' as const, size: 'small' as const } : { type: 'primary' as const })}
      loading={field.isPending}
      disabled={disabled}
      onClick={ask}
    >
      {t(w.field)}
    </Button>
  )
}
