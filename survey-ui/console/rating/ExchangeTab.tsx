// Imports of other systems' ratings: choose a file, look at it both ways, say the direction, import; what was imported before.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Select, Upload } from 'antd'
import { useState } from 'react'
import { directionWords } from '../../../server/words/exchange.ts'
import { importPageWords as w } from '../../../server/words/rating-page.ts'
import { download, send } from '../shell/api.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { ExchangeImport } from './ExchangeImport.tsx'
import type { ImportResult } from './exchange-form.ts'
import { OneLine } from './LevelMark.tsx'
import { chinaTime, exchangeApi, usePlaces } from './rating-api.ts'

export function ExchangeTab() {
  const { t } = useSpeech()
  const { centers } = usePlaces()
  const [chosen, setChosen] = useState<string | undefined>()
  const [file, setFile] = useState<File | null>(null)
  const [result, setResult] = useState<ImportResult | null>(null)
  const centerId = chosen ?? centers[0]?.id
  if (file && centerId)
    return (
      <ExchangeImport
        centerId={centerId}
        file={file}
        onClose={done => {
          setFile(null)
          setResult(done)
        }}
      />
    )
  return (
    <>
      <section className="panel">
        <p className="exchange-intro">{t(w.intro)}</p>
        <div className="exchange-start">
          {centers.length > 1 && (
            <Select
              value={centerId ?? null}
              aria-label={t(w.center)}
              style={{ minWidth: 220 }}
              options={centers.map(center => ({ value: center.id, label: center.name }))}
              onChange={(id: string | null) => setChosen(id ?? undefined)}
            />
          )}
          <Upload
            accept=".csv,.tsv,.txt,.xlsx"
            showUploadList={false}
            beforeUpload={upload => {
              setFile(upload)
              setResult(null)
              return false
            }}
          >
            <Button type="primary" disabled={!centerId}>
              {t(w.file)}
            </Button>
          </Upload>
        </div>
      </section>
      {result && <Done result={result} />}
      <History />
    </>
  )
}

const minuteOf = (iso: string): string => chinaTime(iso).slice(0, 16)

function Done({ result }: { readonly result: ImportResult }) {
  const { t } = useSpeech()
  const { imported, supplements, autoDefault, repeated, refused, visits } = result
  const remarks = [
    result.unknownTags.length > 0 ? t(w.unknownTags, result.unknownTags.join('、')) : '',
    result.unknownMatters.length > 0 ? t(w.unknownMatters, result.unknownMatters.join('、')) : '',
    result.unknownStaff.length > 0 ? t(w.unknownStaff, result.unknownStaff.join('、')) : '',
  ].filter(Boolean)
  return (
    <Alert
      className="exchange-done"
      type={refused > 0 ? 'warning' : 'success'}
      showIcon
      title={t(w.done, imported, supplements, autoDefault, repeated, refused, visits)}
      description={remarks.map(remark => <div key={remark}>{remark}</div>)}
      action={refused > 0 && <RejectsButton id={result.id} />}
    />
  )
}

function RejectsButton({ id }: { readonly id: string }) {
  const { t } = useSpeech()
  return (
    <Button size="small" onClick={() => void download(`/api/rating-imports/${id}/rejects`, 'rejects.csv')}>
      {t(w.rejects)}
    </Button>
  )
}

function History() {
  const { t } = useSpeech()
  const list = useQuery({
    queryKey: ['rating-imports'],
    queryFn: () => send(exchangeApi['rating-imports'].$get()),
  })
  const rows = list.data?.imports ?? []
  return (
    <>
      <h2 className="exchange-history">{t(w.history)}</h2>
      <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
      <DataTable
        rows={rows}
        rowKey={row => row.id}
        loading={list.isPending}
        exportName="rating-imports"
        search={false}
        empty={<Empty words={t(w.none)} />}
        columns={[
          {
            key: 'at',
            title: t(w.at),
            value: row => minuteOf(row.createdAt),
            render: row => <OneLine text={minuteOf(row.createdAt)} />,
          },
          { key: 'by', title: t(w.by), value: row => row.createdByName },
          { key: 'center', title: t(w.center), value: row => row.centerName },
          { key: 'name', title: t(w.name), value: row => row.fileName },
          { key: 'direction', title: t(w.direction), value: row => t(directionWords[row.direction]) },
          { key: 'imported', title: t(w.imported), value: row => row.imported, number: true },
          { key: 'autoDefault', title: t(w.autoDefault), value: row => row.autoDefault, number: true },
          { key: 'repeated', title: t(w.repeated), value: row => row.repeated, number: true },
          {
            key: 'refused',
            title: t(w.refusedLines),
            value: row => row.refused,
            render: row => (
              <>
                {row.refused} {row.refused > 0 && <RejectsButton id={row.id} />}
              </>
            ),
            number: true,
          },
        ]}
      />
    </>
  )
}
