// People on the rosters, masked: the server searches, sorts and pages, since a roster may hold a million.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Input, Select, Table, type TableProps, Tag, Tooltip } from 'antd'
import { useState } from 'react'
import { RESPONDENT_CATEGORIES, type RespondentCategory } from '../../../server/campaign/campaign.ts'
import { categoryWords } from '../../../server/words/campaign.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { peopleWords, rosterWords } from '../../../server/words/roster-page.ts'
import { fieldWords, sexWords } from '../../../server/words/roster.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { Empty } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { useSession } from '../shell/session.tsx'
import { personApi } from './api.ts'
import { ExportContacts, RevealContact } from './ContactDialogs.tsx'

type Sort = 'line' | 'name' | 'organisation' | 'district' | 'handledOn'
interface Wanted {
  search: string
  district: string
  category: RespondentCategory | ''
  sort: Sort
  descending: boolean
  at: number
  size: number
}

interface PeopleTableProps {
  readonly campaignId: string
  /** Only this roster; all of the campaign without it. */
  readonly roster?: { readonly id: string; readonly name: string; readonly valid: number }
}

function usePeople({ campaignId, roster }: PeopleTableProps, wanted: Wanted) {
  return useQuery({
    queryKey: ['people', campaignId, roster?.id, wanted],
    placeholderData: keepPreviousData,
    queryFn: () =>
      send(
        personApi.campaigns[':campaignId'].people.$get({
          param: { campaignId },
          query: {
            ...(roster ? { rosterId: roster.id } : {}),
            ...(wanted.category ? { category: wanted.category } : {}),
            ...(wanted.district ? { district: wanted.district } : {}),
            ...(wanted.search ? { search: wanted.search } : {}),
            sort: wanted.sort,
            descending: wanted.descending ? '1' : '0',
            offset: String((wanted.at - 1) * wanted.size),
            limit: String(wanted.size),
          },
        }),
      ),
  })
}
type PersonRow = NonNullable<ReturnType<typeof usePeople>['data']>['people'][number]

export function PeopleTable(props: PeopleTableProps) {
  const { t } = useSpeech()
  const { can } = useSession()
  const [wanted, setWanted] = useState<Wanted>({
    search: '',
    district: '',
    category: '',
    sort: 'line',
    descending: false,
    at: 1,
    size: 20,
  })
  const [revealed, setRevealed] = useState<PersonRow | null>(null)
  const [exporting, setExporting] = useState(false)
  const list = usePeople(props, wanted)
  const change = (next: Partial<Wanted>) => setWanted({ ...wanted, at: 1, ...next })
  const found = list.data
  return (
    <section className="data-table">
      <ProblemAlert error={list.error} />
      <div className="data-table-bar">
        <div className="data-table-tools">
          <Input.Search
            allowClear
            placeholder={t(peopleWords.search)}
            aria-label={t(peopleWords.search)}
            onSearch={search => change({ search: search.trim() })}
            style={{ width: 200 }}
          />
          <Input.Search
            allowClear
            placeholder={t(peopleWords.district)}
            aria-label={t(peopleWords.district)}
            onSearch={district => change({ district: district.trim() })}
            style={{ width: 170 }}
          />
          {!props.roster && (
            <Select
              value={wanted.category}
              onChange={category => change({ category })}
              style={{ width: 160 }}
              aria-label={t(rosterWords.category)}
              options={[
                { value: '' as const, label: t(peopleWords.anyRoster) },
                ...RESPONDENT_CATEGORIES.map(value => ({ value, label: t(categoryWords[value]) })),
              ]}
            />
          )}
        </div>
        <span className="muted small">
          {found && !found.sortable ? `${t(peopleWords.notSortable)} ` : `${t(peopleWords.masked)} `}
          {found &&
            (found.more
              ? t(peopleWords.more, found.total.toLocaleString())
              : t(consoleWords.total, found.total.toLocaleString()))}
        </span>
        {props.roster && can('person.export') && (
          <Button size="small" onClick={() => setExporting(true)}>
            {t(consoleWords.export)}
          </Button>
        )}
      </div>
      <Table<PersonRow>
        size="small"
        rowKey={row => `${row.rosterId}-${row.line}`}
        dataSource={found?.people ?? []}
        loading={list.isPending}
        locale={{ emptyText: <Empty words={t(wanted.search ? peopleWords.none : peopleWords.noPeople)} /> }}
        scroll={{ x: 'max-content' }}
        pagination={{ total: found?.total ?? 0, current: wanted.at, pageSize: wanted.size, showSizeChanger: true }}
        onChange={(pagination, _filters, sorter) => {
          const by = Array.isArray(sorter) ? sorter[0] : sorter
          setWanted({
            ...wanted,
            at: pagination.current ?? 1,
            size: pagination.pageSize ?? 20,
            sort: by?.order ? (String(by.columnKey) as Sort) : 'line',
            descending: by?.order === 'descend',
          })
        }}
        columns={usePeopleColumns(found?.people ?? [], found?.sortable ?? false, !props.roster, setRevealed)}
      />
      {revealed && <RevealContact person={revealed} onClose={() => setRevealed(null)} />}
      {exporting && props.roster && <ExportContacts roster={props.roster} onClose={() => setExporting(false)} />}
    </section>
  )
}

/** Columns that are empty on the whole page are left out: each kind of roster has its own. */
function usePeopleColumns(
  rows: readonly PersonRow[],
  sortable: boolean,
  withRoster: boolean,
  onReveal: (person: PersonRow) => void,
) {
  const { t } = useSpeech()
  const { can } = useSession()
  const text = (key: 'organisation' | 'district' | 'matter' | 'handledOn' | 'sector' | 'delegation' | 'post') => ({
    key,
    title: t(fieldWords[key]),
    dataIndex: key,
    sorter: sortable && (key === 'organisation' || key === 'district' || key === 'handledOn'),
    render: (value: string | null) => value ?? '—',
  })
  const columns: NonNullable<TableProps<PersonRow>['columns']> = [
    { key: 'line', title: t(peopleWords.line), dataIndex: 'line', align: 'right', className: 'number', sorter: true },
    {
      key: 'name',
      title: t(fieldWords.name),
      dataIndex: 'name',
      sorter: sortable,
      render: (name: string, person) => (
        <>
          {name || '—'}{' '}
          {person.merged && (
            <Tooltip title={t(peopleWords.mergedHint)}>
              <Tag>{t(peopleWords.merged)}</Tag>
            </Tooltip>
          )}
        </>
      ),
    },
    { key: 'sex', title: t(fieldWords.sex), dataIndex: 'sex', render: sex => t(sexWords[String(sex)] ?? ['—', '—']) },
    {
      key: 'mobile',
      title: t(fieldWords.mobile),
      dataIndex: 'mobile',
      className: 'number',
      render: (mobile: string, person) => (
        <>
          {mobile}
          {can('person.read') && (
            <Button type="link" size="small" onClick={() => onReveal(person)}>
              {t(peopleWords.reveal)}
            </Button>
          )}
        </>
      ),
    },
    ...(withRoster
      ? [
          { key: 'rosterName', title: t(peopleWords.roster), dataIndex: 'rosterName' },
          {
            key: 'category',
            title: t(rosterWords.category),
            dataIndex: 'category',
            render: (value: RespondentCategory) => t(categoryWords[value] ?? ['—', '—']),
          },
        ]
      : []),
    ...(['organisation', 'post', 'district', 'matter', 'handledOn', 'sector', 'delegation'] as const)
      .filter(key => rows.some(row => row[key] !== null))
      .map(text),
  ]
  return columns
}
