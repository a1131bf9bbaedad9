// Rectification 差评整改: cases, reminders and the working calendar, and one case by its id.
import { Badge, Button, Tabs } from 'antd'
import { useSearchParams } from 'react-router'
import { rectificationWords as w } from '../../../server/words/rectification.ts'
import { useSpeech } from '../shell/language.tsx'
import { Page } from '../shell/Page.tsx'
import { useSession } from '../shell/session.tsx'
import { CalendarTab } from './CalendarTab.tsx'
import { CaseListTab } from './CaseListTab.tsx'
import { CaseView } from './CaseView.tsx'
import { useReminders } from './case-api.ts'
import './rectification.css'
import { ReminderTab } from './ReminderTab.tsx'

export default function RectificationPage() {
  const { t } = useSpeech()
  const { can } = useSession()
  const [search, setSearch] = useSearchParams()
  const reminders = useReminders()
  const id = search.get('id')
  const tab = search.get('tab') ?? 'cases'
  const open = (wanted: string) => setSearch({ id: wanted })
  if (id) return <CaseView id={id} onBack={() => setSearch(tab === 'cases' ? {} : { tab })} />
  const unseen = reminders.data?.unseen ?? 0
  return (
    <Page
      title={t(w.title)}
      subtitle={t(w.subtitle)}
      actions={
        unseen > 0 && tab !== 'reminders' ? (
          <Badge count={unseen} color="#b3261e">
            <Button onClick={() => setSearch({ tab: 'reminders' })}>{t(w.tabReminders)}</Button>
          </Badge>
        ) : undefined
      }
      {...(can('satisfaction.read') ? { next: { words: t(w.next), to: '/satisfaction' } } : {})}
    >
      <Tabs
        activeKey={tab}
        onChange={key => setSearch(key === 'cases' ? {} : { tab: key })}
        destroyOnHidden
        items={[
          { key: 'cases', label: t(w.tabCases), children: <CaseListTab onOpen={open} /> },
          {
            key: 'reminders',
            label: unseen > 0 ? `${t(w.tabReminders)} ${unseen}` : t(w.tabReminders),
            children: <ReminderTab onOpen={open} />,
          },
          { key: 'calendar', label: t(w.tabCalendar), children: <CalendarTab /> },
        ]}
      />
    </Page>
  )
}
