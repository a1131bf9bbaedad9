// Importing components from a file or from cells pasted out of a spreadsheet: check first, then import whole or not at all.
import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal, Upload } from 'antd'
import { useState } from 'react'
import { componentWords } from '../../../server/words/component.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { request } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useChange } from './component-api.ts'

interface ImportDialogProps {
  readonly campaignId: string
  readonly open: boolean
  readonly onClose: () => void
}

interface Counted {
  readonly values: number
  readonly entries: number
}

export function ImportDialog({ campaignId, open, onClose }: ImportDialogProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const [file, setFile] = useState<File>()
  const [pasted, setPasted] = useState('')
  const post = async (query: string): Promise<Counted> => {
    const form = new FormData()
    form.set('file', file ?? new File([pasted], 'pasted.tsv'))
    const path = `/api/campaigns/${campaignId}/components/import${query}`
    return (await (await request(path, { method: 'POST', body: form })).json()) as Counted
  }
  const check = useMutation({ mutationFn: () => post('?check=1') })
  const save = useChange(campaignId, async () => {
    const { values, entries } = await post('')
    void message.success(t(componentWords.imported, values, entries))
    setFile(undefined)
    setPasted('')
    check.reset()
    onClose()
  })
  const change = (work: () => void) => {
    work()
    check.reset()
    save.reset()
  }
  const close = () => {
    change(() => {
      setFile(undefined)
      setPasted('')
    })
    onClose()
  }
  const ready = file !== undefined || pasted.trim() !== ''
  return (
    <Modal open={open} title={t(componentWords.importTitle)} onCancel={close} footer={null} width={720} destroyOnHidden>
      <p className="muted">{t(componentWords.importHint)}</p>
      <ProblemAlert error={check.error ?? save.error} />
      <p>
        <Upload
          accept=".csv,.tsv,.txt,.xlsx"
          maxCount={1}
          fileList={file ? [{ uid: '1', name: file.name }] : []}
          onRemove={() => change(() => setFile(undefined))}
          beforeUpload={chosen => {
            change(() => setFile(chosen))
            return false
          }}
        >
          <Button>{t(componentWords.choose)}</Button>
        </Upload>
      </p>
      {!file && (
        <Input.TextArea
          rows={8}
          value={pasted}
          aria-label={t(componentWords.paste)}
          placeholder={t(componentWords.paste)}
          onChange={event => change(() => setPasted(event.target.value))}
        />
      )}
      {check.data && (
        <Alert
          type="success"
          showIcon
          title={t(componentWords.checked, check.data.values, check.data.entries)}
          style={{ marginTop: 12 }}
        />
      )}
      <p style={{ margin: '16px 0 0' }}>
        <Button disabled={!ready} loading={check.isPending} onClick={() => check.mutate()}>
          {t(componentWords.check)}
        </Button>{' '}
        <Button type="primary" disabled={!check.data} loading={save.isPending} onClick={() => save.mutate(undefined)}>
          {t(componentWords.import)}
        </Button>{' '}
        <Button onClick={close}>{t(consoleWords.cancel)}</Button>
      </p>
    </Modal>
  )
}
