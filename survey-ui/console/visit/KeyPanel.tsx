// Keys of queue and case systems: made once, shown once, revoked at any time.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { chinaMinute } from '../../../server/china-time.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { visitWords as w } from '../../../server/words/visit.ts'
import { send } from '../shell/api.ts'
import { copyText } from '../shell/copy.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { keyApi, type Places, type VisitKey } from './visit-api.ts'

export function KeyPanel({ places }: { readonly places: Places }) {
  const { t } = useSpeech()
  const { modal } = App.useApp()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const list = useQuery({ queryKey: ['visit-keys'], queryFn: () => send(keyApi['visit-keys'].$get()) })
  const refresh = () => queries.invalidateQueries({ queryKey: ['visit-keys'] })
  const make = useMutation({
    mutationFn: (json: { centerId: string; name: string }) => send(keyApi['visit-keys'].$post({ json })),
    onSuccess: async () => {
      setOpen(false)
      await refresh()
    },
  })
  const revoke = useMutation({
    mutationFn: (id: string) => send(keyApi['visit-keys'][':id'].revocation.$post({ param: { id } })),
    onSuccess: refresh,
  })
  const confirm = (key: VisitKey) =>
    void modal.confirm({
      title: t(w.keyRevoke),
      content: t(w.keyRevokeSays, key.name),
      okText: t(w.keyRevoke),
      okButtonProps: { danger: true },
      cancelText: t(consoleWords.cancel),
      onOk: () => revoke.mutateAsync(key.id).catch(() => undefined),
    })
  const when = (at: string) => chinaMinute(new Date(at))
  const address = list.data?.address ?? ''
  const window = places.points[0]?.code ?? 'A01'
  return (
    <>
      <ProblemAlert error={list.error ?? revoke.error} />
      <p className="muted">{t(w.keysHint)}</p>
      {make.data && <NewKey value={make.data.key} address={address} window={window} onClose={() => make.reset()} />}
      <DataTable
        rows={list.data?.keys ?? []}
        rowKey={key => key.id}
        search={false}
        loading={list.isPending}
        empty={<Empty words={t(w.keysEmpty)} />}
        toolbar={
          <Button type="primary" onClick={() => setOpen(true)}>
            {t(w.keyNew)}
          </Button>
        }
        columns={[
          { key: 'name', title: t(w.keyName), value: key => key.name },
          { key: 'center', title: t(w.center), value: key => key.centerName, filter: true },
          { key: 'tail', title: t(w.keyTail), value: key => key.tail, render: key => <code>…{key.tail}</code> },
          {
            key: 'created',
            title: t(w.keyCreated),
            value: key => `${when(key.createdAt)} ${key.createdByName ?? ''}`,
          },
          { key: 'used', title: t(w.keyUsed), value: key => (key.usedAt ? when(key.usedAt) : t(w.keyNever)) },
          {
            key: 'actions',
            title: t(w.state),
            value: key => key.revokedAt ?? '',
            sort: false,
            render: key =>
              key.revokedAt ? (
                <span className="muted">{t(w.keyRevoked, when(key.revokedAt))}</span>
              ) : (
                <Button type="link" size="small" danger onClick={() => confirm(key)}>
                  {t(w.keyRevoke)}
                </Button>
              ),
          },
        ]}
      />
      {!make.data && (
        <section className="panel visit-key">
          <h2>{t(w.keyExample)}</h2>
          <Example address={address} value="$MINPING_KEY" window={window} />
        </section>
      )}
      <Modal open={open} title={t(w.keyNew)} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <ProblemAlert error={make.error} />
        <Form
          layout="vertical"
          initialValues={{ centerId: places.centers.length === 1 ? places.centers[0]?.id : undefined }}
          onFinish={(values: { centerId: string; name: string }) => make.mutate(values)}
        >
          <Form.Item name="centerId" label={t(w.center)} rules={[{ required: true }]}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={places.centers.map(one => ({ value: one.id, label: one.name }))}
            />
          </Form.Item>
          <Form.Item name="name" label={t(w.keyName)} extra={t(w.keyNameHint)} rules={[{ required: true, max: 60 }]}>
            <Input autoFocus />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={make.isPending}>
            {t(w.keyNew)}
          </Button>
        </Form>
      </Modal>
    </>
  )
}

interface NewKeyProps {
  readonly value: string
  readonly address: string
  readonly window: string
  readonly onClose: () => void
}

function NewKey({ value, address, window, onClose }: NewKeyProps) {
  const { t } = useSpeech()
  return (
    <Alert
      type="warning"
      showIcon
      closable={{ onClose }}
      title={t(w.keyOnce)}
      style={{ marginBottom: 16 }}
      description={
        <div className="visit-key">
          <Copied text={value} />
          <strong>{t(w.keyExample)}</strong>
          <Example address={address} value={value} window={window} />
        </div>
      }
    />
  )
}

function Example({
  address,
  value,
  window,
}: {
  readonly address: string
  readonly value: string
  readonly window: string
}) {
  // The time of now, so that the example is accepted as it stands.
  const [now] = useState(() => chinaMinute(new Date()))
  const body = `{"caseNo":"2026-000123","windowCode":"${window}","finishedAt":"${now}:00"}`
  return (
    <Copied
      text={[
        `curl -X POST ${address} \\`,
        `  -H "Authorization: Bearer ${value}" \\`,
        `  -H 'Idempotency-Key: 2026-000123-1' \\`,
        `  -H 'Content-Type: application/json' \\`,
        `  -d '${body}'`,
      ].join('\n')}
    />
  )
}

function Copied({ text }: { readonly text: string }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const copy = async () => {
    if (await copyText(text)) void message.success(t(consoleWords.copied))
  }
  return (
    <>
      <pre>{text}</pre>
      <div>
        <Button size="small" onClick={() => void copy()}>
          {t(consoleWords.copy)}
        </Button>
      </div>
    </>
  )
}
