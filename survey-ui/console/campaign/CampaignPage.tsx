// One evaluation year: its stage, its units, its settings, its scoring scheme.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Steps, Transfer } from 'antd'
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { CAMPAIGN_STATES, type CampaignState } from '../../../server/campaign/campaign.ts'
import type { CampaignRoutes } from '../../../server/campaign/campaign.routes.ts'
import type { UnitRoutes } from '../../../server/unit/unit.routes.ts'
import { campaignWords, stateWords } from '../../../server/words/campaign.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { client, send } from '../shell/api.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Page } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useSession } from '../shell/session.tsx'
import { CampaignForm, type CampaignSettings } from './CampaignForm.tsx'
import { SchemePanel } from './SchemePanel.tsx'
import { StateButtons } from './StateButtons.tsx'

const api = client<CampaignRoutes>()
const unitApi = client<UnitRoutes>()

export default function CampaignPage() {
  const { t } = useSpeech()
  const { can } = useSession()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const { campaignId, query, campaign, units, schemes } = useCampaign()
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: ['campaign', campaignId] })
    await queries.invalidateQueries({ queryKey: ['campaigns'] })
    void message.success(t(consoleWords.saved))
  }
  const save = useMutation({
    mutationFn: (json: CampaignSettings) => send(api.campaigns[':id'].$patch({ param: { id: campaignId }, json })),
    onSuccess: refresh,
  })
  const write = can('campaign.write')
  const state: CampaignState = campaign?.state ?? 'preparing'
  return (
    <Page
      title={campaign?.name ?? t(campaignWords.title)}
      subtitle={t(campaignWords.stageHint)}
      actions={write && campaign && <StateButtons campaignId={campaignId} state={state} onDone={refresh} />}
      error={query.error}
      onRetry={() => void query.refetch()}
      loading={query.isPending}
      next={
        units.length > 0
          ? { words: t(campaignWords.nextRoster), to: `/c/${campaignId}/rosters` }
          : { words: t(campaignWords.nextUnits), to: '/units', done: false }
      }
    >
      <section className="panel">
        <Steps
          size="small"
          current={CAMPAIGN_STATES.indexOf(state)}
          items={CAMPAIGN_STATES.map(item => ({ title: t(stateWords[item]) }))}
        />
      </section>
      <UnitsPanel
        campaignId={campaignId}
        chosen={units.map(unit => unit.id)}
        locked={!write || state !== 'preparing'}
        onDone={refresh}
      />
      <SchemePanel campaignId={campaignId} schemes={schemes} write={write} onDone={refresh} />
      <section className="panel">
        <h2>{t(campaignWords.settings)}</h2>
        <ProblemAlert error={save.error} />
        {campaign && (
          <CampaignForm
            key={campaign.updatedAt}
            initial={campaign}
            busy={save.isPending}
            readOnly={!write}
            onSave={settings => save.mutate(settings)}
          />
        )}
      </section>
    </Page>
  )
}

interface UnitsPanelProps {
  readonly campaignId: string
  readonly chosen: readonly string[]
  readonly locked: boolean
  readonly onDone: () => Promise<void>
}

function UnitsPanel({ campaignId, chosen, locked, onDone }: UnitsPanelProps) {
  const { t } = useSpeech()
  const all = useQuery({ queryKey: ['units'], queryFn: () => send(unitApi.units.$get()) })
  const [draft, setDraft] = useState<readonly string[] | null>(null)
  const save = useMutation({
    mutationFn: (unitIds: string[]) =>
      send(api.campaigns[':id'].units.$put({ param: { id: campaignId }, json: { unitIds } })),
    onSuccess: async () => {
      await onDone()
      setDraft(null)
    },
  })
  const keys = draft ?? chosen
  const choices = (all.data?.units ?? [])
    .filter(unit => unit.active || chosen.includes(unit.id))
    .map(unit => ({ key: unit.id, title: unit.name, description: unit.seriesName }))
  return (
    <section className="panel">
      <h2>
        {t(campaignWords.units)} <span className="muted small">{t(consoleWords.total, keys.length)}</span>
      </h2>
      <ProblemAlert error={save.error} />
      <Transfer
        dataSource={choices}
        targetKeys={keys as string[]}
        onChange={next => setDraft(next.map(String))}
        render={item => `${item.title}（${item.description}）`}
        titles={[t(campaignWords.unitsOut), t(campaignWords.unitsIn)]}
        showSearch
        disabled={locked}
        className="units-transfer"
      />
      {!locked && draft && (
        <div style={{ marginTop: 12 }}>
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate([...draft])}>
            {t(campaignWords.unitsSet)}
          </Button>{' '}
          <Button onClick={() => setDraft(null)}>{t(consoleWords.cancel)}</Button>
        </div>
      )}
    </section>
  )
}
