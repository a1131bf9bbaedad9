// The saved version on the real phone page, in a frame of a phone's size.
import { ReloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { questionnaireWords as w } from '../../../server/words/questionnaire.ts'
import { useSpeech } from '../shell/language.tsx'

interface PhonePreviewProps {
  readonly id: string
  /** A new digest loads the page anew. */
  readonly digest: string
  readonly unsaved: boolean
}

export function PhonePreview({ id, digest, unsaved }: PhonePreviewProps) {
  const { t, language } = useSpeech()
  const [round, setRound] = useState(0)
  return (
    <aside className="phone">
      <div className="phone-head">
        <h2>{t(w.preview)}</h2>
        <Button type="text" size="small" icon={<ReloadOutlined />} onClick={() => setRound(round + 1)}>
          {t(w.restart)}
        </Button>
      </div>
      <div className="phone-frame">
        {/* oxlint-disable-next-line react/iframe-missing-sandbox -- our own page, which needs its script and the session */}
        <iframe key={`${digest}-${language}-${round}`} title={t(w.preview)} src={`/api/questionnaires/${id}/preview`} />
      </div>
      <p className={unsaved ? 'tone-warn small' : 'muted small'}>{t(unsaved ? w.previewSaved : w.previewHint)}</p>
    </aside>
  )
}
