// One sign: why it may be honest, the ratings it rests on, and the judgement with its ground.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { integrityHintWords } from '../../../server/words/integrity.ts'
import { channelWords, flagPageWords as w, ratingPageWords } from '../../../server/words/rating-page.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { LevelMark } from './LevelMark.tsx'
import { chinaTime, type Flag, flagApi } from './rating-api.ts'

export function FlagDetail({ flag }: { readonly flag: Flag }) {
  const { t } = useSpeech()
  const detail = useQuery({
    queryKey: ['rating-flag', flag.id],
    queryFn: () => send(flagApi['rating-flags'][':id'].$get({ param: { id: flag.id } })),
  })
  return (
    <div className="flag-detail">
      <div>
        <h3>{t(w.why)}</h3>
        <p>{t(integrityHintWords[flag.rule])}</p>
        <Review flag={flag} />
      </div>
      <div>
        <h3>{t(w.details)}</h3>
        <ProblemAlert error={detail.error} onRetry={() => void detail.refetch()} />
        <EvidenceTable ratings={detail.data?.ratings ?? []} />
      </div>
    </div>
  )
}

interface Evidence {
  readonly id: string
  readonly level: Parameters<typeof LevelMark>[0]['level']
  readonly channel: keyof typeof channelWords
  readonly madeAt: string
  readonly finishedAt: string | null
}

function EvidenceTable({ ratings }: { readonly ratings: readonly Evidence[] }) {
  const { t } = useSpeech()
  const after = ({ madeAt, finishedAt }: Evidence) =>
    finishedAt === null ? '—' : t(w.seconds, Math.round((Date.parse(madeAt) - Date.parse(finishedAt)) / 1000))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div className="flag-evidence" tabIndex={0} role="region" aria-label={t(w.details)}>
      <table>
        <thead>
          <tr>
            <th>{t(w.madeAt)}</th>
            <th>{t(ratingPageWords.level)}</th>
            <th>{t(ratingPageWords.channel)}</th>
            <th className="number">{t(w.afterFinish)}</th>
          </tr>
        </thead>
        <tbody>
          {ratings.map(rating => (
            <tr key={rating.id}>
              <td className="rating-hour">{chinaTime(rating.madeAt)}</td>
              <td>
                <LevelMark level={rating.level} size={16} />
              </td>
              <td>{t(channelWords[rating.channel])}</td>
              <td className="number">{after(rating)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Review({ flag }: { readonly flag: Flag }) {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const [note, setNote] = useState(flag.note)
  const review = useMutation({
    mutationFn: (state: Flag['state']) =>
      send(
        flagApi['rating-flags'][':id'].review.$post({ param: { id: flag.id }, json: { state, note, was: flag.state } }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['rating-flags'] }),
  })
  if (flag.state !== 'open')
    return (
      <>
        <h3>{t(w.note)}</h3>
        <p>{flag.note}</p>
        {flag.reviewedAt && (
          <p className="muted small">{t(w.by, flag.reviewedByName ?? '', chinaTime(flag.reviewedAt).slice(0, 16))}</p>
        )}
        <ProblemAlert error={review.error} />
        <Button size="small" loading={review.isPending} onClick={() => review.mutate('open')}>
          {t(w.reopen)}
        </Button>
      </>
    )
  return (
    <>
      <label>
        <h3>{t(w.note)}</h3>
        <Input.TextArea
          rows={2}
          maxLength={500}
          value={note}
          placeholder={t(w.noteHint)}
          onChange={event => setNote(event.target.value)}
        />
      </label>
      <ProblemAlert error={review.error} />
      <div className="flag-buttons">
        <Button
          danger
          disabled={note.trim().length < 2}
          loading={review.isPending}
          onClick={() => review.mutate('confirmed')}
        >
          {t(w.confirm)}
        </Button>
        <Button disabled={note.trim().length < 2} loading={review.isPending} onClick={() => review.mutate('cleared')}>
          {t(w.clear)}
        </Button>
      </div>
      <p className="muted small">{t(w.keeps)}</p>
    </>
  )
}
