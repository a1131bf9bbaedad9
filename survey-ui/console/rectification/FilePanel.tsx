// Files of a case.
import { App, Button, Upload } from 'antd'
import { chinaMinute } from '../../../server/china-time.ts'
import { isOpen } from '../../../server/rectification/rectification.ts'
import { rectificationWords as w } from '../../../server/words/rectification.ts'
import { download } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useSession } from '../shell/session.tsx'
import { type CaseDetail, useRemoveFile, useUpload } from './case-api.ts'

export function FilePanel({ found }: { readonly found: CaseDetail }) {
  const { t } = useSpeech()
  const { id: userId, can } = useSession()
  const { modal } = App.useApp()
  const upload = useUpload(found.id)
  const remove = useRemoveFile()
  const writes = isOpen(found.state) && (can('rectification.write') || can('rectification.call'))
  const ask = (file: CaseDetail['files'][number]) =>
    modal.confirm({
      title: t(w.removeFile),
      content: t(w.removeFileSays, file.name),
      okText: t(w.removeFile),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync(file.id).catch(() => undefined),
    })
  return (
    <section className="panel">
      <h2>{t(w.files)}</h2>
      <ProblemAlert error={upload.error ?? remove.error} />
      {found.files.length === 0 && <p className="muted">{t(w.noFiles)}</p>}
      <ul className="case-files">
        {found.files.map(file => (
          <li key={file.id}>
            <Button
              type="link"
              size="small"
              onClick={() => void download(`/api/rectification-files/${file.id}`, file.name)}
            >
              {file.name}
            </Button>
            <span className="muted small">
              {Math.ceil(file.bytes / 1024)} KB · {chinaMinute(new Date(file.createdAt))}
            </span>
            {writes && file.createdBy === userId && (
              <Button type="text" danger size="small" onClick={() => ask(file)}>
                {t(w.removeFile)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {writes && (
        <>
          <Upload
            showUploadList={false}
            accept=".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx"
            beforeUpload={file => {
              upload.mutate(file)
              return false
            }}
          >
            <Button loading={upload.isPending}>{t(w.upload)}</Button>
          </Upload>
          <p className="muted small case-foot">{t(w.uploadHint)}</p>
        </>
      )}
    </section>
  )
}
