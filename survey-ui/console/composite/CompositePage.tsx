// 综合得分与等次: the formula with its numbers, rank, provisional grade, and whose grade hangs on sampling error.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { Link } from 'react-router'
import { compositeWords } from '../../../server/words/composite.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { scoreWords } from '../../../server/words/score.ts'
import { send } from '../shell/api.ts'
import { DownloadMenu } from '../shell/DownloadMenu.tsx'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty, Page, Tiles } from '../shell/Page.tsx'
import { useSession } from '../shell/session.tsx'
import { CompositeTable } from './CompositeTable.tsx'
import { compositeApi, type CompositeShown, useComposite } from './composite-api.ts'
import { TriggerPanel } from './TriggerPanel.tsx'
import '../score/score.css'

export default function CompositePage() {
  const { t } = useSpeech()
  const { can } = useSession()
  const { campaignId, campaign } = useCampaign()
  const composite = useComposite(campaignId)
  const freeze = useFreeze(campaignId)
  const shown = composite.data
  const write = can('composite.write') && campaign?.state === 'scoring'
  const units = shown?.series.flatMap(series => series.rows) ?? []
  return (
    <Page
      title={t(compositeWords.title)}
      subtitle={shown && t(compositeWords.subtitle, shown.weights.target, shown.weights.leader, shown.weights.public)}
      actions={
        <>
          <ExportMenu campaignId={campaignId} />
          {write && shown && (
            <Button type="primary" loading={freeze.isPending} onClick={() => freeze.ask(shown.digest)}>
              {t(compositeWords.freeze)}
            </Button>
          )}
        </>
      }
      error={composite.error ?? freeze.error}
      onRetry={() => void composite.refetch()}
      loading={composite.isPending}
      next={{ words: t(compositeWords.next), to: `/c/${campaignId}/campaign` }}
    >
      {shown && units.length === 0 && <Empty words={t(compositeWords.empty)} />}
      {shown && units.length > 0 && (
        <>
          {!shown.basis && (
            <Notice words={t(compositeWords.noScore)} to={`/c/${campaignId}/score`} link={t(compositeWords.toScore)} />
          )}
          {shown.series.some(series => series.extraShareMissing) && (
            <Notice words={t(compositeWords.extraShareMissing)} />
          )}
          {shown.series.some(series => series.tieAtLine) && <Notice words={t(compositeWords.tieAtLine)} />}
          <CompositeTiles shown={shown} />
          <CompositeTable shown={shown} campaignId={campaignId} />
          <TriggerPanel campaignId={campaignId} shown={shown} write={write} />
        </>
      )}
    </Page>
  )
}

function Notice({ words, to, link }: { readonly words: string; readonly to?: string; readonly link?: string }) {
  return (
    <Alert
      type="warning"
      showIcon
      title={words}
      {...(to ? { action: <Link to={to}>{link}</Link> } : {})}
      style={{ marginBottom: 12 }}
    />
  )
}

function CompositeTiles({ shown }: { readonly shown: CompositeShown }) {
  const { t } = useSpeech()
  const rows = shown.series.flatMap(series => series.rows)
  const blocked = shown.series.reduce((sum, series) => sum + series.blocked, 0)
  const base = shown.series.reduce((sum, series) => sum + series.base, 0)
  const noisy = rows.filter(row => (row.noise?.crosses.length ?? 0) > 0).length
  const { basis, frozen } = shown
  const basisWords = basis
    ? t(basis.state === 'frozen' ? compositeWords.basisFrozen : compositeWords.basisProvisional)
    : t(compositeWords.basisNone)
  return (
    <Tiles
      items={[
        {
          label: t(compositeWords.graded),
          value: `${rows.length - blocked} / ${rows.length}`,
          note: blocked > 0 ? t(compositeWords.gradedNote, blocked) : t(compositeWords.gradedAll),
          ...(blocked > 0 ? { tone: 'warn' as const } : {}),
        },
        {
          label: t(compositeWords.places),
          value: shown.series.map(series => series.places).join(' + '),
          note: t(compositeWords.placesNote, base, shown.limits.share),
        },
        {
          label: t(compositeWords.onNoiseTile),
          value: noisy,
          note: t(compositeWords.onNoiseNote),
          ...(noisy > 0 ? { tone: 'warn' as const } : {}),
        },
        {
          label: t(compositeWords.basis),
          value: basisWords,
          note: t(shown.locked ? compositeWords.locked : compositeWords.unlocked),
        },
        frozen
          ? {
              label: t(compositeWords.checkTile),
              value: t(frozen.current ? compositeWords.frozen : compositeWords.frozenStale),
              note: t(
                compositeWords.frozenNote,
                frozen.frozenBy,
                new Date(frozen.frozenAt).toLocaleDateString('zh-CN'),
              ),
              tone: frozen.current ? ('good' as const) : ('warn' as const),
            }
          : { label: t(compositeWords.checkTile), value: t(compositeWords.notFrozen) },
      ]}
    />
  )
}

function ExportMenu({ campaignId }: { readonly campaignId: string }) {
  const { t } = useSpeech()
  const path = (format: string) => `/api/campaigns/${campaignId}/composite/export?format=${format}`
  return (
    <DownloadMenu
      label={t(scoreWords.export)}
      fallbackName="composite"
      files={[
        { path: path('xlsx'), label: 'XLSX' },
        { path: path('csv'), label: 'CSV (UTF-8)' },
        { path: path('csv-gb18030'), label: 'CSV (GB18030)' },
      ]}
    />
  )
}

function useFreeze(campaignId: string) {
  const { t } = useSpeech()
  const { message, modal } = App.useApp()
  const queries = useQueryClient()
  const freeze = useMutation({
    mutationFn: (digest: string) =>
      send(compositeApi.campaigns[':campaignId'].composite.freeze.$post({ param: { campaignId }, json: { digest } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['composite', campaignId] })
      await queries.invalidateQueries({ queryKey: ['campaign', campaignId] })
      void message.success(t(consoleWords.saved))
    },
  })
  const ask = (digest: string) =>
    modal.confirm({
      title: t(compositeWords.freeze),
      content: t(compositeWords.freezeConfirm),
      onOk: () => freeze.mutateAsync(digest).catch(() => undefined),
    })
  return { ...freeze, ask }
}
