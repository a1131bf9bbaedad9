// The allocation, stratum by stratum, with what may be set for each one.
import { InputNumber } from 'antd'
import { type CheckedDesign, expectedMargin } from '../../../server/design/design.ts'
import { designWords } from '../../../server/words/design.ts'
import { type Column, DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { type Assumptions, type DesignForm, readsSd, sdOf, USUAL_MEAN, USUAL_SD } from './design.ts'
import { decimal, figure, percent } from './parts.tsx'

interface AllocationTableProps {
  readonly form: DesignForm
  readonly checked: CheckedDesign
  readonly assumptions: Assumptions
  readonly readOnly: boolean
  readonly onChange: (part: Partial<DesignForm>) => void
}

type Row = CheckedDesign['allocation']['strata'][number]

export function AllocationTable({ form, checked, assumptions, readOnly, onChange }: AllocationTableProps) {
  const { t } = useSpeech()
  const cell = (key: 'sd' | 'mean' | 'fixed' | 'reservePer', row: Row, value: number, max: number) => (
    <InputNumber
      size="small"
      aria-label={key === 'mean' ? `${row.stratum} ${t(designWords.mean)}` : row.stratum}
      min={0}
      max={max}
      value={form[key][row.stratum] ?? value}
      onChange={next => onChange({ [key]: { ...form[key], [row.stratum]: next ?? 0 } })}
    />
  )
  const spread = (row: Row) => sdOf(form, row.stratum, assumptions)
  const meanOf = (row: Row) => form.mean[row.stratum] ?? USUAL_MEAN
  const marginOf = (row: Row) =>
    expectedMargin({ population: row.N, n: row.n, sd: spread(row), responseRate: assumptions.rate / 100 })
  const number = (key: string, title: string, value: (row: Row) => number | null, show: Column<Row>['render']) => ({
    key,
    title,
    value,
    number: true,
    ...(show ? { render: show } : {}),
  })
  const columns: Column<Row>[] = [
    { key: 'stratum', title: t(designWords.stratum), value: row => row.stratum },
    number(
      'N',
      t(designWords.N),
      row => row.N,
      row => figure(row.N),
    ),
    ...(readsSd(form.kind)
      ? [
          number('sd', t(designWords.sd), spread, row =>
            readOnly ? decimal(spread(row), 1) : cell('sd', row, USUAL_SD, 50),
          ),
        ]
      : []),
    ...(form.kind === 'equal_precision' && form.relative
      ? [
          number('mean', t(designWords.mean), meanOf, row =>
            readOnly ? decimal(meanOf(row), 1) : cell('mean', row, USUAL_MEAN, 100),
          ),
        ]
      : []),
    number(
      'n',
      t(designWords.n),
      row => row.n,
      row => (form.kind === 'fixed' && !readOnly ? cell('fixed', row, 0, row.N) : figure(row.n)),
    ),
    number(
      'r',
      t(designWords.r),
      row => row.r,
      row => (form.reserveBy === 'stratum' && !readOnly ? cell('reservePer', row, 0, row.N) : figure(row.r)),
    ),
    number(
      'fraction',
      t(designWords.fraction),
      row => row.n / row.N,
      row => percent(row.n, row.N),
    ),
    number(
      'weight',
      t(designWords.weight),
      row => (row.n > 0 ? row.N / row.n : null),
      row => decimal(row.n > 0 ? row.N / row.n : null),
    ),
    number('margin', t(designWords.margin), marginOf, row => decimal(marginOf(row))),
  ]
  return (
    <>
      <DataTable
        rows={checked.allocation.strata}
        rowKey={row => row.stratum}
        columns={columns}
        exportName="allocation"
        search={checked.allocation.strata.length > 12}
        pageSize={50}
        toolbar={<strong>{t(designWords.perStratum)}</strong>}
      />
      <p className="muted small design-under">{t(designWords.marginHint)}</p>
    </>
  )
}
