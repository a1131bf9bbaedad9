// The course of one respondent's answering: which question is on show, what is saved, what comes next. The screens only draw it.
import type { FormQuestion } from '../../server/questionnaire/form.ts'
import type { Language } from '../../server/words/words.ts'
import { type Answers, createEngine, type Engine, type Fault } from './engine.ts'
import { firstOpen, type Position, positionOf } from './flow.ts'
import { createKeeper, overlay, type SaveState } from './keeper.ts'
import type { Session } from './main.tsx'

export type Screen = 'question' | 'review' | 'sending' | 'stored' | 'closed'

export interface View {
  readonly screen: Screen
  readonly question: FormQuestion | null
  readonly isFirst: boolean
  /** Came from the review: only what is open is asked, then back to it. */
  readonly fromReview: boolean
  readonly position: Position | null
  readonly fault: Fault | null
  readonly save: SaveState
  readonly note: 'resumed' | 'merged' | null
  /** Questions the server refused. */
  readonly refused: readonly string[]
}

export interface Talk {
  readonly engine: Engine
  view(): View
  /** @returns a function that ends the subscription */
  subscribe(onChange: () => void): () => void
  answered(change: () => void, name: string, typing?: boolean): void
  forward(): void
  back(): void
  edit(name: string): void
  send(): Promise<void>
}

/** @param token - null for a preview: nothing is sent or kept */
export function createTalk(token: string | null, session: Session, language: Language): Talk {
  const engine = createEngine(session.definition, session.units, language)
  const listeners = new Set<() => void>()
  const codes = session.units.map(unit => unit.code)
  let state = {
    screen: 'question' as Screen,
    name: '',
    fromReview: false,
    fault: null as Fault | null,
    save: 'saved' as SaveState,
    note: null as View['note'],
    refused: [] as readonly string[],
  }

  const update = (change: Partial<typeof state>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const keeper = token
    ? createKeeper(token, session.draft, {
        onState: save => update({ save }),
        onMerged: answers => {
          engine.load(answers)
          update({ note: 'merged' })
        },
        onClosed: () => update({ screen: 'closed' }),
      })
    : null
  const isOpen = (name: string) => engine.fault(name) !== null
  const show = (name: string) => {
    update({ screen: 'question', name, fault: null })
    window.scrollTo(0, 0)
  }
  const review = () => {
    update({ screen: 'review', fromReview: true, fault: null })
    window.scrollTo(0, 0)
  }
  resume(overlay(session.draft.answers, keeper?.unsaved ?? {}))

  function resume(answers: Answers): void {
    engine.load(answers)
    const visible = engine.visible()
    const begun = Object.keys(answers).length > 0
    const open = begun ? firstOpen(visible, isOpen) : 0
    state = {
      ...state,
      note: begun ? 'resumed' : null,
      ...(open === -1 ? { screen: 'review', fromReview: true } : { name: visible[open]?.name ?? '' }),
    }
  }

  function current(): number {
    return Math.max(
      0,
      engine.visible().findIndex(question => question.name === state.name),
    )
  }

  return {
    engine,
    view() {
      const [visible, at] = [engine.visible(), current()]
      const asking = state.screen === 'question'
      return {
        ...state,
        question: asking ? (visible[at] ?? null) : null,
        isFirst: at === 0,
        position: asking ? positionOf(visible, at, codes) : null,
      }
    },
    subscribe(onChange) {
      listeners.add(onChange)
      return () => void listeners.delete(onChange)
    },
    answered(change, name, typing = false) {
      change()
      keeper?.changed(name, engine.answers(), typing)
      update({ fault: null, note: null })
    },
    forward() {
      const [visible, at] = [engine.visible(), current()]
      const question = visible[at]
      if (!question) return review()
      const fault = engine.fault(question.name)
      if (fault) return update({ fault })
      const next = state.fromReview ? firstOpen(visible, isOpen) : at + 1 < visible.length ? at + 1 : -1
      return next === -1 ? review() : show(visible[next]?.name ?? '')
    },
    back() {
      const [visible, at] = [engine.visible(), current()]
      if (state.screen === 'review') show(visible[visible.length - 1]?.name ?? '')
      else if (state.screen === 'question' && at > 0) show(visible[at - 1]?.name ?? '')
    },
    edit: show,
    async send() {
      if (!keeper) return update({ screen: 'stored' })
      update({ screen: 'sending', refused: [] })
      const result = await keeper.submit(engine.answers())
      return update(
        result.kind === 'refused'
          ? { screen: 'review', refused: result.names, save: 'saved' }
          : { screen: result.kind },
      )
    },
  }
}
