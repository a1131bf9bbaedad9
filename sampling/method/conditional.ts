// Conditional Poisson (maximum entropy) and Sampford samples, drawn element by element from exact tables: no rejection, one uniform number each.
import { problem, refuse } from '../problem.ts'
import { addEvent, countsFrom, refuseLargeTable } from './poissonbinomial.ts'

/** Elements that chance decides about: probabilities strictly between 0 and 1. */
export interface OpenElements {
  readonly certain: readonly number[]
  readonly open: readonly number[]
  readonly probability: Float64Array
  /** Sample size left for them. */
  readonly n: number
}

/** Part certainties and impossible elements from those that chance decides about. @internal */
export function openElements(probability: ArrayLike<number>): OpenElements {
  const certain: number[] = []
  const open: number[] = []
  let sum = 0
  for (let i = 0; i < probability.length; i++) {
    const p = probability[i]!
    if (p >= 1) certain.push(i)
    else if (p > 0) {
      open.push(i)
      sum += p
    }
  }
  const n = Math.round(sum)
  if (!(Math.abs(sum - n) < 1e-6)) throw new RangeError('a fixed-size design requires probabilities with a whole sum')
  return { certain, open, probability: Float64Array.from(open, i => probability[i]!), n }
}

/**
 * Inclusion probabilities of conditional Poisson sampling: the chance of each event, given that n of the independent events happen.
 *
 * @param p working probability per element, strictly between 0 and 1
 * @param n sample size
 * @returns inclusion probabilities, which add up to n; O(N n)
 * @source Tillé (2006), Sampling Algorithms, §5.6; Chen, Dempster and Liu (1994)
 * @example [...conditionalInclusion([0.5, 0.5, 0.5, 0.5], 1)] // => [0.25, 0.25, 0.25, 0.25]
 */
export function conditionalInclusion(p: Float64Array, n: number): Float64Array {
  const width = n + 1
  const after = countsFrom(p, n)
  const before = new Float64Array(width)
  before[0] = 1
  const inclusion = new Float64Array(p.length)
  for (let i = 0; i < p.length; i++) {
    let sum = 0
    const next = (i + 1) * width + n - 1
    for (let k = 0; k < n; k++) sum += before[k]! * after[next - k]!
    inclusion[i] = (p[i]! * sum) / after[n]!
    addEvent(before, p[i]!)
  }
  return inclusion
}

/**
 * Working probabilities whose conditional Poisson sample of n has the wanted inclusion probabilities. Damped fixed point on the
 * odds: odds ← odds · (1 + γ (r − 1)), r = wanted odds / reached odds, γ = 1 − Σc²/(Σc)², c = π (1 − π). Stops when the largest
 * misfit is at most 1e-13 or no longer falls. Only + − × /, so any language that keeps the order of the operations gets the same bits.
 *
 * @param inclusion wanted inclusion probabilities, strictly between 0 and 1, with the whole sum n
 * @param n sample size
 * @returns one working probability per element
 * @throws InputError when it does not converge to 1e-9 in 2000 rounds
 * @source Chen, Dempster and Liu (1994); Deville (2000), Note sur l'algorithme de Chen, Dempster et Liu
 * @example [...workingProbabilities(Float64Array.of(0.5, 0.5), 1)] // => [0.5, 0.5]
 */
export function workingProbabilities(inclusion: Float64Array, n: number): Float64Array {
  const rounds = 2000
  let sum = 0
  let squares = 0
  for (const p of inclusion) {
    const c = p * (1 - p)
    sum += c
    squares += c * c
  }
  const step = 1 - squares / (sum * sum)
  const working = Float64Array.from(inclusion)
  let best = Float64Array.from(inclusion)
  let least = Infinity
  for (let round = 0, stuck = 0; round < rounds && stuck < 8 && least > 1e-13; round++) {
    const reached = conditionalInclusion(working, n)
    let misfit = 0
    for (let i = 0; i < inclusion.length; i++) misfit = Math.max(misfit, Math.abs(inclusion[i]! - reached[i]!))
    if (misfit < least) {
      least = misfit
      best = Float64Array.from(working)
      stuck = 0
    } else stuck++
    for (let i = 0; i < inclusion.length; i++) {
      const ratio = (inclusion[i]! * (1 - reached[i]!)) / (reached[i]! * (1 - inclusion[i]!))
      const odds = (working[i]! / (1 - working[i]!)) * (1 + step * (ratio - 1))
      working[i] = odds / (1 + odds)
    }
  }
  const method = 'conditional_poisson'
  refuse(least > 1e-9 ? [problem('no_working_probabilities', { method, rounds, misfit: least })] : [])
  return best
}

/**
 * Conditional Poisson sample, the design of maximum entropy with the given inclusion probabilities, in fixed size. Elements are
 * decided in the order given: with k still to choose, element j is chosen when
 * u · (chosen + not) < chosen, chosen = p · P(k − 1 of the later ones), not = (1 − p) · P(k of the later ones).
 *
 * @param probability inclusion probability per element, [0, 1], with a whole sum
 * @param uniform number of each element, strictly between 0 and 1
 * @returns positions: certainties, then the others, both ascending
 * @throws InputError when (N + 1) (n + 1) exceeds 10,000,000 or the working probabilities do not converge; RangeError when the sum is not whole
 * @source Chen, Dempster and Liu (1994), procedure 3; Tillé (2006), §5.6.9; R sampling::UPmaxentropy
 * @example drawConditionalPoisson([0.5, 0.5, 1], [0.4, 0.9, 0.1]) // => [2, 0]
 */
export function drawConditionalPoisson(probability: ArrayLike<number>, uniform: ArrayLike<number>): number[] {
  const elements = openElements(probability)
  refuseLargeTable('conditional_poisson', elements.open.length, elements.n)
  if (elements.n === 0) return [...elements.certain]
  return drawWorking(elements, workingProbabilities(elements.probability, elements.n), uniform)
}

function drawWorking({ certain, open, n }: OpenElements, p: Float64Array, uniform: ArrayLike<number>): number[] {
  const width = n + 1
  const after = countsFrom(p, n)
  const chosen = [...certain]
  let left = n
  for (let j = 0; j < open.length && left > 0; j++) {
    const next = (j + 1) * width + left
    const yes = p[j]! * after[next - 1]!
    const no = (1 - p[j]!) * after[next]!
    if (uniform[open[j]!]! * (yes + no) < yes || left === open.length - j) {
      chosen.push(open[j]!)
      left--
    }
  }
  return chosen
}

/**
 * Sampford sample: fixed size, exactly the given inclusion probabilities, all joint probabilities positive. Drawn element by element
 * from exact tables (no rejection, so it always ends, at any sampling fraction): a sample s has probability proportional to
 * Π λ/(1−λ) · Σ (1−λ) over its elements.
 *
 * @param probability inclusion probability λ per element, [0, 1], with a whole sum
 * @param uniform number of each element, strictly between 0 and 1
 * @returns positions: certainties, then the others, both ascending
 * @throws InputError when (N + 1) (n + 1) exceeds 10,000,000; RangeError when the sum is not whole
 * @source Sampford (1967), On sampling without replacement with unequal probabilities of selection, Biometrika 54;
 *   Grafström (2009), Non-rejective implementations of the Sampford sampling design, JSPI 139
 * @example drawSampford([0.5, 0.5, 1], [0.4, 0.9, 0.1]) // => [2, 0]
 */
export function drawSampford(probability: ArrayLike<number>, uniform: ArrayLike<number>): number[] {
  const { certain, open, probability: p, n } = openElements(probability)
  refuseLargeTable('sampford', open.length, n)
  const width = n + 1
  const counts = countsFrom(p, n)
  const rests = restsFrom(p, counts, n)
  const chosen = [...certain]
  let left = n
  let rest = 0
  for (let j = 0; j < open.length && left > 0; j++) {
    const next = (j + 1) * width + left
    const q = 1 - p[j]!
    const yes = p[j]! * ((rest + q) * counts[next - 1]! + rests[next - 1]!)
    const no = q * (rest * counts[next]! + rests[next]!)
    if (uniform[open[j]!]! * (yes + no) < yes || left === open.length - j) {
      chosen.push(open[j]!)
      left--
      rest += q
    }
  }
  return chosen
}

/**
 * Beside the table of `countsFrom`: the mean of Σ (1 − p) over the events that happen, where exactly k of j, j + 1, … do (0 elsewhere).
 *
 * @internal
 */
export function restsFrom(p: ArrayLike<number>, counts: Float64Array, n: number): Float64Array {
  const width = n + 1
  const table = new Float64Array(counts.length)
  for (let j = p.length - 1; j >= 0; j--) {
    const yes = p[j]!
    const no = 1 - yes
    const [row, next] = [j * width, (j + 1) * width]
    const most = Math.min(n, p.length - j)
    for (let k = 1; k <= most; k++) {
      table[row + k] = yes * (table[next + k - 1]! + no * counts[next + k - 1]!) + no * table[next + k]!
    }
  }
  return table
}
