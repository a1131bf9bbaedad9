// Shows a problem where it happened: what, what was kept, what to do, which fields.
import { Alert, Button } from 'antd'
import { consoleWords } from '../../../server/words/console.ts'
import { ApiProblem } from './api.ts'
import { useSpeech } from './language.tsx'

export function ProblemAlert({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t, language } = useSpeech()
  if (!error) return null
  if (!(error instanceof ApiProblem))
    return (
      <Alert
        type="error"
        showIcon
        title={t(consoleWords.loadFailed)}
        description={error instanceof Error ? error.message : t(consoleWords.loadFailed)}
      />
    )
  const { problem } = error
  const words = problem.messages?.[language] ?? problem
  return (
    <Alert
      type="error"
      showIcon
      title={words.title}
      description={
        <>
          <div>{words.detail}</div>
          {problem.errors && problem.errors.length > 0 && (
            <ul className="problem-list">
              {problem.errors.slice(0, 20).map(item => (
                <li key={`${item.pointer}${item.detail}`}>
                  <code>{item.pointer}</code> {item.detail}
                </li>
              ))}
            </ul>
          )}
        </>
      }
      action={onRetry ? <Button onClick={onRetry}>{t(consoleWords.retry)}</Button> : undefined}
      style={{ marginBottom: 16 }}
    />
  )
}
