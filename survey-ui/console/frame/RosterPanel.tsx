// Which rosters enter, and how many cases each stands for.
import { InputNumber } from 'antd'
import { frameWords } from '../../../server/words/frame.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { useSpeech } from '../shell/language.tsx'
import type { ChangeDraft, Draft } from './draft.ts'
import { figure, type RosterChoice } from './frame.ts'
import { useCategoryName } from './names.ts'

interface RosterPanelProps {
  readonly draft: Draft
  readonly change: ChangeDraft
  readonly rosters: readonly RosterChoice[]
}

export function RosterPanel({ draft, change, rosters }: RosterPanelProps) {
  const { t } = useSpeech()
  const category = useCategoryName()
  const usable = (roster: RosterChoice) => roster.state === 'ready' && roster.valid > 0
  return (
    <section className="panel frame-rosters">
      <h2>
        {t(frameWords.rosters)}{' '}
        <span className="muted small">{t(frameWords.rostersChosen, draft.rosterIds.length)}</span>
      </h2>
      <p className="muted small">{t(frameWords.rostersHint)}</p>
      <DataTable
        rows={rosters}
        rowKey={roster => roster.id}
        search={rosters.length > 8}
        pageSize={10}
        selection={{
          selectedRowKeys: [...draft.rosterIds],
          // In the order of the table, so that the same choice is the same definition.
          onChange: keys =>
            change({ rosterIds: rosters.filter(roster => keys.includes(roster.id)).map(roster => roster.id) }),
          getCheckboxProps: roster => ({ disabled: !usable(roster), 'aria-label': roster.name }),
        }}
        columns={[
          {
            key: 'name',
            title: t(frameWords.checkRoster),
            value: roster => roster.name,
            render: roster => (
              <span className="frame-wrap">
                {roster.name}
                {!usable(roster) && <span className="tone-warn small"> ▲ {t(frameWords.rosterNotReady)}</span>}
              </span>
            ),
          },
          {
            key: 'category',
            title: t(frameWords.category),
            value: roster => category(roster.category),
            render: roster => <span className="frame-narrow">{category(roster.category)}</span>,
            filter: true,
          },
          { key: 'unit', title: t(frameWords.unit), value: roster => roster.unitName, filter: true },
          {
            key: 'valid',
            title: t(frameWords.entries),
            value: roster => roster.valid,
            render: roster => figure(roster.valid),
            number: true,
          },
          {
            key: 'caseload',
            title: t(frameWords.caseload),
            value: roster => draft.caseloads[roster.id] ?? null,
            number: true,
            sort: false,
            render: roster => (
              <InputNumber
                size="small"
                min={0}
                max={100_000_000}
                precision={0}
                controls={false}
                style={{ width: 76 }}
                aria-label={`${t(frameWords.caseload)} ${roster.name}`}
                disabled={!draft.rosterIds.includes(roster.id)}
                value={draft.caseloads[roster.id] ?? null}
                onChange={value => change({ caseloads: withCaseload(draft.caseloads, roster.id, value) })}
              />
            ),
          },
        ]}
      />
      <p className="muted small">{t(frameWords.caseloadHint)}</p>
    </section>
  )
}

function withCaseload(before: Draft['caseloads'], rosterId: string, value: number | null): Draft['caseloads'] {
  const { [rosterId]: _old, ...others } = before
  return value === null ? others : { ...others, [rosterId]: value }
}
