// What each step asks for.
import { Button, Checkbox, Form, Input, Radio, Select } from 'antd'
import { GROUNDS, RULES, VERDICTS } from '../../../server/rectification/rectification.ts'
import {
  groundWords,
  rectificationWords as w,
  stepWords,
  verdictHintWords,
  verdictWords,
} from '../../../server/words/rectification.ts'
import type { Words } from '../../../server/words/words.ts'
import { useSpeech } from '../shell/language.tsx'
import { type CaseDetail, type StepValues, useOwners } from './case-api.ts'

type StepName = CaseDetail['allowed'][number]

interface Asked {
  /** Says what the step does. */
  readonly hint?: Words
  readonly text?: { readonly label: Words; readonly optional?: true }
  /** The reader decides whether the rater reads the text. */
  readonly mayTell?: true
  readonly more?: 'verdict' | 'appeal' | 'owner' | 'answer'
}

const ASKED: Readonly<Record<StepName, Asked>> = {
  accept: { hint: w.replyHint, text: { label: w.replyLabel, optional: true } },
  reply: { hint: w.replyHint, text: { label: w.replyLabel } },
  note: { hint: w.noteHint, text: { label: w.noteLabel } },
  decide: { text: { label: w.reason }, mayTell: true, more: 'verdict' },
  extend: { hint: w.extendHint, text: { label: w.reason }, mayTell: true },
  finish: { hint: w.finishHint, text: { label: w.replyLabel } },
  attempt: { text: { label: w.attemptNote } },
  answer: { hint: w.answerHint, text: { label: w.answerWords, optional: true }, more: 'answer' },
  confirm: {},
  give_up: { hint: w.giveUpHint, text: { label: w.reason } },
  appeal: { hint: w.appealHint, text: { label: w.reason }, more: 'appeal' },
  uphold: { hint: w.upholdHint, text: { label: w.appealNote } },
  reject: { hint: w.rejectHint, text: { label: w.appealNote } },
  reassign: { text: { label: w.noteLabel, optional: true }, more: 'owner' },
}

interface StepFormProps {
  readonly step: StepName
  readonly found: CaseDetail
  readonly busy: boolean
  readonly onTake: (values: StepValues) => void
}

export function StepForm({ step, found, busy, onTake }: StepFormProps) {
  const { t } = useSpeech()
  const { hint, text, mayTell, more } = ASKED[step]
  const required = [{ required: true, whitespace: true, max: 2000 }]
  return (
    <Form
      layout="vertical"
      initialValues={{ text: '', forRater: false }}
      onFinish={(values: object) => onTake({ ...values, action: step } as StepValues)}
    >
      {hint && <p className="muted">{t(hint, RULES.attempts)}</p>}
      {more === 'verdict' && <VerdictField />}
      {more === 'answer' && <AnswerField />}
      {more === 'owner' && <OwnerField found={found} />}
      {more === 'appeal' && (
        <Form.Item name="ground" label={t(w.ground)} rules={[{ required: true }]}>
          <Radio.Group options={GROUNDS.map(value => ({ value, label: t(groundWords[value]) }))} />
        </Form.Item>
      )}
      {text && (
        <Form.Item name="text" label={t(text.label)} rules={text.optional ? [{ max: 2000 }] : required}>
          <Input.TextArea rows={4} showCount maxLength={2000} />
        </Form.Item>
      )}
      {more === 'appeal' && (
        <Form.Item name="evidence" label={t(w.evidence)} extra={t(w.evidenceHint)} rules={required}>
          <Input.TextArea rows={3} />
        </Form.Item>
      )}
      {mayTell && (
        <Form.Item name="forRater" valuePropName="checked">
          <Checkbox>{t(w.forRater)}</Checkbox>
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" loading={busy}>
        {t(stepWords[step])}
      </Button>
    </Form>
  )
}

function VerdictField() {
  const { t } = useSpeech()
  return (
    <Form.Item name="verdict" label={t(w.verdict)} rules={[{ required: true }]}>
      <Radio.Group className="case-choice">
        {VERDICTS.map(value => (
          <Radio key={value} value={value}>
            <strong>{t(verdictWords[value])}</strong>
            <div className="muted small">{t(verdictHintWords[value])}</div>
          </Radio>
        ))}
      </Radio.Group>
    </Form.Item>
  )
}

function AnswerField() {
  const { t } = useSpeech()
  return (
    <Form.Item name="satisfied" label={t(w.isSatisfied)} rules={[{ required: true }]}>
      <Radio.Group
        options={[
          { value: true, label: t(w.satisfied) },
          { value: false, label: t(w.dissatisfied) },
        ]}
      />
    </Form.Item>
  )
}

function OwnerField({ found }: { readonly found: CaseDetail }) {
  const { t } = useSpeech()
  const owners = useOwners(found.id, true)
  return (
    <Form.Item name="ownerId" label={t(w.owner)} rules={[{ required: true }]} initialValue={found.ownerId ?? undefined}>
      <Select
        loading={owners.isPending}
        options={(owners.data ?? []).map(({ id, name, pointName }) => ({
          value: id,
          label: pointName ? `${name}（${pointName}）` : name,
        }))}
      />
    </Form.Item>
  )
}
