// The text of the message with its placeholders, how it will read, and what the carrier bills.
import { Button, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useRef } from 'react'
import { messageText, smsSegments } from '../../../server/invitation/invitation.ts'
import { invitationWords as w } from '../../../server/words/invitation.ts'
import { useSpeech } from '../shell/language.tsx'

const PLACEHOLDERS = ['{姓名}', '{发起单位}', '{热线}', '{链接}'] as const
/** As long as a real token. */
const SAMPLE_TOKEN = 'x0'.repeat(13)

interface SmsEditorProps {
  readonly template: string
  readonly onTemplate: (template: string) => void
  readonly campaign: { readonly organiser: string; readonly hotline: string }
  readonly baseUrl: string
}

export function SmsEditor({ template, onTemplate, campaign, baseUrl }: SmsEditorProps) {
  const { t } = useSpeech()
  const box = useRef<TextAreaRef>(null)
  const text = messageText(template, {
    name: t(w.sampleName),
    organiser: campaign.organiser,
    hotline: campaign.hotline,
    link: `${baseUrl}/s/${SAMPLE_TOKEN}`,
  })
  const segments = smsSegments(text)
  const insert = (placeholder: string) => {
    const area = box.current?.resizableTextArea?.textArea
    const [from, to] = area ? [area.selectionStart, area.selectionEnd] : [template.length, template.length]
    onTemplate(template.slice(0, from) + placeholder + template.slice(to))
    requestAnimationFrame(() => {
      area?.focus()
      area?.setSelectionRange(from + placeholder.length, from + placeholder.length)
    })
  }
  return (
    <div className="sms">
      <label htmlFor="sms-text">{t(w.template)}</label>
      <Input.TextArea
        id="sms-text"
        ref={box}
        rows={4}
        maxLength={500}
        value={template}
        status={template.includes('{链接}') ? '' : 'error'}
        onChange={event => onTemplate(event.target.value)}
      />
      <div className="sms-tools">
        <span className="muted small">{t(w.insert)}</span>
        {PLACEHOLDERS.map(placeholder => (
          <Button key={placeholder} size="small" onClick={() => insert(placeholder)}>
            {placeholder}
          </Button>
        ))}
      </div>
      {!template.includes('{链接}') && (
        <p className="tone-bad small" role="alert">
          {t(w.linkMissing)}
        </p>
      )}
      <p className={segments > 2 ? 'tone-warn small' : 'small'} aria-live="polite">
        {t(w.segments, text.length, segments)}
      </p>
      <p className="sms-bubble">
        <span className="muted small">{t(w.example)}</span>
        {text}
      </p>
      <p className="muted small">{t(w.templateHint)}</p>
    </div>
  )
}
