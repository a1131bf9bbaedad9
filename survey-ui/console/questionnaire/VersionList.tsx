// All versions of the questionnaire of a campaign; the way to a new one.
import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Tag, Upload } from 'antd'
import { Link, useNavigate } from 'react-router'
import { consoleWords } from '../../../server/words/console.ts'
import { questionnaireWords as w, versionStateWords } from '../../../server/words/questionnaire.ts'
import { send } from '../shell/api.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { type Column, DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty, Page } from '../shell/Page.tsx'
import { useSession } from '../shell/session.tsx'
import { FieldButton } from './FieldButton.tsx'
import {
  api,
  copyVersion,
  countText,
  createVersion,
  minute,
  readDefinition,
  STATE_COLOURS,
  useRefresh,
} from './questionnaire.ts'

export function VersionList() {
  const { t } = useSpeech()
  const { can } = useSession()
  const { campaignId } = useCampaign()
  const list = useQuery({
    queryKey: ['questionnaires', campaignId],
    queryFn: () => send(api.campaigns[':campaignId'].questionnaires.$get({ param: { campaignId } })),
  })
  const { create, copy, remove, error } = useChanges(campaignId)
  const versions = list.data?.versions ?? []
  const current = versions.find(version => version.state === 'fielded')?.version ?? null
  const write = can('questionnaire.write')
  type Version = (typeof versions)[number]
  const actions: Column<Version> = {
    key: 'actions',
    title: '',
    value: () => '',
    sort: false,
    render: version => (
      <>
        <Link to={version.id}>
          <Button type="link" size="small">
            {t(w.open)}
          </Button>
        </Link>
        {write && (
          <Button type="link" size="small" loading={copy.isPending} onClick={() => copy.mutate(version.id)}>
            {t(w.copy)}
          </Button>
        )}
        {write && version.state !== 'fielded' && (
          <FieldButton campaignId={campaignId} version={version} current={current} link />
        )}
        {write && version.state === 'draft' && (
          <Button type="link" size="small" danger onClick={() => remove(version)}>
            {t(consoleWords.remove)}
          </Button>
        )}
      </>
    ),
  }
  const columns: Column<Version>[] = [
    {
      key: 'version',
      title: t(w.version),
      value: version => version.version,
      render: version => <Link to={version.id}>{t(w.versionNumber, version.version)}</Link>,
    },
    {
      key: 'title',
      title: t(w.name),
      value: version => version.title,
      render: version => <span className="clip">{version.title}</span>,
    },
    {
      key: 'state',
      title: t(w.state),
      value: version => t(versionStateWords[version.state]),
      render: version => <Tag color={STATE_COLOURS[version.state]}>{t(versionStateWords[version.state])}</Tag>,
      filter: true,
    },
    { key: 'questions', title: t(w.questions), value: version => countText(version, t), number: true },
    {
      key: 'digest',
      title: t(w.digest),
      value: version => version.digest,
      render: version => (
        <span className="digest" title={version.digest}>
          {version.digest.slice(0, 12)}…
        </span>
      ),
    },
    { key: 'updatedAt', title: t(w.updatedAt), value: version => minute(version.updatedAt), number: true },
    actions,
  ]
  const buttons = <NewButtons t={t} campaignId={campaignId} create={create} primary={versions.length === 0} />
  return (
    <Page
      title={t(w.title)}
      subtitle={t(w.subtitle)}
      actions={write && versions.length > 0 && buttons}
      error={list.error ?? error}
      {...(list.error ? { onRetry: () => void list.refetch() } : {})}
      loading={list.isPending}
      {...(current !== null
        ? { next: { words: t(w.next), to: `/c/${campaignId}/invitations` } }
        : versions[0]
          ? { next: { words: t(w.nextField), to: versions[0].id, done: false } }
          : {})}
    >
      {versions.length === 0 ? (
        <Empty words={t(w.empty)} action={write && <span className="empty-actions">{buttons}</span>} />
      ) : (
        <DataTable rows={versions} rowKey={version => version.id} exportName="questionnaires" columns={columns} />
      )}
    </Page>
  )
}

function useChanges(campaignId: string) {
  const { t } = useSpeech()
  const { message, modal } = App.useApp()
  const navigate = useNavigate()
  const refresh = useRefresh(campaignId)
  const onSuccess = async (made: { id: string; version: number }) => {
    await refresh()
    void message.success(t(w.created, made.version))
    await navigate(`/c/${campaignId}/questionnaires/${made.id}`)
  }
  const create = useMutation({
    mutationFn: async (file: File | null) =>
      await createVersion(campaignId, file ? await readDefinition(file, t) : undefined),
    onSuccess,
  })
  const copy = useMutation({ mutationFn: (id: string) => copyVersion(campaignId, id), onSuccess })
  const drop = useMutation({
    mutationFn: (id: string) => send(api.questionnaires[':id'].$delete({ param: { id } })),
    onSuccess: refresh,
  })
  const remove = (version: { id: string; version: number }) =>
    modal.confirm({
      title: t(w.removeTitle, version.version),
      content: t(w.removeSays),
      okText: t(consoleWords.remove),
      okButtonProps: { danger: true },
      onOk: () => drop.mutateAsync(version.id).catch(() => undefined),
    })
  return { create, copy, remove, error: create.error ?? copy.error ?? drop.error }
}

interface NewButtonsProps {
  readonly t: ReturnType<typeof useSpeech>['t']
  readonly campaignId: string
  readonly create: { readonly isPending: boolean; readonly mutate: (file: File | null) => void }
  readonly primary: boolean
}

function NewButtons({ t, create, primary }: NewButtonsProps) {
  return (
    <>
      <Upload
        accept=".json,application/json"
        showUploadList={false}
        beforeUpload={file => {
          create.mutate(file)
          return false
        }}
      >
        <Button disabled={create.isPending}>{t(w.upload)}</Button>
      </Upload>
      <Button type={primary ? 'primary' : 'default'} loading={create.isPending} onClick={() => create.mutate(null)}>
        {t(w.createDefault)}
      </Button>
    </>
  )
}
