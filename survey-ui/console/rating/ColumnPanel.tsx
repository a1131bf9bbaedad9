// Which column is what, to be corrected where it was not recognised; and what the codes of the file mean.
import { Select } from 'antd'
import { EXCHANGE_FIELDS } from '../../../server/rating/exchange-terms.ts'
import { exchangeFieldWords } from '../../../server/words/exchange.ts'
import { importPageWords as w } from '../../../server/words/rating-page.ts'
import { useSpeech } from '../shell/language.tsx'
import type { ExchangePreview, ExchangeSettings } from './exchange-form.ts'

interface ColumnPanelProps {
  readonly preview: ExchangePreview
  readonly settings: ExchangeSettings
  readonly onChange: (next: Partial<ExchangeSettings>) => void
}

export function ColumnPanel({ preview, settings, onChange }: ColumnPanelProps) {
  const { t } = useSpeech()
  const options = preview.columns.map(column => ({
    value: column.index,
    label: column.header || `#${column.index + 1}`,
  }))
  return (
    <div className="columns">
      <section className="panel">
        <h2>{t(w.columns)}</h2>
        <dl className="exchange-columns">
          {EXCHANGE_FIELDS.map(field => {
            const column = preview.columns.find(one => one.field === field)
            return (
              <div key={field}>
                <dt>{t(exchangeFieldWords[field])}</dt>
                <dd>
                  <Select
                    size="small"
                    allowClear
                    aria-label={t(exchangeFieldWords[field])}
                    placeholder={t(w.notRead)}
                    value={column?.index ?? null}
                    options={options}
                    onChange={(index: number | null | undefined) =>
                      onChange({ columns: { ...settings.columns, [field]: index ?? null } })
                    }
                  />
                </dd>
              </div>
            )
          })}
        </dl>
      </section>
      <section className="panel">
        <h2>{t(w.codes)}</h2>
        {preview.codes.map(({ field, codes }) => (
          <div key={field} className="exchange-codes">
            <h3>{t(exchangeFieldWords[field])}</h3>
            <ul>
              {codes.map(({ code, lines, words }) => (
                <li key={code}>
                  <b>{code || '—'}</b> {words ? t(words) : <span className="muted">{t(w.codeUnknown)}</span>}
                  <span className="number muted">{lines}</span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </section>
    </div>
  )
}
