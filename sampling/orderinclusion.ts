// True inclusion probabilities of order sampling (Pareto, sequential Poisson, exponential), by numerical integration.
import { openElements } from './method/conditional.ts'
import { addEvent, countsFrom, refuseLargeTable } from './method/poissonbinomial.ts'

export type OrderRule = 'pareto' | 'sequential_poisson' | 'exponential'

/** Distribution of one element's rank: F(t) and its density, λ being the target. */
interface RankLaw {
  readonly below: (t: number, target: number) => number
  readonly density: (t: number, target: number) => number
  /** Where density jumps. */
  readonly end?: (target: number) => number
}

const laws: Readonly<Record<OrderRule, RankLaw>> = {
  pareto: {
    below: (t, p) => (p * t) / (1 - p + p * t),
    density: (t, p) => (p * (1 - p)) / ((1 - p + p * t) * (1 - p + p * t)),
  },
  sequential_poisson: {
    below: (t, p) => Math.min(1, p * t),
    density: (t, p) => (p * t < 1 ? p : 0),
    end: p => 1 / p,
  },
  exponential: {
    below: (t, p) => -Math.expm1(t * Math.log1p(-p)),
    density: (t, p) => -Math.log1p(-p) * Math.exp(t * Math.log1p(-p)),
  },
}

/** Gauss–Legendre on [−1, 1], 8 points: nodes and weights of the positive half. */
const nodes = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363] as const
const nodeWeights = [0.362683783378362, 0.31370664587788727, 0.22238103445337448, 0.10122853629037626] as const

/**
 * Inclusion probabilities that order sampling really has; its targets are only nearly met. π of an element is the integral, over
 * its rank, of the chance that at most n − 1 others rank below.
 *
 * @param target target inclusion probability per element, [0, 1], with a whole sum n
 * @param rule how elements are ranked: (u/(1−u)) / (λ/(1−λ)), u / λ, or log(1−u) / log(1−λ)
 * @returns inclusion probabilities to about 1e-10; they add up to n. O(N n) at each of some hundred points
 * @throws InputError when (N + 1) (n + 1) exceeds 10,000,000; RangeError when the sum is not whole
 * @source Aires (1999), Algorithms to find exact inclusion probabilities for conditional Poisson sampling and Pareto πps sampling designs;
 *   Rosén (1997), JSPI 62
 * @example [...orderInclusion([0.5, 0.5], 'pareto')].map(p => p.toFixed(9)) // => ['0.500000000', '0.500000000']
 */
export function orderInclusion(target: ArrayLike<number>, rule: OrderRule): Float64Array {
  const { open, probability: p, n } = openElements(target)
  const inclusion = Float64Array.from({ length: target.length }, (_, i) => (target[i]! >= 1 ? 1 : 0))
  if (n === 0) return inclusion
  refuseLargeTable(rule, open.length, n)
  const law = laws[rule]
  const chances = (t: number): Float64Array => {
    const below = p.map(target => law.below(t, target))
    return fewerBelow(below, n)
  }
  // t = s / (1 − s) brings the half line to (0, 1).
  const at = (s: number): Float64Array => {
    const t = s / (1 - s)
    const chance = chances(t)
    for (let i = 0; i < p.length; i++) chance[i]! *= law.density(t, p[i]!) / ((1 - s) * (1 - s))
    return chance
  }
  const jumps = law.end === undefined ? [] : Array.from(new Set(p), target => law.end!(target) / (1 + law.end!(target)))
  const ends = [0, 0.25, 0.5, 0.75, 1, ...jumps].sort((a, b) => a - b)
  const sum = new Float64Array(p.length)
  for (let k = 0; k + 1 < ends.length; k++) {
    // Chances only fall with the rank: from here on nobody gets in.
    if (chances(ends[k]! / (1 - ends[k]!)).every(chance => chance < 1e-17)) break
    if (ends[k + 1]! > ends[k]!) integrate(at, ends[k]!, ends[k + 1]!, panel(at, ends[k]!, ends[k + 1]!), sum, 0)
  }
  for (const [k, i] of open.entries()) inclusion[i] = sum[k]!
  return inclusion
}

/** For each element, the chance that at most n − 1 of the others rank below. */
function fewerBelow(below: Float64Array, n: number): Float64Array {
  const width = n
  const after = countsFrom(below, n - 1)
  const before = new Float64Array(width)
  before[0] = 1
  return below.map((own, i) => {
    // `tail` = chance that at most m of the later ones rank below.
    let tail = 0
    let sum = 0
    for (let m = 0; m < n; m++) {
      tail += after[(i + 1) * width + m]!
      sum += before[n - 1 - m]! * tail
    }
    addEvent(before, own)
    return sum
  })
}

/** Halve a stretch until its two halves together say what the whole said; add the result to `sum`. */
function integrate(
  at: (s: number) => Float64Array,
  from: number,
  to: number,
  whole: Float64Array,
  sum: Float64Array,
  depth: number,
): void {
  const middle = (from + to) / 2
  const [left, right] = [panel(at, from, middle), panel(at, middle, to)]
  let off = 0
  for (let i = 0; i < whole.length; i++) off = Math.max(off, Math.abs(left[i]! + right[i]! - whole[i]!))
  if (off < 1e-12 || depth > 30) {
    for (let i = 0; i < whole.length; i++) sum[i]! += left[i]! + right[i]!
    return
  }
  integrate(at, from, middle, left, sum, depth + 1)
  integrate(at, middle, to, right, sum, depth + 1)
}

function panel(at: (s: number) => Float64Array, from: number, to: number): Float64Array {
  const half = (to - from) / 2
  const middle = (from + to) / 2
  let sum = new Float64Array(0)
  for (const [k, node] of nodes.entries()) {
    const [low, high] = [at(middle - half * node), at(middle + half * node)]
    if (k === 0) sum = new Float64Array(low.length)
    for (let i = 0; i < low.length; i++) sum[i]! += half * nodeWeights[k]! * (low[i]! + high[i]!)
  }
  return sum
}
