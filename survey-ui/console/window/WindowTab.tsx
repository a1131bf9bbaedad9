// The windows of a centre with their people, card and tablet.
import { PrinterOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, Tag } from 'antd'
import { useState } from 'react'
import { consoleWords } from '../../../server/words/console.ts'
import { windowWords } from '../../../server/words/window.ts'
import { send } from '../shell/api.ts'
import { copyText } from '../shell/copy.ts'
import { type Column, DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useSession } from '../shell/session.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { NamedDialog } from './NamedDialog.tsx'
import { PairDialog } from './PairDialog.tsx'
import { StateMark, useToggle } from './StateMark.tsx'
import { type Hall, type Point, pointApi, useChange } from './window-api.ts'

type Open = { kind: 'edit'; point?: Point } | { kind: 'pair'; point: Point } | { kind: 'import' } | null

export function WindowTab({ centerId, hall }: { readonly centerId: string; readonly hall: Hall }) {
  const { t } = useSpeech()
  const { can } = useSession()
  const [open, setOpen] = useState<Open>(null)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const write = can('window.write')
  const close = () => setOpen(null)
  const buttons = write && (
    <>
      <Button type="primary" onClick={() => setOpen({ kind: 'edit' })}>
        {t(windowWords.addWindow)}
      </Button>
      <Button onClick={() => setOpen({ kind: 'import' })}>{t(windowWords.importWindows)}</Button>
    </>
  )
  const people = (point: Point) =>
    hall.staff
      .filter(person => person.pointId === point.id && person.active)
      .map(person => person.name)
      .join('、')
  const tablets = (point: Point) =>
    hall.devices.filter(device => device.pointId === point.id && device.state === 'paired').length
  const columns: Column<Point>[] = [
    { key: 'code', title: t(windowWords.number), value: point => point.code, width: 90 },
    { key: 'name', title: t(windowWords.windowName), value: point => point.name },
    { key: 'unit', title: t(windowWords.unit), value: point => point.unitName, filter: true },
    { key: 'staff', title: t(windowWords.onDuty), value: people, render: point => people(point) || '—' },
    {
      key: 'tablet',
      title: t(windowWords.tablet),
      value: point => (tablets(point) ? t(windowWords.tabletCount, tablets(point)) : t(windowWords.noTablet)),
      filter: true,
      render: point =>
        tablets(point) ? (
          <Tag color="green">{t(windowWords.tabletCount, tablets(point))}</Tag>
        ) : (
          <span className="muted">{t(windowWords.noTablet)}</span>
        ),
    },
    {
      key: 'active',
      title: t(windowWords.state),
      value: point => t(point.active ? windowWords.active : windowWords.inactive),
      filter: true,
      render: point => <StateMark active={point.active} />,
    },
    {
      key: 'actions',
      title: t(windowWords.actions),
      value: () => '',
      sort: false,
      render: point => <PointActions point={point} onOpen={setOpen} />,
    },
  ]
  const usable = hall.points.filter(point => point.active)
  const ids = chosen.filter(id => usable.some(point => point.id === id))
  return (
    <>
      {hall.points.length === 0 ? (
        <Empty words={t(windowWords.noWindows)} action={buttons && <div className="window-buttons">{buttons}</div>} />
      ) : (
        <DataTable
          rows={hall.points}
          rowKey={point => point.id}
          columns={columns}
          exportName="windows"
          selection={{
            // Without a choice all are printed; a box for all would stand twice in the table's head.
            hideSelectAll: true,
            columnTitle: t(windowWords.choice),
            selectedRowKeys: [...chosen],
            onChange: keys => setChosen(keys.map(String)),
            getCheckboxProps: point => ({ disabled: !point.active, 'aria-label': point.code }),
          }}
          toolbar={
            <>
              {buttons}
              {usable.length > 0 && (
                <PrintMenu
                  label={ids.length > 0 ? t(windowWords.printSelected, ids.length) : t(windowWords.printAll)}
                  query={ids.length > 0 ? `ids=${ids.join(',')}` : `centerId=${centerId}`}
                />
              )}
            </>
          }
        />
      )}
      {open?.kind === 'edit' && <PointDialog centerId={centerId} point={open.point} onClose={close} />}
      {open?.kind === 'pair' && <PairDialog point={open.point} onClose={close} />}
      {open?.kind === 'import' && <ImportDialog kind="windows" centerId={centerId} onClose={close} />}
    </>
  )
}

const print = (query: string, paper: string) => window.open(`/api/windows/cards?${query}&paper=${paper}`, '_blank')

function PrintMenu({ label, query }: { readonly label: string; readonly query: string }) {
  const { t } = useSpeech()
  const items = [
    { key: 'a6', label: t(windowWords.paperA6) },
    { key: 'a4', label: t(windowWords.paperA4) },
  ]
  return (
    <Dropdown menu={{ items, onClick: ({ key }) => void print(query, key) }} trigger={['click']}>
      <Button icon={<PrinterOutlined />}>{label}</Button>
    </Dropdown>
  )
}

function PointActions({ point, onOpen }: { readonly point: Point; readonly onOpen: (open: Open) => void }) {
  const { t } = useSpeech()
  const { can } = useSession()
  const { message, modal } = App.useApp()
  const toggle = useToggle((id, active) => send(pointApi.windows[':id'].$patch({ param: { id }, json: { active } })))
  const renew = useChange(
    () => send(pointApi.windows[':id'].code.$post({ param: { id: point.id }, json: {} })),
    () => print(`ids=${point.id}`, 'a6'),
    t(windowWords.codeChanged),
  )
  const askRenew = () =>
    modal.confirm({
      title: t(windowWords.changeCodeTitle, point.code),
      content: t(windowWords.changeCodeHint),
      okText: t(windowWords.changeCode),
      okButtonProps: { danger: true },
      onOk: () =>
        renew.mutateAsync(undefined).catch((error: unknown) => {
          void message.open({ type: 'error', duration: 8, content: <ProblemAlert error={error} /> })
        }),
    })
  const write = can('window.write')
  const acts: Record<string, () => void> = {
    edit: () => onOpen({ kind: 'edit', point }),
    copy: () => void copyText(point.link).then(done => done && message.success(t(consoleWords.copied))),
    code: () => void askRenew(),
    toggle: () => toggle(point, point.code),
  }
  const items = [
    { key: 'copy', label: t(windowWords.copyLink) },
    ...(write
      ? [
          { key: 'edit', label: t(consoleWords.edit) },
          { key: 'code', label: t(windowWords.changeCode), danger: true },
          { key: 'toggle', label: t(point.active ? windowWords.deactivate : windowWords.activate) },
        ]
      : []),
  ]
  return (
    <span className="window-actions">
      {point.active === 1 && (
        <Button type="link" size="small" onClick={() => void print(`ids=${point.id}`, 'a6')}>
          {t(windowWords.printOne)}
        </Button>
      )}
      {point.active === 1 && can('window.pair') && (
        <Button type="link" size="small" onClick={() => onOpen({ kind: 'pair', point })}>
          {t(windowWords.pair)}
        </Button>
      )}
      <Dropdown menu={{ items, onClick: ({ key }) => acts[key]?.() }} trigger={['click']}>
        <Button type="link" size="small">
          {t(windowWords.more)}
        </Button>
      </Dropdown>
    </span>
  )
}

interface PointDialogProps {
  readonly centerId: string
  readonly point?: Point | undefined
  readonly onClose: () => void
}

function PointDialog({ centerId, point, onClose }: PointDialogProps) {
  const { t } = useSpeech()
  return (
    <NamedDialog
      title={t(point ? consoleWords.edit : windowWords.addWindow)}
      row={point}
      code={{ label: windowWords.number, hint: windowWords.numberHint, pattern: /^[\p{L}\p{N}_#./-]{1,40}$/u }}
      name={{ label: windowWords.windowName, max: 60 }}
      save={json =>
        point
          ? send(pointApi.windows[':id'].$patch({ param: { id: point.id }, json }))
          : send(pointApi.windows.$post({ json: { ...json, centerId } }))
      }
      onClose={onClose}
    />
  )
}
