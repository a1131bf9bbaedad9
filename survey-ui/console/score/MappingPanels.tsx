// The two halves of a mapping: which column is what, and what each code means.
import { Button, InputNumber, Radio, Select } from 'antd'
import { scoreWords } from '../../../server/words/score.ts'
import { fileWords } from '../../../server/words/score-file.ts'
import { useSpeech } from '../shell/language.tsx'
import { GroupMapping, UnitMapping } from './MappingLines.tsx'
import {
  codesOf,
  FIVE_STEPS,
  type FileMapping,
  type FilePreview,
  type Meaning,
  meaningOf,
  scaleDigits,
  withMeaning,
} from './file-mapping.ts'

export interface PanelProps {
  readonly mapping: FileMapping
  readonly preview: FilePreview
  readonly onChange: (mapping: FileMapping) => void
}

export function ColumnPanel(props: PanelProps) {
  const { mapping, preview, onChange } = props
  const { t } = useSpeech()
  const options = preview.columns.map(({ column }) => ({ value: column, label: column }))
  const choose = (key: 'respondent' | 'weight' | 'unit' | 'value' | 'dimension', clear = true) => (
    <Select
      aria-label={t(fileWords[key])}
      options={options}
      value={mapping[key] || null}
      allowClear={clear}
      showSearch
      style={{ width: 240 }}
      onChange={(value: string | undefined) =>
        onChange({ ...mapping, [key]: value ?? (key === 'respondent' ? '' : null) })
      }
    />
  )
  return (
    <section className="panel">
      <h2>{t(fileWords.columns)}</h2>
      <dl className="mapping-grid">
        <dt>{t(fileWords.layout)}</dt>
        <dd>
          <Radio.Group
            value={mapping.layout}
            onChange={event => onChange({ ...mapping, layout: event.target.value as FileMapping['layout'] })}
            options={[
              { value: 'wide', label: t(fileWords.wide) },
              { value: 'long', label: t(fileWords.long) },
            ]}
          />
        </dd>
        <dt>{t(fileWords.respondent)}</dt>
        <dd>
          {choose('respondent', false)} <span className="muted small">{t(fileWords.respondentHint)}</span>
        </dd>
        <dt>{t(fileWords.weight)}</dt>
        <dd>
          {choose('weight')} <span className="muted small">{t(fileWords.weightHint)}</span>
        </dd>
        {mapping.layout === 'long' && (
          <>
            <dt>{t(fileWords.unit)}</dt>
            <dd>{choose('unit')}</dd>
            <dt>{t(fileWords.value)}</dt>
            <dd>{choose('value')}</dd>
            <dt>{t(fileWords.dimension)}</dt>
            <dd>
              {choose('dimension')} <span className="muted small">{t(fileWords.dimensionHint)}</span>
            </dd>
          </>
        )}
      </dl>
      <GroupMapping {...props} />
      <UnitMapping {...props} />
    </section>
  )
}

export function CodePanel({ mapping, preview, onChange }: PanelProps) {
  const { t } = useSpeech()
  const codes = codesOf(mapping, preview.columns)
  const digits = codes.some(([code]) => /^[1-8]$/.test(code))
  const fill = (best: 'high' | 'low') =>
    onChange({
      ...mapping,
      valueMap: {
        ...mapping.valueMap,
        ...scaleDigits(
          codes.map(([code]) => code),
          best,
          FIVE_STEPS,
        ),
      },
    })
  return (
    <section className="panel">
      <h2>{t(fileWords.codes)}</h2>
      {codes.length === 0 && <p className="muted">{t(fileWords.codesLater)}</p>}
      {digits && (
        <p>
          {t(fileWords.direction)} <Button onClick={() => fill('high')}>{t(fileWords.highBest)}</Button>{' '}
          <Button onClick={() => fill('low')}>{t(fileWords.lowBest)}</Button>
        </p>
      )}
      <div className="mapping-lines">
        {codes.map(([code, count]) => (
          <CodeLine
            key={code}
            code={code}
            count={count}
            meaning={meaningOf(mapping, code)}
            onChange={meaning => onChange(withMeaning(mapping, code, meaning))}
          />
        ))}
      </div>
      {codes.length > 0 && <p className="muted small">{t(fileWords.codesHint)}</p>}
    </section>
  )
}

interface CodeLineProps {
  readonly code: string
  readonly count: number
  readonly meaning: Meaning
  readonly onChange: (meaning: Meaning) => void
}

function CodeLine({ code, count, meaning, onChange }: CodeLineProps) {
  const { t } = useSpeech()
  const kind = typeof meaning === 'number' ? 'points' : meaning
  return (
    <div className="mapping-line">
      <span>
        <strong>{code === '' ? t(fileWords.emptyCell) : code}</strong> <span className="muted small">×{count}</span>
      </span>
      <span style={{ display: 'flex', gap: 6 }}>
        <Select
          aria-label={code}
          value={kind}
          placeholder={t(fileWords.undecided)}
          {...(kind === null ? { status: 'warning' as const } : {})}
          style={{ width: 112 }}
          options={[
            { value: 'points', label: t(fileWords.points) },
            { value: 'missing', label: t(fileWords.missing) },
            { value: 'not_asked', label: t(fileWords.notAsked) },
          ]}
          onChange={value => onChange(value === 'points' ? 0 : (value as Meaning))}
        />
        {typeof meaning === 'number' && (
          <InputNumber
            aria-label={`${code} ${t(scoreWords.score)}`}
            min={0}
            max={100}
            value={meaning}
            style={{ width: 76 }}
            onChange={value => onChange(value ?? 0)}
          />
        )}
      </span>
    </div>
  )
}
