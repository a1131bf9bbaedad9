// How a file of visits was read, before anything is stored.
import { Alert, Table } from 'antd'
import { visitFieldWords, visitWords as w } from '../../../server/words/visit.ts'
import { useSpeech } from '../shell/language.tsx'
import { Tiles } from '../shell/Page.tsx'
import type { VisitPreview } from './visit-api.ts'

export function Preview({ preview }: { readonly preview: VisitPreview }) {
  const { t } = useSpeech()
  const { fileName, lines, encoding, headerLine, same } = preview
  return (
    <div className="visit-preview">
      <strong>{t(w.fileLine, fileName, lines, encoding.toUpperCase(), headerLine)}</strong>
      {same && (
        <Alert
          type="warning"
          showIcon
          title={t(w.same, same.at, same.by)}
          description={t(w.sameHint)}
          style={{ marginTop: 12 }}
        />
      )}
      <PreviewTiles preview={preview} />
      {preview.refused > 0 && <Refusals preview={preview} />}
      <h2>{t(w.columnsTitle)}</h2>
      <ul className="visit-columns">
        {preview.columns.map(({ header, field }, column) => (
          <li key={`${column}${header}`} className={field ? undefined : 'unread'}>
            <span>{header || '—'}</span>
            <span className="muted small">→ {t(field ? visitFieldWords[field] : w.columnUnread)}</span>
          </li>
        ))}
      </ul>
      <h2>{t(w.firstTitle, preview.first.length)}</h2>
      <Table
        size="small"
        pagination={false}
        rowKey="line"
        dataSource={preview.first}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: t(w.line), dataIndex: 'line', align: 'right' as const },
          ...preview.columns.map(({ header }, column) => ({
            title: header || '—',
            key: column,
            render: (_: unknown, row: VisitPreview['first'][number]) => row.cells[column] ?? '',
          })),
        ]}
      />
    </div>
  )
}

function PreviewTiles({ preview }: { readonly preview: VisitPreview }) {
  const { t } = useSpeech()
  const { good, known, unfinished, repeated, refused } = preview
  const note = [
    t(w.goodNew, good - known),
    t(w.goodKnown, known),
    ...(unfinished > 0 ? [t(w.goodUnfinished, unfinished)] : []),
  ].join(' · ')
  return (
    <Tiles
      items={[
        { label: t(w.good), value: good, note, tone: 'good' },
        { label: t(w.repeated), value: repeated, note: t(w.repeatedNote) },
        {
          label: t(w.refused),
          value: refused,
          note: t(w.refusedNote),
          ...(refused > 0 ? { tone: 'bad' as const } : {}),
        },
      ]}
    />
  )
}

function Refusals({ preview }: { readonly preview: VisitPreview }) {
  const { t, language } = useSpeech()
  const more = preview.refused - preview.refusals.length
  return (
    <>
      <h2>{t(w.refusedTitle)}</h2>
      <Table
        size="small"
        rowKey="line"
        dataSource={preview.refusals}
        pagination={preview.refusals.length > 8 ? { pageSize: 8, showSizeChanger: false } : false}
        columns={[
          { title: t(w.line), dataIndex: 'line', align: 'right', width: 64 },
          { title: t(w.caseNo), dataIndex: 'caseNo' },
          {
            title: t(w.rejectReason),
            key: 'reason',
            render: (_, row) =>
              row.faults.map((fault, index) => (
                <span key={fault.zh}>
                  {index > 0 && t(w.andFault)}
                  {fault[language]}
                  {fault.value && fault.otherLine === null && <code> {fault.value.slice(0, 60)}</code>}
                  {fault.otherLine !== null && t(w.otherLine, fault.otherLine)}
                </span>
              )),
          },
        ]}
      />
      {more > 0 && <p className="muted small">{t(w.refusedMore, more)}</p>}
    </>
  )
}
