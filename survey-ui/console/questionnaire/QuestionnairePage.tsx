// The questionnaire of a campaign: all versions, and one version with its outline, its definition and how it looks on a phone.
import { Route, Routes } from 'react-router'
import './questionnaire.css'
import { VersionList } from './VersionList.tsx'
import { VersionPage } from './VersionPage.tsx'

export default function QuestionnairePage() {
  return (
    <Routes>
      <Route index element={<VersionList />} />
      <Route path=":versionId" element={<VersionPage />} />
    </Routes>
  )
}
