// Units 参评单位 and their series.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Modal, Select, Tag } from 'antd'
import { useState } from 'react'
import type { UnitRoutes } from '../../../server/unit/unit.routes.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { unitWords } from '../../../server/words/unit.ts'
import { client, send } from '../shell/api.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty, Page } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useSession } from '../shell/session.tsx'

const api = client<UnitRoutes>()

interface UnitForm {
  code: string
  name: string
  shortName?: string
  seriesId: string
}

export default function UnitPage() {
  const { t } = useSpeech()
  const { can } = useSession()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const list = useQuery({ queryKey: ['units'], queryFn: () => send(api.units.$get()) })
  const [open, setOpen] = useState<'unit' | 'series' | null>(null)
  const [editing, setEditing] = useState<string | null>(null)
  const done = () => {
    setOpen(null)
    setEditing(null)
    void message.success(t(consoleWords.saved))
    return queries.invalidateQueries({ queryKey: ['units'] })
  }
  const addSeries = useMutation({
    mutationFn: (json: { code: string; name: string }) => send(api['unit-series'].$post({ json })),
    onSuccess: done,
  })
  const saveUnit = useMutation({
    mutationFn: async (json: UnitForm) =>
      editing
        ? await send(api.units[':id'].$patch({ param: { id: editing }, json }))
        : await send(api.units.$post({ json })),
    onSuccess: done,
  })
  const toggle = useMutation({
    mutationFn: (unit: { id: string; active: number }) =>
      send(api.units[':id'].$patch({ param: { id: unit.id }, json: { active: unit.active ? 0 : 1 } })),
    onSuccess: done,
  })
  const units = list.data?.units ?? []
  const series = list.data?.series ?? []
  const edited = units.find(unit => unit.id === editing)
  const write = can('unit.write')
  const buttons = (
    <>
      <Button onClick={() => setOpen('series')}>{t(unitWords.createSeries)}</Button>
      <Button type="primary" disabled={series.length === 0} onClick={() => setOpen('unit')}>
        {t(unitWords.create)}
      </Button>
    </>
  )
  return (
    <Page
      title={t(unitWords.title)}
      subtitle={t(unitWords.subtitle)}
      actions={write && buttons}
      error={list.error ?? toggle.error}
      onRetry={() => void list.refetch()}
      loading={list.isPending}
      {...(units.length > 0 ? { next: { words: t(unitWords.next), to: '/' } } : {})}
    >
      {units.length === 0 ? (
        <Empty words={t(unitWords.empty)} action={write && buttons} />
      ) : (
        <DataTable
          rows={units}
          rowKey={unit => unit.id}
          exportName="units"
          columns={[
            { key: 'series', title: t(unitWords.series), value: unit => unit.seriesName, filter: true },
            { key: 'code', title: t(unitWords.code), value: unit => unit.code },
            { key: 'name', title: t(unitWords.name), value: unit => unit.name },
            { key: 'shortName', title: t(unitWords.shortName), value: unit => unit.shortName },
            {
              key: 'active',
              title: t(unitWords.state),
              value: unit => t(unit.active ? unitWords.active : unitWords.inactive),
              render: unit => (
                <Tag color={unit.active ? 'green' : 'default'}>
                  {t(unit.active ? unitWords.active : unitWords.inactive)}
                </Tag>
              ),
              filter: true,
            },
            ...(write
              ? [
                  {
                    key: 'actions',
                    title: '',
                    value: () => '',
                    sort: false,
                    render: (unit: (typeof units)[number]) => (
                      <>
                        <Button
                          type="link"
                          size="small"
                          onClick={() => {
                            setEditing(unit.id)
                            setOpen('unit')
                          }}
                        >
                          {t(consoleWords.edit)}
                        </Button>
                        <Button type="link" size="small" onClick={() => toggle.mutate(unit)}>
                          {t(unit.active ? unitWords.deactivate : unitWords.activate)}
                        </Button>
                      </>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      <Modal
        open={open === 'series'}
        title={t(unitWords.createSeries)}
        footer={null}
        onCancel={() => setOpen(null)}
        destroyOnHidden
      >
        <ProblemAlert error={addSeries.error} />
        <Form layout="vertical" onFinish={(values: { code: string; name: string }) => addSeries.mutate(values)}>
          <Form.Item
            name="code"
            label={t(unitWords.code)}
            rules={[{ required: true, pattern: /^[A-Za-z0-9_-]{1,40}$/ }]}
            extra={t(unitWords.codeHint)}
          >
            <Input autoFocus />
          </Form.Item>
          <Form.Item name="name" label={t(unitWords.seriesName)} rules={[{ required: true }]}>
            <Input />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={addSeries.isPending}>
            {t(consoleWords.save)}
          </Button>
        </Form>
      </Modal>
      <Modal
        open={open === 'unit'}
        title={t(editing ? consoleWords.edit : unitWords.create)}
        footer={null}
        onCancel={() => {
          setOpen(null)
          setEditing(null)
        }}
        destroyOnHidden
      >
        <ProblemAlert error={saveUnit.error} />
        <Form
          layout="vertical"
          initialValues={edited ?? { seriesId: series[0]?.id }}
          onFinish={(values: UnitForm) => saveUnit.mutate(values)}
        >
          <Form.Item name="seriesId" label={t(unitWords.series)} rules={[{ required: true }]}>
            <Select options={series.map(item => ({ value: item.id, label: item.name }))} />
          </Form.Item>
          <Form.Item name="name" label={t(unitWords.name)} rules={[{ required: true }]}>
            <Input autoFocus />
          </Form.Item>
          <Form.Item name="shortName" label={t(unitWords.shortName)}>
            <Input />
          </Form.Item>
          <Form.Item
            name="code"
            label={t(unitWords.code)}
            rules={[{ required: true, pattern: /^[A-Za-z0-9_-]{1,40}$/ }]}
            extra={t(unitWords.codeHint)}
          >
            <Input />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={saveUnit.isPending}>
            {t(consoleWords.save)}
          </Button>
        </Form>
      </Modal>
    </Page>
  )
}
