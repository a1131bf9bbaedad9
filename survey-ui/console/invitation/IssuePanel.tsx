// Issuing: which draw, which last day, how many people, what it will do.
import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { invitationWords as w } from '../../../server/words/invitation.ts'
import { minute } from '../questionnaire/questionnaire.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { api, type Invitations, type LinkPackage, useRefresh } from './invitation.ts'

interface IssuePanelProps {
  readonly campaignId: string
  readonly data: Invitations
  readonly onIssued: (made: LinkPackage) => void
  /** Nothing has been issued yet: the panel explains itself. */
  readonly first: boolean
}

export function IssuePanel({ campaignId, data, onIssued, first }: IssuePanelProps) {
  const { t } = useSpeech()
  const { modal } = App.useApp()
  const refresh = useRefresh(campaignId)
  const [wanted, setWanted] = useState<string | null>(null)
  const [lastDay, setLastDay] = useState(data.lastDay)
  const draw = data.draws.find(each => each.id === wanted) ?? data.draws.find(toInvite) ?? data.draws[0]
  const people = draw ? draw.uninvited - draw.withoutUnits : 0
  const issue = useMutation({
    mutationFn: (drawId: string) =>
      send(
        api.campaigns[':campaignId']['invitation-batches'].$post({ param: { campaignId }, json: { drawId, lastDay } }),
      ),
    onSuccess: async made => {
      onIssued(made)
      await refresh()
    },
  })
  const ask = (drawId: string) =>
    modal.confirm({
      title: t(w.confirmIssue, people),
      content: t(w.issueSays, people),
      okText: t(w.issue),
      onOk: () => issue.mutateAsync(drawId).catch(() => undefined),
    })
  const { questionnaire } = data
  const ready = draw !== undefined && questionnaire !== null
  // A campaign whose sample is all invited needs no form, only to know it.
  if (!first && ready && people === 0 && draw.withoutUnits === 0) return null
  return (
    <section className="panel">
      <h2>{t(w.issue)}</h2>
      {first && <p className="muted issue-hint">{t(w.empty)}</p>}
      {!questionnaire && (
        <Missing words={t(w.noneFielded)} action={t(w.toQuestionnaire)} to={`/c/${campaignId}/questionnaires`} />
      )}
      {!draw && <Missing words={t(w.noDraw)} action={t(w.toDraw)} to={`/c/${campaignId}/draws`} />}
      <ProblemAlert error={issue.error} />
      {ready && (
        <Form layout="vertical" className="issue-form" onFinish={() => ask(draw.id)}>
          <Form.Item
            label={t(w.draw)}
            extra={
              draw.withoutUnits > 0 ? t(w.withoutUnits, draw.withoutUnits) : people === 0 ? t(w.allInvited) : undefined
            }
          >
            <Select
              value={draw.id}
              onChange={setWanted}
              options={data.draws.map(each => ({
                value: each.id,
                label: `${t(w.drawnOn, each.drawnAt ? minute(each.drawnAt) : '—')} · ${t(w.drawOption, each.sample, each.uninvited)}`,
              }))}
            />
          </Form.Item>
          <Form.Item label={t(w.questionnaire)}>
            <span className="form-text">
              {questionnaire.title} · {t(w.version, questionnaire.version)}
            </span>
          </Form.Item>
          <Form.Item label={t(w.lastDay)} extra={t(w.lastDayHint)}>
            <Input
              type="date"
              required
              min={data.today}
              value={lastDay}
              onChange={event => setLastDay(event.target.value)}
            />
          </Form.Item>
          <Button type="primary" htmlType="submit" disabled={people === 0 || !lastDay} loading={issue.isPending}>
            {t(w.issue)}
          </Button>
        </Form>
      )}
    </section>
  )
}

const toInvite = (draw: Invitations['draws'][number]) => draw.uninvited > draw.withoutUnits

function Missing({ words, action, to }: { readonly words: string; readonly action: string; readonly to: string }) {
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 12 }}
      title={words}
      action={
        <Link to={to}>
          <Button size="small">{action}</Button>
        </Link>
      }
    />
  )
}
