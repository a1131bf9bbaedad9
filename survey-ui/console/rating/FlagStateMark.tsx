// The finding on a sign: shape and word, colour besides.
import { flagStateWords } from '../../../server/words/integrity.ts'
import { useSpeech } from '../shell/language.tsx'

const SHAPES = { open: '○', confirmed: '▲', cleared: '✓' } as const
const TONES = { open: 'tone-warn', confirmed: 'tone-bad', cleared: 'tone-good' } as const

export function FlagStateMark({ state }: { readonly state: keyof typeof SHAPES }) {
  const { t } = useSpeech()
  return (
    <span className={`flag-state ${TONES[state]}`}>
      {SHAPES[state]} {t(flagStateWords[state])}
    </span>
  )
}
