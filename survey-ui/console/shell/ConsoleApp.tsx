// The console as a whole: theme, language, session, router.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { StrictMode, Suspense } from 'react'
import { BrowserRouter, Navigate, Route, Routes } from 'react-router'
import { consoleWords } from '../../../server/words/console.ts'
import CampaignsPage from '../campaign/CampaignsPage.tsx'
import { pages } from '../pages.tsx'
import { ApiProblem } from './api.ts'
import { Frame } from './Frame.tsx'
import { LanguageProvider, useSpeech } from './language.tsx'
import { Empty, Page } from './Page.tsx'
import { SessionGate, useSession } from './session.tsx'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => !(error instanceof ApiProblem && error.problem.status >= 400) && count < 2,
    },
  },
})

const FONT =
  'system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif'
const theme = {
  token: {
    // Nothing moves for people who asked their system for stillness.
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    colorPrimary: '#1456a8',
    colorLink: '#1456a8',
    colorText: '#16202c',
    colorTextSecondary: '#4a5868',
    colorBorder: '#c9d3de',
    colorBorderSecondary: '#dfe5ec',
    colorBgLayout: '#f5f7fa',
    colorSuccess: '#0a7d4b',
    colorWarning: '#8f5a00',
    colorTextPlaceholder: '#66717e',
    colorTextDescription: '#4a5868',
    colorError: '#b3261e',
    colorInfo: '#1456a8',
    colorInfoBg: '#eef4fb',
    colorSuccessBg: '#eef8f2',
    colorWarningBg: '#fdf6e7',
    colorWarningBorder: '#ecd9ae',
    colorErrorBg: '#fdf1f0',
    colorErrorBorder: '#f0c4c0',
    borderRadius: 6,
    fontSize: 14,
    fontFamily: FONT,
  },
  components: { Table: { headerBg: '#fafbfd', headerColor: '#4a5868', cellPaddingBlockSM: 8 } },
}

export function ConsoleApp() {
  return (
    <StrictMode>
      <QueryClientProvider client={queries}>
        <LanguageProvider>
          <Themed />
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>
  )
}

/** The years for those who may see them; for window staff the first page of theirs. */
function Home() {
  const { can } = useSession()
  const first = pages.find(page => page.group !== 'review' && can(page.permission))
  return can('campaign.read') || !first ? <CampaignsPage /> : <Navigate to={`/${first.path}`} replace />
}

function Themed() {
  const { language, t } = useSpeech()
  const missing = (
    <Page title={t(consoleWords.pageMissing)}>
      <Empty words={t(consoleWords.pageMissingHint)} />
    </Page>
  )
  return (
    <ConfigProvider locale={language === 'zh' ? zhCN : enUS} theme={theme} button={{ autoInsertSpace: false }}>
      <App>
        <SessionGate>
          <BrowserRouter basename="/console">
            <Suspense fallback={null}>
              <Routes>
                <Route element={<Frame />}>
                  <Route index element={<Home />} />
                  {pages
                    .filter(page => page.group !== 'review')
                    .map(page => (
                      <Route key={page.path} path={`${page.path}/*`} element={<page.component />} />
                    ))}
                  {pages
                    .filter(page => page.group === 'review')
                    .map(page => (
                      <Route key={page.path} path={`c/:campaignId/${page.path}/*`} element={<page.component />} />
                    ))}
                  <Route path="*" element={missing} />
                </Route>
              </Routes>
            </Suspense>
          </BrowserRouter>
        </SessionGate>
      </App>
    </ConfigProvider>
  )
}
