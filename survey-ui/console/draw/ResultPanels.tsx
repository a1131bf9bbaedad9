// The result of a draw: figures, strata, files for the inspector, the check of one person, loads of the units.
import { DownloadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { drawWords } from '../../../server/words/draw.ts'
import { Copyable, decimal, figure, percent } from '../design/parts.tsx'
import { download, send } from '../shell/api.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Tiles } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { LeastRatings } from './LeastRatings.tsx'
import { api, type Draw, keyCommand, ticketCommand, type Verification } from './draw.ts'

export function ResultPanels({ draw }: { readonly draw: Draw }) {
  const { t } = useSpeech()
  const sum = (key: 'N' | 'n' | 'r') => draw.strata.reduce((total, row) => total + row[key], 0)
  return (
    <>
      <Tiles
        items={[
          { label: t(drawWords.people), value: figure(sum('N')) },
          { label: t(drawWords.sample), value: figure(sum('n')), note: percent(sum('n'), sum('N')) },
          { label: t(drawWords.reserve), value: figure(sum('r')) },
          { label: t(drawWords.strataCount), value: figure(draw.strata.length) },
        ]}
      />
      <FilesPanel draw={draw} />
      <DataTable
        rows={draw.strata}
        rowKey={row => row.stratum}
        exportName="draw-strata"
        search={draw.strata.length > 12}
        pageSize={20}
        toolbar={<strong>{t(drawWords.byStratum)}</strong>}
        columns={[
          { key: 'stratum', title: t(drawWords.stratum), value: row => row.stratum },
          { key: 'N', title: 'N', value: row => row.N, render: row => figure(row.N), number: true },
          { key: 'n', title: `${t(drawWords.sample)} n`, value: row => row.n, number: true },
          { key: 'r', title: `${t(drawWords.reserve)} r`, value: row => row.r, number: true },
          {
            key: 'f',
            title: t(drawWords.fraction),
            value: row => row.n / row.N,
            render: row => percent(row.n, row.N),
            number: true,
          },
          {
            key: 'w',
            title: t(drawWords.weight),
            value: row => (row.n > 0 ? row.N / row.n : null),
            render: row => decimal(row.n > 0 ? row.N / row.n : null),
            number: true,
          },
        ]}
      />
      {draw.loads.length > 0 && (
        <DataTable
          rows={draw.loads}
          rowKey={row => row.unitId}
          exportName="draw-units"
          search={draw.loads.length > 12}
          pageSize={20}
          toolbar={<strong>{t(drawWords.loads)}</strong>}
          columns={[
            { key: 'unit', title: t(drawWords.loadUnit), value: row => row.unit },
            { key: 'sample', title: t(drawWords.sample), value: row => row.sample, number: true },
            { key: 'reserve', title: t(drawWords.reserve), value: row => row.reserve, number: true },
          ]}
        />
      )}
      <LeastRatings draw={draw} />
      <OnePersonPanel draw={draw} />
    </>
  )
}

function FilesPanel({ draw }: { readonly draw: Draw }) {
  const { t } = useSpeech()
  const get = useMutation({ mutationFn: (name: string) => download(`/api/draws/${draw.id}/${name}`, name) })
  const check = useMutation({
    mutationFn: () => send(api.draws[':id'].verification.$post({ param: { id: draw.id } })),
  })
  const files = [
    { name: 'frame.csv', title: t(drawWords.fileFrame), digest: draw.frameDigest },
    { name: 'design.json', title: t(drawWords.fileDesign), digest: draw.designDigest },
    { name: 'manifest.json', title: t(drawWords.fileManifest), digest: draw.manifestDigest },
    { name: 'sample.csv', title: t(drawWords.fileSample), digest: draw.sampleDigest },
  ]
  return (
    <section className="panel">
      <h2>{t(drawWords.files)}</h2>
      <p className="muted design-lead">{t(drawWords.filesHint)}</p>
      <ProblemAlert error={get.error ?? check.error} />
      {files.map(({ name, title, digest }) => (
        <div key={name} className="draw-file">
          <Copyable label={title} text={digest} />
          <Button
            size="small"
            icon={<DownloadOutlined />}
            disabled={name === 'sample.csv' && !draw.sampleOpen}
            loading={get.isPending && get.variables === name}
            onClick={() => get.mutate(name)}
          >
            {name}
          </Button>
        </div>
      ))}
      {!draw.sampleOpen && <p className="muted small">{t(drawWords.filesSealed)}</p>}
      <div className="draw-verify">
        <Button href="/verify" target="_blank">
          {t(drawWords.openVerify)} ↗
        </Button>
        <Button loading={check.isPending} onClick={() => check.mutate()}>
          {t(drawWords.recompute)}
        </Button>
      </div>
      {check.data && <Verdict outcome={check.data} />}
    </section>
  )
}

function Verdict({ outcome }: { readonly outcome: Verification }) {
  const { t, language } = useSpeech()
  const look = {
    yes: ['success', drawWords.verdictYes],
    no: ['error', drawWords.verdictNo],
    not_yet: ['info', drawWords.verdictNotYet],
  } as const
  const mark = {
    pass: ['✓', drawWords.checkPass, 'tone-good'],
    fail: ['✕', drawWords.checkFail, 'tone-bad'],
    open: ['…', drawWords.checkOpen, 'muted'],
  } as const
  const [type, words] = look[outcome.verdict]
  return (
    <Alert
      type={type}
      showIcon
      title={t(words)}
      description={
        <ul className="draw-checks">
          {outcome.checks.map(check => (
            <li key={check.id}>
              <span className={mark[check.outcome][2]}>
                {mark[check.outcome][0]} {t(mark[check.outcome][1])}
              </span>{' '}
              {check[language]}
            </li>
          ))}
        </ul>
      }
    />
  )
}
function OnePersonPanel({ draw }: { readonly draw: Draw }) {
  const { t } = useSpeech()
  return (
    <section className="panel">
      <h2>{t(drawWords.oneLine)}</h2>
      {draw.drawKey ? (
        <>
          <p className="muted design-lead">{t(drawWords.oneLineHint)}</p>
          <Copyable label="DRAW_KEY" text={draw.drawKey} />
          <Copyable label={t(drawWords.keyLine)} text={keyCommand(draw)} />
          <Copyable label={t(drawWords.ticketLine)} text={ticketCommand} />
        </>
      ) : (
        <p className="muted">{t(drawWords.keyLater)}</p>
      )}
    </section>
  )
}
