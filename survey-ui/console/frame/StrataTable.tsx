// People per stratum, with a bar each.
import { frameWords } from '../../../server/words/frame.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import { type Coverage, figure, percent } from './frame.ts'
import { Bar } from './parts.tsx'

/** `compact`: beside the builder, where the bar stands under the name. */
export function StrataTable({ coverage, compact }: { readonly coverage: Coverage; readonly compact?: boolean }) {
  const { t } = useSpeech()
  const { strata, elements } = coverage
  const most = Math.max(1, ...strata.map(item => item.count))
  const bar = (count: number) => <Bar share={count / most} />
  return (
    <DataTable
      rows={strata}
      rowKey={item => item.stratum}
      exportName="strata"
      search={strata.length > 12}
      pageSize={compact ? 8 : 20}
      columns={[
        {
          key: 'stratum',
          title: t(frameWords.stratum),
          value: item => item.stratum,
          render: item => (
            <span className="frame-wrap">
              {item.stratum}
              {compact && bar(item.count)}
            </span>
          ),
        },
        ...(compact
          ? []
          : [
              {
                key: 'bar',
                title: '',
                value: () => '',
                sort: false,
                width: 360,
                render: (item: (typeof strata)[number]) => bar(item.count),
              },
            ]),
        {
          key: 'count',
          title: t(frameWords.count),
          value: item => item.count,
          render: item => figure(item.count),
          number: true,
          width: 90,
        },
        {
          key: 'share',
          title: t(frameWords.share),
          value: item => item.count / Math.max(1, elements),
          render: item => percent(item.count, elements),
          number: true,
          width: 76,
        },
      ]}
    />
  )
}
