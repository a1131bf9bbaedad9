// Small parts that the frame pages share: the mark of a state, who may write, times, bars.
import { Tag } from 'antd'
import { frameStateWords } from '../../../server/words/frame.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import { useSession } from '../shell/session.tsx'
import type { Frame } from './frame.ts'

const LOOK = { draft: ['default', ''], freezing: ['gold', '… '], frozen: ['green', '✓ '] } as const

export function StateMark({ state }: { readonly state: Frame['state'] }) {
  const { t } = useSpeech()
  const [colour, shape] = LOOK[state]
  return (
    <Tag color={colour}>
      {shape}
      {t(frameStateWords[state])}
    </Tag>
  )
}

/** Frames change only while the year is prepared or sampled, and only by those who may. */
export function useMayWrite(): boolean {
  const { can } = useSession()
  const { campaign } = useCampaign()
  return can('frame.write') && (campaign?.state === 'preparing' || campaign?.state === 'sampling')
}

/** Local time to the minute. */
export function when(iso: string | null): string {
  if (!iso) return '—'
  const date = new Date(iso)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`
}

/** A thin horizontal bar; the figure stands beside it in words. */
export function Bar({ share }: { readonly share: number }) {
  return (
    <span className="frame-bar" aria-hidden="true">
      <span style={{ width: `${Math.max(0.5, Math.min(100, share * 100))}%` }} />
    </span>
  )
}
