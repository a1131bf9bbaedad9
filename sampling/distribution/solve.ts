// Newton's method for quantiles: on logarithms, where tails are nearly straight, inside a bracket it cannot leave.

/** A tail probability and its derivative at a point of the search scale. */
export interface TailAt {
  readonly tail: number
  readonly slope: number
}

/**
 * The point u where a monotone tail equals its target, by Newton's method on ln tail.
 *
 * @param at tail and its derivative at u; the derivative has one sign everywhere
 * @param target probability, (0, 1)
 * @param start any finite point
 * @internal
 */
export function solveTail(at: (u: number) => TailAt, target: number, start: number): number {
  const goal = Math.log(target)
  let low = -Infinity
  let high = Infinity
  let u = start
  let reach = 1
  // Far out the slope may underflow to 0, so its sign is that at the start.
  let rising = true
  for (let step = 0; step < 500; step++) {
    const { tail, slope } = at(u)
    const excess = Math.log(tail) - goal
    if (excess === 0) return u
    if (step === 0) rising = slope > 0
    if (excess > 0 === rising) high = u
    else low = u
    const next = u - (excess * tail) / slope
    if (Math.abs(next - u) <= 1e-9 && (Math.abs(excess) <= 1e-15 || Math.abs(next - u) <= 4e-16 * Math.abs(u)))
      return next
    const moved = inside(next, u, low, high, reach)
    if (moved === u) return u
    if (moved !== next) reach *= 2
    u = moved
  }
  return u
}

/** A step that stays in the bracket and, while that is open, is no longer than `reach`. */
function inside(next: number, u: number, low: number, high: number, reach: number): number {
  const open = low === -Infinity || high === Infinity
  if (!(next > low && next < high)) {
    if (!open) return (low + high) / 2
    return low === -Infinity ? u - reach : u + reach
  }
  if (!open) return next
  return Math.min(Math.max(next, u - 4 * reach), u + 4 * reach)
}
