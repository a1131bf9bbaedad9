// The figures above the score table; each with the n it rests on, and whether the whole can be computed again.
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { scoreWords } from '../../../server/words/score.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { Tiles } from '../shell/Page.tsx'
import { signed } from './Change.tsx'
import { fixed, percent, type RunShown, type RunsShown, scoreApi, type UnitShown } from './score-api.ts'

const mean = (numbers: readonly number[]): number | null =>
  numbers.length > 0 ? numbers.reduce((sum, number) => sum + number, 0) / numbers.length : null

export function ScoreTiles({ shown, own }: { readonly shown: RunShown; readonly own: RunsShown['own'] | undefined }) {
  const { t } = useSpeech()
  const check = useCheckTile(shown.run.id)
  const { run, units } = shown
  const scores = units.flatMap(unit => unit.score ?? [])
  const known = units.flatMap(unit => unit.awareness ?? [])
  const ratings = units.reduce((sum, unit) => sum + (unit.score === null ? 0 : (unit.n ?? 0)), 0)
  const effective = units.reduce((sum, unit) => sum + (unit.nEff ?? 0), 0)
  const third = run.inputs.files.reduce((sum, file) => sum + file.respondents, 0)
  const rate = own && own.invited > 0 ? ((100 * own.answered) / own.invited).toFixed(1) : '0'
  const notes = [
    ...(run.inputs.own && own ? [t(scoreWords.validNote, own.invited.toLocaleString(), rate)] : []),
    ...(third > 0 ? [t(scoreWords.validFiles, third.toLocaleString())] : []),
  ]
  return (
    <Tiles
      items={[
        { label: t(scoreWords.validAnswers), value: run.respondents.toLocaleString(), note: notes.join('；') },
        {
          label: t(scoreWords.meanScore),
          value: fixed(mean(scores)),
          note:
            meanChange(units, t) ??
            (scores.length > 0 &&
              t(scoreWords.meanNote, scores.length, fixed(Math.min(...scores)), fixed(Math.max(...scores)))),
        },
        {
          label: t(scoreWords.meanAwareness),
          value: percent(mean(known)),
          note: known.length > 0 && t(scoreWords.lowest, Math.round(100 * Math.min(...known))),
        },
        {
          label: t(scoreWords.deff),
          value: effective > 0 ? fixed(ratings / effective) : '—',
          note: t(scoreWords.deffNote, Math.round(effective).toLocaleString(), ratings.toLocaleString()),
        },
        check,
      ]}
    />
  )
}

/** Mean change over units scored in both years. One person rates several units, so errors are taken to go together: the worst case. */
function meanChange(units: readonly UnitShown[], t: ReturnType<typeof useSpeech>['t']): string | null {
  const changes = units.flatMap(({ change }) =>
    change && change.reach !== null ? [{ ...change, reach: change.reach }] : [],
  )
  if (changes.length === 0) return null
  const points = changes.reduce((sum, change) => sum + change.points, 0) / changes.length
  const reach = changes.reduce((sum, change) => sum + change.reach, 0) / changes.length
  const words = Math.abs(points) > reach ? scoreWords.significant : scoreWords.notSignificant
  return t(scoreWords.changeNote, signed(points), fixed(reach, 1), t(words))
}

/** Asked for by a press: recomputing reads every answer again. */
function useCheckTile(id: string) {
  const { t } = useSpeech()
  const verdict = useQuery({
    queryKey: ['score-verification', id],
    enabled: false,
    queryFn: () => send(scoreApi.scores[':id'].verification.$get({ param: { id } })),
  })
  const label = t(scoreWords.check)
  const { data } = verdict
  if (data?.inputs && data.result && !data.ratings)
    return {
      label,
      value: t(scoreWords.changedRatings),
      note: t(scoreWords.changedRatingsNote),
      tone: 'warn' as const,
    }
  if (data?.inputs && data.result)
    return { label, value: t(scoreWords.verified), note: t(scoreWords.verifiedNote), tone: 'good' as const }
  if (data?.inputs) return { label, value: t(scoreWords.broken), note: t(scoreWords.brokenNote), tone: 'bad' as const }
  if (data)
    return { label, value: t(scoreWords.changedInputs), note: t(scoreWords.changedInputsNote), tone: 'warn' as const }
  const button = (
    <Button size="small" loading={verdict.isFetching} onClick={() => void verdict.refetch()}>
      {t(scoreWords.verify)}
    </Button>
  )
  return { label, value: button, note: t(scoreWords.notVerifiedNote) }
}
