// Which columns make the strata, in which order, and what an empty one means.
import { CloseOutlined, LeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Dropdown, Radio } from 'antd'
import { STRATUM_COLUMNS, type StratumColumn } from '../../../server/frame/frame.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { frameWords, stratumColumnWords } from '../../../server/words/frame.ts'
import { useSpeech } from '../shell/language.tsx'
import { type ChangeDraft, type Draft, swapped } from './draft.ts'

const MAX_STRATA = 4

interface StrataPanelProps {
  readonly draft: Draft
  readonly change: ChangeDraft
}

export function StrataPanel({ draft, change }: StrataPanelProps) {
  const { t } = useSpeech()
  const { strata } = draft
  const others = STRATUM_COLUMNS.filter(column => !strata.includes(column))
  const names = strata.map(column => t(stratumColumnWords[column]))
  return (
    <section className="panel">
      <h2>{t(frameWords.strataBy)}</h2>
      <p className="muted small">{t(frameWords.strataHint)}</p>
      <div className="frame-chips">
        {strata.map((column, place) => (
          <Chip key={column} column={column} place={place} strata={strata} change={change} />
        ))}
        {others.length > 0 && strata.length < MAX_STRATA && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: others.map(column => ({
                key: column,
                label: t(stratumColumnWords[column]),
                onClick: () => change({ strata: [...strata, column] }),
              })),
            }}
          >
            <Button size="small" icon={<PlusOutlined />}>
              {t(frameWords.addStratum)}
            </Button>
          </Dropdown>
        )}
      </div>
      <p className="small muted">
        {strata.length > 0 ? t(frameWords.strataExample, names.join(' / ')) : t(frameWords.strataNone)}
      </p>
      {strata.length > 0 && (
        <>
          <h3 id="frame-blank">{t(frameWords.blankRule)}</h3>
          <Radio.Group
            aria-labelledby="frame-blank"
            value={draft.blankStratum}
            onChange={event => change({ blankStratum: event.target.value as Draft['blankStratum'] })}
            options={[
              { value: 'refuse', label: t(frameWords.blankRefuse) },
              { value: 'group', label: t(frameWords.blankGroup) },
              { value: 'exclude', label: t(frameWords.blankExclude) },
            ]}
          />
        </>
      )}
    </section>
  )
}

interface ChipProps {
  readonly column: StratumColumn
  readonly place: number
  readonly strata: readonly StratumColumn[]
  readonly change: ChangeDraft
}

function Chip({ column, place, strata, change }: ChipProps) {
  const { t } = useSpeech()
  const name = t(stratumColumnWords[column])
  const before = strata[place - 1]
  const after = strata[place + 1]
  return (
    <span className="frame-chip">
      <b>{place + 1}</b>
      {name}
      {before && (
        <Button
          type="text"
          size="small"
          icon={<LeftOutlined />}
          aria-label={`${t(frameWords.moveForward)} ${name}`}
          onClick={() => change({ strata: swapped(strata, column, before) })}
        />
      )}
      {after && (
        <Button
          type="text"
          size="small"
          icon={<RightOutlined />}
          aria-label={`${t(frameWords.moveBack)} ${name}`}
          onClick={() => change({ strata: swapped(strata, column, after) })}
        />
      )}
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={`${t(consoleWords.remove)} ${name}`}
        onClick={() => change({ strata: strata.filter(other => other !== column) })}
      />
    </span>
  )
}
