// A level as face and word: colour never says it alone.
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
