// The definition as JSON: edited in place, checked by the server while typing, problems shown where they are.
import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Upload } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { consoleWords } from '../../../server/words/console.ts'
import { questionnaireWords as w } from '../../../server/words/questionnaire.ts'
import { download, send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { locate } from './pointer.ts'
import { api, countText, readDefinition, useRefresh } from './questionnaire.ts'

interface EditorProps {
  readonly campaignId: string
  readonly id: string
  readonly saved: string
  readonly editable: boolean
  readonly text: string
  readonly onText: (text: string) => void
}

export function Editor({ campaignId, id, saved, editable, text, onText }: EditorProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const area = useRef<HTMLTextAreaElement>(null)
  const refresh = useRefresh(campaignId)
  const verdict = useVerdict(text)
  const save = useMutation({
    mutationFn: (body: Record<string, unknown>) =>
      send(api.questionnaires[':id'].$put({ param: { id }, json: { body } })),
    onSuccess: async () => {
      await refresh()
      void message.success(t(consoleWords.saved))
    },
  })
  const read = useMutation({
    mutationFn: async (file: File) => onText(JSON.stringify(await readDefinition(file, t), null, 2)),
  })
  const jump = (pointer: string) => {
    const box = area.current
    if (!box) return
    const [from, to] = locate(text, pointer)
    box.focus()
    box.setSelectionRange(from, to)
    box.scrollTop = Math.max(0, (text.slice(0, from).split('\n').length - 4) * LINE)
  }
  const changed = text !== saved
  return (
    <div className="editor">
      {!editable && <Alert type="info" showIcon title={t(w.readOnly)} />}
      <ProblemAlert error={save.error ?? read.error} />
      <div className="editor-bar">
        {editable && (
          <>
            <Button
              type="primary"
              disabled={!changed || verdict.body === null || verdict.problems.length > 0}
              loading={save.isPending}
              onClick={() => verdict.body && save.mutate(verdict.body)}
            >
              {t(consoleWords.save)}
            </Button>
            <Button disabled={!changed} onClick={() => onText(saved)}>
              {t(w.revert)}
            </Button>
            <Button
              disabled={verdict.body === null}
              onClick={() => verdict.body && onText(JSON.stringify(verdict.body, null, 2))}
            >
              {t(w.format)}
            </Button>
            <Upload
              accept=".json,application/json"
              showUploadList={false}
              beforeUpload={file => {
                read.mutate(file)
                return false
              }}
            >
              <Button>{t(w.upload)}</Button>
            </Upload>
          </>
        )}
        <Button onClick={() => void download(`/api/questionnaires/${id}/file`, 'questionnaire.json')}>
          {t(w.download)}
        </Button>
        {changed && <span className="tone-warn small">{t(w.unsaved)}</span>}
      </div>
      <Verdict verdict={verdict} onJump={jump} />
      <textarea
        ref={area}
        aria-label={t(w.json)}
        spellCheck={false}
        wrap="off"
        readOnly={!editable}
        value={text}
        onChange={event => onText(event.target.value)}
      />
    </div>
  )
}

/** Height of one line of the editor, as its style sheet says. */
const LINE = 19

function useVerdict(text: string) {
  const settled = useSettled(text, 500)
  let body: Record<string, unknown> | null = null
  let broken = ''
  try {
    body = JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    broken = error instanceof Error ? error.message : String(error)
  }
  const { language } = useSpeech()
  const check = useQuery({
    queryKey: ['questionnaire-check', settled, language],
    enabled: body !== null && settled === text,
    queryFn: () => send(api.questionnaires.check.$post({ json: { body } })),
    gcTime: 10_000,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const fresh = settled === text ? check.data : undefined
  return { body, broken, error: check.error, checked: fresh, problems: fresh?.problems ?? [] }
}

function useSettled(text: string, delay: number): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), delay)
    return () => clearTimeout(timer)
  }, [text, delay])
  return settled
}

interface VerdictProps {
  readonly verdict: ReturnType<typeof useVerdict>
  readonly onJump: (pointer: string) => void
}

function Verdict({ verdict, onJump }: VerdictProps) {
  const { t } = useSpeech()
  const { broken, error, checked, problems } = verdict
  if (broken) return <Alert type="warning" showIcon title={t(w.notJson, broken)} />
  if (error) return <ProblemAlert error={error} />
  if (!checked) return <p className="muted small">{t(w.checking)}</p>
  if (problems.length === 0) return <Alert type="success" showIcon title={t(w.valid, countText(checked, t))} />
  return (
    <Alert
      type="error"
      showIcon
      title={
        <>
          {t(w.problems, problems.length)}
          <ul className="editor-problems">
            {problems.map(problem => (
              <li key={`${problem.pointer} ${problem.detail}`}>
                <button type="button" onClick={() => onJump(problem.pointer)}>
                  <code>{problem.pointer || t(w.whole)}</code>
                </button>{' '}
                {problem.detail}
              </li>
            ))}
          </ul>
        </>
      }
    />
  )
}
