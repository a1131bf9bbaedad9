// The flat form one respondent sees: the definition with the assigned units filled in, one question after another.
// Free of the survey engine, so that the phone can compile it too.
import type { Words } from '../problem/problem.ts'
import { type Json, type Node, type Question, treeOf } from './tree.ts'

/** A unit as a respondent meets it; frozen with the case, so that a later rename changes nothing. */
export interface FormUnit {
  readonly code: string
  readonly name: string
}

export interface FormQuestion extends Question {
  /** `units.<unit code>.<name>` for what is asked about a unit. */
  readonly name: string
  readonly unit: FormUnit | null
  /** All conditions on the way down, joined, `{panel.x}` made `{units.<code>.x}`. */
  readonly visibleIf: string
}

export interface Form {
  readonly title: Words
  readonly thanks: Words
  readonly units: readonly FormUnit[]
  readonly questions: readonly FormQuestion[]
}

/**
 * Fills the assigned units into a checked definition.
 * @param definition - SurveyJS JSON that `checkQuestionnaire` accepts
 * @param units - the units assigned to this respondent, in the order they are asked about
 */
export function compileForm(definition: Json, units: readonly FormUnit[]): Form {
  const tree = treeOf(definition)
  return {
    title: tree.title,
    thanks: tree.thanks,
    units,
    questions: tree.children.flatMap(node => flatten(node, units, null, [])),
  }
}

function flatten(
  node: Node,
  units: readonly FormUnit[],
  unit: FormUnit | null,
  above: readonly string[],
): FormQuestion[] {
  const conditions = node.visibleIf ? [...above, node.visibleIf] : above
  if (node.kind === 'units')
    return units.flatMap(each => node.children.flatMap(child => flatten(child, units, each, conditions)))
  if (node.kind === 'group') return node.children.flatMap(child => flatten(child, units, unit, conditions))
  return [place(node, unit, conditions)]
}

function place(question: Question, unit: FormUnit | null, conditions: readonly string[]): FormQuestion {
  const distinct = [...new Set(conditions)]
  const visibleIf = distinct.length > 1 ? distinct.map(each => `(${each})`).join(' and ') : (distinct[0] ?? '')
  if (!unit) return { ...question, unit, visibleIf }
  const named = (words: Words): Words => [unitNamed(words[0], unit), unitNamed(words[1], unit)]
  return {
    ...question,
    name: unitQuestion(unit.code, question.name),
    unit,
    title: named(question.title),
    description: named(question.description),
    html: named(question.html),
    visibleIf: visibleIf.split('{panel.').join(`{units.${unit.code}.`),
  }
}

function unitNamed(text: string, unit: FormUnit): string {
  return text.split('{panel.unit_name}').join(unit.name).split('{panel.unit_code}').join(unit.code)
}

/** @example
 * unitQuestion('police', 'dims.duty') // => 'units.police.dims.duty'
 */
export function unitQuestion(unitCode: string, name: string): string {
  return `units.${unitCode}.${name}`
}

/** Where the text beside the choice `other` is kept, as SurveyJS names it. */
export function commentName(name: string): string {
  return `${name}-Comment`
}
