// The frame of every console page: title, one line of what it is for, actions at the right, the next step at the end.
import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { consoleWords } from '../../../server/words/console.ts'
import { useSpeech } from './language.tsx'
import { ProblemAlert } from './ProblemAlert.tsx'

interface PageProps {
  readonly title: ReactNode
  readonly subtitle?: ReactNode
  readonly actions?: ReactNode
  /** Query or mutation error to show above the content. */
  readonly error?: unknown
  readonly onRetry?: () => void
  readonly loading?: boolean
  /** The next step in words, with the page it is on. */
  readonly next?: { readonly words: string; readonly to: string; readonly done?: boolean }
  readonly children?: ReactNode
}

export function Page({ title, subtitle, actions, error, onRetry, loading, next, children }: PageProps) {
  const { t } = useSpeech()
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {subtitle && <p className="muted">{subtitle}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      <ProblemAlert error={error} {...(onRetry ? { onRetry } : {})} />
      {loading ? <Skeleton active /> : children}
      {next && !loading && (
        <footer className="page-next">
          <span>
            <strong>{t(consoleWords.next)}</strong>　{next.words}
          </span>
          <Link to={next.to}>
            <Button type={next.done === false ? 'default' : 'primary'}>{t(consoleWords.next)} →</Button>
          </Link>
        </footer>
      )}
    </div>
  )
}

/** A row of figures at the head of a page; each with the n or the note that it needs. */
export function Tiles({
  items,
}: {
  readonly items: readonly {
    readonly label: string
    readonly value: ReactNode
    readonly note?: ReactNode
    readonly tone?: 'good' | 'warn' | 'bad'
  }[]
}) {
  return (
    <dl className="tiles">
      {items.map(item => (
        <div key={item.label} className="tile">
          <dt>{item.label}</dt>
          <dd className={item.tone ? `tone-${item.tone}` : undefined}>{item.value}</dd>
          {item.note && <dd className="tile-note">{item.note}</dd>}
        </div>
      ))}
    </dl>
  )
}

/** What an empty page says: why it is empty and what to do. */
export function Empty({ words, action }: { readonly words: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className="empty">
      <p>{words}</p>
      {action}
    </div>
  )
}
