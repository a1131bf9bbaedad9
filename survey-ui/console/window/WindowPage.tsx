// The page of windows: which centre, then its windows, people, tablets, and the matters of all centres.
import { App, Button, Select, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { consoleWords } from '../../../server/words/console.ts'
import { windowWords } from '../../../server/words/window.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { Empty, Page, Tiles } from '../shell/Page.tsx'
import { useSession } from '../shell/session.tsx'
import { CenterDialog } from './CenterDialog.tsx'
import { MatterTab } from './MatterTab.tsx'
import { StaffTab } from './StaffTab.tsx'
import { TabletTab } from './TabletTab.tsx'
import { WindowTab } from './WindowTab.tsx'
import { type Center, centerApi, type Hall, useCenters, useChange, useHall } from './window-api.ts'
import './window.css'

export default function WindowPage() {
  const { t } = useSpeech()
  const { can } = useSession()
  const [query, setQuery] = useSearchParams()
  const [dialog, setDialog] = useState<'add' | 'edit' | null>(null)
  const list = useCenters()
  const centers = list.data?.centers ?? []
  const center = centers.find(({ id }) => id === query.get('center')) ?? centers[0]
  const hall = useHall(center?.id ?? '')
  const keep = can('window.write') && list.data?.everywhere === true
  const show = (name: string, value: string) =>
    setQuery(current => {
      current.set(name, value)
      return current
    })
  const add = keep && (
    <Button type={center ? 'default' : 'primary'} onClick={() => setDialog('add')}>
      {t(windowWords.addCenter)}
    </Button>
  )
  return (
    <Page
      title={t(windowWords.title)}
      subtitle={t(windowWords.subtitle)}
      actions={center && add}
      error={list.error ?? hall.error}
      onRetry={() => {
        void list.refetch()
        hall.retry()
      }}
      loading={list.isPending || hall.pending}
      {...(center && hall.points.length > 0 && can('visit.read')
        ? { next: { words: t(windowWords.nextCards), to: '/visits' } }
        : {})}
    >
      {center ? (
        <>
          <CenterHead
            center={center}
            centers={centers}
            onChoose={id => show('center', id)}
            onEdit={keep ? () => setDialog('edit') : undefined}
          />
          <Figures hall={hall} />
          <Tabs
            activeKey={query.get('tab') ?? 'windows'}
            onChange={key => show('tab', key)}
            items={[
              {
                key: 'windows',
                label: `${t(windowWords.windows)} ${hall.points.length}`,
                children: <WindowTab centerId={center.id} hall={hall} />,
              },
              {
                key: 'staff',
                label: `${t(windowWords.staff)} ${hall.staff.length}`,
                children: <StaffTab centerId={center.id} hall={hall} />,
              },
              {
                key: 'matters',
                label: t(windowWords.matters),
                children: <MatterTab everywhere={list.data?.everywhere === true} />,
              },
              {
                key: 'tablets',
                label: `${t(windowWords.tablets)} ${hall.devices.filter(({ state }) => state === 'paired').length}`,
                children: <TabletTab hall={hall} />,
              },
            ]}
          />
        </>
      ) : (
        <Empty words={t(list.data?.everywhere ? windowWords.noCenter : windowWords.noPlace)} action={add} />
      )}
      {dialog && (
        <CenterDialog
          center={dialog === 'edit' ? center : undefined}
          onClose={() => setDialog(null)}
          onSaved={id => {
            setDialog(null)
            show('center', id)
          }}
        />
      )}
    </Page>
  )
}

interface CenterHeadProps {
  readonly center: Center
  readonly centers: readonly Center[]
  readonly onChoose: (id: string) => void
  /** Undefined: the reader does not keep centres. */
  readonly onEdit?: (() => void) | undefined
}

function CenterHead({ center, centers, onChoose, onEdit }: CenterHeadProps) {
  const { t } = useSpeech()
  const { modal } = App.useApp()
  const toggle = useChange((active: 0 | 1) =>
    send(centerApi['window-centers'][':id'].$patch({ param: { id: center.id }, json: { active } })),
  )
  const close = () =>
    modal.confirm({
      title: `${t(windowWords.closeCenter)}：${center.name}`,
      content: t(windowWords.closeCenterHint),
      okText: t(windowWords.closeCenter),
      okButtonProps: { danger: true },
      onOk: () => toggle.mutateAsync(0).catch(() => undefined),
    })
  const place = center.address || center.code
  return (
    <section className="panel window-center">
      <div>
        <h2>
          {center.name} {center.active === 0 && <Tag color="gold">{t(windowWords.centerClosed)}</Tag>}
        </h2>
        <span className="muted">
          {t(windowWords.centerLine, place, center.opensAt, center.closesAt, center.supplementDays)}
        </span>
      </div>
      <div className="window-buttons">
        {centers.length > 1 && (
          <Select
            aria-label={t(windowWords.center)}
            value={center.id}
            options={centers.map(({ id, name }) => ({ value: id, label: name }))}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            onChange={onChoose}
            className="window-choice"
          />
        )}
        {onEdit && <Button onClick={onEdit}>{t(consoleWords.edit)}</Button>}
        {onEdit && (
          <Button onClick={center.active ? () => void close() : () => toggle.mutate(1)}>
            {t(center.active ? windowWords.closeCenter : windowWords.openCenter)}
          </Button>
        )}
      </div>
    </section>
  )
}

function Figures({ hall }: { readonly hall: Hall }) {
  const { t } = useSpeech()
  const open = hall.points.filter(point => point.active)
  const working = hall.staff.filter(person => person.active)
  const paired = new Set(hall.devices.filter(({ state }) => state === 'paired').map(({ pointId }) => pointId))
  const without = open.filter(point => working.filter(person => person.pointId === point.id).length !== 1).length
  return (
    <Tiles
      items={[
        { label: t(windowWords.openWindows), value: open.length },
        {
          label: t(windowWords.withTablet),
          value: `${open.filter(point => paired.has(point.id)).length} / ${open.length}`,
        },
        { label: t(windowWords.staffOnDuty), value: working.length },
        {
          label: t(windowWords.unmanned),
          value: without,
          ...(without > 0 ? { tone: 'warn' as const, note: t(windowWords.unmannedNote) } : {}),
        },
      ]}
    />
  )
}
