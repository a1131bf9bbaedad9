// Draws 抽样: the list, and the ceremony of one draw.
import { Route, Routes, useParams } from 'react-router'
import { DrawCeremony } from './DrawCeremony.tsx'
import { DrawList } from './DrawList.tsx'
import { NewDraw } from './NewDraw.tsx'
import '../design/design.css'
import './draw.css'

export default function DrawPage() {
  return (
    <Routes>
      <Route index element={<DrawList />} />
      <Route path="new" element={<NewDraw />} />
      <Route path=":drawId" element={<Known />} />
    </Routes>
  )
}

function Known() {
  const { drawId = '' } = useParams()
  return <DrawCeremony key={drawId} drawId={drawId} />
}
