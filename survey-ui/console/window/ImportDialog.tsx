// Importing matters, or windows with their staff: check the file first, see what would happen, then take the good lines.
import { DownloadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Modal, Upload } from 'antd'
import { useState } from 'react'
import { consoleWords } from '../../../server/words/console.ts'
import type { Words } from '../../../server/words/words.ts'
import { windowWords } from '../../../server/words/window.ts'
import { download, request } from '../shell/api.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useChange } from './window-api.ts'

interface Counted {
  readonly added: number
  readonly changed: number
  readonly same: number
}

interface Rejected {
  readonly line: number
  readonly column: Words
  readonly value: string
  readonly problem: Words
}

interface Answer {
  readonly matters?: Counted
  readonly windows?: Counted
  readonly staff?: Counted
  readonly rejected: readonly Rejected[]
  readonly rejectedCount: number
}

type ImportDialogProps = { readonly onClose: () => void } & (
  | { readonly kind: 'matters' }
  | { readonly kind: 'windows'; readonly centerId: string }
)

export function ImportDialog(props: ImportDialogProps) {
  const { t } = useSpeech()
  const [file, setFile] = useState<File>()
  const matters = props.kind === 'matters'
  const post = async (check: boolean): Promise<Answer> => {
    const body = new FormData()
    if (file) body.set('file', file)
    const query = new URLSearchParams({
      ...('centerId' in props ? { centerId: props.centerId } : {}),
      ...(check ? { check: '1' } : {}),
    })
    return (await (
      await request(`/api/window-imports/${props.kind}?${query}`, { method: 'POST', body })
    ).json()) as Answer
  }
  const check = useMutation({ mutationFn: () => post(true) })
  const take = useChange(() => post(false), props.onClose, t(windowWords.taken))
  const template = useMutation({
    mutationFn: () => download(`/api/window-imports/${props.kind}/template`, 'template.xlsx'),
  })
  const choose = (chosen: File | undefined) => {
    setFile(chosen)
    check.reset()
    take.reset()
  }
  return (
    <Modal
      open
      title={t(matters ? windowWords.importMatters : windowWords.importWindows)}
      onCancel={props.onClose}
      footer={null}
      width={760}
    >
      <p className="muted">{t(matters ? windowWords.importMattersHint : windowWords.importWindowsHint)}</p>
      <ProblemAlert error={check.error ?? take.error ?? template.error} />
      <div className="window-buttons">
        <Upload
          accept=".csv,.tsv,.txt,.xlsx"
          maxCount={1}
          fileList={file ? [{ uid: '1', name: file.name }] : []}
          onRemove={() => choose(undefined)}
          beforeUpload={chosen => {
            choose(chosen)
            return false
          }}
        >
          <Button>{t(windowWords.choose)}</Button>
        </Upload>
        <Button type="link" icon={<DownloadOutlined />} onClick={() => template.mutate()}>
          {t(windowWords.template)}
        </Button>
      </div>
      {check.data && <Preview answer={check.data} />}
      <div className="window-buttons window-import-end">
        <Button disabled={!file} loading={check.isPending} onClick={() => check.mutate()}>
          {t(windowWords.preview)}
        </Button>
        <Button type="primary" disabled={!check.data} loading={take.isPending} onClick={() => take.mutate(undefined)}>
          {t(windowWords.take)}
        </Button>
        <Button onClick={props.onClose}>{t(consoleWords.cancel)}</Button>
      </div>
    </Modal>
  )
}

function Preview({ answer }: { readonly answer: Answer }) {
  const { t } = useSpeech()
  const kinds = ['matters', 'windows', 'staff'] as const
  return (
    <>
      <Alert
        className="window-import-counts"
        type={answer.rejectedCount > 0 ? 'warning' : 'success'}
        showIcon
        title={kinds.flatMap(kind => {
          const counts = answer[kind]
          if (!counts) return []
          const words = t(windowWords.counts, t(windowWords[kind]), counts.added, counts.changed, counts.same)
          return [<div key={kind}>{words}</div>]
        })}
        description={answer.rejectedCount > 0 ? t(windowWords.rejected, answer.rejectedCount) : t(windowWords.allGood)}
      />
      {answer.rejected.length > 0 && (
        <DataTable
          rows={answer.rejected}
          rowKey={row => String(row.line)}
          pageSize={10}
          search={false}
          exportName="rejected-lines"
          columns={[
            { key: 'line', title: t(windowWords.line), value: row => row.line, number: true },
            { key: 'column', title: t(windowWords.column), value: row => t(row.column), filter: true },
            { key: 'value', title: t(windowWords.value), value: row => row.value },
            { key: 'problem', title: t(windowWords.problem), value: row => t(row.problem), filter: true },
          ]}
        />
      )}
    </>
  )
}
