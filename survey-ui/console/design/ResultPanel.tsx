// What a design comes to: totals, precision to expect, findings, and the sample-size helper.
import { Alert, Button, InputNumber, Segmented } from 'antd'
import { useState } from 'react'
import type { Problem } from '../../../sampling/problem.ts'
import { sampleSize } from '../../../sampling/samplesize.ts'
import { type CheckedDesign, expectedOverallMargin, type StratumSize } from '../../../server/design/design.ts'
import { designWords } from '../../../server/words/design.ts'
import { useSpeech } from '../shell/language.tsx'
import { type Assumptions, type DesignForm, sdOf } from './design.ts'
import { decimal, Field, figure, percent } from './parts.tsx'

interface ResultPanelProps {
  readonly form: DesignForm
  readonly strata: readonly StratumSize[]
  readonly checked: CheckedDesign | null
  readonly problems: readonly Problem[]
  readonly assumptions: Assumptions
  readonly onAssume: (assumptions: Assumptions) => void
  readonly onFill?: (part: Partial<DesignForm>) => void
}

export function ResultPanel(props: ResultPanelProps) {
  const { t, language } = useSpeech()
  const { checked, assumptions, onAssume, form } = props
  const N = props.strata.reduce((sum, { count }) => sum + count, 0)
  const margin =
    checked &&
    expectedOverallMargin(
      checked.allocation.strata.map(({ stratum, N: size, n }) => ({
        N: size,
        n,
        sd: sdOf(form, stratum, assumptions),
      })),
      assumptions.rate / 100,
    )
  return (
    <section className="panel">
      <h2>{t(designWords.preview)}</h2>
      <dl className="design-totals">
        <div>
          <dt>{t(designWords.n)}</dt>
          <dd>{checked ? figure(checked.allocation.n) : '—'}</dd>
        </div>
        <div>
          <dt>{t(designWords.r)}</dt>
          <dd>{checked ? figure(checked.allocation.r) : '—'}</dd>
        </div>
        <div>
          <dt>{t(designWords.N)}</dt>
          <dd>{figure(N)}</dd>
        </div>
        <div>
          <dt>{t(designWords.fraction)}</dt>
          <dd>{checked ? percent(checked.allocation.n, N) : '—'}</dd>
        </div>
        <div>
          <dt>{t(designWords.margin)}</dt>
          <dd>{decimal(margin)}</dd>
        </div>
      </dl>
      {props.problems.slice(0, 6).map(problem => (
        <Alert
          key={problem.en}
          className="design-note"
          type={checked ? 'warning' : 'error'}
          showIcon
          title={problem[language]}
        />
      ))}
      <div className="design-fields">
        <Field label={t(designWords.sdAssumed)}>
          <InputNumber
            min={1}
            max={50}
            value={assumptions.sd}
            onChange={sd => onAssume({ ...assumptions, sd: sd ?? 20 })}
          />
        </Field>
        <Field label={t(designWords.rateAssumed)}>
          <InputNumber
            min={1}
            max={100}
            value={assumptions.rate}
            onChange={rate => onAssume({ ...assumptions, rate: rate ?? 100 })}
          />
        </Field>
      </div>
      {props.onFill && <SizeHelper strata={props.strata} assumptions={assumptions} onFill={props.onFill} />}
    </section>
  )
}

interface SizeHelperProps {
  readonly strata: readonly StratumSize[]
  readonly assumptions: Assumptions
  readonly onFill: (part: Partial<DesignForm>) => void
}

/** From the margin wanted to the number to draw. */
function SizeHelper({ strata, assumptions, onFill }: SizeHelperProps) {
  const { t } = useSpeech()
  const [margin, setMargin] = useState(3)
  const [deff, setDeff] = useState(1)
  const [scope, setScope] = useState<'overall' | 'stratum'>('overall')
  const sizeFor = (population: number) =>
    sampleSize({ margin, sd: assumptions.sd, population, deff, responseRate: assumptions.rate / 100 })
  const whole = strata.reduce((sum, { count }) => sum + count, 0)
  const parts = scope === 'overall' ? (whole > 0 ? [whole] : []) : strata.map(({ count }) => count)
  const sizes = parts.map(count => ({ count, ...sizeFor(count) }))
  const answers = sizes.reduce((sum, size) => sum + size.answers, 0)
  const invite = sizes.reduce((sum, size) => sum + Math.min(size.invite, size.count), 0)
  const fill = () =>
    onFill(
      scope === 'overall'
        ? { n: invite, target: 'n', relative: false }
        : {
            kind: 'fixed',
            fixed: Object.fromEntries(
              strata.map(({ stratum, count }) => [stratum, Math.min(sizeFor(count).invite, count)]),
            ),
          },
    )
  return (
    <div className="design-helper">
      <h3>{t(designWords.helper)}</h3>
      <div className="design-fields">
        <Field label={t(designWords.helperMargin)}>
          <InputNumber min={0.1} max={50} step={0.5} value={margin} onChange={value => setMargin(value ?? 3)} />
        </Field>
        <Field label={t(designWords.helperDeff)}>
          <InputNumber min={0.1} max={20} step={0.1} value={deff} onChange={value => setDeff(value ?? 1)} />
        </Field>
      </div>
      <Segmented
        value={scope}
        options={[
          { value: 'overall', label: t(designWords.helperTotal) },
          { value: 'stratum', label: t(designWords.helperPerStratum) },
        ]}
        onChange={setScope}
      />
      <p>{t(designWords.helperResult, figure(answers), figure(invite))}</p>
      {sizes.some(size => !size.feasible) && <p className="tone-warn">⚠ {t(designWords.helperShort)}</p>}
      <Button size="small" disabled={invite === 0} onClick={fill}>
        {t(scope === 'overall' ? designWords.helperFill : designWords.helperFillStrata)}
      </Button>
    </div>
  )
}
