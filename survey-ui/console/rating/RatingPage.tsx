// Ratings 好差评: the list for everybody in the hall, imports and the check for those who may write.
import { Tabs } from 'antd'
import { ratingPageWords as w } from '../../../server/words/rating-page.ts'
import { useSpeech } from '../shell/language.tsx'
import { Page } from '../shell/Page.tsx'
import { useSession } from '../shell/session.tsx'
import { ExchangeTab } from './ExchangeTab.tsx'
import { FlagTab } from './FlagTab.tsx'
import { RatingList } from './RatingList.tsx'
import './rating.css'

export default function RatingPage() {
  const { t } = useSpeech()
  const { can } = useSession()
  const list = <RatingList />
  return (
    <Page
      title={t(w.title)}
      subtitle={t(w.subtitle)}
      {...(can('rectification.read') ? { next: { words: t(w.next), to: '/rectifications' } } : {})}
    >
      {can('rating.write') ? (
        <Tabs
          items={[
            { key: 'list', label: t(w.list), children: list },
            { key: 'import', label: t(w.import), children: <ExchangeTab /> },
            { key: 'check', label: t(w.check), children: <FlagTab /> },
          ]}
        />
      ) : (
        list
      )}
    </Page>
  )
}
