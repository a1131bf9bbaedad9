// The reader's choices below the answers: text size and language, quieter than everything else.
import { respondWords as w } from '../../server/words/response.ts'
import type { Speak } from '../../server/words/words.ts'
import type { ReaderChoices } from './reader.ts'

export function ReaderLinks({ t, reader }: { readonly t: Speak; readonly reader: ReaderChoices }) {
  return (
    <div class="reader">
      <button type="button" onClick={reader.toggleElder}>
        {t(reader.elder ? w.elderOff : w.elder)}
      </button>
      <button type="button" onClick={reader.toggleLanguage}>
        {t(w.otherLanguage)}
      </button>
    </div>
  )
}
