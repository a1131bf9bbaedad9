// The people of a centre: number, name, seat, account.
import { Button } from 'antd'
import { useState } from 'react'
import type { Role } from '../../../server/account/permission.ts'
import { roleWords } from '../../../server/words/account.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { windowWords } from '../../../server/words/window.ts'
import { send } from '../shell/api.ts'
import { type Column, DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty } from '../shell/Page.tsx'
import { useSession } from '../shell/session.tsx'
import { StaffDialog } from './StaffDialog.tsx'
import { StateMark, useToggle } from './StateMark.tsx'
import { type Hall, type Staff, staffApi } from './window-api.ts'

export function StaffTab({ centerId, hall }: { readonly centerId: string; readonly hall: Hall }) {
  const { t } = useSpeech()
  const { can } = useSession()
  const [open, setOpen] = useState<{ person?: Staff } | null>(null)
  const toggle = useToggle((id, active) =>
    send(staffApi['window-staff'][':id'].$patch({ param: { id }, json: { active } })),
  )
  const write = can('window.write')
  const add = write && (
    <Button type="primary" onClick={() => setOpen({})}>
      {t(windowWords.addStaff)}
    </Button>
  )
  const seat = (person: Staff) => (person.pointCode === null ? '' : `${person.pointCode} ${person.pointName ?? ''}`)
  const account = (person: Staff) =>
    person.username === null
      ? ''
      : `${person.username} · ${t(roleWords[(person.role ?? 'viewer') as Role] ?? consoleWords.none)}`
  const columns: Column<Staff>[] = [
    { key: 'number', title: t(windowWords.staffNumber), value: person => person.number, width: 110 },
    { key: 'name', title: t(windowWords.staffName), value: person => person.name },
    {
      key: 'seat',
      title: t(windowWords.seat),
      value: seat,
      filter: true,
      render: person => seat(person) || <span className="muted">{t(windowWords.noSeat)}</span>,
    },
    {
      key: 'account',
      title: t(windowWords.account),
      value: account,
      render: person => account(person) || <span className="muted">{t(windowWords.noAccount)}</span>,
    },
    {
      key: 'mobile',
      title: t(windowWords.mobile),
      value: person => t(person.mobileKnown ? windowWords.mobileKnown : windowWords.mobileUnknown),
      filter: true,
    },
    {
      key: 'active',
      title: t(windowWords.state),
      value: person => t(person.active ? windowWords.active : windowWords.inactive),
      filter: true,
      render: person => <StateMark active={person.active} />,
    },
    ...(write
      ? [
          {
            key: 'actions',
            title: t(windowWords.actions),
            value: () => '',
            sort: false,
            render: (person: Staff) => (
              <>
                <Button type="link" size="small" onClick={() => setOpen({ person })}>
                  {t(consoleWords.edit)}
                </Button>
                <Button type="link" size="small" onClick={() => toggle(person, person.name)}>
                  {t(person.active ? windowWords.deactivate : windowWords.activate)}
                </Button>
              </>
            ),
          },
        ]
      : []),
  ]
  return (
    <>
      {hall.staff.length === 0 ? (
        <Empty words={t(windowWords.noStaff)} action={add} />
      ) : (
        <DataTable
          rows={hall.staff}
          rowKey={person => person.id}
          columns={columns}
          exportName="window-staff"
          toolbar={add}
        />
      )}
      {open && (
        <StaffDialog centerId={centerId} person={open.person} points={hall.points} onClose={() => setOpen(null)} />
      )}
    </>
  )
}
