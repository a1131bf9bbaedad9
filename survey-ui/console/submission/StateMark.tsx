// The state of a list as a shape, a colour and a word.
import { CheckCircleOutlined, ClockCircleOutlined, RollbackOutlined } from '@ant-design/icons'
import { Tag } from 'antd'
import { submissionStateWords } from '../../../server/words/submission.ts'
import { useSpeech } from '../shell/language.tsx'
import type { Submission } from './api.ts'

const LOOKS = {
  prepared: { color: 'orange', icon: <ClockCircleOutlined /> },
  approved: { color: 'blue', icon: <ClockCircleOutlined /> },
  received: { color: 'green', icon: <CheckCircleOutlined /> },
  returned: { color: 'red', icon: <RollbackOutlined /> },
} as const

export function StateMark({ state }: { readonly state: Submission['state'] }) {
  const { t } = useSpeech()
  const { color, icon } = LOOKS[state]
  return (
    <Tag color={color} icon={icon}>
      {t(submissionStateWords[state])}
    </Tag>
  )
}
