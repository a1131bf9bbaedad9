// What becomes of the demo's bad ratings, step by step through the rules every case goes by.
import type { Context } from '../context.ts'
import type { SessionUser } from '../http/route.ts'
import { findRectificationOfRating } from '../rectification/rectification.store.ts'
import type { StepInput } from '../rectification/rectification.shape.ts'
import { takeAnswer, takeStep } from '../rectification/step.ts'
import type { BadPlan, Fate } from './window-plan.ts'

export type Person = 'desk' | 'manager' | 'office' | 'caller'
export type People = Readonly<Record<Person, SessionUser>>

type Unversioned<T> = T extends unknown ? Omit<T, 'version'> : never
type Said = Unversioned<StepInput>

interface Move {
  /** Working days after the rating. */
  readonly days: number
  readonly time: string
  /** `desk` is the window: its staff member, or the manager for windows whose staff have no account; `rater` answers by receipt. */
  readonly by: Person | 'rater'
  readonly said: Said | { readonly action: 'confirm'; readonly satisfied: boolean; readonly text: string }
}

const move = (days: number, time: string, by: Move['by'], said: Move['said']): Move => ({ days, time, by, said })

const accept = move(1, '09:20', 'desk', {
  action: 'accept',
  text: '您的评价已收到，我们正在核实，给您添麻烦了。（演示）',
})
const decide = (verdict: 'mend_at_once' | 'mend_by_deadline' | 'explain') =>
  move(1, '10:40', 'desk', {
    action: 'decide',
    verdict,
    text: '核实属实，已与窗口人员谈话并调整流程。（演示）',
    forRater: true,
  })
const finish = (days: number) =>
  move(days, '15:10', 'desk', { action: 'finish', text: '已整改：材料清单重新张贴，窗口安排了培训。（演示）' })
const appeal = move(1, '11:05', 'desk', {
  action: 'appeal',
  ground: 'mistaken',
  text: '评价人当场说点错了。（演示）',
  evidence: '窗口录像与当日登记。（演示）',
})
const uphold = (days: number, by: 'manager' | 'office') =>
  move(days, '14:00', by, { action: 'uphold', text: '看过录像，属误评。（演示）' })

/** Who was asked answers by telephone where they left a number, else by their receipt. */
const answers = (days: number, named: boolean, satisfied: boolean): Move => {
  const text = satisfied ? '可以，谢谢。（演示）' : '还是老样子。（演示）'
  return named
    ? move(days, '10:30', 'caller', { action: 'answer', satisfied, text })
    : move(days, '10:30', 'rater', { action: 'confirm', satisfied, text })
}

const MOVES: Readonly<Record<Fate, (named: boolean) => readonly Move[]>> = {
  waiting: () => [],
  verifying: () => [accept],
  mending: () => [accept, decide('mend_by_deadline')],
  extended: () => [
    accept,
    decide('mend_by_deadline'),
    move(3, '16:20', 'desk', { action: 'extend', text: '涉及系统改造，需要延期。（演示）', forRater: true }),
  ],
  calling_back: () => [accept, decide('mend_at_once'), finish(2)],
  satisfied: named => [accept, decide('mend_at_once'), finish(2), answers(3, named, true)],
  dissatisfied: named => [
    accept,
    decide('mend_at_once'),
    finish(2),
    answers(3, named, false),
    finish(5),
    answers(6, named, false),
  ],
  silent: () => [
    accept,
    decide('explain'),
    finish(2),
    move(18, '09:40', 'manager', { action: 'give_up', text: '匿名评价，公示期满无人答复。（演示）' }),
  ],
  appealing: () => [accept, appeal, uphold(2, 'manager')],
  dismissed: () => [accept, appeal, uphold(2, 'manager'), uphold(3, 'office')],
}

/** The window whose staff member has an account. */
export const DESK_WINDOW = 0

export interface PlannedMove {
  readonly at: Date
  play(context: Context, people: People): Promise<void>
}

/** The steps of one case, those that would lie after now left out.
 * @param days of the demo, oldest first */
export function demoMoves(plan: BadPlan, ratingId: string, days: readonly string[], now: Date): PlannedMove[] {
  return MOVES[plan.fate](plan.named).flatMap(({ days: after, time, by, said }) => {
    const day = days[plan.day + after]
    if (day === undefined) return []
    const at = new Date(`${day}T${time}:00+08:00`)
    return at < now ? [{ at, play: (context, people) => play(context, people, ratingId, { plan, by, said }) }] : []
  })
}

async function play(
  context: Context,
  people: People,
  ratingId: string,
  { plan, by, said }: Pick<Move, 'by' | 'said'> & { readonly plan: BadPlan },
): Promise<void> {
  const found = await findRectificationOfRating(context.db, ratingId)
  if (!found) throw new Error(`demo requires a case for the rating ${ratingId}`)
  if (said.action === 'confirm') {
    await takeAnswer(context, found.id, { version: found.version, satisfied: said.satisfied, text: said.text })
    return
  }
  const person = by === 'rater' || (by === 'desk' && plan.window !== DESK_WINDOW) ? 'manager' : by
  await takeStep(context, people[person], found.id, { ...said, version: found.version })
}

/** Steps of all cases, in the order of their times. */
export class Moves {
  readonly #context: Context
  readonly #clock: { at: Date }
  readonly #people: People
  #waiting: PlannedMove[] = []

  constructor(context: Context, clock: { at: Date }, people: People) {
    this.#context = context
    this.#clock = clock
    this.#people = people
  }

  add(moves: readonly PlannedMove[]): void {
    this.#waiting = [...this.#waiting, ...moves].sort((a, b) => a.at.getTime() - b.at.getTime())
  }

  due(at: Date): boolean {
    return this.#waiting[0] !== undefined && this.#waiting[0].at <= at
  }

  async playUntil(at: Date): Promise<void> {
    while (this.due(at)) {
      const next = this.#waiting.shift()!
      this.#clock.at = next.at
      await next.play(this.#context, this.#people)
    }
  }
}
