// What the choices come to: who enters, who does not and why.
import { Spin } from 'antd'
import type { ReactNode } from 'react'
import { frameWords } from '../../../server/words/frame.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { type Coverage, figure, percent } from './frame.ts'
import { Bar } from './parts.tsx'

interface CoveragePanelProps {
  readonly coverage: Coverage | undefined
  readonly counting?: boolean
  readonly error?: unknown
}

export function CoveragePanel({ coverage, counting, error }: CoveragePanelProps) {
  const { t } = useSpeech()
  return (
    <section className="panel frame-coverage" aria-busy={counting ?? false}>
      <h2>
        {t(frameWords.coverage)}{' '}
        {counting && (
          <span className="muted small">
            <Spin size="small" /> {t(frameWords.counting)}
          </span>
        )}
      </h2>
      <ProblemAlert error={error} />
      {coverage ? (
        <Figures coverage={coverage} />
      ) : (
        !error && !counting && <p className="muted">{t(frameWords.chooseRoster)}</p>
      )}
    </section>
  )
}

function Figures({ coverage }: { readonly coverage: Coverage }) {
  const { t } = useSpeech()
  const { persons, elements, excluded, blankStrata } = coverage
  const covered = persons - excluded.filtered - excluded.blankStratum
  return (
    <>
      <div className="frame-total" aria-live="polite">
        <span>
          <strong className="number">{figure(elements)}</strong> {t(frameWords.inFrame)}
        </span>
        <span className="muted small">{t(frameWords.coveredOf, figure(persons), percent(covered, persons))}</span>
      </div>
      <Bar share={persons > 0 ? covered / persons : 0} />
      {blankStrata > 0 && <p className="tone-bad frame-warning">✕ {t(frameWords.blankWarning, figure(blankStrata))}</p>}
      <dl className="pairs frame-figures">
        <Pair term={t(frameWords.entries)} count={coverage.entries} />
        <Pair
          term={t(frameWords.persons)}
          count={persons}
          note={coverage.merged > 0 ? t(frameWords.mergedNote, figure(coverage.merged)) : null}
        />
        <Pair term={`${t(frameWords.excluded)} · ${t(frameWords.excludedFiltered)}`} count={excluded.filtered} />
        <Pair term={`${t(frameWords.excluded)} · ${t(frameWords.excludedBlank)}`} count={excluded.blankStratum} />
        <Pair term={t(frameWords.otherIdentities)} count={coverage.otherIdentities} />
        <Pair term={t(frameWords.filteredEntries)} count={coverage.filteredEntries} />
        <Pair
          term={
            coverage.lost > 0 ? <span className="tone-warn">▲ {t(frameWords.lostRows)}</span> : t(frameWords.lostRows)
          }
          count={coverage.lost}
        />
      </dl>
      {coverage.lost > 0 && <p className="muted small">{t(frameWords.lostHint)}</p>}
    </>
  )
}

interface PairProps {
  readonly term: ReactNode
  readonly count: number
  readonly note?: string | null
}

function Pair({ term, count, note }: PairProps) {
  return (
    <div>
      <dt>
        {term}
        {note && <span className="muted small"> · {note}</span>}
      </dt>
      <dd className="number">{figure(count)}</dd>
    </div>
  )
}
