// A person in several categories: once, in the category that comes first, or once in each.
import { DownOutlined, UpOutlined } from '@ant-design/icons'
import { Button, Switch } from 'antd'
import { frameWords } from '../../../server/words/frame.ts'
import { useSpeech } from '../shell/language.tsx'
import { type ChangeDraft, type Draft, swapped } from './draft.ts'
import type { RosterChoice } from './frame.ts'
import { useCategoryName } from './names.ts'

interface IdentityPanelProps {
  readonly draft: Draft
  readonly change: ChangeDraft
  readonly rosters: readonly RosterChoice[]
}

export function IdentityPanel({ draft, change, rosters }: IdentityPanelProps) {
  const { t } = useSpeech()
  const category = useCategoryName()
  const present = new Set(rosters.filter(roster => draft.rosterIds.includes(roster.id)).map(roster => roster.category))
  const shown = draft.priority.filter(item => present.has(item))
  return (
    <section className="panel">
      <h2 className="frame-switch">
        <Switch
          size="small"
          id="frame-once"
          checked={draft.onePerPerson}
          onChange={onePerPerson => change({ onePerPerson })}
        />
        <label htmlFor="frame-once">{t(frameWords.onePerPerson)}</label>
      </h2>
      <p className="muted small">{t(frameWords.onePerPersonHint)}</p>
      {draft.onePerPerson && shown.length === 0 && <p className="muted small">{t(frameWords.priorityEmpty)}</p>}
      {draft.onePerPerson && shown.length > 0 && (
        <ol className="frame-priority" aria-label={t(frameWords.priority)}>
          {shown.map((item, place) => {
            const before = shown[place - 1]
            const after = shown[place + 1]
            return (
              <li key={item}>
                <b className="number">{place + 1}</b>
                <span>{category(item)}</span>
                <Button
                  type="text"
                  size="small"
                  icon={<UpOutlined />}
                  disabled={!before}
                  aria-label={`${t(frameWords.moveUp)} ${category(item)}`}
                  onClick={() => before && change({ priority: swapped(draft.priority, item, before) })}
                />
                <Button
                  type="text"
                  size="small"
                  icon={<DownOutlined />}
                  disabled={!after}
                  aria-label={`${t(frameWords.moveDown)} ${category(item)}`}
                  onClick={() => after && change({ priority: swapped(draft.priority, item, after) })}
                />
              </li>
            )
          })}
        </ol>
      )}
    </section>
  )
}
