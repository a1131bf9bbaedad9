// The steps that the reader may take now, each in its own dialog that says what it does.
import { Alert, App, Button, Modal } from 'antd'
import { useState } from 'react'
import { rectificationStateWords, rectificationWords as w, stepWords } from '../../../server/words/rectification.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { type CaseDetail, type StepValues, useStep } from './case-api.ts'
import { StepForm } from './StepForm.tsx'

type StepName = CaseDetail['allowed'][number]

/** The step that carries the case on stands first and stands out. */
const MAIN: readonly StepName[] = ['accept', 'decide', 'finish', 'answer', 'uphold']
const DANGER: readonly StepName[] = ['appeal', 'reject', 'give_up']

export function StepPanel({ found }: { readonly found: CaseDetail }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  // The version that the reader looked at when the dialog opened; after a refusal, the one shown now.
  const [open, setOpen] = useState<{ readonly name: StepName; readonly version: number | null } | null>(null)
  const step = useStep(found.id)
  const take = (values: StepValues) =>
    step.mutate(
      { ...values, version: open?.version ?? found.version },
      {
        onSuccess: () => {
          setOpen(null)
          void message.success(t(w.saved))
        },
        onError: () => setOpen(asked => asked && { ...asked, version: null }),
      },
    )
  const order = (name: StepName) => (MAIN.includes(name) ? 0 : DANGER.includes(name) ? 2 : 1)
  const allowed = found.allowed.toSorted((a, b) => order(a) - order(b))
  return (
    <section className="panel">
      <h2>{t(w.nextSteps)}</h2>
      {found.appeal && (
        <Alert
          type="warning"
          showIcon
          className="case-alert"
          title={`${t(rectificationStateWords.appealing)} · ${t(w.appealUpheld, found.appeal.upheld)}`}
          description={t(w.upholdHint)}
        />
      )}
      {found.state === 'calling_back' && found.named && <p className="muted">{t(w.attempts, found.attempts)}</p>}
      {allowed.length === 0 && <p className="muted">{t(w.nothingToDo)}</p>}
      <div className="case-steps">
        {allowed.map(name => (
          <Button
            key={name}
            type={MAIN.includes(name) ? 'primary' : 'default'}
            danger={DANGER.includes(name)}
            onClick={() => {
              step.reset()
              setOpen({ name, version: found.version })
            }}
          >
            {t(stepWords[name])}
          </Button>
        ))}
      </div>
      <Modal
        open={open !== null}
        title={open && t(stepWords[open.name])}
        footer={null}
        onCancel={() => setOpen(null)}
        destroyOnHidden
      >
        <ProblemAlert error={step.error} />
        {open && <StepForm step={open.name} found={found} busy={step.isPending} onTake={take} />}
      </Modal>
    </section>
  )
}
