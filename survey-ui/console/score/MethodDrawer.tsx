// How the score is made, in words an inspector can check, with the digests of what went in and what came out.
import { Drawer } from 'antd'
import { scoreWords } from '../../../server/words/score.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import type { RunShown } from './score-api.ts'

interface MethodDrawerProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly shown: RunShown
}

export function MethodDrawer({ open, onClose, shown }: MethodDrawerProps) {
  const { t } = useSpeech()
  const { schemes } = useCampaign()
  const { run, scheme, collapsedStrata } = shown
  const body = schemes.find(item => item.id === run.inputs.scheme.id)?.body as
    | { min_answered_weight?: number }
    | undefined
  const merged = scheme.smallGroup === 'merge_then_flag' ? t(scoreWords.methodMerged) : ''
  return (
    <Drawer open={open} onClose={onClose} title={t(scoreWords.method)} size={560} className="method">
      <p>{t(scoreWords.methodText, body?.min_answered_weight ?? 50, Math.max(1, scheme.groupMinN), merged)}</p>
      {scheme.hcp && (
        <p>{t(scoreWords.methodHcp, 100 - Number(scheme.hcp.share), Number(scheme.hcp.share), scheme.hcp.minN)}</p>
      )}
      {collapsedStrata > 0 && <p>{t(scoreWords.methodCollapsed, collapsedStrata)}</p>}
      <h3>{t(scoreWords.methodScheme, run.inputs.scheme.version)}</h3>
      <p className="digest">{run.inputs.scheme.digest}</p>
      <h3>{t(scoreWords.sources)}</h3>
      {run.inputs.own && (
        <p>
          {t(scoreWords.ownAnswers)} {run.inputs.own.answers}
          <br />
          <span className="digest">{run.inputs.own.digest}</span>
        </p>
      )}
      {run.inputs.files.map(file => (
        <p key={file.id}>
          {file.name} {file.respondents}
          <br />
          <span className="digest">{file.digest}</span>
        </p>
      ))}
      {run.inputs.hcp && (
        <p>
          {t(scoreWords.hcpPeriod, run.inputs.hcp.from, run.inputs.hcp.to, run.inputs.hcp.ratings)}
          <br />
          <span className="digest">{run.inputs.hcp.digest}</span>
        </p>
      )}
      <h3>{t(scoreWords.methodInputs)}</h3>
      <p className="digest">{run.inputsDigest}</p>
      <h3>{t(scoreWords.methodResult)}</h3>
      <p className="digest">{run.resultDigest}</p>
    </Drawer>
  )
}
