// Sampling frames 抽样框: the list, the builder, the frozen frame.
import { Route, Routes, useLocation, useParams } from 'react-router'
import { FrameList } from './FrameList.tsx'
import { FrameShown, NewFrame } from './FrameShown.tsx'
import './frame.css'

export default function FramePage() {
  return (
    <Routes>
      <Route index element={<FrameList />} />
      <Route path="new" element={<Fresh />} />
      <Route path=":frameId" element={<Known />} />
    </Routes>
  )
}

/** Keyed by the entry in the history: "new" again is an empty sheet again. */
function Fresh() {
  return <NewFrame key={useLocation().key} />
}

function Known() {
  const { frameId = '' } = useParams()
  return <FrameShown key={frameId} frameId={frameId} />
}
