// Parts that the page and the wall share: the state of the connection, windows, words, open cases.
import { Link } from 'react-router'
import { hiddenCells } from '../../../sampling/satisfaction-disclose.ts'
import { LEVELS, levelWords } from '../../../server/rating/level.ts'
import { findTag } from '../../../server/rating/tag.ts'
import type { Said, Snapshot } from '../../../server/satisfaction/monitor.ts'
import { monitorWords as w } from '../../../server/words/monitor.ts'
import { rectificationStateWords } from '../../../server/words/rectification.ts'
import { satisfactionWords } from '../../../server/words/satisfaction.ts'
import type { Speak } from '../../../server/words/words.ts'
import { percent } from '../satisfaction/format.ts'
import { useSpeech } from '../shell/language.tsx'
import { Face } from './Face.tsx'
import type { Connection } from './use-monitor.ts'

export function ConnectionMark({
  connection,
  at,
}: {
  readonly connection: Connection
  readonly at: string | undefined
}) {
  const { t } = useSpeech()
  const time = at?.slice(11) ?? '—'
  const words = {
    connecting: t(w.connecting),
    live: t(w.live),
    reconnecting: t(w.reconnecting, time),
    stopped: t(w.stopped, time),
  }
  return (
    <span className={`connection connection-${connection}`} role="status">
      <span className="connection-dot" aria-hidden="true" />
      {words[connection]}
    </span>
  )
}

/** Small bar of the shares of good and bad ratings. */
function LevelStrip({ good, bad, ratings }: { readonly good: number; readonly bad: number; readonly ratings: number }) {
  if (ratings === 0) return <span className="strip" aria-hidden="true" />
  return (
    <span className="strip" aria-hidden="true">
      <span className="strip-good" style={{ width: `${(100 * good) / ratings}%` }} />
      <span className="strip-bad" style={{ width: `${(100 * bad) / ratings}%` }} />
    </span>
  )
}

interface WindowTableProps {
  readonly windows: Snapshot['windows']
  /** On a wall that everybody reads small cells are held back; at a desk single ratings are somebody's work. */
  readonly public?: boolean
}

export function WindowTable({ windows, public: forAll = false }: WindowTableProps) {
  const { t } = useSpeech()
  const hidden = forAll ? hiddenCells(windows.map(window => window.ratings)) : []
  return (
    <table className="window-table">
      <thead>
        <tr>
          <th scope="col">{t(w.window)}</th>
          <th scope="col" className="number">
            {t(w.visits)}
          </th>
          <th scope="col" className="number">
            {t(w.ratings)}
          </th>
          <td className="strip-cell" />
          <th scope="col" className="number">
            {t(w.good)}
          </th>
          <th scope="col" className="number">
            {t(w.bad)}
          </th>
          <th scope="col" className="number">
            {t(w.open)}
          </th>
        </tr>
      </thead>
      <tbody>
        {windows.map((window, at) => (
          <tr key={window.id} className={window.bad > 0 ? 'has-bad' : undefined}>
            <th scope="row">
              <b>{window.code}</b> {window.name}
            </th>
            <td className="number">{window.visits}</td>
            <td className="number">{hidden[at] ? t(satisfactionWords.hiddenShort) : window.ratings}</td>
            <td className="strip-cell">{!hidden[at] && <LevelStrip {...window} />}</td>
            <td className="number">
              {percent(window.ratings === 0 || hidden[at] ? null : window.good / window.ratings, 0)}
            </td>
            <td className="number bad-count">{hidden[at] ? '—' : window.bad === 0 ? '0' : `▼ ${window.bad}`}</td>
            <td className="number">{window.openCases}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export const tagNames = (tags: readonly string[], t: Speak): string =>
  tags.map(code => t(findTag(code)?.words ?? [code, code])).join(' · ')

export function SaidList({ said, limit = 20 }: { readonly said: readonly Said[]; readonly limit?: number }) {
  const { t } = useSpeech()
  if (said.length === 0) return <p className="muted">{t(w.saidNone)}</p>
  return (
    <ol className="said">
      {said.slice(0, limit).map(one => {
        const at = LEVELS.indexOf(one.level)
        return (
          <li key={one.key}>
            <span className={`said-face level-${at}`}>
              <Face at={at} size={26} />
              <span className="sr-only">{t(levelWords[one.level])}</span>
            </span>
            <div>
              <p className="said-words">{one.words}</p>
              {one.tags.length > 0 && <p className="said-tags">{tagNames(one.tags, t)}</p>}
            </div>
            <span className="said-place">
              {one.pointCode} {one.minute}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

export function CaseList({ cases }: { readonly cases: Snapshot['cases'] }) {
  const { t } = useSpeech()
  if (cases.length === 0) return <p className="muted">{t(w.casesNone)}</p>
  return (
    <ul className="cases">
      {cases.map(one => (
        <li key={one.id}>
          <Link to={`/rectifications/${one.id}`}>
            <b>{one.pointCode}</b> {one.pointName}
          </Link>
          <span className="muted small">
            {t(rectificationStateWords[one.state])}
            {one.named && ` · ${t(w.named)}`}
          </span>
          <span className={one.due?.overdue ? 'due due-late' : one.due?.left === 0 ? 'due due-today' : 'due'}>
            {dueWords(one.due, t)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function dueWords(due: Snapshot['cases'][number]['due'], t: Speak): string {
  if (!due) return ''
  const what = t({ contact: w.dueContact, close: w.dueClose, wait: w.dueWait }[due.what])
  if (due.overdue) return `⚠ ${t(w.overdue, what)}`
  return due.left <= 0 ? t(w.dueToday, what) : t(w.daysLeft, what, due.left)
}
