// The frame around every page: the journey as navigation with the state of each stage, the campaign at the top, the user at the right.
import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown, Select, Tag } from 'antd'
import { Suspense } from 'react'
import { NavLink, Outlet, useLocation, useNavigate } from 'react-router'
import type { AccountRoutes } from '../../../server/account/account.routes.ts'
import type { Role } from '../../../server/account/permission.ts'
import { roleWords } from '../../../server/words/account.ts'
import { stateWords } from '../../../server/words/campaign.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { type ConsolePage, pages } from '../pages.tsx'
import { client, send } from './api.ts'
import { useCampaigns } from './campaign-context.tsx'
import { useJourney } from './journey.tsx'
import { useSpeech } from './language.tsx'
import { useSession } from './session.tsx'

const api = client<AccountRoutes>()

export function Frame() {
  const { t } = useSpeech()
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t(consoleWords.skip)}
      </a>
      <Sidebar />
      <div className="frame-main">
        <TopBar />
        <main id="content" tabIndex={-1}>
          <Suspense fallback={null}>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </div>
  )
}

function Sidebar() {
  const { t } = useSpeech()
  const { can } = useSession()
  const { campaignId, journey } = useJourney()
  const review = pages.filter(page => page.group === 'review' && can(page.permission))
  return (
    <nav className="sidebar" aria-label={t(consoleWords.groupReview)}>
      <NavLink to="/" className="brand" end>
        <span className="mark" aria-hidden="true">
          评
        </span>
        {t(consoleWords.product)}
      </NavLink>
      {review.length > 0 && <h2>{t(consoleWords.groupReview)}</h2>}
      {review.length === 0 ? null : campaignId ? (
        review.map(page => {
          const state = journey && page.state ? page.state(journey, t) : undefined
          return (
            <NavLink key={page.path} to={`/c/${campaignId}/${page.path}`} className="nav-item">
              <span>{t(page.short ?? page.title)}</span>
              {state !== undefined && (
                <span className={state ? 'nav-state done' : 'nav-state'}>{state ?? t(consoleWords.notStarted)}</span>
              )}
            </NavLink>
          )
        })
      ) : (
        <p className="muted small nav-hint">{t(consoleWords.chooseCampaign)}</p>
      )}
      <PageGroup group="window" title={t(consoleWords.groupWindow)} />
      <PageGroup group="system" title={t(consoleWords.groupSystem)} />
    </nav>
  )
}

function PageGroup({ group, title }: { readonly group: ConsolePage['group']; readonly title: string }) {
  const { t } = useSpeech()
  const { can } = useSession()
  const own = pages.filter(page => page.group === group && can(page.permission))
  if (own.length === 0) return null
  return (
    <>
      <h2>{title}</h2>
      {own.map(page => (
        <NavLink key={page.path} to={`/${page.path}`} className="nav-item">
          <span>{t(page.short ?? page.title)}</span>
        </NavLink>
      ))}
    </>
  )
}

function TopBar() {
  const { t, language, change } = useSpeech()
  const session = useSession()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { campaignId } = useJourney()
  const campaigns = useCampaigns().data?.campaigns ?? []
  const current = campaigns.find(campaign => campaign.id === campaignId)
  const leave = async () => {
    await send(api.account['sign-out'].$post())
    location.assign('/console')
  }
  const page = pathname.split('/')[3] ?? 'campaign'
  return (
    <header className="topbar">
      <div className="topbar-campaign">
        {campaigns.length > 0 && (
          <Select
            variant="borderless"
            aria-label={t(consoleWords.chooseCampaign)}
            placeholder={t(consoleWords.chooseCampaign)}
            value={current?.id ?? null}
            options={campaigns.map(campaign => ({ value: campaign.id, label: campaign.name }))}
            onChange={id => navigate(`/c/${id}/${page}`)}
            popupMatchSelectWidth={false}
            className="topbar-select"
          />
        )}
        {current && <Tag color="blue">{t(stateWords[current.state])}</Tag>}
        {current?.demo === 1 && <Tag color="gold">{t(consoleWords.demo)}</Tag>}
      </div>
      <div>
        <Button type="text" onClick={() => change(language === 'zh' ? 'en' : 'zh')}>
          {t(consoleWords.other)}
        </Button>
        <Dropdown
          menu={{ items: [{ key: 'out', label: t(consoleWords.signOut), onClick: () => void leave() }] }}
          trigger={['click']}
        >
          <Button type="text">
            {session.name} · {t(roleWords[session.role as Role] ?? consoleWords.none)} <DownOutlined />
          </Button>
        </Dropdown>
      </div>
    </header>
  )
}
