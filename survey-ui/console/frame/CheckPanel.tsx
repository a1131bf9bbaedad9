// What in the lists deserves a look, in plain words first, then the figures by roster.
import { CHECK_LIMITS, type CheckFlag, flagsOf } from '../../../server/frame/check.ts'
import { checkFindingWords, checkFlagWords, frameWords } from '../../../server/words/frame.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { type Check, figure, percent } from './frame.ts'

/** These hardly come about by chance or carelessness. */
const DOUBTFUL: ReadonlySet<CheckFlag> = new Set(['ownLeaders', 'sequential'])

export function CheckPanel({ checks }: { readonly checks: readonly Check[] }) {
  const { t } = useSpeech()
  const findings = checks
    .flatMap(check => flagsOf(check).map(flag => ({ check, flag })))
    .sort((a, b) => Number(DOUBTFUL.has(b.flag)) - Number(DOUBTFUL.has(a.flag)))
  return (
    <>
      <section className="panel" aria-live="polite">
        <h2>{t(frameWords.checks)}</h2>
        <p className="muted small">{t(frameWords.checksHint)}</p>
        {findings.length === 0 && <p className="tone-good">✓ {t(frameWords.checksFine)}</p>}
        <ul className="frame-findings">
          {findings.map(({ check, flag }) => (
            <Finding key={`${check.rosterId} ${flag}`} check={check} flag={flag} />
          ))}
        </ul>
      </section>
      <div className="frame-checks">
        <CheckTable checks={checks} />
      </div>
    </>
  )
}

function Mark({ flag, words }: { readonly flag: CheckFlag; readonly words: string }) {
  return DOUBTFUL.has(flag) ? (
    <span className="frame-mark tone-bad">✕ {words}</span>
  ) : (
    <span className="frame-mark tone-warn">▲ {words}</span>
  )
}

function Finding({ check, flag }: { readonly check: Check; readonly flag: CheckFlag }) {
  const { t } = useSpeech()
  return (
    <li>
      <Mark flag={flag} words={t(DOUBTFUL.has(flag) ? frameWords.markBad : frameWords.markWarn)} />
      <span>
        <strong>{check.roster}</strong>　{t(checkFindingWords[flag], ...amounts(check, flag))}
      </span>
    </li>
  )
}

/** The figures of a finding, as its words want them. */
function amounts(check: Check, flag: CheckFlag): string[] {
  if (flag === 'caseload') return [figure(check.entries), percent(check.entries, check.caseload ?? 0)]
  if (flag === 'lost') return [figure(check.lost), percent(check.lost, check.entries + check.lost)]
  if (flag === 'month') {
    const top = topMonth(check)
    return [top?.month ?? '', top?.share ?? '']
  }
  return [figure(check[flag]), percent(check[flag], check.entries)]
}

function topMonth(check: Check): { month: string; share: string; part: number } | null {
  const months = Object.entries(check.months)
  const dated = months.reduce((sum, [, count]) => sum + count, 0)
  const [top] = months.sort(([, a], [, b]) => b - a)
  return top ? { month: top[0], share: percent(top[1], dated), part: top[1] / dated } : null
}

function CheckTable({ checks }: { readonly checks: readonly Check[] }) {
  const { t } = useSpeech()
  const count = (key: 'entries' | 'inFrame' | 'lost' | 'ownLeaders', title: string) => ({
    key,
    title,
    value: (check: Check) => check[key],
    render: (check: Check) => figure(check[key]),
    number: true,
  })
  const share = (key: 'sharedMobile' | 'sharedName' | 'sequential', title: string) => ({
    key,
    title,
    value: (check: Check) => (check.entries > 0 ? check[key] / check.entries : 0),
    render: (check: Check) => (
      <span title={`> ${CHECK_LIMITS[key] * 100}%`}>
        {figure(check[key])} <span className="muted small">{percent(check[key], check.entries)}</span>
      </span>
    ),
    number: true,
  })
  const caseload = {
    key: 'caseload',
    title: t(frameWords.checkCaseload),
    value: (check: Check) => (check.caseload ? check.entries / check.caseload : null),
    render: (check: Check) => (check.caseload ? percent(check.entries, check.caseload) : '—'),
    number: true,
  }
  return (
    <DataTable
      rows={checks}
      rowKey={check => check.rosterId}
      exportName="frame-checks"
      search={checks.length > 8}
      columns={[
        { key: 'roster', title: t(frameWords.checkRoster), value: check => check.roster },
        {
          key: 'verdict',
          title: t(frameWords.checkVerdict),
          value: check =>
            flagsOf(check)
              .map(flag => t(checkFlagWords[flag]))
              .join(t(frameWords.listComma)),
          render: check => <Verdict check={check} />,
        },
        count('entries', t(frameWords.entries)),
        count('inFrame', t(frameWords.inFrame)),
        count('lost', t(frameWords.checkLost)),
        count('ownLeaders', t(frameWords.checkLeaders)),
        share('sequential', t(frameWords.checkSequential)),
        share('sharedMobile', t(frameWords.checkSharedMobile)),
        share('sharedName', t(frameWords.checkSharedName)),
        {
          key: 'month',
          title: t(frameWords.checkMonths),
          value: check => topMonth(check)?.part ?? null,
          render: check => {
            const top = topMonth(check)
            return top ? t(frameWords.topMonth, top.month, top.share) : '—'
          },
          number: true,
        },
        ...(checks.some(check => check.caseload !== null) ? [caseload] : []),
      ]}
    />
  )
}

/** The worst of a roster; the list above says which. */
function Verdict({ check }: { readonly check: Check }) {
  const { t } = useSpeech()
  const flags = flagsOf(check)
  const worst = flags.find(flag => DOUBTFUL.has(flag)) ?? flags[0]
  if (!worst) return <span className="tone-good">✓ {t(frameWords.checkFine)}</span>
  return (
    <span title={flags.map(flag => t(checkFlagWords[flag])).join(t(frameWords.listComma))}>
      <Mark flag={worst} words={t(DOUBTFUL.has(worst) ? frameWords.markBad : frameWords.markWarn)} />
      {flags.length > 1 && <span className="muted small"> {t(frameWords.findingCount, flags.length)}</span>}
    </span>
  )
}
