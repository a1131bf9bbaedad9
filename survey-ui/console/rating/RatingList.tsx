// The ratings within reach, newest first, page by page; words are screened by the server.
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Checkbox, DatePicker, Select, Tag } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { BAD_LEVELS, LEVELS, levelWords } from '../../../server/rating/level.ts'
import { findTag } from '../../../server/rating/tag.ts'
import { channelWords, ratingPageWords as w } from '../../../server/words/rating-page.ts'
import type { Speak } from '../../../server/words/words.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { Empty } from '../shell/Page.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { LevelMark, OneLine, WindowName } from './LevelMark.tsx'
import { chinaTime, loadRatings, type Rating, usePlaces } from './rating-api.ts'

const PAGE = 100

interface Filters {
  readonly point?: string
  readonly level?: string
  readonly channel?: string
  readonly worded?: boolean
  readonly days?: readonly [Dayjs, Dayjs]
}

function queryOf({ point, level, channel, worded, days }: Filters, after: string): Record<string, string> {
  const midnight = (day: Dayjs) => new Date(`${day.format('YYYY-MM-DD')}T00:00:00+08:00`).toISOString()
  return {
    limit: String(PAGE),
    ...(after ? { after } : {}),
    ...(point ? { point } : {}),
    ...(level ? { level } : {}),
    ...(channel ? { channel } : {}),
    ...(worded ? { worded: '1' } : {}),
    ...(days ? { from: midnight(days[0]), to: midnight(days[1].add(1, 'day')) } : {}),
  }
}

export function RatingList() {
  const { t } = useSpeech()
  const [filters, setFilters] = useState<Filters>({})
  const list = useInfiniteQuery({
    queryKey: ['ratings', filters],
    initialPageParam: '',
    queryFn: ({ pageParam }) => loadRatings(queryOf(filters, pageParam)),
    getNextPageParam: page => page.next ?? undefined,
  })
  const rows = list.data?.pages.flatMap(page => page.ratings) ?? []
  return (
    <>
      <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
      <DataTable
        rows={rows}
        rowKey={row => row.id}
        loading={list.isFetching}
        exportName="ratings"
        pageSize={20}
        empty={<Empty words={t(w.empty)} />}
        toolbar={<FilterBar filters={filters} onChange={setFilters} />}
        columns={[
          {
            key: 'level',
            title: t(w.level),
            value: row => t(levelWords[row.level]),
            render: row => <LevelMark level={row.level} />,
            width: 130,
          },
          {
            key: 'said',
            title: t(w.said),
            value: row => [...row.tags.map(code => tagWords(t, code)), row.words].filter(Boolean).join(' · '),
            render: row => <Said rating={row} />,
            sort: false,
          },
          {
            key: 'window',
            title: t(w.window),
            value: row => `${row.pointCode} ${row.pointName}`,
            render: row => <WindowName code={row.pointCode} name={row.pointName} />,
          },
          { key: 'matter', title: t(w.matter), value: row => row.matterName },
          {
            key: 'hour',
            title: t(w.hour),
            value: row => hourOf(row.madeAt),
            render: row => <OneLine text={hourOf(row.madeAt)} />,
          },
          { key: 'channel', title: t(w.channel), value: row => t(channelWords[row.channel]), width: 90 },
          {
            key: 'marks',
            title: t(w.marks),
            value: row => marksOf(t, row).join(' '),
            render: row => marksOf(t, row).map(mark => <Tag key={mark}>{mark}</Tag>),
            sort: false,
          },
        ]}
      />
      {list.hasNextPage && (
        <div className="rating-more">
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t(w.more, PAGE)}
          </Button>
        </div>
      )}
    </>
  )
}

/** The hour, not the second: a clerk must not be able to tell who it was. */
const hourOf = (iso: string): string => `${chinaTime(iso).slice(0, 13)}:00`

function tagWords(t: Speak, code: string): string {
  const tag = findTag(code)
  return tag ? t(tag.words) : t(w.unknownTag, code)
}

function marksOf(t: Speak, row: Rating): string[] {
  return [
    row.kind === 'auto_default' ? t(w.autoDefault) : '',
    row.sequence > 1 ? t(w.supplement) : '',
    row.named ? t(w.named) : '',
    row.excludedAt ? t(w.excluded) : '',
  ].filter(Boolean)
}

function Said({ rating }: { readonly rating: Rating }) {
  const { t } = useSpeech()
  if (rating.tags.length === 0 && rating.words === '') return <span className="muted">—</span>
  return (
    <div className="rating-said">
      {rating.tags.map(code => (
        <Tag key={code}>{tagWords(t, code)}</Tag>
      ))}
      {rating.words && <p>{rating.words}</p>}
    </div>
  )
}

function FilterBar({ filters, onChange }: { readonly filters: Filters; readonly onChange: (next: Filters) => void }) {
  const { t } = useSpeech()
  const { points } = usePlaces()
  const set = (change: { readonly [Name in keyof Filters]: Filters[Name] | undefined }) =>
    onChange(Object.fromEntries(Object.entries({ ...filters, ...change }).filter(([, value]) => value)) as Filters)
  return (
    <>
      {points.length > 1 && (
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t(w.allWindows)}
          aria-label={t(w.window)}
          style={{ width: 190 }}
          options={points.map(point => ({ value: point.id, label: `${point.code} ${point.name}` }))}
          onChange={(point: string | undefined) => set({ point })}
        />
      )}
      <Select
        allowClear
        placeholder={t(w.allLevels)}
        aria-label={t(w.level)}
        style={{ width: 130 }}
        options={[
          { value: BAD_LEVELS.join(','), label: t(w.bad) },
          ...LEVELS.map(level => ({ value: level as string, label: t(levelWords[level]) })),
        ]}
        onChange={(level: string | undefined) => set({ level })}
      />
      <Select
        allowClear
        placeholder={t(w.allChannels)}
        aria-label={t(w.channel)}
        style={{ width: 120 }}
        options={Object.entries(channelWords).map(([value, words]) => ({ value, label: t(words) }))}
        onChange={(channel: string | undefined) => set({ channel })}
      />
      <DatePicker.RangePicker
        aria-label={t(w.days)}
        style={{ width: 230 }}
        onChange={days => set({ days: days?.[0] && days[1] ? [days[0], days[1]] : undefined })}
      />
      <Checkbox className="rating-worded" onChange={event => set({ worded: event.target.checked || undefined })}>
        {t(w.worded)}
      </Checkbox>
    </>
  )
}
