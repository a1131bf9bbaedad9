// Our own fast check of answers against a questionnaire. Conditions are run by the survey engine's ConditionRunner; all else is here.
// The engine's own validation is not enough: it takes values that are not listed, unknown keys, and texts that are too long.
import { ConditionRunner } from 'survey-core'
import type { FieldError, Words } from '../problem/problem.ts'
import { type Answer, listedValues, readAnswer, readText } from './answer.ts'
import { commentName, type FormUnit, unitQuestion } from './form.ts'
import { type Json, type Node, type Question, treeOf, type Value } from './tree.ts'

export type Answers = Readonly<Record<string, Answer>>

export interface Verdict {
  /** What is kept: visible questions only, cleaned. */
  readonly answers: Answers
  /** What was refused; pointers name the question (`/units.police.know`). A draft may be stored all the same only when this is empty. */
  readonly problems: readonly FieldError[]
  /** Visible questions that must be answered and are not. */
  readonly missing: readonly string[]
}

/**
 * @param raw - answers by full question name
 * @param units - the units assigned to this respondent
 */
export type Validator = (raw: Readonly<Record<string, unknown>>, units: readonly FormUnit[]) => Verdict

type Step = (run: Run, scope: Scope) => void

/** One pass over one respondent's answers. */
interface Run {
  readonly raw: Readonly<Record<string, unknown>>
  readonly units: readonly FormUnit[]
  /** Kept answers so far, nested as conditions name them (`dims.duty`). */
  readonly values: Record<string, unknown>
  readonly answers: Record<string, Answer>
  readonly problems: FieldError[]
  readonly missing: string[]
  readonly known: Set<string>
}

interface Scope {
  readonly unit: FormUnit | null
  readonly hidden: boolean
  /** Values of this scope: the run's own, or those of one unit. */
  readonly values: Record<string, unknown>
  /** A condition names earlier questions only, so one result an expression holds for the whole scope. */
  readonly results: Map<string, boolean>
}

const UNKNOWN: Words = ['问卷中没有这道题', 'The questionnaire has no such question']
const OTHER_EMPTY: Words = ['请写明“其他”的内容', 'Please say what “other” is']

/**
 * Compiles a checked definition once; the result validates any respondent's answers in some tens of microseconds.
 * Questions whose condition does not hold are hidden: their answers are dropped without a word, and later conditions do not see them.
 */
export function compileValidator(definition: Json): Validator {
  const steps = treeOf(definition).children.map(stepOf)
  return (raw, units) => {
    const run: Run = { raw, units, values: {}, answers: {}, problems: [], missing: [], known: new Set() }
    const scope: Scope = { unit: null, hidden: false, values: run.values, results: new Map() }
    for (const step of steps) step(run, scope)
    for (const name of Object.keys(raw)) {
      if (!run.known.has(name)) run.problems.push({ pointer: pointerOf(name), detail: UNKNOWN })
    }
    return { answers: run.answers, problems: run.problems, missing: run.missing }
  }
}

function stepOf(node: Node): Step {
  const condition = conditionOf(node.visibleIf)
  if (node.kind === 'question') return questionStep(node, condition)
  const children = node.children.map(stepOf)
  if (node.kind === 'units') return unitStep(children, condition)
  return (run, scope) => {
    const inner = scope.hidden || condition(run, scope) ? scope : { ...scope, hidden: true }
    for (const child of children) child(run, inner)
  }
}

function unitStep(children: readonly Step[], condition: Condition): (run: Run, scope: Scope) => void {
  return (run, scope) => {
    const hidden = scope.hidden || !condition(run, scope)
    for (const unit of run.units) {
      const inner: Scope = { unit, hidden, values: {}, results: new Map() }
      for (const child of children) child(run, inner)
    }
  }
}

type Condition = (run: Run, scope: Scope) => boolean

function conditionOf(expression: string): Condition {
  if (!expression) return () => true
  const runner = new ConditionRunner(expression)
  return (run, scope) => {
    const settled = scope.results.get(expression)
    if (settled !== undefined) return settled
    const result = runner.runValues(scope.unit ? { ...run.values, panel: scope.values } : run.values, {})
    scope.results.set(expression, result)
    return result
  }
}

function questionStep(question: Question, condition: Condition): Step {
  const listed = listedValues(question)
  return (run, scope) => {
    const name = scope.unit ? unitQuestion(scope.unit.code, question.name) : question.name
    run.known.add(name)
    if (question.other) run.known.add(commentName(name))
    if (scope.hidden || !condition(run, scope)) return
    const reading = readAnswer(question, listed, own(run.raw, name))
    if (reading.refused) run.problems.push({ pointer: pointerOf(name), detail: reading.refused })
    else if (reading.value !== null) keep(run, scope, question, name, reading.value)
    else if (question.required) run.missing.push(name)
  }
}

function keep(run: Run, scope: Scope, question: Question, name: string, value: Answer): void {
  run.answers[name] = value
  nest(scope.values, question.name, value)
  if (!question.other || !(value === 'other' || (Array.isArray(value) && (value as Value[]).includes('other')))) return
  const comment = commentName(name)
  const reading = readText(own(run.raw, comment) ?? '')
  if (reading.refused) run.problems.push({ pointer: pointerOf(comment), detail: reading.refused })
  else if (reading.value === null) run.missing.push(comment)
  else run.answers[comment] = reading.value
}

function nest(values: Record<string, unknown>, name: string, value: Answer): void {
  const [head = '', row] = name.split('.')
  if (row === undefined) values[head] = value
  else values[head] = { ...(values[head] as object | undefined), [row]: value }
}

function own(raw: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(raw, name) ? raw[name] : undefined
}

/** RFC 6901. */
export function pointerOf(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** Missing answers as problems, for a submission. */
export function missingProblems(missing: readonly string[]): FieldError[] {
  return missing.map(name => ({
    pointer: pointerOf(name),
    detail: name.endsWith('-Comment') ? OTHER_EMPTY : ['请回答这道题', 'Please answer this question'],
  }))
}
