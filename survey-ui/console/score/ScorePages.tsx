// The score and, one step aside, the third-party files that may enter it.
import { Route, Routes } from 'react-router'
import FilePage from './FilePage.tsx'
import ScorePage from './ScorePage.tsx'
import './score.css'

export default function ScorePages() {
  return (
    <Routes>
      <Route index element={<ScorePage />} />
      <Route path="files" element={<FilePage />} />
    </Routes>
  )
}
