// How each type of question is answered: native inputs under full-width cards, so that readers and keyboards work as usual.
import type { TargetedInputEvent } from 'preact'
import type { FormQuestion } from '../../server/questionnaire/form.ts'
import type { Choice, Value } from '../../server/questionnaire/tree.ts'
import { respondWords as w } from '../../server/words/response.ts'
import type { Words } from '../../server/words/words.ts'
import type { QuestionProps } from './QuestionScreen.tsx'

type AnswerProps = Pick<QuestionProps, 't' | 'talk' | 'question'>

export function Answer(props: AnswerProps) {
  const { question } = props
  switch (question.type) {
    case 'radiogroup':
      return <One {...props} />
    case 'checkbox':
      return <Many {...props} />
    case 'rating':
      return <Rating {...props} />
    case 'boolean':
      return <YesNo {...props} />
    default:
      return <Text {...props} />
  }
}

/** All choices with 其他 and 都没有 in their places: 都没有 is quiet and last. */
function choicesOf(question: FormQuestion): readonly Choice[] {
  const extra = (value: string, text: Words | null, quiet: boolean) => (text ? [{ value, text, quiet }] : [])
  return [...question.choices, ...extra('other', question.other, false), ...extra('none', question.none, true)]
}

interface CardProps {
  readonly type: 'radio' | 'checkbox'
  readonly name: string
  readonly checked: boolean
  readonly quiet?: boolean
  readonly label: string
  readonly onChange: () => void
}

function Card({ type, name, checked, quiet, label, onChange }: CardProps) {
  return (
    <label class={`card${checked ? ' on' : ''}${quiet ? ' quiet' : ''}`}>
      <input type={type} name={name} checked={checked} onChange={onChange} />
      <span class={`sign ${type}`} aria-hidden="true" />
      <span class="label">{label}</span>
    </label>
  )
}

function One({ t, talk, question }: AnswerProps) {
  const value = talk.engine.value(question.name)
  const choose = (next: Value) => {
    talk.answered(() => talk.engine.set(question.name, next), question.name)
  }
  return (
    <div role="radiogroup" aria-labelledby="asked" class="cards">
      {choicesOf(question).map(choice => (
        <Card
          key={choice.value}
          type="radio"
          name={question.name}
          checked={value === choice.value}
          quiet={choice.quiet}
          label={t(choice.text)}
          onChange={() => choose(choice.value)}
        />
      ))}
      {value === 'other' && <OtherText t={t} talk={talk} question={question} />}
    </div>
  )
}

function Many({ t, talk, question }: AnswerProps) {
  const given = talk.engine.value(question.name)
  const chosen: readonly Value[] = Array.isArray(given) ? (given as Value[]) : []
  const toggle = (value: Value) => {
    const without = chosen.filter(each => each !== value)
    const next = chosen.includes(value)
      ? without
      : value === 'none'
        ? ['none']
        : [...without.filter(each => each !== 'none'), value]
    if (question.maxSelected && next.length > question.maxSelected) return
    talk.answered(() => talk.engine.set(question.name, next), question.name)
  }
  return (
    <div role="group" aria-labelledby="asked" class="cards">
      {choicesOf(question).map(choice => (
        <Card
          key={choice.value}
          type="checkbox"
          name={question.name}
          checked={chosen.includes(choice.value)}
          quiet={choice.quiet}
          label={t(choice.text)}
          onChange={() => toggle(choice.value)}
        />
      ))}
      {chosen.includes('other') && <OtherText t={t} talk={talk} question={question} />}
    </div>
  )
}

function OtherText({ t, talk, question }: AnswerProps) {
  const save = (text: string) => {
    talk.answered(() => talk.engine.setComment(question.name, text), question.name, true)
  }
  return (
    <Box
      label={t(w.writeOther)}
      value={talk.engine.comment(question.name)}
      maxLength={200}
      rows={2}
      left={count => t(w.charactersLeft, count)}
      onSave={save}
    />
  )
}

function Rating({ t, talk, question }: AnswerProps) {
  const value = talk.engine.value(question.name)
  return (
    <div role="radiogroup" aria-labelledby="asked">
      <div class="scale">
        {question.choices.map(choice => (
          <label key={choice.value} class={`step${value === choice.value ? ' on' : ''}`}>
            <input
              type="radio"
              name={question.name}
              checked={value === choice.value}
              onChange={() => {
                talk.answered(() => talk.engine.set(question.name, choice.value), question.name)
              }}
            />
            {t(choice.text)}
          </label>
        ))}
      </div>
      <p class="ends">
        <span>{t(question.ends[0])}</span>
        <span>{t(question.ends[1])}</span>
      </p>
    </div>
  )
}

function YesNo({ t, talk, question }: AnswerProps) {
  const value = talk.engine.value(question.name)
  return (
    <div role="radiogroup" aria-labelledby="asked" class="cards">
      {[true, false].map(each => (
        <Card
          key={String(each)}
          type="radio"
          name={question.name}
          checked={value === each}
          label={t(each ? w.yes : w.no)}
          onChange={() => {
            talk.answered(() => talk.engine.set(question.name, each), question.name)
          }}
        />
      ))}
    </div>
  )
}

function Text({ t, talk, question }: AnswerProps) {
  const given = talk.engine.value(question.name)
  const text = typeof given === 'string' || typeof given === 'number' ? String(given) : ''
  const save = (next: string) => {
    const value = next === '' ? undefined : question.numeric ? Number(next) : next
    talk.answered(() => talk.engine.set(question.name, value), question.name, true)
  }
  const shared = {
    label: t(question.title),
    value: text,
    onSave: save,
    left: (count: number) => t(w.charactersLeft, count),
  }
  if (question.numeric) return <Box {...shared} maxLength={20} rows={1} numeric min={question.min} max={question.max} />
  return <Box {...shared} maxLength={question.maxLength} rows={question.type === 'comment' ? 5 : 1} />
}

interface BoxProps {
  readonly label: string
  readonly value: string
  readonly maxLength: number
  readonly rows: number
  readonly numeric?: boolean
  readonly min?: number | null
  readonly max?: number | null
  readonly left: (count: number) => string
  readonly onSave: (text: string) => void
}

/** The browser keeps the text while it is typed; the answer follows it, and is saved when typing pauses. */
function Box({ label, value, maxLength, rows, numeric, min, max, left, onSave }: BoxProps) {
  const shared = {
    'aria-label': label,
    defaultValue: value,
    onInput: (event: TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) => onSave(event.currentTarget.value),
  }
  const bounds = { ...(typeof min === 'number' ? { min } : {}), ...(typeof max === 'number' ? { max } : {}) }
  return (
    <div class="box">
      {numeric && <input {...shared} type="number" inputMode="decimal" step="any" {...bounds} />}
      {!numeric && rows > 1 && <textarea {...shared} rows={rows} maxLength={maxLength} />}
      {!numeric && rows <= 1 && <input {...shared} type="text" maxLength={maxLength} />}
      {!numeric && <p class="hint left">{left(maxLength - value.length)}</p>}
    </div>
  )
}
