// Where one is, how far, and whether it is saved; always in sight.
import { respondWords as w } from '../../server/words/response.ts'
import type { Speak } from '../../server/words/words.ts'
import type { View } from './talk.ts'

interface HeaderProps {
  readonly t: Speak
  readonly view: View
  readonly preview: boolean
}

const SAVE = {
  saved: { sign: '✓', words: w.saved },
  saving: { sign: '…', words: w.saving },
  kept: { sign: '!', words: w.keptHere },
  unsafe: { sign: '!', words: w.offlineUnsafe },
} as const

export function Header({ t, view, preview }: HeaderProps) {
  const { position, save } = view
  const { sign, words } = SAVE[save]
  const share = position ? position.done : 1
  const where = !position
    ? t(w.progressReview)
    : position.unit > 0
      ? t(w.progressUnit, position.unit, position.units, position.question)
      : t(w.progress, position.question)
  return (
    <header class="head">
      <div class="wrap">
        <div class="head-line">
          <span class="where">{where}</span>
          <span class={`save save-${save}`} role="status">
            <span aria-hidden="true">{sign}</span> {t(preview ? w.preview : save === 'unsafe' ? w.saving : words)}
          </span>
        </div>
        <div
          class="bar"
          role="progressbar"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(share * 100)}
          aria-label={where}
        >
          <i style={{ transform: `scaleX(${Math.max(0.01, share)})` }} />
        </div>
      </div>
    </header>
  )
}
