// Choosing what counts, then computing.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { consoleWords } from '../../../server/words/console.ts'
import { scoreWords } from '../../../server/words/score.ts'
import { send } from '../shell/api.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { type RunsShown, scoreApi, useFiles } from './score-api.ts'

interface ComputeDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly campaignId: string
  readonly own: RunsShown['own'] | undefined
  readonly onDone: (id: string) => void
}

export function ComputeDialog({ open, onClose, campaignId, own, onDone }: ComputeDialogProps) {
  const { t } = useSpeech()
  const { schemes } = useCampaign()
  const queries = useQueryClient()
  const files = useFiles(campaignId).data?.files ?? []
  const [includeOwn, setIncludeOwn] = useState(true)
  const [left, setLeft] = useState<readonly string[]>([])
  const compute = useMutation({
    mutationFn: () => {
      const fileIds = files.filter(file => !left.includes(file.id)).map(file => file.id)
      return send(
        scoreApi.campaigns[':campaignId'].scores.$post({ param: { campaignId }, json: { includeOwn, fileIds } }),
      )
    },
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['scores', campaignId] })
      await queries.invalidateQueries({ queryKey: ['campaign', campaignId] })
      onDone(id)
    },
  })
  const toggle = (id: string, counts: boolean) => setLeft(counts ? left.filter(item => item !== id) : [...left, id])
  return (
    <Modal open={open} title={t(scoreWords.compute)} onCancel={onClose} destroyOnHidden footer={null}>
      <ProblemAlert error={compute.error} />
      <h3>{t(scoreWords.sources)}</h3>
      <div className="source-list">
        <Checkbox checked={includeOwn} onChange={event => setIncludeOwn(event.target.checked)}>
          {t(scoreWords.ownAnswers)}{' '}
          <span className="muted">{own && t(scoreWords.ownCount, own.answered, own.invited)}</span>
        </Checkbox>
        {files.map(file => (
          <Checkbox
            key={file.id}
            checked={!left.includes(file.id)}
            onChange={event => toggle(file.id, event.target.checked)}
          >
            {file.name} <span className="muted">n={file.respondents}</span>
          </Checkbox>
        ))}
      </div>
      <p className="muted small">{t(scoreWords.computeHint, schemes[0]?.version ?? 1)}</p>
      <Button type="primary" loading={compute.isPending} onClick={() => compute.mutate()}>
        {t(scoreWords.compute)}
      </Button>{' '}
      <Button onClick={onClose}>{t(consoleWords.cancel)}</Button>
    </Modal>
  )
}
