// Preparing a list: from which frame or draw, which columns, and what it is for; with a masked preview beside.
import { useMutation } from '@tanstack/react-query'
import { App, Button, Checkbox, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { chinaMinute, PARTS } from '../../../server/submission/submission.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { submissionPartWords, submissionWords as w } from '../../../server/words/submission.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { api, type Sources, type Submission, useRefresh } from './api.ts'
import { ListPreview } from './ListPreview.tsx'
import { TemplateEditor } from './TemplateEditor.tsx'
import { chosenColumns, edited, fittingTemplate, usualTemplate } from './template.ts'

interface PrepareProps {
  readonly campaignId: string
  readonly sources: Sources
  /** A returned list that is prepared again. */
  readonly again?: Submission
  /** The template of the newest list. */
  readonly last: Submission['template'] | undefined
  readonly onDone: (id?: string) => void
}

type Kind = 'frame' | 'draw'

export function PrepareList({ campaignId, sources, again, last, onDone }: PrepareProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const refresh = useRefresh(campaignId)
  const first = again ?? firstSource(sources)
  const [chosen, setChosen] = useState(first)
  const [part, setPart] = useState<Submission['part']>(again?.part ?? usualPart(first.source))
  const [columns, setColumns] = useState(() =>
    edited(again ? fittingTemplate(again.template, first.source) : usualTemplate(first.source), first.source),
  )
  const [guardLongNumbers, setGuard] = useState(again?.template.guardLongNumbers ?? false)
  const [reason, setReason] = useState(again?.reason ?? '')
  const list = {
    source: chosen.source,
    sourceId: chosen.sourceId,
    part,
    template: { columns: [...chosenColumns(columns)], guardLongNumbers },
  }
  const choose = (source: Kind, sourceId: string) => {
    setChosen({ source, sourceId })
    if (source === chosen.source) return
    setPart(usualPart(source))
    setColumns(edited(usualTemplate(source), source))
  }
  const prepare = useMutation({
    mutationFn: () =>
      send(api.campaigns[':campaignId'].submissions.$post({ param: { campaignId }, json: { ...list, reason } })),
    onSuccess: async ({ submission }) => {
      void message.success(t(w.preparedNow))
      await refresh()
      onDone(submission.id)
    },
  })
  const rows = rowsOf(sources, chosen, part)
  const ready =
    reason.trim() !== '' && list.template.columns.length > 0 && list.template.columns.every(each => each.header)
  return (
    <>
      <div className="columns submission-prepare">
        <section className="panel">
          <Form layout="vertical">
            <Form.Item label={t(w.source)} extra={t(w.sourceHint)} required>
              <Select
                aria-label={t(w.source)}
                value={`${chosen.source}/${chosen.sourceId}`}
                options={useSourceOptions(sources)}
                onChange={value => {
                  const [source, sourceId = ''] = value.split('/')
                  choose(source === 'draw' ? 'draw' : 'frame', sourceId)
                }}
              />
            </Form.Item>
            {chosen.source === 'draw' && (
              <Form.Item label={t(w.part)}>
                <Radio.Group value={part} onChange={event => setPart(event.target.value as Submission['part'])}>
                  {PARTS.map(each => (
                    <Radio key={each} value={each}>
                      {t(submissionPartWords[each])}
                    </Radio>
                  ))}
                </Radio.Group>
              </Form.Item>
            )}
            <Form.Item label={t(w.reason)} required>
              <Input.TextArea
                aria-label={t(w.reason)}
                rows={3}
                maxLength={500}
                value={reason}
                placeholder={t(w.reasonExample)}
                onChange={event => setReason(event.target.value)}
              />
            </Form.Item>
            <Form.Item extra={t(w.guardLongNumbersHint)}>
              <Checkbox checked={guardLongNumbers} onChange={event => setGuard(event.target.checked)}>
                {t(w.guardLongNumbers)}
              </Checkbox>
            </Form.Item>
          </Form>
        </section>
        <section className="panel">
          <div className="submission-template-head">
            <h2>{t(w.template)}</h2>
            <Button size="small" onClick={() => setColumns(edited(usualTemplate(chosen.source), chosen.source))}>
              {t(w.templateDefault)}
            </Button>
            {last && (
              <Button
                size="small"
                onClick={() => setColumns(edited(fittingTemplate(last, chosen.source), chosen.source))}
              >
                {t(w.templateLast)}
              </Button>
            )}
          </div>
          <p className="muted small">{t(w.templateHint)}</p>
          <TemplateEditor columns={columns} onChange={setColumns} />
        </section>
      </div>
      <ListPreview campaignId={campaignId} list={list} />
      <ProblemAlert error={prepare.error} />
      <footer className="page-next">
        <span>{prepare.isPending ? t(w.preparing) : t(w.prepareSays, rows.toLocaleString())}</span>
        <span className="submission-buttons">
          <Button onClick={() => onDone()}>{t(consoleWords.cancel)}</Button>
          <Button type="primary" disabled={!ready} loading={prepare.isPending} onClick={() => prepare.mutate()}>
            {t(w.prepare)}
          </Button>
        </span>
      </footer>
    </>
  )
}

const usualPart = (source: Kind): Submission['part'] => (source === 'draw' ? 'sample' : 'all')

/** The newest draw, or else the newest frame. */
function firstSource({ draws, frames }: Sources): { source: Kind; sourceId: string } {
  const [draw] = draws
  return draw ? { source: 'draw', sourceId: draw.id } : { source: 'frame', sourceId: frames[0]?.id ?? '' }
}

function rowsOf(sources: Sources, chosen: { sourceId: string }, part: Submission['part']): number {
  const draw = sources.draws.find(each => each.id === chosen.sourceId)
  if (draw) return { all: draw.sample + draw.reserve, sample: draw.sample, reserve: draw.reserve }[part]
  return sources.frames.find(each => each.id === chosen.sourceId)?.elementCount ?? 0
}

function useSourceOptions({ draws, frames }: Sources) {
  const { t } = useSpeech()
  return [
    ...draws.map(draw => ({
      value: `draw/${draw.id}`,
      label: t(w.drawOption, draw.frameName, draw.drawnAt ? chinaMinute(draw.drawnAt) : '', draw.sample, draw.reserve),
    })),
    ...frames.map(frame => ({
      value: `frame/${frame.id}`,
      label: t(w.frameOption, frame.name, frame.elementCount.toLocaleString()),
    })),
  ]
}
