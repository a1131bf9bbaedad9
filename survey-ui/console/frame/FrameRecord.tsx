// A frame that is only looked at: the digest, the definition in words, coverage, strata, checks.
import { CopyOutlined, DownloadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { useNavigate } from 'react-router'
import { flagsOf } from '../../../server/frame/check.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { frameWords } from '../../../server/words/frame.ts'
import { download } from '../shell/api.ts'
import { copyText } from '../shell/copy.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Page, Tiles } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { CheckPanel } from './CheckPanel.tsx'
import { CoveragePanel } from './CoveragePanel.tsx'
import { DefinitionPanel } from './DefinitionPanel.tsx'
import { figure, type Frame, percent, type RosterChoice, usePreview } from './frame.ts'
import { StateMark, useMayWrite, when } from './parts.tsx'
import { StrataTable } from './StrataTable.tsx'

interface FrameRecordProps {
  readonly frame: Frame
  readonly rosters: readonly RosterChoice[]
}

export function FrameRecord({ frame, rosters }: FrameRecordProps) {
  const { t } = useSpeech()
  const { campaignId } = useCampaign()
  const navigate = useNavigate()
  const write = useMayWrite()
  const frozen = frame.state === 'frozen'
  const home = `/c/${campaignId}`
  return (
    <Page
      title={
        <>
          {frame.name} <StateMark state={frame.state} />
        </>
      }
      subtitle={t(frameWords.subtitle)}
      actions={
        <div className="frame-actions">
          <Button onClick={() => void navigate(`${home}/frames`)}>{t(frameWords.back)}</Button>
          {write && (
            <Button onClick={() => void navigate(`${home}/frames/new`, { state: { definition: frame.definition } })}>
              {t(frameWords.reuse)}
            </Button>
          )}
        </div>
      }
      {...(frozen ? { next: { words: t(frameWords.next), to: `${home}/designs` } } : {})}
    >
      {frozen ? <DigestPanel frame={frame} /> : <Alert type="info" showIcon title={t(frameWords.readOnly)} />}
      {frozen ? <Figures frame={frame} rosters={rosters} /> : <Counted frame={frame} rosters={rosters} />}
    </Page>
  )
}

function DigestPanel({ frame }: { readonly frame: Frame }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const get = useMutation({ mutationFn: () => download(`/api/frames/${frame.id}/frame.csv`, 'frame.csv') })
  const copy = async () => {
    await copyText(frame.digest ?? '')
    void message.success(t(consoleWords.copied))
  }
  return (
    <section className="panel frame-digest">
      <h2>{t(frameWords.digest)}</h2>
      <p className="digest">{frame.digest}</p>
      <p className="muted small">{t(frameWords.digestHint)}</p>
      <ProblemAlert error={get.error} />
      <div className="frame-digest-actions">
        <Button type="primary" icon={<CopyOutlined />} onClick={() => void copy()}>
          {t(frameWords.copyDigest)}
        </Button>
        <Button icon={<DownloadOutlined />} loading={get.isPending} onClick={() => get.mutate()}>
          {t(frameWords.download)}
        </Button>
        <span className="muted small">{t(frameWords.downloadHint)}</span>
      </div>
    </section>
  )
}

function Figures({ frame, rosters }: FrameRecordProps) {
  const { t } = useSpeech()
  const { coverage, checks } = frame
  if (!coverage) return null
  const findings = (checks ?? []).reduce((sum, check) => sum + flagsOf(check).length, 0)
  const verdict =
    findings > 0
      ? { value: `▲ ${t(frameWords.findingCount, findings)}`, tone: 'warn' as const }
      : { value: `✓ ${t(frameWords.checkFine)}`, tone: 'good' as const }
  const left = coverage.excluded.filtered + coverage.excluded.blankStratum
  return (
    <>
      <Tiles
        items={[
          { label: t(frameWords.inFrame), value: figure(coverage.elements) },
          {
            label: t(frameWords.coverageRate),
            value: percent(coverage.persons - left, coverage.persons),
            note: `${t(frameWords.persons)} ${figure(coverage.persons)}`,
          },
          { label: t(frameWords.strata), value: figure(coverage.strata.length) },
          { label: t(frameWords.checks), ...verdict },
          { label: t(frameWords.frozenAt), value: <span className="frame-when">{when(frame.frozenAt)}</span> },
        ]}
      />
      <div className="columns">
        <DefinitionPanel definition={frame.definition} rosters={rosters} />
        <CoveragePanel coverage={coverage} />
      </div>
      <StrataTable coverage={coverage} />
      {checks && <CheckPanel checks={checks} />}
    </>
  )
}

/** A draft that the reader may not change is counted afresh. */
function Counted({ frame, rosters }: FrameRecordProps) {
  const { campaignId } = useCampaign()
  const { pass, error, current } = usePreview(campaignId, frame.definition)
  return (
    <>
      <div className="columns frame-counted">
        <DefinitionPanel definition={frame.definition} rosters={rosters} />
        <CoveragePanel coverage={pass?.coverage} counting={!current} error={error} />
      </div>
      {pass && <StrataTable coverage={pass.coverage} />}
      {pass && <CheckPanel checks={pass.checks} />}
    </>
  )
}
