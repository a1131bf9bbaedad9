// Small parts of the tables: a level as face and word, since colour never says it alone; a window; a time in one line.
import { type Level, LEVELS, levelWords } from '../../../server/rating/level.ts'
import { Face } from '../monitor/Face.tsx'
import { useSpeech } from '../shell/language.tsx'

export function LevelMark({ level, size = 18 }: { readonly level: Level; readonly size?: number }) {
  const { t } = useSpeech()
  const at = LEVELS.indexOf(level)
  return (
    <span className={`level-mark level-mark-${at}`}>
      <Face at={at} size={size} />
      {t(levelWords[level])}
    </span>
  )
}

export function WindowName({ code, name }: { readonly code: string; readonly name: string }) {
  return (
    <span className="rating-window">
      <b>{code}</b> {name}
    </span>
  )
}

export function OneLine({ text }: { readonly text: string }) {
  return <span className="rating-hour">{text}</span>
}
