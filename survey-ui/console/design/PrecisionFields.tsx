// What equal precision starts from: the margin every stratum must reach, or the total to share, or a coefficient of variation.
import { InputNumber, Segmented } from 'antd'
import { designWords, targetWords } from '../../../server/words/design.ts'
import { useSpeech } from '../shell/language.tsx'
import { type DesignForm, TARGETS } from './design.ts'
import { Field } from './parts.tsx'

interface PrecisionFieldsProps {
  readonly form: DesignForm
  readonly readOnly: boolean
  readonly onChange: (part: Partial<DesignForm>) => void
}

export function PrecisionFields({ form, readOnly, onChange }: PrecisionFieldsProps) {
  const { t } = useSpeech()
  const label = form.target === 'cv' ? designWords.aimCv : form.relative ? designWords.aimShare : designWords.aimMargin
  const share = form.target === 'cv' || form.relative
  return (
    <>
      <Field label={t(designWords.target)}>
        <Segmented
          disabled={readOnly}
          value={form.target}
          options={TARGETS.map(target => ({ value: target, label: t(targetWords[target]) }))}
          onChange={target => onChange({ target, aim: null, relative: target === 'cv' })}
        />
      </Field>
      {form.target !== 'n' && (
        <div className="design-fields">
          <Field label={t(label)}>
            <InputNumber
              min={share ? 0.001 : 0.1}
              max={share ? 1 : 50}
              step={share ? 0.01 : 0.5}
              disabled={readOnly}
              value={form.aim}
              onChange={aim => onChange({ aim })}
            />
          </Field>
        </div>
      )}
      <p className="muted small design-aim">
        {t(
          form.target === 'cv'
            ? designWords.aimCvHint
            : form.target === 'n'
              ? designWords.aimTotalHint
              : designWords.aimHint,
        )}
      </p>
    </>
  )
}
