// One version: outline and definition at the left, the phone at the right.
import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Tabs, Tag, Typography } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { questionnaireWords as w, versionStateWords } from '../../../server/words/questionnaire.ts'
import { send } from '../shell/api.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Page } from '../shell/Page.tsx'
import { useSession } from '../shell/session.tsx'
import { Editor } from './Editor.tsx'
import { FieldButton } from './FieldButton.tsx'
import { Outline } from './Outline.tsx'
import { PhonePreview } from './PhonePreview.tsx'
import { api, copyVersion, countText, minute, STATE_COLOURS, useRefresh } from './questionnaire.ts'

export function VersionPage() {
  const { t } = useSpeech()
  const { can } = useSession()
  const { campaignId, journey } = useCampaign()
  const { versionId = '' } = useParams()
  const shown = useQuery({
    queryKey: ['questionnaire', versionId],
    queryFn: () => send(api.questionnaires[':id'].$get({ param: { id: versionId } })),
  })
  const [draft, setDraft] = useState<{ readonly id: string; readonly text: string } | null>(null)
  const copy = useCopy(campaignId)
  const { version, body } = shown.data ?? {}
  const saved = body ? JSON.stringify(body, null, 2) : ''
  const text = draft?.id === versionId ? draft.text : saved
  const unsaved = text !== saved
  const write = can('questionnaire.write')
  const fielded = version?.state === 'fielded'
  const home = `/c/${campaignId}/questionnaires`
  const actions = version && (
    <>
      <Link to={home}>
        <Button>{t(w.back)}</Button>
      </Link>
      {write && (
        <Button loading={copy.isPending} onClick={() => copy.mutate(versionId)}>
          {t(w.duplicate)}
        </Button>
      )}
      {write && !fielded && (
        <FieldButton
          campaignId={campaignId}
          version={version}
          current={journey?.fieldedVersion ?? null}
          disabled={unsaved}
        />
      )}
    </>
  )
  return (
    <Page
      title={version ? <Title version={version} /> : t(w.title)}
      subtitle={version && <Facts version={version} />}
      actions={actions}
      error={shown.error ?? copy.error}
      {...(shown.error ? { onRetry: () => void shown.refetch() } : {})}
      loading={shown.isPending}
      next={
        fielded
          ? { words: t(w.next), to: `/c/${campaignId}/invitations` }
          : { words: t(w.nextField), to: home, done: false }
      }
    >
      {version && body && (
        <div className="version">
          <section className="panel version-main">
            <Tabs
              items={[
                { key: 'outline', label: t(w.outline), children: <Outline definition={body} /> },
                {
                  key: 'json',
                  label: t(w.json),
                  children: (
                    <Editor
                      campaignId={campaignId}
                      id={versionId}
                      saved={saved}
                      editable={write && version.state === 'draft'}
                      text={text}
                      onText={next => setDraft({ id: versionId, text: next })}
                    />
                  ),
                },
              ]}
            />
          </section>
          <PhonePreview id={versionId} digest={version.digest} unsaved={unsaved} />
        </div>
      )}
    </Page>
  )
}

interface Version {
  readonly version: number
  readonly title: string
  readonly state: keyof typeof STATE_COLOURS
  readonly digest: string
  readonly updatedAt: string
  readonly questions: number
  readonly perUnit: number
}

function Title({ version }: { readonly version: Version }) {
  const { t } = useSpeech()
  return (
    <span className="version-title">
      {version.title}
      <Tag>{t(w.versionNumber, version.version)}</Tag>
      <Tag color={STATE_COLOURS[version.state]}>{t(versionStateWords[version.state])}</Tag>
    </span>
  )
}

function Facts({ version }: { readonly version: Version }) {
  const { t } = useSpeech()
  return (
    <>
      {countText(version, t)} · {t(w.updatedAt)} {minute(version.updatedAt)} · {t(w.digest)}{' '}
      <Typography.Text className="digest" copyable={{ text: version.digest }}>
        {version.digest.slice(0, 16)}…
      </Typography.Text>
    </>
  )
}

function useCopy(campaignId: string) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const refresh = useRefresh(campaignId)
  return useMutation({
    mutationFn: (id: string) => copyVersion(campaignId, id),
    onSuccess: async made => {
      await refresh()
      void message.success(t(w.created, made.version))
      await navigate(`/c/${campaignId}/questionnaires/${made.id}`)
    },
  })
}
