// Raking: weights scaled to one margin after another, on the cells of the cross of all margins, until every margin fits.
import type { SurveyDesign } from '../estimation/surveydesign.ts'
import { problem, refuse } from '../problem.ts'
import { expandFactors } from './basis.ts'
import { type MarginCells, cellsOf, checkMargins, type Margin, totalsByLevel } from './margins.ts'
import type { Weighted } from './poststratify.ts'
import { projectionByRounds, projectionOntoMargins } from './rakevariance.ts'
import { checkWeights, factorRange, kishDeff, reweighted } from './weights.ts'

/** How raking stops and how standard errors are taken after it. */
export interface RakeOptions {
  /** Worst relative margin error and worst factor change that count as converged; default 1e-10. */
  readonly tolerance?: number
  /** Rounds at most; default 1000. */
  readonly limit?: number
  /**
   * Stop as R's `rake` does by default instead: when no cell of the cross moves by `epsilon` weighted counts in a round (a share of
   * the sum of weights where below 1), or after `rounds`; then margins may not fit.
   */
  readonly early?: { readonly rounds: number; readonly epsilon: number }
  /** `projection`: residual of a weighted regression on the margins, as calibration; `rounds`: R's `rake`, unweighted means. */
  readonly variance?: 'projection' | 'rounds'
}

/**
 * Rake weights to the known totals of two or more margins.
 *
 * @param design its weights are the start
 * @param margins classes and totals of each variable; their order does not matter at convergence
 * @param options tolerance, rounds at most, stopping rule and variance
 * @returns the design with its new weights, and how well the margins are met
 * @throws InputError for margins that cannot be met (see `checkMargins`), or when the rounds do not converge, naming the worst class
 * @source Deming & Stephan (1940); Deville, Särndal & Sautory (1993); R survey `rake`
 * @example
 * [...rake(createSurveyDesign({ count: 4 }), [
 *   { name: 'a', factor: { codes: Int32Array.of(0, 0, 1, 1), levels: ['x', 'y'] }, totals: { x: 30, y: 10 } },
 *   { name: 'b', factor: { codes: Int32Array.of(0, 1, 0, 1), levels: ['u', 'v'] }, totals: { u: 20, v: 20 } },
 * ]).design.weight] // => [15, 15, 5, 5]
 */
export function rake(design: SurveyDesign, margins: readonly Margin[], options: RakeOptions = {}): Weighted {
  checkWeights(design)
  checkMargins(margins, design.weight)
  const factors = margins.map(({ factor }) => factor)
  const cells = cellsOf(factors, design.weight)
  const plan: Plan = { cells, targets: margins.map(totalsByLevel), margins }
  const { early } = options
  const raked = early ? rakeEarly(plan, early) : rakeConverged(plan, options.tolerance ?? 1e-10, options.limit ?? 1000)
  const g = cells.start.map((start, c) => (start > 0 ? raked.weight[c]! / start : 1))
  const weight = expandFactors(design.weight, cells.cell, g)
  const project = options.variance === 'rounds' ? projectionByRounds : projectionOntoMargins
  return {
    design: reweighted(design, weight, project({ cells, g, weight, before: design.weight })),
    report: {
      iterations: raked.rounds,
      worstError: raked.error.error,
      worst: raked.error.name,
      g: factorRange(g, c => raked.weight[c]! > 0),
      deff: kishDeff(weight),
    },
  }
}

interface Plan {
  readonly cells: MarginCells
  readonly targets: readonly Float64Array[]
  readonly margins: readonly Margin[]
}

interface MarginError {
  readonly error: number
  readonly name: string
  readonly margin: string
  readonly level: string
}

interface Raked {
  readonly weight: Float64Array
  readonly rounds: number
  readonly error: MarginError
}

function rakeConverged(plan: Plan, tolerance: number, limit: number): Raked {
  const weight = Float64Array.from(plan.cells.start)
  let before = Infinity
  let rounds = 0
  while (rounds < limit) {
    const change = scaleRound(plan, weight)
    rounds += 1
    // MarginCells cost nothing: go on below the tolerance until rounding stops the gain.
    if (change < 1e-15 || (change < tolerance && change >= before / 2 && change < Math.min(1e-13, tolerance / 10)))
      break
    before = change
  }
  const error = marginError(plan, weight)
  // One more round tells whether factors stand still; it is not kept.
  const change = scaleRound(plan, Float64Array.from(weight))
  if (!(error.error < tolerance && change < tolerance)) {
    const { margin: variable, level } = error
    refuse([problem('rake_not_converged', { variable, level, rounds, error: error.error.toPrecision(3) })])
  }
  return { weight, rounds, error }
}

function rakeEarly(plan: Plan, { rounds: limit, epsilon }: { rounds: number; epsilon: number }): Raked {
  if (!(limit >= 1 && epsilon > 0)) throw new RangeError('rake requires rounds of 1 or more and epsilon above 0')
  const weight = Float64Array.from(plan.cells.start)
  const total = weight.reduce((sum, w) => sum + w, 0)
  const allowed = epsilon < 1 ? epsilon * total : epsilon
  let rounds = 0
  for (let moved = Infinity; rounds < limit && !(moved < allowed); rounds++) {
    const old = Float64Array.from(weight)
    scaleRound(plan, weight)
    moved = weight.reduce((most, w, c) => Math.max(most, Math.abs(w - old[c]!)), 0)
  }
  return { weight, rounds, error: marginError(plan, weight) }
}

/** Scale to each margin in turn; returns the largest relative change of a factor. */
function scaleRound({ cells, targets }: Plan, weight: Float64Array): number {
  let change = 0
  cells.level.forEach((level, m) => {
    const target = targets[m]!
    const factor = levelSums(level, weight, target.length)
    for (let l = 0; l < factor.length; l++) {
      factor[l] = factor[l]! > 0 ? target[l]! / factor[l]! : 1
      change = Math.max(change, Math.abs(factor[l]! - 1))
    }
    for (let c = 0; c < weight.length; c++) weight[c]! *= factor[level[c]!]!
  })
  return change
}

function levelSums(level: Int32Array, weight: Float64Array, levels: number): Float64Array {
  const sums = new Float64Array(levels)
  for (let c = 0; c < weight.length; c++) sums[level[c]!]! += weight[c]!
  return sums
}

/** The class whose sum of weights is farthest from its total. */
function marginError({ cells, targets, margins }: Plan, weight: Float64Array): MarginError {
  let error = -1
  let at: readonly [number, number] = [0, 0]
  cells.level.forEach((level, m) => {
    const sums = levelSums(level, weight, targets[m]!.length)
    targets[m]!.forEach((target, l) => {
      const off = target > 0 ? Math.abs(sums[l]! / target - 1) : sums[l]! > 0 ? Infinity : 0
      if (off <= error) return
      error = off
      at = [m, l]
    })
  })
  const { name: margin, factor } = margins[at[0]]!
  const level = factor.levels[at[1]]!
  return { error, margin, level, name: `${margin} ${level}` }
}
