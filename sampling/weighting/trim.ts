// Trimming: weights beyond bounds are cut, and what was cut is shared equally, so that the sum stays.
import type { SurveyDesign } from '../estimation/surveydesign.ts'
import { problem, refuse } from '../problem.ts'
import { reweighted } from './weights.ts'

export interface TrimOptions {
  /** Default −∞. */
  readonly lower?: number
  /** Default ∞. */
  readonly upper?: number
  /** Repeat until no weight is beyond the bounds; otherwise once, which may lift others above. Default false. */
  readonly strict?: boolean
}

const MOST_PASSES = 10_000
/** A weight that misses a bound by less, relatively, was meant to equal it: raked weights carry that much rounding. */
const TIE = 1e-11

/**
 * Cut weights to the bounds and add an equal share of the excess to every weight that was within them. Weights of 0 are outside
 * the sample and stay 0.
 *
 * @param weight by element, 0 or more
 * @param options least and greatest weight, and whether to repeat until none is beyond
 * @returns new weights by element, of the same sum
 * @throws InputError when bounds are crossed, nobody is left to take the excess, or no weights of this sum lie within the bounds
 * @source Potter (1990), A study of procedures to identify and trim extreme sampling weights; R survey `trimWeights`
 * @example [...trimWeights(Float64Array.of(1, 2, 9), { upper: 6 })] // => [2.5, 3.5, 6]
 */
export function trimWeights(weight: Float64Array, options: TrimOptions = {}): Float64Array {
  const { lower = -Infinity, upper = Infinity, strict = false } = options
  if (!(lower <= upper)) refuse([problem('trim_bounds', { lower: String(lower), upper: String(upper) })])
  if (strict) checkFeasible(weight, lower, upper)
  let trimmed = Float64Array.from(weight)
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const next = cutOnce(trimmed, { lower, upper, strict }, pass === 0 ? TIE : 0)
    if (next === undefined) break
    trimmed = next
    if (!strict) break
  }
  return trimmed
}

/**
 * The design with trimmed weights. Standard errors take the trimmed weights as given and keep the steps made before.
 *
 * @param options as for `trimWeights`
 * @returns the design with its new weights
 * @throws InputError as `trimWeights`
 * @source Potter (1990), A study of procedures to identify and trim extreme sampling weights; R survey `trimWeights`
 * @example
 * trimDesign(createSurveyDesign({ count: 3, weights: Float64Array.of(1, 2, 9) }), { upper: 6 }).weight[0] // => 2.5
 */
export const trimDesign = (design: SurveyDesign, options: TrimOptions): SurveyDesign =>
  reweighted(design, trimWeights(design.weight, options))

/** One pass; undefined when no weight is beyond the bounds. */
function cutOnce(
  weight: Float64Array,
  { lower, upper, strict }: Required<TrimOptions>,
  tie: number,
): Float64Array<ArrayBuffer> | undefined {
  const above = (w: number): boolean => w > upper + tie * Math.abs(w)
  const below = (w: number): boolean => w < lower - tie * Math.abs(w)
  let excess = 0
  let within = 0
  let beyond = 0
  for (const w of weight) {
    if (w === 0) continue
    if (above(w) || below(w)) {
      excess += w - Math.min(Math.max(w, lower), upper)
      beyond += 1
    } else within += 1
  }
  if (beyond === 0) return undefined
  // With nobody within, a strict cut gives everybody a share and cuts again; a single cut has no one to give it to.
  if (within === 0 && !strict)
    refuse([problem('trim_all', { count: beyond, lower: String(lower), upper: String(upper) })])
  const share = excess / (within || beyond)
  const bonus = within === 0 ? share : 0
  return Float64Array.from(weight, w => (w === 0 ? 0 : above(w) ? upper + bonus : below(w) ? lower + bonus : w + share))
}

function checkFeasible(weight: Float64Array, lower: number, upper: number): void {
  let sum = 0
  let count = 0
  for (const w of weight) {
    sum += w
    if (w !== 0) count += 1
  }
  const mean = sum / count
  const slack = 1e-12 * Math.abs(mean)
  if (count > 0 && (mean > upper + slack || mean < lower - slack))
    refuse([problem('trim_infeasible', { mean: mean.toPrecision(6), lower: String(lower), upper: String(upper) })])
}
