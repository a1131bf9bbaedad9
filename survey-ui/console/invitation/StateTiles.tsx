// The links of a campaign by state, and the list of those to be called.
import { DownloadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import type { InvitationState } from '../../../server/invitation/invitation.ts'
import type { Words } from '../../../server/words/words.ts'
import { invitationStateWords, invitationWords as w } from '../../../server/words/invitation.ts'
import { shareOf } from '../response/progress.ts'
import { download } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { Tiles } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useSession } from '../shell/session.tsx'
import type { Invitations } from './invitation.ts'

export const STATES: readonly InvitationState[] = [
  'issued',
  'opened',
  'answered',
  'refused',
  'call_requested',
  'revoked',
]

/** The states as the office counts them: who is issued has not opened, who opened has not answered. */
export const stateNames: Readonly<Record<InvitationState, Words>> = {
  ...invitationStateWords,
  issued: w.notOpened,
  opened: w.notAnswered,
  call_requested: w.wantsCall,
}

interface StateTilesProps {
  readonly campaignId: string
  readonly batches: number
  readonly states: Invitations['states']
}

export function StateTiles({ campaignId, batches, states }: StateTilesProps) {
  const { t } = useSpeech()
  const { can } = useSession()
  const calls = useMutation({
    mutationFn: () => download(`/api/campaigns/${campaignId}/call-requests`, 'call-requests.csv'),
  })
  const total = STATES.reduce((sum, state) => sum + states[state], 0)
  const shown = STATES.filter(state => state !== 'revoked' || states.revoked > 0)
  const list = can('person.export') && states.call_requested > 0 && (
    <Button
      type="link"
      size="small"
      className="tile-link"
      icon={<DownloadOutlined />}
      loading={calls.isPending}
      onClick={() => calls.mutate()}
    >
      {t(w.callList)}
    </Button>
  )
  return (
    <>
      <ProblemAlert error={calls.error} />
      <Tiles
        items={[
          { label: t(w.total), value: total, note: t(w.totalNote, batches) },
          ...shown.map(state => ({
            label: t(stateNames[state]),
            value: states[state],
            note: (state === 'call_requested' && list) || t(w.shareOf, shareOf(states[state], total) ?? '—'),
            ...(state === 'answered' && states[state] > 0 ? { tone: 'good' as const } : {}),
            ...(state === 'call_requested' && states[state] > 0 ? { tone: 'warn' as const } : {}),
          })),
        ]}
      />
    </>
  )
}
