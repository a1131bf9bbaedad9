// Cubic spline through points, its ends bent as the cubic through the outermost four points is.

/**
 * A cubic spline interpolant.
 *
 * @param x rising, at least 2
 * @param y as many
 * @source Forsythe, Malcolm & Moler, Computer Methods for Mathematical Computations (1977), 4.4; R `spline`, method "fmm"
 * @internal
 * @example cubicSpline([0, 1, 2, 3], [0, 1, 8, 27])(1.5) // => 3.375
 */
export function cubicSpline(x: readonly number[], y: readonly number[]): (at: number) => number {
  const n = x.length
  if (n < 2 || y.length !== n) throw new RangeError('cubicSpline requires two points or more')
  const h = x.slice(1).map((right, i) => right - x[i]!)
  const slope = h.map((width, i) => (y[i + 1]! - y[i]!) / width)
  const curve = n < 3 ? x.map(() => 0) : curvature(x, h, slope)
  return at => {
    let i = 0
    while (i < n - 2 && at >= x[i + 1]!) i++
    const d = at - x[i]!
    const width = h[i]!
    const [left, right] = [curve[i]!, curve[i + 1]!]
    const b = slope[i]! - width * (2 * left + right)
    return y[i]! + d * (b + d * (3 * left + (d * (right - left)) / width))
  }
}

/** A sixth of the second derivative at each point: the tridiagonal equations of the spline, third derivatives given at the ends. */
function curvature(x: readonly number[], h: readonly number[], slope: readonly number[]): number[] {
  const n = x.length
  const diagonal = x.map((_, i) => (i === 0 ? -h[0]! : i === n - 1 ? -h[n - 2]! : 2 * (h[i - 1]! + h[i]!)))
  const right = x.map((_, i) => (i === 0 || i === n - 1 ? 0 : slope[i]! - slope[i - 1]!))
  if (n > 3) {
    const second = (i: number): number => right[i]! / (x[i + 1]! - x[i - 1]!)
    const third = (i: number): number => (second(i + 1) - second(i)) / (x[i + 2]! - x[i - 1]!)
    right[0] = h[0]! ** 2 * third(1)
    right[n - 1] = -(h[n - 2]! ** 2) * third(n - 3)
  }
  for (let i = 1; i < n; i++) {
    const factor = h[i - 1]! / diagonal[i - 1]!
    diagonal[i]! -= factor * h[i - 1]!
    right[i]! -= factor * right[i - 1]!
  }
  const curve = right
  curve[n - 1]! /= diagonal[n - 1]!
  for (let i = n - 2; i >= 0; i--) curve[i] = (curve[i]! - h[i]! * curve[i + 1]!) / diagonal[i]!
  return curve
}
