// The outline: what is asked, of what kind, with which choices and when, without reading JSON.
import { Tag } from 'antd'
import { useMemo } from 'react'
import type { Json, Question } from '../../../server/questionnaire/tree.ts'
import { questionnaireWords as w, questionTypeWords } from '../../../server/words/questionnaire.ts'
import { useSpeech } from '../shell/language.tsx'
import { conditionText, type OutlineItem, outlineOf, plainText } from './outline.ts'

export function Outline({ definition }: { readonly definition: Json }) {
  const { t } = useSpeech()
  const items = useMemo(() => outlineOf(definition), [definition])
  const sections: { perUnit: boolean; items: OutlineItem[] }[] = []
  for (const item of items) {
    const last = sections.at(-1)
    if (last?.perUnit === item.perUnit) last.items.push(item)
    else sections.push({ perUnit: item.perUnit, items: [item] })
  }
  return (
    <>
      {sections.map(section => (
        <section key={section.items[0]?.number} className="outline">
          <h3>{t(section.perUnit ? w.perUnit : w.once)}</h3>
          <ol start={section.items[0]?.number}>
            {section.items.map(item => (
              <Item key={item.number} item={item} items={items} />
            ))}
          </ol>
        </section>
      ))}
    </>
  )
}

function Item({ item, items }: { readonly item: OutlineItem; readonly items: readonly OutlineItem[] }) {
  const { t, language } = useSpeech()
  const { question } = item
  const text = question.type === 'html' ? question.html : question.title
  const note = plainText(question.description, language)
  const limits = limitsOf(question, t)
  const same = [item.sameChoices ? t(w.sameChoices) : '', item.sameConditions ? t(w.sameCondition) : '']
    .filter(Boolean)
    .join(' · ')
  return (
    <li>
      <span className="outline-number">{item.number}</span>
      <div>
        <p className="outline-title">
          {plainText(text, language)}
          <Tag>{t(questionTypeWords[question.type])}</Tag>
          {question.type !== 'html' && (
            <span className={question.required ? 'outline-required' : 'muted small'}>
              {t(question.required ? w.required : w.optional)}
            </span>
          )}
        </p>
        {(note || limits) && <p className="muted small">{[note, limits].filter(Boolean).join(' · ')}</p>}
        {!item.sameChoices && <Choices question={question} />}
        {same && <p className="muted small">{same}</p>}
        {item.conditions.length > 0 && !item.sameConditions && (
          <p className="outline-condition">
            <strong>{t(w.onlyIf)}</strong>{' '}
            {item.conditions
              .map(condition => conditionText(condition, item.perUnit, items, t, language))
              .join(t(w.and))}
          </p>
        )}
      </div>
    </li>
  )
}

function Choices({ question }: { readonly question: Question }) {
  const { language } = useSpeech()
  const at = language === 'en' ? 1 : 0
  const all = [
    ...question.choices.map(choice => ({ key: String(choice.value), text: choice.text[at], quiet: choice.quiet })),
    ...(question.other ? [{ key: 'other', text: question.other[at], quiet: true }] : []),
    ...(question.none ? [{ key: 'none', text: question.none[at], quiet: true }] : []),
  ]
  if (all.length === 0) return null
  return (
    <ul className="outline-choices">
      {all.map(choice => (
        <li key={choice.key} className={choice.quiet ? 'quiet' : undefined}>
          <code>{choice.key}</code> {choice.text}
        </li>
      ))}
    </ul>
  )
}

function limitsOf(question: Question, t: ReturnType<typeof useSpeech>['t']): string {
  const { type, minSelected, maxSelected, min, max } = question
  if (type === 'comment' || (type === 'text' && !question.numeric)) return t(w.longest, question.maxLength)
  if (type === 'text' && (min !== null || max !== null)) return t(w.range, min ?? '…', max ?? '…')
  if (type !== 'checkbox') return ''
  if (minSelected && maxSelected) return t(w.pick, minSelected, maxSelected)
  return maxSelected ? t(w.pickMost, maxSelected) : minSelected ? t(w.pickLeast, minSelected) : ''
}
