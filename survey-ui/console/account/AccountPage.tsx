// Office users: adding, roles, disabling, one-time passwords.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, Modal, Select, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { AccountRoutes } from '../../../server/account/account.routes.ts'
import { ROLES, type Role } from '../../../server/account/permission.ts'
import { accountWords, roleWords } from '../../../server/words/account.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { client, send } from '../shell/api.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Page } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useSession } from '../shell/session.tsx'

const api = client<AccountRoutes>()

interface Handed {
  readonly username: string
  readonly password: string
}

export default function AccountPage() {
  const { t } = useSpeech()
  const session = useSession()
  const { message, modal } = App.useApp()
  const queries = useQueryClient()
  const list = useQuery({ queryKey: ['users'], queryFn: () => send(api.account.users.$get()) })
  const [open, setOpen] = useState(false)
  const [handed, setHanded] = useState<Handed | null>(null)
  const refresh = () => queries.invalidateQueries({ queryKey: ['users'] })
  const saved = async () => {
    void message.success(t(consoleWords.saved))
    await refresh()
  }
  const add = useMutation({
    mutationFn: async (json: { username: string; name: string; role: Role }) => ({
      username: json.username,
      password: (await send(api.account.users.$post({ json }))).password,
    }),
    onSuccess: async result => {
      setOpen(false)
      setHanded(result)
      await refresh()
    },
  })
  const change = useMutation({
    mutationFn: ({ id, ...json }: { id: string; role?: Role; banned?: boolean }) =>
      send(api.account.users[':id'].$patch({ param: { id }, json })),
    onSuccess: saved,
  })
  const reset = useMutation({
    mutationFn: async (user: { id: string; username: string }) => ({
      username: user.username,
      password: (await send(api.account.users[':id'].password.$post({ param: { id: user.id } }))).password,
    }),
    onSuccess: async result => {
      setHanded(result)
      await refresh()
    },
  })
  const roleOptions = ROLES.map(role => ({ value: role, label: t(roleWords[role]) }))
  return (
    <Page
      title={t(accountWords.title)}
      subtitle={t(accountWords.subtitle)}
      actions={
        <Button type="primary" onClick={() => setOpen(true)}>
          {t(accountWords.create)}
        </Button>
      }
      error={list.error ?? change.error ?? reset.error}
      onRetry={() => void list.refetch()}
      loading={list.isPending}
    >
      <DataTable
        rows={list.data?.users ?? []}
        rowKey={user => user.id}
        columns={[
          { key: 'username', title: t(consoleWords.username), value: user => user.username },
          { key: 'name', title: t(accountWords.name), value: user => user.name },
          {
            key: 'role',
            title: t(accountWords.role),
            value: user => t(roleWords[(user.role ?? 'viewer') as Role]),
            filter: true,
            render: user => (
              <Select
                size="small"
                style={{ width: 140 }}
                aria-label={t(accountWords.role)}
                disabled={user.id === session.id}
                value={(user.role ?? 'viewer') as Role}
                options={roleOptions}
                onChange={role => change.mutate({ id: user.id, role })}
              />
            ),
          },
          {
            key: 'state',
            title: t(accountWords.state),
            value: user => t(user.banned ? accountWords.disabled : accountWords.enabled),
            filter: true,
            render: user => (
              <>
                <Tag color={user.banned ? 'default' : 'green'}>
                  {t(user.banned ? accountWords.disabled : accountWords.enabled)}
                </Tag>
                {user.mustChangePassword === 1 && <span className="muted small">{t(accountWords.pending)}</span>}
              </>
            ),
          },
          {
            key: 'actions',
            title: '',
            value: () => '',
            sort: false,
            render: user =>
              user.id === session.id ? null : (
                <>
                  <Button
                    type="link"
                    size="small"
                    onClick={() =>
                      modal.confirm({
                        title: t(accountWords.reset),
                        content: t(accountWords.resetConfirm),
                        onOk: () =>
                          reset.mutateAsync({ id: user.id, username: user.username ?? '' }).catch(() => undefined),
                      })
                    }
                  >
                    {t(accountWords.reset)}
                  </Button>
                  <Button
                    type="link"
                    size="small"
                    danger={!user.banned}
                    onClick={() => change.mutate({ id: user.id, banned: !user.banned })}
                  >
                    {t(user.banned ? accountWords.enable : accountWords.disable)}
                  </Button>
                </>
              ),
          },
        ]}
      />
      <Modal open={open} title={t(accountWords.create)} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <ProblemAlert error={add.error} />
        <Form
          layout="vertical"
          initialValues={{ role: 'review_group' }}
          onFinish={(values: { username: string; name: string; role: Role }) => add.mutate(values)}
        >
          <Form.Item
            name="username"
            label={t(consoleWords.username)}
            rules={[{ required: true, pattern: /^[A-Za-z0-9_.-]{2,40}$/ }]}
          >
            <Input autoFocus autoComplete="off" />
          </Form.Item>
          <Form.Item name="name" label={t(accountWords.name)} rules={[{ required: true, max: 50 }]}>
            <Input />
          </Form.Item>
          <Form.Item name="role" label={t(accountWords.role)} rules={[{ required: true }]}>
            <Select options={roleOptions} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={add.isPending}>
            {t(consoleWords.save)}
          </Button>
        </Form>
      </Modal>
      <Modal open={handed !== null} title={t(accountWords.oneTime)} footer={null} onCancel={() => setHanded(null)}>
        <Alert type="warning" showIcon title={t(accountWords.oneTimeHint)} style={{ marginBottom: 12 }} />
        <p>
          {handed?.username}{' '}
          <Typography.Text code copyable={{ tooltips: [t(consoleWords.copy), t(consoleWords.copied)] }}>
            {handed?.password ?? ''}
          </Typography.Text>
        </p>
      </Modal>
    </Page>
  )
}
