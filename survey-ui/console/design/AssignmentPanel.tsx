// Who is asked about which units: 知情人评知情事, by category.
import { InputNumber, Select } from 'antd'
import { RESPONDENT_CATEGORIES } from '../../../server/campaign/campaign.ts'
import { ASSIGNMENT_RULES, MOST_RATINGS, MOST_UNITS } from '../../../server/design/assignment.ts'
import { categoryWords } from '../../../server/words/campaign.ts'
import { designWords, ruleWords } from '../../../server/words/design.ts'
import { useSpeech } from '../shell/language.tsx'
import type { DesignForm } from './design.ts'
import { Field, Folded } from './parts.tsx'

interface AssignmentPanelProps {
  readonly form: DesignForm
  readonly readOnly: boolean
  readonly onChange: (part: Partial<DesignForm>) => void
}

export function AssignmentPanel({ form, readOnly, onChange }: AssignmentPanelProps) {
  const { t } = useSpeech()
  return (
    <section className="panel">
      <h2>{t(designWords.assignment)}</h2>
      <p className="muted design-lead">{t(designWords.assignmentHint)}</p>
      <div className="design-rules">
        <Field label={t(designWords.maxUnits)}>
          <InputNumber
            min={1}
            max={MOST_UNITS}
            precision={0}
            disabled={readOnly}
            value={form.maxUnits}
            onChange={maxUnits => onChange({ maxUnits: maxUnits ?? 1 })}
          />
        </Field>
        {RESPONDENT_CATEGORIES.map(category => (
          <Field key={category} label={t(categoryWords[category])}>
            <Select
              disabled={readOnly}
              value={form.rules[category] ?? 'all'}
              options={ASSIGNMENT_RULES.map(rule => ({ value: rule, label: t(ruleWords[rule]) }))}
              onChange={rule => onChange({ rules: { ...form.rules, [category]: rule } })}
            />
          </Field>
        ))}
      </div>
      <Folded title={t(designWords.leastTitle)} open={form.minPerGroup !== null}>
        <div className="design-least">
          <Field label={t(designWords.least)} hint={t(designWords.leastHint)}>
            <InputNumber
              min={1}
              max={MOST_RATINGS}
              precision={0}
              disabled={readOnly}
              placeholder={t(designWords.leastNone)}
              value={form.minPerGroup}
              onChange={minPerGroup => onChange({ minPerGroup })}
            />
          </Field>
        </div>
      </Folded>
    </section>
  )
}
