// One rating file before it is imported: what it holds, both directions side by side, what is left behind.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { PROFILES, type Profile } from '../../../server/rating/exchange-profile.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { profileWords } from '../../../server/words/exchange.ts'
import { importPageWords as w } from '../../../server/words/rating-page.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { ColumnPanel } from './ColumnPanel.tsx'
import { DirectionPanel } from './DirectionPanel.tsx'
import {
  type ExchangePreview,
  type ExchangeSettings,
  importFile,
  type ImportResult,
  previewFile,
} from './exchange-form.ts'
import { usePlaces } from './rating-api.ts'

interface ExchangeImportProps {
  readonly centerId: string
  readonly file: File
  readonly onClose: (result: ImportResult | null) => void
}

export function ExchangeImport({ centerId, file, onClose }: ExchangeImportProps) {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const [settings, setSettings] = useState<ExchangeSettings>({
    centerId,
    profile: 'national',
    columns: {},
    pointId: null,
    direction: null,
    again: false,
  })
  const { direction, profile, defaultChannels, columns } = settings
  const preview = useQuery({
    queryKey: ['rating-file', file.name, file.lastModified, profile, defaultChannels, columns],
    queryFn: () => previewFile(file, settings),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  })
  const save = useMutation({
    mutationFn: () => importFile(file, { ...settings, again: preview.data?.same != null }),
    onSuccess: async result => {
      await Promise.all(['ratings', 'rating-imports'].map(name => queries.invalidateQueries({ queryKey: [name] })))
      onClose(result)
    },
  })
  const change = (next: Partial<ExchangeSettings>) => {
    setSettings({ ...settings, ...next })
    save.reset()
  }
  const { data } = preview
  return (
    <>
      <ProblemAlert error={preview.error} />
      {preview.isPending && <Skeleton active />}
      {!data && preview.error && <Button onClick={() => onClose(null)}>{t(w.anotherFile)}</Button>}
      {data && (
        <>
          <FilePanel preview={data} settings={settings} onChange={change} />
          <DirectionPanel preview={data} direction={direction} onChange={chosen => change({ direction: chosen })} />
          <ColumnPanel preview={data} settings={settings} onChange={change} />
          <section className="panel">
            <ProblemAlert error={save.error} />
            <div className="exchange-start">
              <Button
                type="primary"
                disabled={direction === null}
                loading={save.isPending}
                onClick={() => save.mutate()}
              >
                {direction === null ? t(w.chooseFirst) : t(data.same ? w.importAnyway : w.import, data.lines)}
              </Button>
              <Button disabled={save.isPending} onClick={() => onClose(null)}>
                {t(consoleWords.cancel)}
              </Button>
            </div>
          </section>
        </>
      )}
    </>
  )
}

interface FilePanelProps {
  readonly preview: ExchangePreview
  readonly settings: ExchangeSettings
  readonly onChange: (next: Partial<ExchangeSettings>) => void
}

function FilePanel({ preview, settings, onChange }: FilePanelProps) {
  const { t } = useSpeech()
  const facts = [
    t(w.found, preview.lines, preview.encoding),
    t(w.visits, preview.visits.known, preview.visits.missing),
    t(w.supplements, preview.supplements),
    t(w.defaultsCount, preview.defaults),
  ]
  return (
    <section className="panel">
      <h2>{preview.fileName}</h2>
      <ul className="exchange-facts">
        {facts.map(fact => (
          <li key={fact}>{fact}</li>
        ))}
        <li>{preview.dropped.length > 0 ? <b>{t(w.dropped, preview.dropped.join('、'))}</b> : t(w.noneDropped)}</li>
        {preview.unknownTags.length > 0 && (
          <li>{t(w.unknownTags, preview.unknownTags.map(tag => `${tag.code}×${tag.lines}`).join('、'))}</li>
        )}
      </ul>
      {preview.same && <Alert type="warning" showIcon title={t(w.same, preview.same.at, preview.same.by)} />}
      <div className="exchange-fields">
        <label>
          <span>{t(w.profile)}</span>
          <Select<Profile>
            value={settings.profile}
            options={PROFILES.map(value => ({ value, label: t(profileWords[value]) }))}
            onChange={profile => {
              const { defaultChannels: _, ...rest } = settings
              onChange({ ...rest, profile })
            }}
          />
        </label>
        <DefaultChannels preview={preview} onChange={onChange} />
        <PointChoice preview={preview} settings={settings} onChange={onChange} />
      </div>
    </section>
  )
}

function DefaultChannels({ preview, onChange }: Omit<FilePanelProps, 'settings'>) {
  const { t } = useSpeech()
  const channels = preview.codes.find(one => one.field === 'channel')?.codes ?? []
  if (channels.length === 0) return null
  return (
    <label>
      <span>{t(w.defaults)}</span>
      <Select
        mode="multiple"
        value={[...preview.defaultChannels]}
        options={channels.map(({ code, lines, words }) => ({
          value: code,
          label: `${code || '—'} ${words ? t(words) : ''}（${lines}）`,
        }))}
        onChange={(defaultChannels: string[]) => onChange({ defaultChannels })}
      />
      <small className="muted">{t(w.defaultsHint)}</small>
    </label>
  )
}

function PointChoice({ preview, settings, onChange }: FilePanelProps) {
  const { t } = useSpeech()
  const { points } = usePlaces()
  if (preview.columns.some(column => column.field === 'windowCode') || preview.visits.missing === 0) return null
  return (
    <label>
      <span>{t(w.point)}</span>
      <Select
        allowClear
        value={settings.pointId}
        options={points
          .filter(point => point.centerId === settings.centerId)
          .map(point => ({ value: point.id, label: `${point.code} ${point.name}` }))}
        onChange={(pointId: string | undefined) => onChange({ pointId: pointId ?? null })}
      />
      <small className="muted">{t(w.pointHint)}</small>
    </label>
  )
}
