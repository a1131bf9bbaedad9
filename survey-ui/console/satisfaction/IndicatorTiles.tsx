// The eight indicators, each with what it divides by what, and how sure it is.
import { type IndicatorKey, satisfactionIndicators } from '../../../sampling/satisfaction.ts'
import { indicatorWords, satisfactionWords as w } from '../../../server/words/satisfaction.ts'
import { useSpeech } from '../shell/language.tsx'
import { ends, percent } from './format.ts'
import type { Shown, ShownRate } from './query.ts'
import { RateBar } from './RateBar.tsx'

export function IndicatorTiles({ shown }: { readonly shown: Shown }) {
  const { t } = useSpeech()
  return (
    <>
      <dl className="indicators">
        {satisfactionIndicators.map(({ key }) => (
          <Indicator key={key} name={key} rate={shown.total.rates[key]} reference={shown.reference?.rates[key]} />
        ))}
      </dl>
      <p className="apart">
        <strong>{t(w.apart)}</strong>
        <span>
          {t(w.autoDefault)} <b>{shown.total.autoDefault}</b>
        </span>
        <span>
          {t(w.excluded)} <b>{shown.total.excluded}</b>
        </span>
        <span title={t(w.unlinkedHint)}>
          {t(w.unlinked)} <b>{shown.total.unlinked ?? t(w.hiddenShort)}</b>
        </span>
        <span className="muted small">{t(w.apartHint)}</span>
      </p>
    </>
  )
}

interface IndicatorProps {
  readonly name: IndicatorKey
  readonly rate: ShownRate
  readonly reference: ShownRate | undefined
}

function Indicator({ name, rate, reference }: IndicatorProps) {
  const { t } = useSpeech()
  const counted = rate.denominator !== null && rate.denominator > 0
  return (
    <div className="indicator">
      <dt>{t(indicatorWords[name].name)}</dt>
      <dd className="indicator-value">
        {rate.hidden ? <small>{t(w.hidden)}</small> : rate.estimate === null ? '—' : percent(rate.estimate)}
        {counted && (
          <span className="indicator-of">
            {rate.numerator} / {rate.denominator}
          </span>
        )}
      </dd>
      <dd>
        <RateBar {...rate} mark={reference?.estimate ?? null} />
      </dd>
      <dd className="indicator-note">
        {rate.hidden ? '' : counted ? t(w.interval, ends(rate).split('–')[0] ?? '', percent(rate.high)) : t(w.none)}
        {rate.method === 'days' && ` · ${t(w.byDays, rate.days ?? 0, (rate.designEffect ?? 1).toFixed(1))}`}
        {reference && ` · ${t(w.reference)} ${percent(reference.estimate)}`}
      </dd>
      <dd className="indicator-definition">{t(indicatorWords[name].definition)}</dd>
    </div>
  )
}
