// The day in figures: what was counted, and the two rates; the same on the page and on the wall.
import type { Snapshot } from '../../../server/satisfaction/monitor.ts'
import { monitorWords as w } from '../../../server/words/monitor.ts'
import { useSpeech } from '../shell/language.tsx'
import { Gauge } from './Gauge.tsx'

interface Shown {
  readonly snapshot: Snapshot
}

export function Counts({ snapshot }: Shown) {
  const { t } = useSpeech()
  const bad = snapshot.rates.bad.numerator ?? 0
  const { openCases } = snapshot
  const figures = [
    { name: w.visitsToday, value: snapshot.visits },
    { name: w.ratingsToday, value: snapshot.ratings },
    { name: w.badToday, value: bad > 0 ? `▼ ${bad}` : 0, tone: bad > 0 ? 'count-bad' : '' },
    { name: w.openCases, value: openCases, tone: openCases > 0 ? 'count-waiting' : '' },
  ]
  return (
    <dl className="counts">
      {figures.map(({ name, value, tone = '' }) => (
        <div key={name[1]}>
          <dt>{t(name)}</dt>
          <dd className={tone}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export function RatedGauge({ snapshot }: Shown) {
  const { t } = useSpeech()
  const rate = snapshot.rates.rated
  const of = t(w.ofVisits, rate.numerator ?? 0, rate.denominator ?? 0)
  return <Gauge title={t(w.ratedRate)} rate={rate} of={of} tone="accent" />
}

export function GoodGauge({ snapshot }: Shown) {
  const { t } = useSpeech()
  const rate = snapshot.rates.good
  const of = t(w.ofRatings, rate.numerator ?? 0, rate.denominator ?? 0)
  return <Gauge title={t(w.goodRate)} rate={rate} of={of} tone="good" />
}
