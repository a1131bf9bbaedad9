// What nobody should miss: a bad rating that just came, until somebody says it was seen.
import { Button } from 'antd'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { LEVELS, levelWords } from '../../../server/rating/level.ts'
import type { Said } from '../../../server/satisfaction/monitor.ts'
import { monitorWords as w } from '../../../server/words/monitor.ts'
import { useSpeech } from '../shell/language.tsx'
import { Face } from './Face.tsx'
import { tagNames } from './parts.tsx'

interface BadBannerProps {
  readonly news: readonly Said[]
  readonly onSeen: () => void
  /** On the hall's wall nobody's words are shown unless they are switched on. */
  readonly words: boolean
  /** Nobody stands at a wall to press anything: it goes by itself. */
  readonly alone?: boolean
}

const SHOWN = 3
const ALONE_MS = 30_000

export function BadBanner({ news, onSeen, words, alone = false }: BadBannerProps) {
  const { t } = useSpeech()
  useEffect(() => {
    if (!alone || news.length === 0) return undefined
    const timer = setTimeout(onSeen, ALONE_MS)
    return () => clearTimeout(timer)
  }, [alone, news, onSeen])
  return (
    <div role="alert" className={news.length > 0 ? 'bad-banner' : undefined}>
      {news.length > 0 && (
        <>
          <ul>
            {news.slice(0, SHOWN).map(one => (
              <li key={one.key}>
                <Face at={LEVELS.indexOf(one.level)} size={34} />
                <strong>
                  {t(w.badArrived)} · {one.pointCode} {one.pointName}
                </strong>
                <span>
                  {t(levelWords[one.level])} {one.minute}
                </span>
                {words && <q>{one.words || tagNames(one.tags, t) || t(w.badNoWords)}</q>}
              </li>
            ))}
            {news.length > SHOWN && <li>{t(w.moreBad, news.length - SHOWN)}</li>}
          </ul>
          <div className="bad-banner-buttons">
            {!alone && (
              <Link to="/rectifications">
                <Button>{t(w.handle)} →</Button>
              </Link>
            )}
            <Button ghost onClick={onSeen}>
              {t(w.seen)}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
