// The catalogue of matters, shared by all centres.
import { Button } from 'antd'
import { useState } from 'react'
import { consoleWords } from '../../../server/words/console.ts'
import { windowWords } from '../../../server/words/window.ts'
import { send } from '../shell/api.ts'
import { type Column, DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useSession } from '../shell/session.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { NamedDialog } from './NamedDialog.tsx'
import { StateMark, useToggle } from './StateMark.tsx'
import { type Matter, matterApi, useMatters } from './window-api.ts'

export function MatterTab({ everywhere }: { readonly everywhere: boolean }) {
  const { t } = useSpeech()
  const { can } = useSession()
  const list = useMatters()
  const [open, setOpen] = useState<{ matter?: Matter } | 'import' | null>(null)
  const toggle = useToggle((id, active) =>
    send(matterApi['window-matters'][':id'].$patch({ param: { id }, json: { active } })),
  )
  const write = can('window.write') && everywhere
  const buttons = write && (
    <>
      <Button type="primary" onClick={() => setOpen({})}>
        {t(windowWords.addMatter)}
      </Button>
      <Button onClick={() => setOpen('import')}>{t(windowWords.importMatters)}</Button>
    </>
  )
  const matters = list.data?.matters ?? []
  const columns: Column<Matter>[] = [
    { key: 'code', title: t(windowWords.matterCode), value: matter => matter.code },
    { key: 'name', title: t(windowWords.matterName), value: matter => matter.name },
    { key: 'unit', title: t(windowWords.unit), value: matter => matter.unitName, filter: true },
    {
      key: 'active',
      title: t(windowWords.state),
      value: matter => t(matter.active ? windowWords.active : windowWords.inactive),
      filter: true,
      render: matter => <StateMark active={matter.active} />,
    },
    ...(write
      ? [
          {
            key: 'actions',
            title: t(windowWords.actions),
            value: () => '',
            sort: false,
            render: (matter: Matter) => (
              <>
                <Button type="link" size="small" onClick={() => setOpen({ matter })}>
                  {t(consoleWords.edit)}
                </Button>
                <Button type="link" size="small" onClick={() => toggle(matter, matter.name)}>
                  {t(matter.active ? windowWords.deactivate : windowWords.activate)}
                </Button>
              </>
            ),
          },
        ]
      : []),
  ]
  const close = () => setOpen(null)
  return (
    <>
      <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
      {!list.isPending && matters.length === 0 ? (
        <Empty words={t(windowWords.noMatters)} action={buttons && <div className="window-buttons">{buttons}</div>} />
      ) : (
        <DataTable
          rows={matters}
          rowKey={matter => matter.id}
          columns={columns}
          exportName="window-matters"
          loading={list.isPending}
          toolbar={buttons}
        />
      )}
      <p className="muted small">{t(windowWords.mattersShared)}</p>
      {open === 'import' && <ImportDialog kind="matters" onClose={close} />}
      {open !== null && open !== 'import' && <MatterDialog matter={open.matter} onClose={close} />}
    </>
  )
}

function MatterDialog({ matter, onClose }: { readonly matter?: Matter | undefined; readonly onClose: () => void }) {
  const { t } = useSpeech()
  return (
    <NamedDialog
      title={t(matter ? consoleWords.edit : windowWords.addMatter)}
      row={matter}
      code={{ label: windowWords.matterCode, pattern: /^[A-Za-z0-9._/-]{1,60}$/ }}
      name={{ label: windowWords.matterName, max: 120 }}
      save={json =>
        matter
          ? send(matterApi['window-matters'][':id'].$patch({ param: { id: matter.id }, json }))
          : send(matterApi['window-matters'].$post({ json }))
      }
      onClose={onClose}
    />
  )
}
