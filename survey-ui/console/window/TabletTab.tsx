// The tablets of a centre: in use or revoked, since when, by whom.
import { App, Button, Tag } from 'antd'
import { chinaMinute } from '../../../server/china-time.ts'
import { windowWords } from '../../../server/words/window.ts'
import { send } from '../shell/api.ts'
import { type Column, DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useSession } from '../shell/session.tsx'
import { type Device, deviceApi, type Hall, useChange } from './window-api.ts'

const shown = (at: string | null) => (at === null ? '' : chinaMinute(new Date(at)))

export function TabletTab({ hall }: { readonly hall: Hall }) {
  const { t } = useSpeech()
  const { can } = useSession()
  const { message, modal } = App.useApp()
  const revoke = useChange((id: string) => send(deviceApi['window-devices'][':id'].revoke.$post({ param: { id } })))
  const ask = (device: Device) =>
    modal.confirm({
      title: t(windowWords.revokeTitle, `${device.pointCode} ${device.name || t(windowWords.unnamed)}`),
      content: t(windowWords.revokeHint),
      okText: t(windowWords.revoke),
      okButtonProps: { danger: true },
      onOk: () =>
        revoke.mutateAsync(device.id).catch((error: unknown) => {
          void message.open({ type: 'error', duration: 8, content: <ProblemAlert error={error} /> })
        }),
    })
  const columns: Column<Device>[] = [
    { key: 'point', title: t(windowWords.number), value: device => device.pointCode, width: 90 },
    { key: 'pointName', title: t(windowWords.windowName), value: device => device.pointName },
    { key: 'name', title: t(windowWords.tabletName), value: device => device.name || t(windowWords.unnamed) },
    {
      key: 'state',
      title: t(windowWords.state),
      value: device => t(windowWords.stateOfTablet[device.state]),
      filter: true,
      render: device => (
        <Tag color={device.state === 'paired' ? 'green' : 'default'}>{t(windowWords.stateOfTablet[device.state])}</Tag>
      ),
    },
    { key: 'pairedAt', title: t(windowWords.pairedAt), value: device => shown(device.pairedAt) },
    { key: 'pairedBy', title: t(windowWords.pairedBy), value: device => device.pairedByName },
    { key: 'seenAt', title: t(windowWords.seenAt), value: device => shown(device.seenAt) || null },
    {
      key: 'revoked',
      title: t(windowWords.revokedAt),
      value: device => (device.revokedAt ? `${shown(device.revokedAt)} ${device.revokedByName ?? ''}` : null),
    },
    ...(can('window.pair')
      ? [
          {
            key: 'actions',
            title: t(windowWords.actions),
            value: () => '',
            sort: false,
            render: (device: Device) =>
              device.state === 'paired' && (
                <Button type="link" size="small" danger onClick={() => void ask(device)}>
                  {t(windowWords.revoke)}
                </Button>
              ),
          },
        ]
      : []),
  ]
  if (hall.devices.length === 0) return <Empty words={t(windowWords.noTablets)} />
  return <DataTable rows={hall.devices} rowKey={device => device.id} columns={columns} exportName="tablets" />
}
