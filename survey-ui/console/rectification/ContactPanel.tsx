// Whom to ring: shown on demand, with a reason, to the call-back role alone.
import { Button, Form, Input } from 'antd'
import { rectificationWords as w } from '../../../server/words/rectification.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useContact } from './case-api.ts'

export function ContactPanel({ ratingId }: { readonly ratingId: string }) {
  const { t } = useSpeech()
  const contact = useContact(ratingId)
  return (
    <section className="panel">
      <h2>{t(w.contact)}</h2>
      <ProblemAlert error={contact.error} />
      {contact.data ? (
        <dl className="pairs">
          <div>
            <dt className="muted">{t(w.name)}</dt>
            <dd>{contact.data.name || '—'}</dd>
          </div>
          <div>
            <dt className="muted">{t(w.mobile)}</dt>
            <dd className="number">{contact.data.mobile}</dd>
          </div>
        </dl>
      ) : (
        <Form layout="vertical" onFinish={(values: { reason: string }) => contact.mutate(values)}>
          <Form.Item
            name="reason"
            label={t(w.contactReason)}
            extra={t(w.contactHint)}
            rules={[{ required: true, whitespace: true, min: 2, max: 200 }]}
          >
            <Input />
          </Form.Item>
          <Button htmlType="submit" loading={contact.isPending}>
            {t(w.showContact)}
          </Button>
        </Form>
      )}
    </section>
  )
}
