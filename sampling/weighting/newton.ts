// Newton's method on the dual of calibration, in orthonormal coordinates: find the score whose factors meet the totals.
import { addTimes, type Basis, BLOCK, dotBlock, eachBlock } from './basis.ts'
import type { Distance } from './distance.ts'

/** A dual problem: weights `start` by group, basis q, and the totals in its coordinates. */
export interface Dual {
  readonly start: Float64Array
  readonly q: Basis['q']
  readonly target: Float64Array
  readonly distance: Distance
}

/** Where the search stands: scores and factors g by group, and what the totals miss. */
interface Point {
  readonly at: Float64Array
  readonly u: Float64Array
  readonly g: Float64Array
  readonly misfit: Float64Array
  readonly size: number
}

/** An error this small is rounding: no further step is taken. */
const EXACT = 1e-12
/** Steps in which the error must halve. */
const PATIENCE = 25

/**
 * Maximise Σ μT − Σ d ∫F(μq): its gradient is what the totals miss.
 *
 * @param errorOf told the factors g by group, says how far the totals are off
 * @param tolerance an error below it will do when further steps no longer halve it
 * @returns factors g by group and the steps taken; whether they meet the totals is for the caller to judge
 * @internal
 */
export function solveDual(
  dual: Dual,
  errorOf: (g: Float64Array) => number,
  tolerance: number,
  limit: number,
): { g: Float64Array; steps: number } {
  let point = evaluate(dual, new Float64Array(dual.q.length))
  let before = Infinity
  let best = Infinity
  let bestStep = 0
  let steps = 0
  while (steps < limit && point.size > 0) {
    const error = errorOf(point.g)
    if (error < EXACT || (error < tolerance && error > before / 2)) break
    // Totals out of reach: the score runs away while the error stays.
    if (error < best / 2) [best, bestStep] = [error, steps]
    if (steps - bestStep > PATIENCE) break
    before = error
    // At score 0 every distance has slope 1, and q is orthonormal: the first step is the misfit itself.
    const next = search(dual, point, steps === 0 ? point.misfit : newtonStep(dual, point))
    if (next === undefined) break
    steps += 1
    point = next
  }
  return { g: point.g, steps }
}

function evaluate({ start, q, target, distance }: Dual, at: Float64Array): Point {
  const [u, g, loaded] = [new Float64Array(start.length), new Float64Array(start.length), new Float64Array(BLOCK)]
  const misfit = Float64Array.from(target)
  eachBlock(start.length, (from, to) => {
    q.forEach((basis, k) => addTimes(u, at[k]!, basis, from, to))
    for (let c = from; c < to; c++) {
      g[c] = distance.factor(u[c]!)
      loaded[c - from] = start[c] === 0 ? 0 : start[c]! * g[c]!
    }
    q.forEach((basis, k) => (misfit[k]! -= dotBlock(loaded, basis, from, to)))
  })
  return { at, u, g, misfit, size: Math.sqrt(misfit.reduce((sum, m) => sum + m * m, 0)) }
}

/** The dual value, asked for only where the misfit does not shrink. */
function valueAt({ start, target, distance }: Dual, { at, u }: Point): number {
  let value = at.reduce((sum, score, k) => sum + score * target[k]!, 0)
  for (let c = 0; c < u.length; c++) if (start[c] !== 0) value -= start[c]! * distance.integral(u[c]!)
  return value
}

/** Solve H s = misfit with H = Σ d F'(u) q q'; a ridge where too many factors stand at their bounds. */
function newtonStep({ start, q, distance }: Dual, { u, g, misfit }: Point): Float64Array {
  const h = q.map((_, j) => new Float64Array(j + 1))
  const load = new Float64Array(BLOCK)
  const loaded = new Float64Array(BLOCK)
  eachBlock(start.length, (from, to) => {
    for (let c = from; c < to; c++) load[c - from] = start[c] === 0 ? 0 : start[c]! * distance.slope(u[c]!, g[c]!)
    q.forEach((one, j) => {
      for (let c = from; c < to; c++) loaded[c - from] = load[c - from]! * one[c]!
      for (let k = 0; k <= j; k++) h[j]![k]! += dotBlock(loaded, q[k]!, from, to)
    })
  })
  const largest = h.reduce((most, row, j) => Math.max(most, row[j]!), 1e-300)
  for (let ridge = 0; ; ridge = ridge === 0 ? 1e-10 : ridge * 100) {
    const step = solveCholesky(h, misfit, ridge * largest, 1e-13 * largest)
    if (step !== undefined) return step
  }
}

/** Solve (A + ridge I) x = b for the lower triangle A; undefined when a pivot is below `least`. */
function solveCholesky(
  a: readonly Float64Array[],
  b: Float64Array,
  ridge: number,
  least: number,
): Float64Array | undefined {
  const x = Float64Array.from(b)
  const l: number[][] = []
  for (let j = 0; j < a.length; j++) {
    const row = [...a[j]!]
    for (let k = 0; k <= j; k++) {
      let rest = row[k]! + (k === j ? ridge : 0)
      for (let m = 0; m < k; m++) rest -= row[m]! * (k === j ? row[m]! : l[k]![m]!)
      if (k === j && !(rest > least)) return undefined
      row[k] = k === j ? Math.sqrt(rest) : rest / l[k]![k]!
      if (k < j) x[j]! -= row[k]! * x[k]!
    }
    x[j]! /= row[j]!
    l.push(row)
  }
  for (let j = a.length - 1; j >= 0; j--) {
    for (let k = j + 1; k < a.length; k++) x[j]! -= l[k]![j]! * x[k]!
    x[j]! /= l[j]![j]!
  }
  return x
}

/** The longest of the step's halves that raises the dual value or brings the totals nearer; undefined when none does. */
function search(dual: Dual, from: Point, step: Float64Array): Point | undefined {
  const gain = step.reduce((sum, s, k) => sum + s * from.misfit[k]!, 0)
  let value: number | undefined
  for (let length = 1; length > 1e-12; length /= 2) {
    const next = evaluate(
      dual,
      from.at.map((value, k) => value + length * step[k]!),
    )
    if (!Number.isFinite(next.size)) continue
    if (next.size < (1 - 1e-4 * length) * from.size) return next
    value ??= valueAt(dual, from)
    if (valueAt(dual, next) >= value + 1e-4 * length * gain) return next
  }
  return undefined
}
