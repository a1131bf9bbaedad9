// The one table of the console: sorts, filters, exports what it shows, numbers to the right.
import { DownloadOutlined } from '@ant-design/icons'
import { Button, Input, Table, type TableProps } from 'antd'
import { unparse } from 'papaparse'
import { type ReactNode, useMemo, useState } from 'react'
import { consoleWords } from '../../../server/words/console.ts'
import { useSpeech } from './language.tsx'

export interface Column<Row> {
  readonly key: string
  readonly title: string
  /** The plain value: for sorting, search and export. */
  readonly value: (row: Row) => string | number | null | undefined
  readonly render?: (row: Row) => ReactNode
  readonly number?: boolean
  readonly width?: number
  /** Offers the distinct values as a filter. */
  readonly filter?: boolean
  readonly sort?: boolean
}

interface DataTableProps<Row> {
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  /** File name of the export, without ending; leave out where the rows hold personal data. */
  readonly exportName?: string
  readonly search?: boolean
  readonly toolbar?: ReactNode
  readonly empty?: ReactNode
  readonly loading?: boolean
  readonly expanded?: (row: Row) => ReactNode
  readonly pageSize?: number
  readonly selection?: TableProps<Row>['rowSelection']
}

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { t } = useSpeech()
  const [wanted, setWanted] = useState('')
  const rows = useMemo(() => {
    const needle = wanted.trim().toLowerCase()
    if (!needle) return props.rows
    return props.rows.filter(row =>
      props.columns.some(column =>
        String(column.value(row) ?? '')
          .toLowerCase()
          .includes(needle),
      ),
    )
  }, [props.rows, props.columns, wanted])
  const pageSize = props.pageSize ?? 20
  return (
    <section className="data-table">
      <div className="data-table-bar">
        <div className="data-table-tools">
          {props.search !== false && (
            <Input.Search
              allowClear
              placeholder={t(consoleWords.search)}
              aria-label={t(consoleWords.search)}
              value={wanted}
              onChange={event => setWanted(event.target.value)}
              style={{ width: 220 }}
            />
          )}
          {props.toolbar}
        </div>
        <span className="muted small">{t(consoleWords.total, rows.length)}</span>
        {props.exportName && (
          <Button
            size="small"
            icon={<DownloadOutlined />}
            onClick={() => exportRows(rows, props.columns, props.exportName ?? 'table')}
          >
            {t(consoleWords.exportCsv)}
          </Button>
        )}
      </div>
      <Table<Row>
        size="small"
        dataSource={rows}
        rowKey={props.rowKey}
        loading={props.loading ?? false}
        pagination={rows.length > pageSize ? { defaultPageSize: pageSize, showSizeChanger: true } : false}
        columns={props.columns.map(column => toAntd(column, props.rows))}
        scroll={{ x: 'max-content' }}
        {...(props.empty ? { locale: { emptyText: props.empty } } : {})}
        {...(props.expanded ? { expandable: { expandedRowRender: props.expanded } } : {})}
        {...(props.selection ? { rowSelection: props.selection } : {})}
      />
    </section>
  )
}

function toAntd<Row>(column: Column<Row>, rows: readonly Row[]): NonNullable<TableProps<Row>['columns']>[number] {
  const choices = column.filter
    ? [...new Set(rows.map(row => String(column.value(row) ?? '')))].sort((a, b) => a.localeCompare(b, 'zh-CN'))
    : []
  return {
    key: column.key,
    title: column.title,
    ...(column.number ? { align: 'right' as const, className: 'number' } : {}),
    ...(column.width ? { width: column.width } : {}),
    ...(column.sort === false ? {} : { sorter: (a: Row, b: Row) => compare(column.value(a), column.value(b)) }),
    ...(column.filter
      ? {
          filters: choices.map(text => ({ text: text || '—', value: text })),
          onFilter: (value: unknown, row: Row) => String(column.value(row) ?? '') === value,
        }
      : {}),
    render: (_: unknown, row: Row) => (column.render ? column.render(row) : (column.value(row) ?? '—')),
  }
}

function compare(a: string | number | null | undefined, b: string | number | null | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a ?? '').localeCompare(String(b ?? ''), 'zh-CN', { numeric: true })
}

/** UTF-8 with BOM, so that spreadsheets read Chinese right; cells that would run as formulas are neutralised. */
function exportRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], name: string): void {
  const csv = unparse(
    {
      fields: columns.map(column => column.title),
      data: rows.map(row => columns.map(column => column.value(row) ?? '')),
    },
    { escapeFormulae: true, newline: '\r\n' },
  )
  const url = URL.createObjectURL(new Blob(['\uFEFF', csv], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${name}.csv`
  link.click()
  URL.revokeObjectURL(url)
}
