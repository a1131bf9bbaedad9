// The last step of a draw with a secret: it is made known when nobody can be coached any more.
import { useMutation } from '@tanstack/react-query'
import { Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { mayReveal } from '../../../server/draw/draw.ts'
import { drawWords } from '../../../server/words/draw.ts'
import { Field } from '../design/parts.tsx'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { api, type Draw } from './draw.ts'
import { useCeremony } from './parts.tsx'

export function RevealPanel({ draw, onDone }: { readonly draw: Draw; readonly onDone: () => Promise<void> }) {
  const { t } = useSpeech()
  const { stage } = useCeremony()
  const [secret, setSecret] = useState('')
  const reveal = useMutation({
    mutationFn: () => send(api.draws[':id'].reveal.$post({ param: { id: draw.id }, json: { secret } })),
    onSuccess: onDone,
  })
  const open = stage !== undefined && mayReveal(stage)
  return (
    <section className="panel">
      <h2>{t(drawWords.revealTitle)}</h2>
      <p className="muted design-lead">{t(drawWords.revealHint)}</p>
      {open ? (
        <>
          <ProblemAlert error={reveal.error} />
          <Field label={t(drawWords.typeSecret)}>
            <Input
              value={secret}
              maxLength={200}
              autoComplete="off"
              className="draw-secret"
              onChange={event => setSecret(event.target.value.trim())}
            />
          </Field>
          <Popconfirm title={t(drawWords.revealConfirm)} onConfirm={() => reveal.mutate()}>
            <Button type="primary" disabled={secret === ''} loading={reveal.isPending}>
              {t(drawWords.reveal)}
            </Button>
          </Popconfirm>
        </>
      ) : (
        <p>{t(drawWords.revealLater)}</p>
      )}
    </section>
  )
}
