// Uploads so far: their counts, their refused lines, and taking one back on its day.
import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Tag } from 'antd'
import { chinaMinute } from '../../../server/china-time.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { visitWords as w } from '../../../server/words/visit.ts'
import { download, send } from '../shell/api.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { importApi, useRefresh, type VisitImport } from './visit-api.ts'

export function ImportList() {
  const { t } = useSpeech()
  const { modal, message } = App.useApp()
  const refresh = useRefresh()
  const list = useQuery({ queryKey: ['visit-imports'], queryFn: () => send(importApi['visit-imports'].$get()) })
  const takeBack = useMutation({
    mutationFn: (id: string) => send(importApi['visit-imports'][':id'].removal.$post({ param: { id } })),
    onSuccess: async ({ removed, kept }) => {
      void message.success(t(w.tookBack, removed, kept))
      await refresh()
    },
  })
  const rejects = useMutation({
    mutationFn: (id: string) => download(`/api/visit-imports/${id}/rejects`, 'rejects.csv'),
  })
  const confirm = (row: VisitImport) =>
    void modal.confirm({
      title: t(w.takeBackTitle),
      content: t(w.takeBackSays, row.fileName),
      okText: t(w.takeBack),
      okButtonProps: { danger: true },
      cancelText: t(consoleWords.cancel),
      onOk: () => takeBack.mutateAsync(row.id).catch(() => undefined),
    })
  return (
    <>
      <ProblemAlert error={list.error ?? takeBack.error ?? rejects.error} />
      <DataTable
        rows={list.data?.imports ?? []}
        rowKey={row => row.id}
        exportName="visit-imports"
        search={false}
        loading={list.isPending}
        empty={<Empty words={t(w.importsEmpty)} />}
        columns={[
          { key: 'at', title: t(w.importAt), value: row => chinaMinute(new Date(row.createdAt)) },
          { key: 'center', title: t(w.center), value: row => row.centerName, filter: true },
          {
            key: 'file',
            title: t(w.importFile),
            value: row => row.fileName,
            render: row => (
              <>
                {row.fileName} {row.state === 'running' && <Tag color="gold">{t(w.importRunning)}</Tag>}
                {row.state === 'removed' && (
                  <Tag>
                    {t(w.importRemoved)} {row.removed}
                  </Tag>
                )}
              </>
            ),
          },
          { key: 'by', title: t(w.importBy), value: row => row.createdByName },
          { key: 'new', title: t(w.importNew), value: row => row.imported, number: true },
          { key: 'changed', title: t(w.importChanged), value: row => row.changed, number: true },
          { key: 'same', title: t(w.importSame), value: row => row.repeated, number: true },
          { key: 'refused', title: t(w.refused), value: row => row.refused, number: true },
          {
            key: 'actions',
            title: t(w.actions),
            value: () => '',
            sort: false,
            render: row => (
              <>
                {row.refused > 0 && (
                  <Button type="link" size="small" onClick={() => rejects.mutate(row.id)}>
                    {t(w.downloadRejects)}
                  </Button>
                )}
                {row.removable && (
                  <Button type="link" size="small" danger onClick={() => confirm(row)}>
                    {t(w.takeBack)}
                  </Button>
                )}
              </>
            ),
          },
        ]}
      />
    </>
  )
}
