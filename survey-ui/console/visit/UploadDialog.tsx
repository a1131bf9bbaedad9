// Uploading visits: choose a file, see how it was read, import, fetch what was refused.
import { InboxOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Modal, Select, Spin, Upload } from 'antd'
import { useState } from 'react'
import { visitWords as w } from '../../../server/words/visit.ts'
import { download } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { fileForm, importFile, type Places, previewFile, useRefresh } from './visit-api.ts'
import { Preview } from './Preview.tsx'

interface UploadDialogProps {
  readonly centers: Places['centers']
  readonly onClose: () => void
}

export function UploadDialog({ centers, onClose }: UploadDialogProps) {
  const { t } = useSpeech()
  const refresh = useRefresh()
  const [centerId, setCenterId] = useState(centers.length === 1 ? centers[0]?.id : undefined)
  const [file, setFile] = useState<File | null>(null)
  const preview = useMutation({ mutationFn: (chosen: File) => previewFile(centerId ?? '', chosen) })
  const save = useMutation({
    mutationFn: (again: boolean) => importFile(centerId ?? '', file ?? new File([], ''), again),
    onSuccess: refresh,
  })
  const rejects = useMutation({
    mutationFn: () =>
      download('/api/visit-files/rejects', 'rejects.csv', {
        method: 'POST',
        body: fileForm(centerId ?? '', file ?? new File([], '')),
      }),
  })
  const choose = (chosen: File) => {
    setFile(chosen)
    save.reset()
    preview.mutate(chosen)
  }
  const restart = () => {
    setFile(null)
    preview.reset()
    save.reset()
  }
  const seen = preview.data
  return (
    <Modal
      open
      title={t(w.uploadTitle)}
      footer={null}
      onCancel={onClose}
      width={900}
      closable={!save.isPending}
      mask={{ closable: false }}
    >
      <ProblemAlert error={preview.error ?? save.error ?? rejects.error} />
      {!seen && (
        <>
          <p className="muted">{t(w.uploadHint)}</p>
          {centers.length > 1 && (
            <Form layout="vertical">
              <Form.Item label={t(w.center)} required>
                <Select
                  aria-label={t(w.center)}
                  value={centerId ?? null}
                  onChange={setCenterId}
                  showSearch={{ optionFilterProp: 'label' }}
                  options={centers.map(one => ({ value: one.id, label: one.name }))}
                />
              </Form.Item>
            </Form>
          )}
          <Spin spinning={preview.isPending} description={t(w.reading)}>
            <Upload.Dragger
              accept=".csv,.tsv,.txt,.xlsx,.xls"
              showUploadList={false}
              disabled={!centerId}
              beforeUpload={chosen => {
                choose(chosen)
                return false
              }}
            >
              <p className="ant-upload-drag-icon">
                <InboxOutlined />
              </p>
              <p className="ant-upload-text">{t(w.dropFile)}</p>
            </Upload.Dragger>
          </Spin>
        </>
      )}
      {seen && !save.data && <Preview preview={seen} />}
      {save.data && (
        <Alert
          type="success"
          showIcon
          title={t(w.result)}
          description={t(w.resultLine, save.data.imported, save.data.changed, save.data.repeated, save.data.refused)}
        />
      )}
      {save.isPending && <p role="status">{t(w.importing)}</p>}
      {seen && (
        <div className="visit-steps">
          {save.data ? (
            <Button type="primary" onClick={onClose}>
              {t(w.close)}
            </Button>
          ) : (
            <Button
              type="primary"
              danger={seen.same !== null}
              disabled={seen.good === 0}
              loading={save.isPending}
              onClick={() => save.mutate(seen.same !== null)}
            >
              {seen.good === 0 ? t(w.importNothing) : t(seen.same ? w.importAgain : w.import, seen.good)}
            </Button>
          )}
          {seen.refused > 0 && (
            <Button loading={rejects.isPending} onClick={() => rejects.mutate()}>
              {t(w.downloadRejects)} ({seen.refused})
            </Button>
          )}
          <Button disabled={save.isPending} onClick={restart}>
            {t(w.back)}
          </Button>
        </div>
      )}
    </Modal>
  )
}
