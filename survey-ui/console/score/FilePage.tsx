// Third-party response files: the list, and bringing one in.
import { UploadOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Upload } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { consoleWords } from '../../../server/words/console.ts'
import { scoreWords } from '../../../server/words/score.ts'
import { fileWords } from '../../../server/words/score-file.ts'
import { request, send } from '../shell/api.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Page } from '../shell/Page.tsx'
import { useSession } from '../shell/session.tsx'
import { FileImport } from './FileImport.tsx'
import { type FilePreview, formOf } from './file-mapping.ts'
import { fileApi, type FilesShown, useFiles } from './score-api.ts'

export default function FilePage() {
  const { t } = useSpeech()
  const { can } = useSession()
  const navigate = useNavigate()
  const { campaignId, campaign } = useCampaign()
  const files = useFiles(campaignId)
  const [opened, setOpened] = useState<{ file: File; preview: FilePreview } | null>(null)
  const preview = useMutation({
    mutationFn: async (file: File) => {
      const answer = await request(`/api/campaigns/${campaignId}/score-files/preview`, {
        method: 'POST',
        body: formOf(file),
      })
      return { file, preview: (await answer.json()) as FilePreview }
    },
    onSuccess: setOpened,
  })
  const remove = useRemove(campaignId)
  const write = can('score.write') && (campaign?.state === 'fieldwork' || campaign?.state === 'scoring')
  return (
    <Page
      title={t(scoreWords.files)}
      subtitle={t(scoreWords.filesSubtitle)}
      actions={<Button onClick={() => navigate('..', { relative: 'path' })}>{t(scoreWords.backToScore)}</Button>}
      error={files.error ?? preview.error ?? remove.error}
      loading={files.isPending}
      next={
        (files.data?.files.length ?? 0) > 0 && !opened
          ? { words: t(fileWords.next), to: `/c/${campaignId}/score` }
          : undefined
      }
    >
      {opened ? (
        <FileImport
          key={opened.preview.digest}
          campaignId={campaignId}
          file={opened.file}
          preview={opened.preview}
          onClose={() => setOpened(null)}
        />
      ) : (
        <>
          {write && (
            <Upload.Dragger
              accept=".csv,.tsv,.txt,.xlsx"
              showUploadList={false}
              disabled={preview.isPending}
              beforeUpload={file => {
                preview.mutate(file)
                return false
              }}
              style={{ marginBottom: 16, background: '#fff' }}
            >
              <p>
                <UploadOutlined style={{ fontSize: 22, color: '#1456a8' }} />
              </p>
              <p>{t(preview.isPending ? consoleWords.loading : fileWords.drop)}</p>
              <p className="muted small">{t(fileWords.dropHint)}</p>
            </Upload.Dragger>
          )}
          <FileTable files={files.data?.files ?? []} write={write} onRemove={remove.ask} />
        </>
      )}
    </Page>
  )
}

interface FileTableProps {
  readonly files: FilesShown
  readonly write: boolean
  readonly onRemove: (file: FilesShown[number]) => void
}

function FileTable({ files, write, onRemove }: FileTableProps) {
  const { t } = useSpeech()
  return (
    <DataTable
      rows={files}
      rowKey={file => file.id}
      exportName="third-party-files"
      search={files.length > 10}
      empty={t(scoreWords.filesEmpty)}
      columns={[
        { key: 'name', title: t(fileWords.name), value: file => file.name },
        { key: 'fileName', title: t(fileWords.fileName), value: file => file.fileName },
        { key: 'respondents', title: t(fileWords.respondents), value: file => file.respondents, number: true },
        { key: 'ratings', title: t(fileWords.ratings), value: file => file.ratings, number: true },
        { key: 'encoding', title: t(fileWords.encoding), value: file => file.encoding },
        {
          key: 'digest',
          title: t(fileWords.digest),
          value: file => file.digest,
          render: file => <span className="digest">{file.digest.slice(0, 12)}…</span>,
        },
        { key: 'by', title: t(fileWords.importedBy), value: file => file.createdBy },
        {
          key: 'at',
          title: t(fileWords.importedAt),
          value: file => file.createdAt,
          render: file => new Date(file.createdAt).toLocaleString('zh-CN'),
        },
        ...(write
          ? [
              {
                key: 'actions',
                title: '',
                value: () => '',
                sort: false,
                render: (file: FilesShown[number]) => (
                  <Button type="link" size="small" danger onClick={() => onRemove(file)}>
                    {t(fileWords.remove)}
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

function useRemove(campaignId: string) {
  const { t } = useSpeech()
  const { modal } = App.useApp()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: (id: string) => send(fileApi['score-files'][':id'].$delete({ param: { id } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['score-files', campaignId] }),
  })
  const ask = (file: FilesShown[number]) =>
    modal.confirm({
      title: t(fileWords.removeTitle, file.name),
      content: t(fileWords.removeConfirm),
      okButtonProps: { danger: true },
      okText: t(fileWords.remove),
      onOk: () => remove.mutateAsync(file.id).catch(() => undefined),
    })
  return { error: remove.error, ask }
}
