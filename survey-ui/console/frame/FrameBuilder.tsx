// Building a frame: choices at the left, what they come to at the right, the checks below, and the freezing.
import { Button, Input } from 'antd'
import { useNavigate } from 'react-router'
import { consoleWords } from '../../../server/words/console.ts'
import { frameWords } from '../../../server/words/frame.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Page } from '../shell/Page.tsx'
import { CheckPanel } from './CheckPanel.tsx'
import { CoveragePanel } from './CoveragePanel.tsx'
import type { Draft } from './draft.ts'
import { FilterPanel } from './FilterPanel.tsx'
import type { RosterChoice } from './frame.ts'
import { IdentityPanel } from './IdentityPanel.tsx'
import { RosterPanel } from './RosterPanel.tsx'
import { StrataPanel } from './StrataPanel.tsx'
import { StrataTable } from './StrataTable.tsx'
import { useBuilder } from './use-builder.tsx'

interface FrameBuilderProps {
  /** Null: not saved yet. */
  readonly id: string | null
  readonly initial: Draft
  readonly rosters: readonly RosterChoice[]
}

export function FrameBuilder({ id, initial, rosters }: FrameBuilderProps) {
  const { t } = useSpeech()
  const { campaignId } = useCampaign()
  const navigate = useNavigate()
  const builder = useBuilder(id, initial)
  const { draft, change, preview, dirty } = builder
  const { pass } = preview
  const freezeButton = (
    <Button type="primary" loading={builder.freezing} disabled={!builder.mayFreeze} onClick={builder.askFreeze}>
      {t(builder.freezing ? frameWords.freezing : frameWords.freeze)}
    </Button>
  )
  return (
    <Page
      title={t(id ? frameWords.title : frameWords.create)}
      subtitle={t(frameWords.subtitle)}
      error={builder.error}
      actions={
        <div className="frame-actions">
          <Button onClick={() => void navigate(`/c/${campaignId}/frames`)}>{t(frameWords.back)}</Button>
          {id && (
            <Button danger onClick={builder.askRemove}>
              {t(consoleWords.remove)}
            </Button>
          )}
          <Button loading={builder.saving} disabled={!dirty || !builder.maySave} onClick={builder.save}>
            {t(frameWords.saveDraft)}
          </Button>
          {freezeButton}
        </div>
      }
    >
      <div className="frame-build">
        <div>
          <section className="panel frame-name">
            <label htmlFor="frame-name">{t(frameWords.name)}</label>
            <Input
              id="frame-name"
              value={draft.name}
              maxLength={100}
              placeholder={t(frameWords.nameExample)}
              status={draft.name.trim() ? '' : 'error'}
              onChange={event => change({ name: event.target.value })}
            />
            {dirty && <span className="tone-warn small">● {t(frameWords.unsaved)}</span>}
          </section>
          <RosterPanel draft={draft} change={change} rosters={rosters} />
          <FilterPanel draft={draft} change={change} />
          <StrataPanel draft={draft} change={change} />
          <IdentityPanel draft={draft} change={change} rosters={rosters} />
        </div>
        <div className="frame-live">
          <CoveragePanel
            coverage={pass?.coverage}
            counting={draft.rosterIds.length > 0 && !preview.current}
            error={preview.error}
          />
          {pass && <StrataTable coverage={pass.coverage} compact />}
        </div>
      </div>
      {pass && <CheckPanel checks={pass.checks} />}
      <footer className="page-next">
        <span>
          <strong>{t(consoleWords.next)}</strong>　{t(frameWords.nextDraft)}
        </span>
        {freezeButton}
      </footer>
    </Page>
  )
}
