// Confirming what each column of a third-party file is, checking the whole file, and importing it.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input } from 'antd'
import { useState } from 'react'
import { consoleWords } from '../../../server/words/console.ts'
import { fileWords } from '../../../server/words/score-file.ts'
import { request } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { CodePanel, ColumnPanel } from './MappingPanels.tsx'
import { type FilePreview, formOf } from './file-mapping.ts'

interface FileImportProps {
  readonly campaignId: string
  readonly file: File
  readonly preview: FilePreview
  readonly onClose: () => void
}

export function FileImport({ campaignId, file, preview, onClose }: FileImportProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [mapping, setMapping] = useState(preview.suggestion)
  const [name, setName] = useState(preview.fileName.replace(/\.\w+$/, ''))
  const post = async (query: string) => {
    const body = formOf(file, mapping, name)
    const answer = await request(`/api/campaigns/${campaignId}/score-files${query}`, { method: 'POST', body })
    return (await answer.json()) as { respondents: number; ratings: number }
  }
  const check = useMutation({ mutationFn: () => post('?check=1') })
  const save = useMutation({
    mutationFn: () => post(''),
    onSuccess: async ({ respondents }) => {
      await queries.invalidateQueries({ queryKey: ['score-files', campaignId] })
      void message.success(t(fileWords.imported, respondents))
      onClose()
    },
  })
  const change = (next: typeof mapping) => {
    setMapping(next)
    check.reset()
    save.reset()
  }
  return (
    <>
      <section className="panel">
        <h2>
          {preview.fileName}{' '}
          <span className="muted small">
            {t(fileWords.found, preview.rows, preview.columns.length, preview.encoding)}
          </span>
        </h2>
        <SampleTable preview={preview} />
      </section>
      <ColumnPanel mapping={mapping} preview={preview} onChange={change} />
      <CodePanel mapping={mapping} preview={preview} onChange={change} />
      <section className="panel">
        <ProblemAlert error={check.error ?? save.error} />
        {check.data && (
          <Alert
            type="success"
            showIcon
            title={t(fileWords.checked, check.data.respondents, check.data.ratings)}
            style={{ marginBottom: 16 }}
          />
        )}
        <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
          <span>{t(fileWords.name)}</span>
          <Input value={name} maxLength={100} onChange={event => setName(event.target.value)} style={{ width: 280 }} />
          <Button loading={check.isPending} onClick={() => check.mutate()}>
            {t(fileWords.check)}
          </Button>
          <Button type="primary" disabled={!check.data} loading={save.isPending} onClick={() => save.mutate()}>
            {t(fileWords.import)}
          </Button>
          <Button onClick={onClose}>{t(consoleWords.cancel)}</Button>
        </div>
        <p className="muted small" style={{ margin: '8px 0 0' }}>
          {t(fileWords.keepsOnly)}
        </p>
      </section>
    </>
  )
}

function SampleTable({ preview }: { readonly preview: FilePreview }) {
  const [header, ...rows] = preview.sample
  return (
    <div className="sample-table">
      <table>
        <thead>
          <tr>
            <th>#</th>
            {header?.cells.map((cell, at) => (
              <th key={`${at}${cell}`}>{cell}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, 5).map(row => (
            <tr key={row.line}>
              <td className="muted">{row.line}</td>
              {row.cells.map((cell, at) => (
                <td key={`${row.line}-${header?.cells[at] ?? at}`}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
