// Both directions side by side: what the levels would be, what the tags say, and lines to look at. A person chooses.
import { Alert, Button } from 'antd'
import { DIRECTIONS } from '../../../server/rating/exchange-terms.ts'
import { LEVELS, levelWords } from '../../../server/rating/level.ts'
import { directionHintWords, directionWords } from '../../../server/words/exchange.ts'
import { importPageWords as w } from '../../../server/words/rating-page.ts'
import { Face } from '../monitor/Face.tsx'
import { useSpeech } from '../shell/language.tsx'
import type { Direction, ExchangePreview } from './exchange-form.ts'
import { LevelMark } from './LevelMark.tsx'

interface DirectionPanelProps {
  readonly preview: ExchangePreview
  readonly direction: Direction | null
  readonly onChange: (direction: Direction) => void
}

const percent = (part: number, whole: number): string => (whole === 0 ? '—' : `${((100 * part) / whole).toFixed(1)}%`)

export function DirectionPanel({ preview, direction, onChange }: DirectionPanelProps) {
  const { t } = useSpeech()
  const against = direction === null ? 0 : preview.directions[direction].contradict
  return (
    <section className="panel">
      <h2>{t(w.directionTitle)}</h2>
      <p className="muted">{t(w.directionHint)}</p>
      <div className="columns">
        {DIRECTIONS.map(one => (
          <Side key={one} name={one} preview={preview} chosen={one === direction} onChoose={() => onChange(one)} />
        ))}
      </div>
      {against > 0 && <Alert type="error" showIcon title={t(w.against, against)} className="exchange-against" />}
      <Samples preview={preview} />
    </section>
  )
}

function Side({
  name,
  preview,
  chosen,
  onChoose,
}: {
  readonly name: Direction
  readonly preview: ExchangePreview
  readonly chosen: boolean
  readonly onChoose: () => void
}) {
  const { t } = useSpeech()
  const view = preview.directions[name]
  const most = Math.max(1, ...LEVELS.map(level => view.levels[level]))
  return (
    <div className={chosen ? 'direction direction-chosen' : 'direction'}>
      <h3>
        {t(directionWords[name])}
        <small className="muted">{t(directionHintWords[name])}</small>
      </h3>
      <ol className="direction-levels">
        {LEVELS.map((level, at) => (
          <li key={level} className={`level-mark-${at}`}>
            <Face at={at} size={18} />
            <span>{t(levelWords[level])}</span>
            <span className="direction-bar">
              <span style={{ width: `${(100 * view.levels[level]) / most}%` }} />
            </span>
            <span className="number">{view.levels[level]}</span>
          </li>
        ))}
      </ol>
      <p>
        <b>{t(w.badShare, view.bad, percent(view.bad, view.rated))}</b>
      </p>
      <p className={view.contradict > 0 ? 'tone-bad' : view.agree > 0 ? 'tone-good' : 'muted'}>
        {view.contradict > 0
          ? `✗ ${t(w.contradict, view.contradict)}`
          : view.agree > 0
            ? `✓ ${t(w.agree, view.agree)}`
            : t(w.noEvidence)}
      </p>
      {view.refused > 0 && <p className="muted">{t(w.refused, view.refused)}</p>}
      <Button type={chosen ? 'primary' : 'default'} aria-pressed={chosen} onClick={onChoose}>
        {chosen ? `✓ ${t(w.chosen)}` : t(w.choose)}
      </Button>
    </div>
  )
}

function Samples({ preview }: { readonly preview: ExchangePreview }) {
  const { t } = useSpeech()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div className="exchange-samples" tabIndex={0} role="region" aria-label={t(w.samples)}>
      <table>
        <thead>
          <tr>
            <th className="number">{t(w.line)}</th>
            <th>{t(w.code)}</th>
            {DIRECTIONS.map(one => (
              <th key={one}>{t(directionWords[one]).split(/[，,]/)[0]}</th>
            ))}
            <th>{t(w.tags)}</th>
            <th>{t(w.words)}</th>
          </tr>
        </thead>
        <tbody>
          {preview.samples.map(sample => (
            <tr key={sample.line}>
              <td className="number">{sample.line}</td>
              <td>
                <b>{sample.code}</b>
                {sample.isDefault && <span className="muted"> {t(w.autoDefault)}</span>}
              </td>
              {DIRECTIONS.map(one => {
                const level = sample.levels[one]
                return <td key={one}>{level ? <LevelMark level={level} /> : '—'}</td>
              })}
              <td>{sample.tags.map(tag => (tag.words ? `${tag.code} ${t(tag.words)}` : tag.code)).join('；')}</td>
              <td>{sample.words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
