// The definition of a frame in words.
import type { ReactNode } from 'react'
import { frameWords, stratumColumnWords } from '../../../server/words/frame.ts'
import { useSpeech } from '../shell/language.tsx'
import type { Definition, RosterChoice } from './frame.ts'
import { useCategoryName, useFilterSentence } from './names.ts'

const BLANK_WORDS = {
  refuse: frameWords.blankRefuse,
  group: frameWords.blankGroup,
  exclude: frameWords.blankExclude,
} as const

interface DefinitionPanelProps {
  readonly definition: Definition
  readonly rosters: readonly RosterChoice[]
}

export function DefinitionPanel({ definition, rosters }: DefinitionPanelProps) {
  const { t } = useSpeech()
  const category = useCategoryName()
  const sentence = useFilterSentence()
  const chosen = definition.rosterIds.flatMap(id => rosters.find(roster => roster.id === id) ?? [])
  const present = new Set(chosen.map(roster => roster.category))
  const order = definition.priority.filter(item => present.has(item)).map(item => category(item))
  const columns = definition.strata.map(column => t(stratumColumnWords[column]))
  return (
    <section className="panel">
      <h2>{t(frameWords.definition)}</h2>
      <dl className="frame-terms">
        <Term name={t(frameWords.rosters)}>{chosen.map(roster => roster.name).join(t(frameWords.listComma))}</Term>
        <Term name={t(frameWords.filters)}>
          {definition.filters.length === 0
            ? t(frameWords.allKept)
            : definition.filters.map(filter => <div key={JSON.stringify(filter)}>{sentence(filter)}</div>)}
        </Term>
        <Term name={t(frameWords.strataBy)}>{columns.join(' / ') || t(frameWords.strataNone)}</Term>
        <Term name={t(frameWords.blankRule)}>{t(BLANK_WORDS[definition.blankStratum])}</Term>
        <Term name={t(frameWords.priority)}>
          {definition.onePerPerson ? (
            <>
              {t(frameWords.onePerPerson)}
              <div className="muted">{order.join(' → ')}</div>
            </>
          ) : (
            t(frameWords.countedOften)
          )}
        </Term>
      </dl>
    </section>
  )
}

function Term({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
