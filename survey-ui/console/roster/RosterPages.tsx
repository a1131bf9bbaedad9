// 名册: the list, the upload, and each roster, below one address.
import { Route, Routes } from 'react-router'
import './roster.css'
import { RosterListPage } from './RosterListPage.tsx'
import { RosterPage } from './RosterPage.tsx'
import { UploadPage } from './UploadPage.tsx'

export default function RosterPages() {
  return (
    <Routes>
      <Route index element={<RosterListPage />} />
      <Route path="new" element={<UploadPage />} />
      <Route path=":rosterId" element={<RosterPage />} />
    </Routes>
  )
}
