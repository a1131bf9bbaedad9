// What one case of `sampling estimate` is, and what the operation that answers it is given.
import type { SurveyDesign } from '../estimation/surveydesign.ts'

/** Codes of a column read as categories: −1 = missing, else an index into `levels`. */
export interface Factor {
  readonly codes: Int32Array
  readonly levels: readonly string[]
}

/** A data file by columns. Empty cells and NA are missing. */
export interface Table {
  readonly count: number
  readonly names: readonly string[]
  /** Values of a column; NaN where missing. Refused (InputError) for a column that is absent or holds words. */
  numbers(name: string): Float64Array
  /** A column as categories, levels sorted as R sorts a factor's: numbers by size, words by their bytes. */
  factor(name: string): Factor
}

/** One case: what to compute from which file. `design` as README.md and `tests/fixtures/oracle` write it. */
export interface Case {
  readonly id: string
  readonly data: string | null
  readonly design: unknown
  readonly op: string
  readonly args: Readonly<Record<string, unknown>>
}

export interface CaseContext {
  readonly case: Case
  /** The case's data file, or another file of the folder. */
  table(file?: string): Table
  /** The case's design, or one made from another descriptor. */
  design(descriptor?: unknown): SurveyDesign
  /** Another case of the same list and what it gives, each computed once. */
  other(id: string): { readonly context: CaseContext; readonly result: unknown }
}

/** Answers a case; the keys of the result are those of the reference cases. */
export type Operation = (context: CaseContext) => unknown
export type Operations = Readonly<Record<string, Operation>>
