// Systematic sampling with a fractional interval: equal probabilities, or proportional to size; one random start each.

/**
 * Systematic sample with equal probabilities: every N/n-th element from a random start. All in whole numbers: with
 * m = ⌊start · N⌋ the places chosen are ⌊(k N + m) / n⌋ for k = 0 … n − 1.
 *
 * @param order positions in the order the design names
 * @param n sample size, up to the number of positions
 * @param start uniform number, strictly between 0 and 1
 * @returns n positions, in that order
 * @throws RangeError for n above the number of positions
 * @source Cochran (1977), Sampling Techniques, §8.1
 * @example drawSystematic([10, 11, 12, 13, 14], 2, 0.5) // => [11, 13]
 */
export function drawSystematic(order: ArrayLike<number>, n: number, start: number): number[] {
  const count = order.length
  if (!(Number.isInteger(n) && n >= 0 && n <= count)) {
    throw new RangeError('drawSystematic requires n between 0 and the number of elements')
  }
  const first = Math.min(Math.floor(start * count), count - 1)
  return Array.from({ length: n }, (_, k) => order[Math.floor((k * count + first) / n)]!)
}

/**
 * Systematic πps sample: probabilities laid end to end in the given order; the elements that cover start, start + 1, start + 2, …
 * are chosen. Certainties are chosen wherever they stand.
 *
 * @param probability inclusion probability per position, [0, 1], with a whole sum
 * @param order positions in the order the design names
 * @param start uniform number, strictly between 0 and 1
 * @returns positions: the certainties, then the others, both in that order; as many as the probabilities add up to
 * @source Madow (1949), On the theory of systematic sampling II; R sampling::UPsystematic
 * @example drawSystematicPps([0.2, 0.8, 0.5, 0.5], [0, 1, 2, 3], 0.3) // => [1, 2]
 */
export function drawSystematicPps(probability: ArrayLike<number>, order: ArrayLike<number>, start: number): number[] {
  const certain: number[] = []
  const open: number[] = []
  let total = 0
  for (let i = 0; i < order.length; i++) {
    const at = order[i]!
    const p = probability[at]!
    if (p >= 1) certain.push(at)
    else if (p > 0) {
      open.push(at)
      total += p
    }
  }
  const n = Math.round(total)
  const chosen: number[] = []
  let end = 0
  for (let i = 0; i < open.length && chosen.length < n; i++) {
    end += probability[open[i]!]!
    // The last element closes the line at n, whatever rounding left of it.
    if (i === open.length - 1) end = n
    if (start + chosen.length < end) chosen.push(open[i]!)
  }
  return [...certain, ...chosen]
}
