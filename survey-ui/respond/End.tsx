// The last screen: it has arrived, or it had been answered already; nothing more to do.
import { useEffect, useRef } from 'preact/hooks'
import { respondWords as w } from '../../server/words/response.ts'
import type { Speak } from '../../server/words/words.ts'

interface EndProps {
  readonly t: Speak
  readonly kind: 'stored' | 'closed'
  /** The questionnaire's own closing words, checked HTML; may be empty. */
  readonly thanks: string
  readonly hotline: string
}

export function End({ t, kind, thanks, hotline }: EndProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
    // Closed or answered elsewhere: the server's page says which.
    if (kind === 'closed') location.replace(location.pathname + location.search)
  }, [kind])
  if (kind === 'closed') return null
  return (
    <main class="wrap kind end">
      <span class="tick" aria-hidden="true">
        ✓
      </span>
      {thanks ? (
        <div class="text" dangerouslySetInnerHTML={{ __html: thanks }} />
      ) : (
        <>
          <h1 ref={heading} tabIndex={-1}>
            {t(w.doneTitle)}
          </h1>
          <p>{t(w.doneText)}</p>
        </>
      )}
      {thanks && <p>{t(w.closePage)}</p>}
      {hotline && <p class="hint">{t(w.checkNumber, hotline)}</p>}
    </main>
  )
}
