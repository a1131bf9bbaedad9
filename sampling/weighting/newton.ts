// Newton's method on the dual of calibration, in orthonormal coordinates: find the score whose factors meet the totals.
import type { Basis } from './basis.ts'
import type { Distance } from './distance.ts'

/** A dual problem: weights `start` by group, basis q, and the totals in its coordinates. */
export interface Dual {
  readonly start: Float64Array
  readonly q: Basis['q']
  readonly target: Float64Array
  readonly distance: Distance
}

/** Where the search stands: g by group, the dual value, and what the totals miss. */
interface Point {
  readonly at: Float64Array
  readonly u: Float64Array
  readonly value: number
  readonly misfit: Float64Array
  readonly size: number
}

/**
 * Maximise Σ μT − Σ d ∫F(μq): its gradient is what the totals miss.
 *
 * @param isDone told the factors g by group, says whether the totals are met
 * @returns factors g by group and the steps taken; whether they meet the totals is for the caller to judge
 */
export function solveDual(
  dual: Dual,
  isDone: (g: Float64Array) => boolean,
  limit: number,
): { g: Float64Array; steps: number } {
  let point = evaluate(dual, new Float64Array(dual.q.length))
  let steps = 0
  let spare = 2
  while (steps < limit && point.size > 0) {
    // Two steps beyond the tolerance: they cost little and double the digits.
    if (isDone(factors(dual, point)) && spare-- === 0) break
    const next = search(dual, point, newtonStep(dual, point))
    steps += 1
    if (next === undefined) break
    point = next
  }
  return { g: factors(dual, point), steps }
}

const factors = ({ distance }: Dual, { u }: Point): Float64Array => u.map(distance.factor)

function evaluate({ start, q, target, distance }: Dual, at: Float64Array): Point {
  const u = new Float64Array(start.length)
  q.forEach((basis, k) => {
    for (let c = 0; c < u.length; c++) u[c]! += at[k]! * basis[c]!
  })
  let value = 0
  const loaded = new Float64Array(start.length)
  for (let c = 0; c < u.length; c++) {
    if (start[c] === 0) continue
    value -= start[c]! * distance.integral(u[c]!)
    loaded[c] = start[c]! * distance.factor(u[c]!)
  }
  const misfit = new Float64Array(q.length)
  q.forEach((basis, k) => {
    let sum = 0
    for (let c = 0; c < loaded.length; c++) sum += loaded[c]! * basis[c]!
    misfit[k] = target[k]! - sum
    value += at[k]! * target[k]!
  })
  return { at, u, value, misfit, size: Math.sqrt(misfit.reduce((sum, m) => sum + m * m, 0)) }
}

/** Solve H s = misfit with H = Σ d F'(u) q q'; a ridge where too many factors stand at their bounds. */
function newtonStep({ start, q, distance }: Dual, { u, misfit }: Point): Float64Array {
  const load = u.map((value, c) => (start[c] === 0 ? 0 : start[c]! * distance.slope(value)))
  const h = q.map((one, j) =>
    q.slice(0, j + 1).map(two => {
      let sum = 0
      for (let c = 0; c < load.length; c++) sum += load[c]! * one[c]! * two[c]!
      return sum
    }),
  )
  const largest = h.reduce((most, row, j) => Math.max(most, row[j]!), 1e-300)
  for (let ridge = 0; ; ridge = ridge === 0 ? 1e-10 : ridge * 100) {
    const step = solveCholesky(h, misfit, ridge * largest, 1e-13 * largest)
    if (step !== undefined) return step
  }
}

/** Solve (A + ridge I) x = b for the lower triangle A; undefined when a pivot is below `least`. */
function solveCholesky(
  a: readonly number[][],
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
  for (let length = 1; length > 1e-12; length /= 2) {
    const next = evaluate(
      dual,
      from.at.map((value, k) => value + length * step[k]!),
    )
    if (!Number.isFinite(next.size)) continue
    if (next.value >= from.value + 1e-4 * length * gain || next.size < (1 - 1e-4 * length) * from.size) return next
  }
  return undefined
}
