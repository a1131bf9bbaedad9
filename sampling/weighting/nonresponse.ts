// Non-response by classes: the weight of people whose eligibility is unknown, then of non-respondents, goes to those of their class who remain.
import type { Adjustment, SurveyDesign } from '../estimation/surveydesign.ts'
import { type Problem, problem, refuse } from '../problem.ts'
import type { Factor } from '../spec/types.ts'
import { missingProblems } from './margins.ts'
import { checkWeights, reweighted } from './weights.ts'

/** ER eligible respondent, EN eligible nonrespondent, IN ineligible, UK eligibility unknown. */
export type ResponseStatus = 'ER' | 'EN' | 'IN' | 'UK'

/** Factors by class, in the order of the classes; NaN for a class nobody is in. */
export interface NonresponseReport {
  /** Step 1: weight of all over weight of those whose eligibility is known. */
  readonly unknown: Float64Array
  /** Step 2: weight of eligible people over weight of respondents. */
  readonly nonresponse: Float64Array
}

/** Sums of weights of one class. */
interface ClassSums {
  readonly all: Float64Array
  readonly known: Float64Array
  readonly eligible: Float64Array
  readonly respondents: Float64Array
}

/**
 * Weights for non-response: within each class UK weight is spread over ER, EN and IN, then EN weight over ER. UK and EN end with
 * weight 0. Standard errors after it treat who responds as given and count the classes' sums as estimates.
 *
 * @param design its weights are the start
 * @param classes response class of each element
 * @param status by element: ER answered, EN eligible and did not, IN not eligible, UK unknown
 * @param name of the class variable, for messages
 * @returns the design with its new weights, and the factors of both steps by class
 * @throws InputError for a class missing, another status, or a class with weight to spread and nobody to take it, which is named; RangeError when lengths differ
 * @source AAPOR Standard Definitions; Valliant, Dever & Kreuter, Practical Tools, 13.5; samplics `SampleWeight.adjust`
 * @example
 * [...adjustNonresponse(createSurveyDesign({ count: 3 }), { codes: Int32Array.of(0, 0, 0), levels: ['a'] }, ['ER', 'EN', 'ER']).design.weight] // => [1.5, 0, 1.5]
 */
export function adjustNonresponse(
  design: SurveyDesign,
  classes: Factor,
  status: readonly string[],
  name = 'class',
): { readonly design: SurveyDesign; readonly report: NonresponseReport } {
  if (classes.codes.length !== design.count || status.length !== design.count)
    throw new RangeError('adjustNonresponse requires a class and a status for each element')
  checkWeights(design)
  refuse([...missingProblems(name, classes.codes, design.weight), ...statusProblems(status)])
  const code = classes.codes
  const sums = sumsOf(design.weight, code, status, classes.levels.length)
  refuse(classes.levels.flatMap((level, l) => emptyProblems(name, level, l, sums)))
  const unknown = ratio(sums.all, sums.known)
  const nonresponse = ratio(sums.eligible, sums.respondents)
  const weight = design.weight.map((w, i) => {
    const l = code[i]!
    if (w === 0 || status[i] === 'UK' || status[i] === 'EN') return 0
    return status[i] === 'ER' ? w * unknown[l]! * nonresponse[l]! : w * unknown[l]!
  })
  const adjustment = ratioAdjustment(design.weight, weight, code, status, sums)
  return { design: reweighted(design, weight, adjustment), report: { unknown, nonresponse } }
}

const statusProblems = (status: readonly string[]): Problem[] => {
  const at = status.findIndex(one => one !== 'ER' && one !== 'EN' && one !== 'IN' && one !== 'UK')
  return at < 0 ? [] : [problem('status_unknown', { element: at + 1, value: String(status[at]) })]
}

function sumsOf(weight: Float64Array, code: Int32Array, status: readonly string[], levels: number): ClassSums {
  const [all, known, eligible, respondents] = [0, 0, 0, 0].map(() => new Float64Array(levels)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (let i = 0; i < weight.length; i++) {
    const l = code[i]!
    if (l < 0) continue
    const w = weight[i]!
    all[l]! += w
    if (status[i] !== 'UK') known[l]! += w
    if (status[i] === 'ER' || status[i] === 'EN') eligible[l]! += w
    if (status[i] === 'ER') respondents[l]! += w
  }
  return { all, known, eligible, respondents }
}

function emptyProblems(variable: string, level: string, l: number, sums: ClassSums): Problem[] {
  if (sums.all[l]! > 0 && !(sums.known[l]! > 0)) return [problem('class_without_known', { variable, level })]
  if (sums.eligible[l]! > 0 && !(sums.respondents[l]! > 0))
    return [problem('class_without_respondents', { variable, level })]
  return []
}

/** One over the other; 1 where there is nothing to spread and nobody to take it. */
const ratio = (over: Float64Array, under: Float64Array): Float64Array =>
  over.map((value, l) => (under[l]! > 0 ? value / under[l]! : value > 0 ? NaN : 1))

/**
 * Linearised total of a class, A/K · (E/R · Σ over ER + Σ over IN): every sum counts as an estimate of its own.
 * A = all, K = known, E = eligible, R = respondents.
 */
function ratioAdjustment(
  before: Float64Array,
  after: Float64Array,
  code: Int32Array,
  status: readonly string[],
  sums: ClassSums,
): Adjustment {
  const levels = sums.all.length
  return {
    project(influence) {
      const total = new Float64Array(levels)
      const responding = new Float64Array(levels)
      for (let i = 0; i < code.length; i++) {
        if (after[i] === 0) continue
        total[code[i]!]! += influence[i]!
        if (status[i] === 'ER') responding[code[i]!]! += influence[i]!
      }
      return influence.map((z, i) => {
        const l = code[i]!
        const w = before[i]!
        if (w === 0) return z
        const own = status[i]
        let led = after[i] === 0 ? 0 : z
        led += w * (total[l]! / sums.all[l]! - (own === 'UK' ? 0 : total[l]! / sums.known[l]!))
        if (own === 'ER' || own === 'EN') led += (w * responding[l]!) / sums.eligible[l]!
        if (own === 'ER') led -= (w * responding[l]!) / sums.respondents[l]!
        return led
      })
    },
  }
}
