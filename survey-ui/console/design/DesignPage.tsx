// Sampling designs 抽样设计: the list, the editor, the committed design.
import { useQuery } from '@tanstack/react-query'
import { Route, Routes, useLocation, useParams } from 'react-router'
import { designWords } from '../../../server/words/design.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { Page } from '../shell/Page.tsx'
import { DesignEditor } from './DesignEditor.tsx'
import { DesignList } from './DesignList.tsx'
import { api, emptyForm, formOf } from './design.ts'
import './design.css'

export default function DesignPage() {
  return (
    <Routes>
      <Route index element={<DesignList />} />
      <Route path="new" element={<Fresh />} />
      <Route path=":designId" element={<Known />} />
    </Routes>
  )
}

/** Keyed by the entry in the history: "new" again is an empty sheet again; a copy brings its form along. */
function Fresh() {
  const { key, state } = useLocation()
  const copied = (state as { copyOf?: typeof emptyForm } | null)?.copyOf
  return <DesignEditor key={key} initial={copied ?? emptyForm} />
}

function Known() {
  const { designId = '' } = useParams()
  const { t } = useSpeech()
  const query = useQuery({
    queryKey: ['design', designId],
    queryFn: () => send(api.designs[':id'].$get({ param: { id: designId } })),
  })
  if (!query.data)
    return (
      <Page
        title={t(designWords.title)}
        error={query.error}
        loading={query.isPending}
        onRetry={() => void query.refetch()}
      />
    )
  const { design } = query.data
  return <DesignEditor key={`${designId}/${design.digest}`} initial={formOf(design)} saved={design} />
}
