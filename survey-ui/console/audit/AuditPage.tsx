// The audit log, newest first, and the check of its chain.
import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { AuditRoutes } from '../../../server/audit/audit.routes.ts'
import { auditWords } from '../../../server/words/account.ts'
import { client, send } from '../shell/api.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Page } from '../shell/Page.tsx'

const api = client<AuditRoutes>()

export default function AuditPage() {
  const { t, language } = useSpeech()
  const [before, setBefore] = useState<number | undefined>()
  const log = useQuery({
    queryKey: ['audit', before],
    queryFn: () => send(api.audit.$get({ query: { limit: '200', ...(before ? { before: String(before) } : {}) } })),
  })
  const verify = useMutation({ mutationFn: () => send(api.audit.verification.$get()) })
  const entries = log.data?.entries ?? []
  const last = entries.at(-1)?.position
  const verdict = verify.data
  return (
    <Page
      title={t(auditWords.title)}
      subtitle={t(auditWords.subtitle)}
      actions={
        <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate()}>
          {t(auditWords.verify)}
        </Button>
      }
      error={log.error ?? verify.error}
      onRetry={() => void log.refetch()}
      loading={log.isPending}
    >
      {verdict && (
        <Alert
          type={verdict.ok ? 'success' : 'error'}
          showIcon
          style={{ marginBottom: 16 }}
          title={
            verdict.ok
              ? t(auditWords.verified, verdict.entries ?? 0)
              : t(auditWords.broken, verdict.position ?? 0, verdict.reason ?? '')
          }
          description={verdict.ok ? <span className="digest">{verdict.hash}</span> : undefined}
        />
      )}
      <DataTable
        rows={entries}
        rowKey={entry => String(entry.position)}
        exportName="audit"
        pageSize={50}
        columns={[
          { key: 'position', title: t(auditWords.position), value: entry => entry.position, number: true, width: 80 },
          {
            key: 'at',
            title: t(auditWords.at),
            value: entry => entry.at,
            render: entry => new Date(entry.at).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB'),
          },
          { key: 'actor', title: t(auditWords.actor), value: entry => entry.actorName, filter: true },
          { key: 'action', title: t(auditWords.action), value: entry => entry.action, filter: true },
          {
            key: 'subject',
            title: t(auditWords.subject),
            value: entry => entry.subject,
            render: entry => <span className="digest">{entry.subject.replace(/(\/.{8}).+/, '$1…')}</span>,
          },
          {
            key: 'details',
            title: t(auditWords.details),
            value: entry => entry.details,
            render: entry => <span className="digest audit-details">{entry.details}</span>,
          },
        ]}
      />
      <div style={{ display: 'flex', gap: 8 }}>
        {before && <Button onClick={() => setBefore(undefined)}>{t(auditWords.newest)}</Button>}
        {last !== undefined && last > 1 && <Button onClick={() => setBefore(last)}>{t(auditWords.older)}</Button>}
      </div>
    </Page>
  )
}
