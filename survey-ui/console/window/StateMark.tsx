// Open or closed, and closing something with a way back.
import { App, Button, Tag } from 'antd'
import { consoleWords } from '../../../server/words/console.ts'
import { windowWords } from '../../../server/words/window.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useChange } from './window-api.ts'

export function StateMark({ active }: { readonly active: number }) {
  const { t } = useSpeech()
  return <Tag color={active ? 'green' : 'default'}>{t(active ? windowWords.active : windowWords.inactive)}</Tag>
}

/** Opens or closes a row; closing can be undone for some seconds, and by the same button at any time. */
export function useToggle(change: (id: string, active: 0 | 1) => Promise<unknown>) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const set = useChange(({ id, active }: { id: string; active: 0 | 1 }) => change(id, active), undefined, null)
  return (row: { readonly id: string; readonly active: number }, name: string) => {
    const active = row.active ? 0 : 1
    set.mutate(
      { id: row.id, active },
      {
        onSuccess: () => {
          if (active === 1) {
            void message.success(t(consoleWords.saved))
            return
          }
          const key = `closed-${row.id}`
          const undo = () => {
            message.destroy(key)
            set.mutate({ id: row.id, active: 1 })
          }
          void message.open({
            key,
            duration: 8,
            type: 'info',
            content: (
              <>
                {t(windowWords.deactivated, name)}{' '}
                <Button type="link" size="small" onClick={undo}>
                  {t(windowWords.undo)}
                </Button>
              </>
            ),
          })
        },
        onError: error => void message.open({ type: 'error', duration: 8, content: <ProblemAlert error={error} /> }),
      },
    )
  }
}
