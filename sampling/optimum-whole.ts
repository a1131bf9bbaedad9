// Whole numbers that take the worthiest steps first: the exact optimum of any separable convex aim with a given sum.
import { createRanking } from './ranking.ts'
import type { Limits } from './shares.ts'

/** Worth of giving place `i` its next element when it has `n`; must fall as n grows. */
export type Worth = (i: number, n: number) => number

/**
 * The `total` worthiest steps above the lows, inside the limits; ties go to the earlier place, then to the earlier step.
 * Adding one to `total` never lowers any place. Start near the answer (for instance from the floor of a continuous
 * solution) to make it fast: the steps taken are exchanged until none outside is worth more than one inside, so the
 * start does not change the result.
 *
 * @param total whole, between the sums of the limits
 * @param start where to begin; the lows when left out
 * @returns whole numbers that add up to `total`
 * @throws RangeError when the limits do not allow the total
 * @source Friedrich, Münnich, de Vries & Wagner (2015), Computational Statistics & Data Analysis 92; Wright (2012, 2017)
 * @internal
 * @example worthiestSteps(4, [{ low: 0, high: 9 }, { low: 1, high: 9 }], (i, n) => [6, 9][i] / (n + 1)) // => [2, 2]
 */
export function worthiestSteps(
  total: number,
  limits: readonly Limits[],
  worth: Worth,
  start: readonly number[] = limits.map(limit => limit.low),
): number[] {
  const whole = limits.map(({ low, high }, i) => Math.min(Math.max(start[i]!, low), high))
  let left = total - whole.reduce((sum, n) => sum + n, 0)
  const room = limits.reduce((sum, { high }, i) => sum + high - whole[i]!, 0)
  const surplus = limits.reduce((sum, { low }, i) => sum + whole[i]! - low, 0)
  if (!(left <= room && -left <= surplus)) throw new RangeError('worthiestSteps requires a total that the limits allow')
  // A place at a limit keeps its seat in the ranking, with a worth that is never chosen.
  const gain = (i: number): number => (whole[i]! < limits[i]!.high ? worth(i, whole[i]!) : -Infinity)
  const loss = (i: number): number => (whole[i]! > limits[i]!.low ? worth(i, whole[i]! - 1) : Infinity)
  const places = limits.map((_, i) => i)
  const next = places.map(gain)
  const last = places.map(loss)
  const gaining = createRanking(limits.length, places, (i, j) => precedes(next[i]!, i, next[j]!, j))
  const losing = createRanking(limits.length, places, (i, j) => precedes(last[j]!, j, last[i]!, i))
  const move = (i: number, by: 1 | -1): void => {
    whole[i] = whole[i]! + by
    next[i] = gain(i)
    last[i] = loss(i)
    gaining.changed(i)
    losing.changed(i)
  }
  for (; left > 0; left--) move(gaining.first(), 1)
  for (; left < 0; left++) move(losing.first(), -1)
  for (;;) {
    const [give, take] = [gaining.first(), losing.first()]
    if (give < 0 || give === take || next[give] === -Infinity || last[take] === Infinity) return whole
    if (!precedes(next[give]!, give, last[take]!, take)) return whole
    move(take, -1)
    move(give, 1)
  }
}

const precedes = (a: number, i: number, b: number, j: number): boolean => a > b || (a === b && i < j)
