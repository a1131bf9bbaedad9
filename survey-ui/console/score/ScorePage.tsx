// 公众评议得分: what was computed from what, unit by unit with its interval, down to the groups.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Segmented, Select, Tag, Tooltip } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useNavigate } from 'react-router'
import { gradeWords } from '../../../server/words/composite.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { scoreWords } from '../../../server/words/score.ts'
import { send } from '../shell/api.ts'
import { DownloadMenu } from '../shell/DownloadMenu.tsx'
import { useCampaign } from '../shell/campaign-context.tsx'
import { type Column, DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty, Page } from '../shell/Page.tsx'
import { useSession } from '../shell/session.tsx'
import { ChannelTable } from './ChannelTable.tsx'
import { ComputeDialog } from './ComputeDialog.tsx'
import { GroupTable } from './GroupTable.tsx'
import { IntervalBar, scaleOf } from './IntervalBar.tsx'
import { MethodDrawer } from './MethodDrawer.tsx'
import { Change } from './Change.tsx'
import { fixed, percent, reach, type RunShown, scoreApi, type UnitShown, useRun, useRuns } from './score-api.ts'
import { ScoreTiles } from './ScoreTiles.tsx'

const ScoreChart = lazy(() => import('./ScoreChart.tsx'))

export default function ScorePage() {
  const { t } = useSpeech()
  const { can } = useSession()
  const navigate = useNavigate()
  const { campaignId, campaign } = useCampaign()
  const runs = useRuns(campaignId)
  const [chosen, setChosen] = useState<string>()
  const current = runs.data?.runs.find(run => run.id === chosen) ?? runs.data?.runs[0]
  const shown = useRun(current?.id)
  const [open, setOpen] = useState<'compute' | 'method' | null>(null)
  const [view, setView] = useState<'table' | 'chart'>('table')
  const freeze = useFreeze(campaignId)
  const write = can('score.write') && (campaign?.state === 'fieldwork' || campaign?.state === 'scoring')
  const limits = shown.data?.limits
  const filesButton = <Button onClick={() => navigate('files')}>{t(scoreWords.manageFiles)}</Button>
  const computeButton = (
    <Button type={current ? 'default' : 'primary'} onClick={() => setOpen('compute')}>
      {t(current ? scoreWords.recompute : scoreWords.compute)}
    </Button>
  )
  return (
    <Page
      title={t(scoreWords.title)}
      subtitle={limits && t(scoreWords.subtitle, limits.good, limits.excellent)}
      actions={
        <>
          {filesButton}
          {current && <ExportMenu runId={current.id} />}
          {current && <Button onClick={() => setOpen('method')}>{t(scoreWords.method)}</Button>}
          {write && computeButton}
          {write && current?.state === 'provisional' && (
            <Tooltip title={campaign?.state === 'scoring' ? '' : t(scoreWords.freezeLater)}>
              <Button
                type="primary"
                disabled={campaign?.state !== 'scoring'}
                loading={freeze.isPending}
                onClick={() => freeze.ask(current.id)}
              >
                {t(scoreWords.freeze)}
              </Button>
            </Tooltip>
          )}
        </>
      }
      error={runs.error ?? shown.error ?? freeze.error}
      onRetry={() => void runs.refetch()}
      loading={runs.isPending || (current !== undefined && shown.isPending)}
      next={
        current && {
          words: t(current.state === 'frozen' ? scoreWords.next : scoreWords.nextFreeze),
          to: `/c/${campaignId}/components`,
        }
      }
    >
      {!current && <Empty words={t(scoreWords.empty)} action={write && computeButton} />}
      {current && shown.data && (
        <>
          <ScoreTiles shown={shown.data} own={runs.data?.own} />
          {view === 'chart' && (
            <Suspense fallback={<div className="score-chart" style={{ height: 320 }} />}>
              <ScoreChart shown={shown.data} />
            </Suspense>
          )}
          <ScoreTable
            shown={shown.data}
            toolbar={
              <>
                <Segmented
                  value={view}
                  onChange={setView}
                  options={[
                    { value: 'table', label: t(scoreWords.table) },
                    { value: 'chart', label: t(scoreWords.chart) },
                  ]}
                />
                <Select
                  aria-label={t(scoreWords.title)}
                  value={current.id}
                  onChange={setChosen}
                  popupMatchSelectWidth={false}
                  options={(runs.data?.runs ?? []).map(run => ({
                    value: run.id,
                    label: `${t(run.state === 'frozen' ? scoreWords.frozen : scoreWords.provisional)} ${new Date(run.createdAt).toLocaleString('zh-CN')}`,
                  }))}
                />
              </>
            }
          />
          <MethodDrawer open={open === 'method'} onClose={() => setOpen(null)} shown={shown.data} />
        </>
      )}
      <ComputeDialog
        open={open === 'compute'}
        onClose={() => setOpen(null)}
        campaignId={campaignId}
        own={runs.data?.own}
        onDone={id => {
          setOpen(null)
          setChosen(id)
        }}
      />
    </Page>
  )
}

function ScoreTable({ shown, toolbar }: { readonly shown: RunShown; readonly toolbar: React.ReactNode }) {
  const { t } = useSpeech()
  const { units, limits, scheme } = shown
  const scale = scaleOf(units, [Number(limits.good), Number(limits.excellent)])
  const several = new Set(units.map(unit => unit.seriesId)).size > 1
  const columns: Column<UnitShown>[] = [
    { key: 'rank', title: t(scoreWords.rank), value: unit => unit.rank, number: true, width: 64 },
    ...(several
      ? [{ key: 'series', title: t(scoreWords.series), value: (u: UnitShown) => u.seriesName, filter: true }]
      : []),
    { key: 'unit', title: t(scoreWords.unit), value: unit => unit.name, render: unit => <strong>{unit.name}</strong> },
    {
      key: 'score',
      title: t(scoreWords.score),
      value: unit => unit.score,
      number: true,
      render: unit => <ScoreNumber unit={unit} />,
    },
    {
      key: 'interval',
      title: t(scoreWords.interval),
      value: unit => unit.ci95?.map(end => end.toFixed(2)).join('–'),
      sort: false,
      width: 316,
      render: unit => (
        <IntervalBar
          unit={unit}
          scale={scale}
          label={`${fixed(unit.score)} (${unit.ci95?.map(e => fixed(e)).join('–')})`}
        />
      ),
    },
    {
      key: 'error',
      title: t(scoreWords.error),
      value: unit => unit.se,
      number: true,
      render: unit => reach(unit.ci95),
    },
    { key: 'n', title: 'n', value: unit => unit.n, number: true },
    {
      key: 'awareness',
      title: t(scoreWords.awareness),
      value: unit => unit.awareness,
      number: true,
      render: unit => percent(unit.awareness),
    },
    ...(units.some(unit => unit.change)
      ? [
          {
            key: 'change',
            title: t(scoreWords.change),
            value: (unit: UnitShown) => unit.change?.points,
            number: true,
            render: (unit: UnitShown) => <Change change={unit.change} />,
          },
        ]
      : []),
    {
      key: 'grade',
      title: t(scoreWords.reference),
      value: unit => (unit.grade ? t(gradeWords[unit.grade]) : ''),
      filter: true,
      render: unit => <ReferenceGrade unit={unit} unitMinN={scheme.unitMinN} />,
    },
  ]
  return (
    <DataTable
      rows={units}
      columns={columns}
      rowKey={unit => unit.id}
      exportName="scores"
      toolbar={toolbar}
      pageSize={50}
      expanded={unit => (
        <>
          <ChannelTable unit={unit} rule={scheme.hcp} />
          <GroupTable unit={unit} />
        </>
      )}
    />
  )
}

function ScoreNumber({ unit }: { readonly unit: UnitShown }) {
  const { t } = useSpeech()
  if (unit.hidden) return <span className="muted small">{t(scoreWords.hidden)}</span>
  if (unit.score === null) return <span className="muted small">{t(scoreWords.noScore)}</span>
  return <span className="score-number">{fixed(unit.score)}</span>
}

function ReferenceGrade({ unit, unitMinN }: { readonly unit: UnitShown; readonly unitMinN: number }) {
  const { t } = useSpeech()
  return (
    <>
      {unit.grade && (
        <Tooltip title={t(scoreWords.referenceHint)}>
          <span className={`grade grade-${unit.grade}`}>{t(gradeWords[unit.grade])}</span>
        </Tooltip>
      )}
      {unit.onNoise && <span className="grade-doubt">{t(scoreWords.onNoise)}</span>}
      {unit.score !== null && !unit.sufficient && (
        <Tooltip title={t(scoreWords.insufficientHint, unitMinN)}>
          <Tag color="orange" style={{ marginLeft: 8 }}>
            {t(scoreWords.insufficient)}
          </Tag>
        </Tooltip>
      )}
    </>
  )
}

function ExportMenu({ runId }: { readonly runId: string }) {
  const { t } = useSpeech()
  const path = (query: string) => `/api/scores/${runId}/export?${query}`
  return (
    <DownloadMenu
      label={t(scoreWords.export)}
      fallbackName="scores"
      files={[
        { path: path('format=xlsx'), label: t(scoreWords.exportXlsx) },
        { path: path('format=csv'), label: t(scoreWords.exportCsv) },
        { path: path('format=csv-gb18030'), label: t(scoreWords.exportGb) },
        { path: path('format=xlsx&part=groups'), label: t(scoreWords.exportGroupsXlsx) },
        { path: null, label: t(scoreWords.exportNote) },
      ]}
    />
  )
}

function useFreeze(campaignId: string) {
  const { t } = useSpeech()
  const { message, modal } = App.useApp()
  const queries = useQueryClient()
  const freeze = useMutation({
    mutationFn: (id: string) => send(scoreApi.scores[':id'].freeze.$post({ param: { id } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['scores', campaignId] })
      await queries.invalidateQueries({ queryKey: ['score'] })
      await queries.invalidateQueries({ queryKey: ['campaign', campaignId] })
      void message.success(t(consoleWords.saved))
    },
  })
  const ask = (id: string) =>
    modal.confirm({
      title: t(scoreWords.freeze),
      content: t(scoreWords.freezeConfirm),
      onOk: () => freeze.mutateAsync(id).catch(() => undefined),
    })
  return { ...freeze, ask }
}
