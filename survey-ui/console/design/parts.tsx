// Small parts that the pages of designs and draws share: labelled fields, digests to copy, figures, times.
import { CopyOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { consoleWords } from '../../../server/words/console.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { copyText } from '../shell/copy.ts'
import { useSpeech } from '../shell/language.tsx'
import { useSession } from '../shell/session.tsx'

/** Designs change while the year is prepared or sampled, by those who may. */
export function useMayDesign(): boolean {
  const { can } = useSession()
  const { campaign } = useCampaign()
  return can('design.write') && (campaign?.state === 'preparing' || campaign?.state === 'sampling')
}

export function Field(props: { readonly label: string; readonly hint?: ReactNode; readonly children: ReactNode }) {
  return (
    <label className="design-field">
      <span className="design-label">{props.label}</span>
      {props.children}
      {props.hint && <small className="muted">{props.hint}</small>}
    </label>
  )
}

/** Settings that most designs leave alone, open at once where they are set. */
export function Folded(props: { readonly title: string; readonly open: boolean; readonly children: ReactNode }) {
  const [open, setOpen] = useState(props.open)
  return (
    <details className="design-folded" open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{props.title}</summary>
      {props.children}
    </details>
  )
}

/** A digest or another long text, with a button that copies it. */
export function Copyable({ label, text }: { readonly label: string; readonly text: string | null }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const copy = async () => {
    await copyText(text ?? '')
    void message.success(t(consoleWords.copied))
  }
  return (
    <div className="design-digest">
      <span>{label}</span>
      <code className="digest">{text ?? '—'}</code>
      {text && (
        <Button
          type="text"
          size="small"
          icon={<CopyOutlined />}
          aria-label={`${t(consoleWords.copy)} ${label}`}
          onClick={() => void copy()}
        />
      )}
    </div>
  )
}

export const figure = (count: number): string => count.toLocaleString('en-US')

/** Two decimals for margins, weights and the like; a dash where there is none. */
export const decimal = (value: number | null | undefined, places = 2): string =>
  value === null || value === undefined || !Number.isFinite(value) ? '—' : value.toFixed(places)

export const percent = (part: number, whole: number): string =>
  whole > 0 ? `${((part / whole) * 100).toFixed(1)}%` : '—'

/** Local time to the minute. */
export function when(iso: string | null): string {
  if (!iso) return '—'
  const date = new Date(iso)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`
}
