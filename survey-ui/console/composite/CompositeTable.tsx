// The composite table: one row a unit, its formula below it.
import { Tag, Tooltip } from 'antd'
import { Link } from 'react-router'
import { compositeWords, gradeWords, noiseWords, partWords } from '../../../server/words/composite.ts'
import { type Column, DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import type { CompositeShown, CompositeUnit } from './composite-api.ts'

type Speak = ReturnType<typeof useSpeech>['t']

export function CompositeTable({ shown, campaignId }: { readonly shown: CompositeShown; readonly campaignId: string }) {
  const { t } = useSpeech()
  const rows = shown.series.flatMap(({ seriesName, rows: units }) => units.map(unit => ({ ...unit, seriesName })))
  return (
    <DataTable
      rows={rows}
      rowKey={row => row.unitId}
      exportName="composite"
      pageSize={50}
      columns={columnsOf(t, shown.series.length > 1, campaignId)}
      expanded={row => <Formula row={row} />}
    />
  )
}

function columnsOf(t: Speak, several: boolean, campaignId: string): Column<CompositeUnit>[] {
  const number = (
    key: 'target' | 'leader' | 'public' | 'bonus' | 'deduction',
    title: string,
  ): Column<CompositeUnit> => ({
    key,
    title,
    value: row => row[key],
    number: true,
    render: row => row[key] ?? <span className="muted">—</span>,
  })
  return [
    {
      key: 'rank',
      title: t(compositeWords.rank),
      value: row => row.rank,
      number: true,
      width: 72,
      render: row => (
        <>
          {row.rank ?? '—'} {row.tied && <Tag>{t(compositeWords.tied)}</Tag>}
        </>
      ),
    },
    ...(several
      ? [{ key: 'series', title: t(compositeWords.series), value: (r: CompositeUnit) => r.seriesName, filter: true }]
      : []),
    { key: 'unit', title: t(compositeWords.unit), value: row => row.name, render: row => <strong>{row.name}</strong> },
    number('target', t(compositeWords.target)),
    number('leader', t(compositeWords.leader)),
    { ...number('public', t(compositeWords.public)), render: row => row.public && Number(row.public).toFixed(2) },
    number('bonus', t(compositeWords.bonus)),
    number('deduction', t(compositeWords.deduction)),
    {
      key: 'score',
      title: t(compositeWords.score),
      value: row => row.score,
      number: true,
      render: row =>
        row.score ? (
          <span className="score-number">{row.score}</span>
        ) : (
          <Link to={`/c/${campaignId}/components`} className="tone-warn small">
            {t(compositeWords.blocked, row.missing.map(part => t(partWords[part])).join('、'))}
          </Link>
        ),
    },
    {
      key: 'grade',
      title: t(compositeWords.provisional),
      value: row => (row.grade ? t(gradeWords[row.grade]) : ''),
      filter: true,
      render: row => <GradeCell row={row} t={t} />,
    },
  ]
}

function GradeCell({ row, t }: { readonly row: CompositeUnit; readonly t: Speak }) {
  if (!row.grade) return null
  const crosses = row.noise?.crosses ?? []
  const lines = crosses.map(line => t(noiseWords[line])).join('、')
  return (
    <>
      <span className={`grade grade-${row.grade}`}>{t(gradeWords[row.grade])}</span>
      {row.triggers.length > 0 && (
        <Tag color="red" style={{ marginLeft: 8 }}>
          {t(row.triggers.includes('poor') ? compositeWords.setPoor : compositeWords.lowered)}
        </Tag>
      )}
      {crosses.length > 0 && row.noise && (
        <Tooltip title={t(compositeWords.onNoiseHint, row.noise.low, row.noise.high, lines)}>
          <span className="grade-doubt">{t(compositeWords.onNoise)}</span>
        </Tooltip>
      )}
      {row.warnings.map(warning => (
        <Tag key={warning} color="orange" style={{ marginLeft: 8 }}>
          {t(warning === 'above100' ? compositeWords.above100 : compositeWords.fewRatings)}
        </Tag>
      ))}
    </>
  )
}

function Formula({ row }: { readonly row: CompositeUnit }) {
  const { t } = useSpeech()
  const crosses = row.noise?.crosses.map(line => t(noiseWords[line])).join('、')
  return (
    <div className="formula">
      {row.formula ? (
        <p>
          <span className="muted">{t(compositeWords.formula)}</span> <strong className="number">{row.formula}</strong>
        </p>
      ) : (
        <p className="tone-warn">{t(compositeWords.blocked, row.missing.map(part => t(partWords[part])).join('、'))}</p>
      )}
      {row.leaderFormula && (
        <p>
          <span className="muted">{t(compositeWords.leaderFormula)}</span>{' '}
          <span className="number">{row.leaderFormula}</span>
        </p>
      )}
      {row.public && row.publicInterval && (
        <p className="muted">
          {t(compositeWords.publicLine, row.public, row.publicInterval[0].toFixed(2), row.publicInterval[1].toFixed(2))}
        </p>
      )}
      {row.noise && crosses && (
        <p className="tone-warn">{t(compositeWords.onNoiseHint, row.noise.low, row.noise.high, crosses)}</p>
      )}
    </div>
  )
}
