// 考评分项: target, leader blocks, bonus and deduction of every unit, exactly as typed.
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { componentWords } from '../../../server/words/component.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { download } from '../shell/api.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { type Column, DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty, Page, Tiles } from '../shell/Page.tsx'
import { useSession } from '../shell/session.tsx'
import { type ComponentUnit, type ComponentsShown, useComponents } from './component-api.ts'
import { EntryList } from './EntryList.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { LockButtons } from './LockButtons.tsx'
import { UnitDialog } from './UnitDialog.tsx'
import '../score/score.css'

export default function ComponentPage() {
  const { t } = useSpeech()
  const { can } = useSession()
  const { campaignId, campaign } = useCampaign()
  const list = useComponents(campaignId)
  const [editing, setEditing] = useState<string>()
  const [importing, setImporting] = useState(false)
  const shown = list.data
  const stage = campaign?.state === 'fieldwork' || campaign?.state === 'scoring'
  const write = can('component.write') && stage && shown?.lock === null
  return (
    <Page
      title={t(componentWords.title)}
      subtitle={t(componentWords.subtitle)}
      actions={
        <>
          <Button onClick={() => void download(`/api/campaigns/${campaignId}/components/template`, 'components.xlsx')}>
            {t(componentWords.template)}
          </Button>
          {write && <Button onClick={() => setImporting(true)}>{t(componentWords.import)}</Button>}
          {can('component.write') && stage && shown && (
            <LockButtons campaignId={campaignId} locked={shown.lock !== null} />
          )}
        </>
      }
      error={list.error}
      onRetry={() => void list.refetch()}
      loading={list.isPending}
      next={{ words: t(componentWords.next), to: `/c/${campaignId}/composite` }}
    >
      {shown && (
        <>
          <ComponentTiles shown={shown} />
          {shown.units.length === 0 ? (
            <Empty words={t(componentWords.empty)} />
          ) : (
            <DataTable
              rows={shown.units}
              rowKey={unit => unit.unitId}
              exportName="components"
              pageSize={50}
              columns={columnsOf(shown, t, write ? setEditing : null)}
              expanded={unit => <EntryList campaignId={campaignId} unit={unit} write={write} />}
            />
          )}
          <UnitDialog
            campaignId={campaignId}
            unit={shown.units.find(unit => unit.unitId === editing)}
            weights={shown.weights}
            onClose={() => setEditing(undefined)}
          />
          <ImportDialog campaignId={campaignId} open={importing} onClose={() => setImporting(false)} />
        </>
      )}
    </Page>
  )
}

type Speak = ReturnType<typeof useSpeech>['t']

function columnsOf(
  { weights, units }: ComponentsShown,
  t: Speak,
  edit: ((unitId: string) => void) | null,
): Column<ComponentUnit>[] {
  const part = (key: 'target' | 'partyGovernment' | 'congressCppcc', title: string): Column<ComponentUnit> => ({
    key,
    title,
    value: unit => unit[key],
    number: true,
    render: unit => unit[key] ?? <Tag color="orange">{t(componentWords.missing)}</Tag>,
  })
  const several = new Set(units.map(unit => unit.seriesName)).size > 1
  const share = (percent: string) => t(componentWords.blockShare, percent)
  return [
    ...(several
      ? [{ key: 'series', title: t(componentWords.series), value: (u: ComponentUnit) => u.seriesName, filter: true }]
      : []),
    {
      key: 'unit',
      title: t(componentWords.unit),
      value: unit => unit.name,
      render: unit => <strong>{unit.name}</strong>,
    },
    part('target', t(componentWords.target)),
    part('partyGovernment', t(componentWords.partyGovernment) + share(weights.partyGovernment)),
    part('congressCppcc', t(componentWords.congressCppcc) + share(weights.congressCppcc)),
    { key: 'leader', title: t(componentWords.leader), value: unit => unit.leader, number: true },
    { key: 'bonus', title: t(componentWords.bonusTotal), value: unit => unit.bonus, number: true },
    { key: 'deduction', title: t(componentWords.deductionTotal), value: unit => unit.deduction, number: true },
    ...(edit
      ? [
          {
            key: 'actions',
            title: '',
            value: () => '',
            sort: false,
            render: (unit: ComponentUnit) => (
              <Button type="link" size="small" onClick={() => edit(unit.unitId)}>
                {t(unit.target === null || unit.leader === null ? componentWords.enter : consoleWords.edit)}
              </Button>
            ),
          },
        ]
      : []),
  ]
}

function ComponentTiles({ shown }: { readonly shown: ComponentsShown }) {
  const { t } = useSpeech()
  const entries = shown.units.flatMap(unit => unit.entries)
  const count = (kind: 'bonus' | 'deduction') => entries.filter(entry => entry.kind === kind).length
  const { weights, lock } = shown
  return (
    <Tiles
      items={[
        {
          label: t(componentWords.missingUnits),
          value: `${shown.missing} / ${shown.units.length}`,
          note: t(componentWords.missingNote),
          tone: shown.missing > 0 ? 'warn' : 'good',
        },
        { label: t(componentWords.bonus), value: t(componentWords.entriesNote, count('bonus')) },
        { label: t(componentWords.deduction), value: t(componentWords.entriesNote, count('deduction')) },
        {
          label: t(componentWords.weightsTile),
          value: `${weights.target} / ${weights.leader} / ${weights.public}`,
          note: t(componentWords.weightsNote),
        },
        lock
          ? {
              label: t(componentWords.lock),
              value: `✓ ${t(componentWords.locked)}`,
              note: t(componentWords.lockedNote, lock.lockedBy, new Date(lock.lockedAt).toLocaleDateString('zh-CN')),
              tone: 'good',
            }
          : { label: t(componentWords.lock), value: t(componentWords.open) },
      ]}
    />
  )
}
