// The two parts of one unit's score, what each says and counts for, and why a part does not count.
import { HCP_LEVELS, type HcpCounts } from '../../../sampling/channel.ts'
import { levelWords } from '../../../server/rating/level.ts'
import { scoreWords } from '../../../server/words/score.ts'
import { useSpeech } from '../shell/language.tsx'
import { fixed, type RunShown, type UnitShown } from './score-api.ts'

type Interval = readonly [number, number] | null
type Channels = NonNullable<UnitShown['channels']>
type HcpRule = RunShown['scheme']['hcp']

/** Points lie between 0 and 100; an interval near an end says so too. */
const ends = (interval: Interval): string =>
  interval ? interval.map(end => Math.min(100, Math.max(0, end)).toFixed(2)).join('–') : '—'
const shareOf = (share: number): string => `${Number((100 * share).toFixed(2))}%`

export function ChannelTable({ unit, rule }: { readonly unit: UnitShown; readonly rule: HcpRule }) {
  const { t } = useSpeech()
  if (!unit.channels) return null
  const { survey, hcp } = unit.channels
  return (
    <table className="group-table channel-table">
      <thead>
        <tr>
          <th>{t(scoreWords.channels)}</th>
          <th className="number">{t(scoreWords.score)}</th>
          <th className="number">{t(scoreWords.partInterval)}</th>
          <th className="number">n</th>
          <th className="number">{t(scoreWords.partShare)}</th>
          <th>{t(scoreWords.note)}</th>
        </tr>
      </thead>
      <tbody>
        <Part name={t(scoreWords.surveyPart)} part={survey}>
          {unit.hidden ? t(scoreWords.hidden) : survey.score === null ? t(scoreWords.noScore) : null}
        </Part>
        <Part name={t(scoreWords.hcpPart)} part={hcp}>
          <HcpNote channels={unit.channels} rule={rule} />
          {hcp.levels && (hcp.n ?? 0) > 0 && <Levels levels={hcp.levels} />}
        </Part>
        <tr className="channel-sum">
          <th scope="row">{t(scoreWords.partSum)}</th>
          <td className="number">{fixed(unit.score)}</td>
          <td className="number">{ends(unit.ci95)}</td>
          <td />
          <td className="number">100%</td>
          <td className="muted small">{formula(unit.score, unit.channels)}</td>
        </tr>
      </tbody>
    </table>
  )
}

interface PartProps {
  readonly name: string
  readonly part: {
    readonly score: number | null
    readonly ci95: Interval
    readonly n: number | null
    readonly share: number
  }
  readonly children: React.ReactNode
}

function Part({ name, part, children }: PartProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="number">{fixed(part.score)}</td>
      <td className="number">{ends(part.ci95)}</td>
      <td className="number">{part.n ?? '—'}</td>
      <td className="number">{shareOf(part.share)}</td>
      <td className="small">{children}</td>
    </tr>
  )
}

function HcpNote({ channels, rule }: { readonly channels: Channels; readonly rule: HcpRule }) {
  const { t } = useSpeech()
  const { survey, hcp } = channels
  const [share, least] = [rule?.share ?? '', rule?.minN ?? '']
  if (hcp.redistributed === 'no_ratings') return <p className="tone-warn">{t(scoreWords.hcpNoRatings, share)}</p>
  if (hcp.redistributed === 'below_min')
    return (
      <p className="tone-warn">
        {hcp.hidden && `${t(scoreWords.hidden)} · `}
        {t(scoreWords.hcpBelowMin, share, least)}
      </p>
    )
  if (survey.score === null) return <p className="tone-warn">{t(scoreWords.hcpNoSurvey)}</p>
  return <p className="muted">{t(scoreWords.hcpSelfSelected)}</p>
}

function Levels({ levels }: { readonly levels: HcpCounts }) {
  const { t } = useSpeech()
  const total = HCP_LEVELS.reduce((sum, level) => sum + levels[level], 0)
  return (
    <figure className="channel-levels" aria-label={t(scoreWords.levels)}>
      <span className="channel-bar" aria-hidden="true">
        {HCP_LEVELS.filter(level => levels[level] > 0).map(level => (
          <span key={level} className={`channel-${level}`} style={{ width: `${(100 * levels[level]) / total}%` }} />
        ))}
      </span>
      <figcaption>
        {HCP_LEVELS.map(level => (
          <span key={level}>
            {t(levelWords[level])} <b>{levels[level]}</b>
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

/** `80% × 82.10 + 20% × 95.40 = 84.76`, where both parts count. */
function formula(score: number | null, { survey, hcp }: Channels): string {
  if (score === null || survey.score === null || hcp.score === null || hcp.share === 0) return ''
  return `${shareOf(survey.share)} × ${fixed(survey.score)} + ${shareOf(hcp.share)} × ${fixed(hcp.score)} = ${fixed(score)}`
}
