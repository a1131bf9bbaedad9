// What the house reminds the signed-in person of; nothing is sent outside.
import { Badge, Button } from 'antd'
import type { ReminderKind } from '../../../server/rectification/due.ts'
import { chinaMinute } from '../../../server/china-time.ts'
import { rectificationWords as w, reminderWords } from '../../../server/words/rectification.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useMarkSeen, useReminders } from './case-api.ts'

export function ReminderTab({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const { t } = useSpeech()
  const list = useReminders()
  const seen = useMarkSeen()
  const reminders = list.data?.reminders ?? []
  if (list.data && reminders.length === 0) return <Empty words={`${t(w.noReminders)}${t(w.remindersSubtitle)}`} />
  return (
    <>
      <ProblemAlert error={list.error ?? seen.error} />
      <p className="muted">{t(w.remindersSubtitle)}</p>
      <DataTable
        rows={reminders}
        rowKey={({ rectificationId, kind }) => `${rectificationId}${kind}`}
        loading={list.isPending}
        toolbar={
          <Button disabled={list.data?.unseen === 0} loading={seen.isPending} onClick={() => seen.mutate()}>
            {t(w.markSeen)}
          </Button>
        }
        columns={[
          {
            key: 'seen',
            title: t(w.state),
            value: ({ seenAt }) => t(seenAt ? w.seen : w.unseen),
            render: ({ seenAt }) => (
              <Badge status={seenAt ? 'default' : 'error'} text={t(seenAt ? w.seen : w.unseen)} />
            ),
            filter: true,
          },
          {
            key: 'kind',
            title: t(w.reminder),
            value: ({ kind }) => t(reminderWords[kind as ReminderKind]),
            filter: true,
          },
          {
            key: 'point',
            title: t(w.point),
            value: ({ centerName, pointCode, pointName }) => `${centerName} · ${pointCode} ${pointName}`,
          },
          { key: 'at', title: t(w.remindedAt), value: ({ at }) => chinaMinute(new Date(at)) },
          {
            key: 'actions',
            title: t(w.actions),
            value: () => '',
            sort: false,
            render: ({ rectificationId }) => (
              <Button type="link" size="small" onClick={() => onOpen(rectificationId)}>
                {t(w.details)}
              </Button>
            ),
          },
        ]}
      />
    </>
  )
}
