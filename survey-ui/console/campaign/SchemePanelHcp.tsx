// The 好差评 channel in the scoring scheme: whether it counts, how much, from how many ratings on, of which days.
import { Button, Input, InputNumber, Modal, Switch } from 'antd'
import { useState } from 'react'
import { HCP_LEVELS } from '../../../sampling/channel.ts'
import { defaultScheme, type HcpRule, type ValueMap } from '../../../sampling/scheme.ts'
import { levelWords } from '../../../server/rating/level.ts'
import { campaignWords } from '../../../server/words/campaign.ts'
import { scoreWords } from '../../../server/words/score.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'

type SchemeBody = Readonly<Record<string, unknown>>

const FALLBACK = defaultScheme.hcp!

export const hcpOf = (body: SchemeBody): HcpRule | null =>
  body['hcp'] ? { ...FALLBACK, ...(body['hcp'] as Partial<HcpRule>) } : null

interface HcpPairsProps {
  readonly body: SchemeBody
  /** Null for people who may only read. */
  readonly onEdit: (() => void) | null
}

/** What the scheme says of the channel, in words. */
export function HcpPairs({ body, onEdit }: HcpPairsProps) {
  const { t } = useSpeech()
  const rule = hcpOf(body)
  const points = (body['alt_value_maps'] as Record<string, ValueMap> | undefined)?.[rule?.value_map ?? '']
  return (
    <div className="scheme-hcp">
      <h3>
        {t(scoreWords.hcpPart)}{' '}
        {onEdit && (
          <Button size="small" onClick={onEdit}>
            {t(scoreWords.hcpEdit)}
          </Button>
        )}
      </h3>
      {!rule && <p className="muted">{t(scoreWords.hcpOff)}</p>}
      {rule && (
        <dl className="pairs">
          <Pair name={t(scoreWords.hcpShare)} value={`${rule.share}%`} />
          <Pair name={t(scoreWords.hcpMin)} value={rule.min_n} />
          <Pair
            name={t(scoreWords.hcpDays)}
            value={rule.period ? `${rule.period.from} – ${rule.period.to}` : t(scoreWords.hcpYear)}
          />
          {HCP_LEVELS.map(level => (
            <Pair key={level} name={t(levelWords[level])} value={points?.[level] ?? '—'} />
          ))}
        </dl>
      )}
    </div>
  )
}

function Pair({ name, value }: { readonly name: string; readonly value: string | number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="number">{value}</dd>
    </div>
  )
}

interface HcpDialogProps {
  readonly body: SchemeBody
  readonly error: unknown
  readonly busy: boolean
  readonly onSave: (body: Record<string, unknown>) => void
  readonly onClose: () => void
}

/** Mounted when it opens, so that it starts from the scheme in force. */
export function HcpDialog({ body, error, busy, onSave, onClose }: HcpDialogProps) {
  const { t } = useSpeech()
  const rule = hcpOf(body)
  const [counts, setCounts] = useState(rule !== null)
  const [share, setShare] = useState<string | null>(rule?.share ?? FALLBACK.share)
  const [least, setLeast] = useState<number | null>(rule?.min_n ?? FALLBACK.min_n)
  const [days, setDays] = useState(rule?.period ?? { from: '', to: '' })
  const save = () => {
    const period = days.from || days.to ? days : null
    const hcp = counts ? { ...(rule ?? FALLBACK), share: share ?? '', min_n: least ?? 0, period } : null
    const maps = { ...defaultScheme.alt_value_maps, ...(body['alt_value_maps'] as object | undefined) }
    onSave({ ...body, alt_value_maps: maps, hcp })
  }
  return (
    <Modal
      open
      title={t(scoreWords.hcpEdit)}
      onCancel={onClose}
      onOk={save}
      okText={t(campaignWords.schemeSave)}
      confirmLoading={busy}
    >
      <ProblemAlert error={error} />
      <p className="muted">{t(scoreWords.hcpHint)}</p>
      <div className="hcp-form">
        <label htmlFor="hcp-counts">{t(scoreWords.hcpCounts)}</label>
        <Switch id="hcp-counts" checked={counts} onChange={setCounts} />
        <label htmlFor="hcp-share">{t(scoreWords.hcpShare)}</label>
        <InputNumber<string>
          id="hcp-share"
          stringMode
          min="0"
          max="100"
          suffix="%"
          value={share}
          onChange={setShare}
          disabled={!counts}
        />
        <label htmlFor="hcp-least">{t(scoreWords.hcpMin)}</label>
        <InputNumber id="hcp-least" min={5} precision={0} value={least} onChange={setLeast} disabled={!counts} />
        <label htmlFor="hcp-from">{t(scoreWords.hcpDays)}</label>
        <span className="hcp-days">
          <DayInput id="hcp-from" value={days.from} disabled={!counts} onChange={from => setDays({ ...days, from })} />–
          <DayInput
            label={t(scoreWords.hcpTo)}
            value={days.to}
            disabled={!counts}
            onChange={to => setDays({ ...days, to })}
          />
        </span>
        <span />
        <span className="muted small">{t(scoreWords.hcpDaysHint)}</span>
      </div>
    </Modal>
  )
}

interface DayInputProps {
  readonly id?: string
  readonly label?: string
  readonly value: string
  readonly disabled: boolean
  readonly onChange: (day: string) => void
}

function DayInput({ id, label, value, disabled, onChange }: DayInputProps) {
  return (
    <Input
      type="date"
      {...(id ? { id } : {})}
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={event => onChange(event.target.value)}
    />
  )
}
