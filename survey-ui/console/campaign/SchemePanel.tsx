// The scoring scheme in force: shown as tables; the 好差评 channel edited in a form, the whole as JSON, into a new version.
import { useMutation } from '@tanstack/react-query'
import { Button, Input, Modal, Tag } from 'antd'
import { useState } from 'react'
import type { CampaignRoutes } from '../../../server/campaign/campaign.routes.ts'
import { campaignWords, categoryWords, dimensionWords, valueWords } from '../../../server/words/campaign.ts'
import type { Words } from '../../../server/words/words.ts'
import { client, send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { HcpDialog, HcpPairs } from './SchemePanelHcp.tsx'
import './scheme.css'

const api = client<CampaignRoutes>()

interface SchemeRow {
  readonly id: string
  readonly version: number
  readonly state: 'draft' | 'frozen'
  readonly digest: string
  readonly body?: unknown
}

interface SchemePanelProps {
  readonly campaignId: string
  readonly schemes: readonly SchemeRow[]
  readonly write: boolean
  readonly onDone: () => Promise<void>
}

export function SchemePanel({ campaignId, schemes, write, onDone }: SchemePanelProps) {
  const { t } = useSpeech()
  const current = schemes[0]
  const [text, setText] = useState<string | null>(null)
  const [invalid, setInvalid] = useState(false)
  const [channel, setChannel] = useState(false)
  const save = useMutation({
    mutationFn: (body: Record<string, unknown>) =>
      send(api.campaigns[':id'].schemes.$post({ param: { id: campaignId }, json: { body } })),
    onSuccess: async () => {
      setText(null)
      setChannel(false)
      await onDone()
    },
  })
  if (!current) return null
  const body = (current.body ?? {}) as Record<string, Record<string, number | null>>
  const submit = () => {
    try {
      setInvalid(false)
      save.mutate(JSON.parse(text ?? '') as Record<string, unknown>)
    } catch {
      setInvalid(true)
    }
  }
  return (
    <section className="panel">
      <h2>
        {t(campaignWords.scheme)} <Tag>{t(campaignWords.schemeVersion, current.version)}</Tag>
        <Tag color={current.state === 'frozen' ? 'blue' : 'default'}>
          {t(current.state === 'frozen' ? campaignWords.schemeFrozen : campaignWords.schemeDraft)}
        </Tag>
        {write && (
          <Button size="small" onClick={() => setText(JSON.stringify(current.body, null, 2))}>
            {t(campaignWords.schemeEdit)}
          </Button>
        )}
      </h2>
      <div className="scheme-tables">
        <Pairs
          title={t(campaignWords.valueMap)}
          values={body.value_map}
          words={valueWords}
          none={t(campaignWords.notCounted)}
        />
        <Pairs title={t(campaignWords.dimensionWeights)} values={body.dimension_weights} words={dimensionWords} />
        <Pairs title={t(campaignWords.groupWeights)} values={body.group_weights} words={categoryWords} columns={2} />
        <HcpPairs body={body} onEdit={write ? () => setChannel(true) : null} />
      </div>
      <p className="digest muted">{current.digest}</p>
      {channel && (
        <HcpDialog
          body={body}
          error={save.error}
          busy={save.isPending}
          onSave={next => save.mutate(next)}
          onClose={() => setChannel(false)}
        />
      )}
      <Modal
        open={text !== null}
        title={t(campaignWords.schemeSave)}
        width={760}
        onCancel={() => setText(null)}
        onOk={submit}
        okText={t(campaignWords.schemeSave)}
        confirmLoading={save.isPending}
        destroyOnHidden
      >
        <ProblemAlert error={save.error} />
        {invalid && <p className="tone-bad">✕ {t(campaignWords.schemeInvalid)}</p>}
        <Input.TextArea
          aria-label={t(campaignWords.scheme)}
          className="digest"
          value={text ?? ''}
          onChange={event => setText(event.target.value)}
          autoSize={{ minRows: 12, maxRows: 22 }}
        />
      </Modal>
    </section>
  )
}

interface PairsProps {
  readonly title: string
  readonly values: Record<string, number | null> | undefined
  readonly words: Readonly<Record<string, Words>>
  readonly none?: string
  readonly columns?: number
}

function Pairs({ title, values, words, none, columns }: PairsProps) {
  const { t } = useSpeech()
  return (
    <div>
      <h3>{title}</h3>
      <dl className="pairs" style={{ columnCount: columns ?? 1 }}>
        {Object.entries(values ?? {}).map(([key, value]) => (
          <div key={key}>
            <dt>{words[key] ? t(words[key]) : key}</dt>
            <dd className="number">{value ?? none ?? '—'}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
