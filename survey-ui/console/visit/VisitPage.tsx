// Visits 办件: the one-tap button, today's list, uploads, keys of other systems.
import { Button, Tabs } from 'antd'
import { useState } from 'react'
import { visitWords as w } from '../../../server/words/visit.ts'
import { useSpeech } from '../shell/language.tsx'
import { Empty, Page } from '../shell/Page.tsx'
import { useSession } from '../shell/session.tsx'
import { ImportList } from './ImportList.tsx'
import { KeyPanel } from './KeyPanel.tsx'
import { OfferPanel } from './OfferPanel.tsx'
import { UploadDialog } from './UploadDialog.tsx'
import { VisitTable } from './VisitTable.tsx'
import { usePlaces } from './visit-api.ts'
import './visit.css'

/** Who oversees more windows than this taps in the list, not here. */
const FEW_WINDOWS = 40

export default function VisitPage() {
  const { t } = useSpeech()
  const { can } = useSession()
  const places = usePlaces()
  const [uploading, setUploading] = useState(false)
  const write = can('visit.write')
  const { data } = places
  const some = data !== undefined && data.points.length > 0
  const own = data?.points.some(point => point.mine) || (data && data.points.length <= FEW_WINDOWS)
  const list = data && <VisitTable places={data} />
  return (
    <Page
      title={t(w.title)}
      subtitle={t(w.subtitle)}
      actions={
        write &&
        some && (
          <Button type="primary" onClick={() => setUploading(true)}>
            {t(w.upload)}
          </Button>
        )
      }
      error={places.error}
      onRetry={() => void places.refetch()}
      loading={places.isPending}
      {...(some && can('rating.read') ? { next: { words: t(w.next), to: '/ratings' } } : {})}
    >
      {data && !some && <Empty words={t(w.noPlace)} />}
      {data && some && (
        <>
          {own && can('visit.invite') && <OfferPanel places={data} />}
          {write ? (
            <Tabs
              items={[
                { key: 'list', label: t(w.title), children: list },
                { key: 'imports', label: t(w.imports), children: <ImportList /> },
                { key: 'keys', label: t(w.keys), children: <KeyPanel places={data} /> },
              ]}
            />
          ) : (
            list
          )}
        </>
      )}
      {uploading && data && <UploadDialog centers={data.centers} onClose={() => setUploading(false)} />}
    </Page>
  )
}
