// Signing in, and setting one's own password after a one-time one.
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { AccountRoutes } from '../../../server/account/account.routes.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { ApiProblem, client, send } from './api.ts'
import { useSpeech } from './language.tsx'

const api = client<AccountRoutes>()

export function SignInPage({ onDone }: { readonly onDone: () => void }) {
  const { t, language, change } = useSpeech()
  const { busy, problem, run } = useAttempt(onDone)
  return (
    <main className="gate">
      <div className="gate-card">
        <h1>
          <span className="mark" aria-hidden="true">
            评
          </span>
          {t(consoleWords.product)}
        </h1>
        <p className="muted">{t(consoleWords.tagline)}</p>
        {problem && <Alert type="error" showIcon title={problem.title} description={problem.detail} />}
        <Form
          layout="vertical"
          requiredMark={false}
          onFinish={(values: { username: string; password: string }) =>
            run(() => send(api.account['sign-in'].$post({ json: values })))
          }
        >
          <Form.Item name="username" label={t(consoleWords.username)} rules={[{ required: true }]}>
            <Input autoComplete="username" autoFocus size="large" />
          </Form.Item>
          <Form.Item name="password" label={t(consoleWords.password)} rules={[{ required: true }]}>
            <Input.Password autoComplete="current-password" size="large" />
          </Form.Item>
          <Button type="primary" htmlType="submit" size="large" block loading={busy}>
            {t(consoleWords.signIn)}
          </Button>
        </Form>
        <p className="muted small">{t(consoleWords.signInHint)}</p>
        <Button type="link" size="small" onClick={() => change(language === 'zh' ? 'en' : 'zh')}>
          {t(consoleWords.other)}
        </Button>
      </div>
    </main>
  )
}

export function PasswordPage({ onDone }: { readonly onDone: () => void }) {
  const { t } = useSpeech()
  const { busy, problem, run } = useAttempt(onDone)
  const [form] = Form.useForm<{ current: string; next: string; again: string }>()
  return (
    <main className="gate">
      <div className="gate-card">
        <h1>{t(consoleWords.changePassword)}</h1>
        <p className="muted">{t(consoleWords.changePasswordHint)}</p>
        {problem && <Alert type="error" showIcon title={problem.title} description={problem.detail} />}
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={({ current, next }) => run(() => send(api.account.password.$post({ json: { current, next } })))}
        >
          <Form.Item name="current" label={t(consoleWords.currentPassword)} rules={[{ required: true }]}>
            <Input.Password autoComplete="current-password" autoFocus />
          </Form.Item>
          <Form.Item name="next" label={t(consoleWords.newPassword)} rules={[{ required: true, min: 10 }]}>
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Form.Item
            name="again"
            label={t(consoleWords.repeatPassword)}
            dependencies={['next']}
            rules={[
              { required: true },
              {
                validator: (_, value) =>
                  value === form.getFieldValue('next')
                    ? Promise.resolve()
                    : Promise.reject(new Error(t(consoleWords.passwordsDiffer))),
              },
            ]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={busy}>
            {t(consoleWords.save)}
          </Button>
        </Form>
      </div>
    </main>
  )
}

function useAttempt(onDone: () => void) {
  const { language } = useSpeech()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<{ title: string; detail: string } | null>(null)
  const run = async (attempt: () => Promise<unknown>) => {
    setBusy(true)
    setProblem(null)
    try {
      await attempt()
      onDone()
    } catch (error) {
      setProblem(
        error instanceof ApiProblem
          ? (error.problem.messages?.[language] ?? error.problem)
          : { title: String(error), detail: '' },
      )
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, run }
}
