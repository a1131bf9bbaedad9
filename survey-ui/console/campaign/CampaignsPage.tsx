// All evaluation years, and making a new one.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Modal, Tag } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { CampaignRoutes } from '../../../server/campaign/campaign.routes.ts'
import { campaignWords, stateWords } from '../../../server/words/campaign.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { client, send } from '../shell/api.ts'
import { useCampaigns } from '../shell/campaign-context.tsx'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty, Page } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useSession } from '../shell/session.tsx'
import { CampaignForm, type CampaignSettings } from './CampaignForm.tsx'

const api = client<CampaignRoutes>()

export default function CampaignsPage() {
  const { t } = useSpeech()
  const { can } = useSession()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const list = useCampaigns()
  const [open, setOpen] = useState(false)
  const create = useMutation({
    mutationFn: (json: CampaignSettings) => send(api.campaigns.$post({ json })),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['campaigns'] })
      await navigate(`/c/${id}/campaign`)
    },
  })
  const campaigns = list.data?.campaigns ?? []
  const button = can('campaign.write') && (
    <Button type="primary" onClick={() => setOpen(true)}>
      {t(campaignWords.create)}
    </Button>
  )
  return (
    <Page
      title={t(campaignWords.title)}
      subtitle={t(campaignWords.subtitle)}
      actions={button}
      error={list.error}
      onRetry={() => void list.refetch()}
      loading={list.isPending}
    >
      {campaigns.length === 0 ? (
        <Empty words={t(button ? campaignWords.empty : campaignWords.emptyToRead)} action={button} />
      ) : (
        <DataTable
          rows={campaigns}
          rowKey={campaign => campaign.id}
          search={false}
          columns={[
            { key: 'year', title: t(campaignWords.year), value: campaign => campaign.year, number: true, width: 80 },
            {
              key: 'name',
              title: t(campaignWords.name),
              value: campaign => campaign.name,
              render: campaign => (
                <>
                  <Link to={`/c/${campaign.id}/campaign`}>{campaign.name}</Link>{' '}
                  {campaign.demo === 1 && <Tag color="gold">{t(consoleWords.demo)}</Tag>}
                </>
              ),
            },
            {
              key: 'state',
              title: t(campaignWords.stage),
              value: campaign => t(stateWords[campaign.state]),
              render: campaign => <Tag color="blue">{t(stateWords[campaign.state])}</Tag>,
              filter: true,
            },
            { key: 'organiser', title: t(campaignWords.organiser), value: campaign => campaign.organiser },
            {
              key: 'dates',
              title: t(campaignWords.dates),
              value: campaign => [campaign.opensOn, campaign.closesOn].filter(Boolean).join(' – ') || '—',
            },
          ]}
        />
      )}
      <Modal
        open={open}
        title={t(campaignWords.create)}
        footer={null}
        width={640}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <ProblemAlert error={create.error} />
        <CampaignForm busy={create.isPending} onSave={settings => create.mutate(settings)} />
      </Modal>
    </Page>
  )
}
