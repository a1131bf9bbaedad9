// Where the respondent is in the questionnaire, in words and as a share; pure.
import type { FormQuestion } from '../../server/questionnaire/form.ts'

export interface Position {
  /** 1-based place of the unit among all units; 0 for questions about none. */
  readonly unit: number
  readonly units: number
  /** 1-based within the unit, or within the questions about none. */
  readonly question: number
  /** 0–1; never falls when answers bring more questions up. */
  readonly done: number
}

/** @param visible - questions on show, in order; `at` - which of them */
export function positionOf(visible: readonly FormQuestion[], at: number, unitCodes: readonly string[]): Position {
  const current = visible[at]
  const code = current?.unit?.code ?? ''
  const group = visible
    .map((question, index) => ({ question, index }))
    .filter(({ question }) => (question.unit?.code ?? '') === code)
  const place = group.findIndex(({ index }) => index === at)
  const unit = unitCodes.indexOf(code) + 1
  const general = visible.filter(question => !question.unit)
  const parts = unitCodes.length + (general.length > 0 ? 1 : 0)
  const firstUnit = visible.findIndex(question => question.unit)
  const after = unit === 0 && firstUnit !== -1 && at > firstUnit
  const before =
    unit > 0
      ? unit - 1 + (general.length > 0 && visible.indexOf(general[0] as FormQuestion) < firstUnit ? 1 : 0)
      : after
        ? unitCodes.length
        : 0
  // A unit's first question decides how many follow, so until then a usual number is assumed.
  const length = Math.max(group.length, unit > 0 ? 9 : 1)
  return {
    unit,
    units: unitCodes.length,
    question: place + 1,
    done: parts === 0 ? 1 : Math.min(1, (before + place / length) / parts),
  }
}

/** Where to carry on: the first question that must be answered and is not, else the end (-1). */
export function firstOpen(visible: readonly FormQuestion[], isOpen: (name: string) => boolean, from = 0): number {
  return visible.findIndex((question, at) => at >= from && isOpen(question.name))
}
