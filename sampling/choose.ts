// Each method by its name: what it reads of a stratum and of the numbers, what probability and weight its elements have.
import type { Method } from './designtypes.ts'
import { elementIdOf } from './frame.ts'
import { drawConditionalPoisson, drawSampford } from './method/conditional.ts'
import { drawCube } from './method/cube.ts'
import { drawPareto, drawPoisson, drawSequentialPoisson } from './method/order.ts'
import { drawLocalPivotal } from './method/pivotal.ts'
import { drawSystematic, drawSystematicPps } from './method/systematic.ts'
import { numbersOf, orderedPositions } from './population.ts'
import type { StratumPlan } from './plan.ts'
import type { Numbers, Picked } from './selection.ts'

/** The sample of a stratum, its reserve as positions, and whether the number drawn has to be told. */
export interface MethodChoice {
  readonly sample: readonly Picked[]
  readonly reserve: readonly number[]
  readonly realised?: boolean
}

type Chooser = (stratum: StratumPlan, numbers: Numbers) => MethodChoice

const choosers: Readonly<Record<Method, Chooser>> = {
  srs: (stratum, numbers) => {
    const { N, n, r } = stratum.numbers
    const taken = numbers.ranked(numbers.skipped(n), n + r)
    return { sample: taken.slice(0, n).map(position => equal(position, n, N)), reserve: taken.slice(n) }
  },
  systematic: (stratum, numbers) => {
    const { N, n, stratum: name } = stratum.numbers
    const order = orderedPositions(stratum.members!, stratum.settings.order)
    const sample = drawSystematic(order, n, numbers.labelled(`start/${name}`))
    return { sample: sample.map(position => equal(position, n, N)), reserve: fromRest(stratum, numbers, sample) }
  },
  pps_systematic: (stratum, numbers) => {
    const order = orderedPositions(stratum.members!, stratum.settings.order)
    return fixedSize(stratum, numbers, p =>
      drawSystematicPps(p, order, numbers.labelled(`start/${stratum.numbers.stratum}`)),
    )
  },
  poisson: (stratum, numbers) => {
    const p = probabilityOf(stratum)
    const sample = drawPoisson(p, numbers.uniform).map(position => weighted(position, p))
    return { sample, reserve: [], realised: true }
  },
  pareto: (stratum, numbers) => ranked(stratum, numbers, drawPareto),
  sequential_poisson: (stratum, numbers) => ranked(stratum, numbers, drawSequentialPoisson),
  sampford: (stratum, numbers) => fixedSize(stratum, numbers, p => drawSampford(p, numbers.uniform)),
  max_entropy: (stratum, numbers) => fixedSize(stratum, numbers, p => drawConditionalPoisson(p, numbers.uniform)),
  pivotal: (stratum, numbers) => {
    const coordinates = (stratum.settings.coordinates ?? []).map(name => numbersOf(stratum.members!, name))
    const source = sourceOf(stratum, numbers)
    return fixedSize(stratum, numbers, probability =>
      drawLocalPivotal({ probability, coordinates, uniform: numbers.uniform, source }),
    )
  },
  cube: (stratum, numbers) => {
    const auxiliaries = (stratum.settings.balance ?? []).map(name => numbersOf(stratum.members!, name))
    const source = sourceOf(stratum, numbers)
    return fixedSize(stratum, numbers, probability =>
      drawCube({ probability, auxiliaries, uniform: numbers.uniform, source }),
    )
  },
  cluster: (stratum, numbers) => chooseClusters(stratum, numbers),
  two_stage: (stratum, numbers) => chooseClusters(stratum, numbers),
}

/** Choose by the method of the stratum. @internal */
export const chooseMethod: Chooser = (stratum, numbers) => choosers[stratum.numbers.method](stratum, numbers)

// N / n and not 1 / (n / N), which may be off by the last digit.
const equal = (position: number, n: number, N: number): Picked => ({ position, probability: n / N, weight: N / n })

const weighted = (position: number, probability: ArrayLike<number>): Picked => {
  return { position, probability: probability[position]!, weight: 1 / probability[position]! }
}

const sourceOf =
  ({ numbers: { stratum } }: StratumPlan, { labelled }: Numbers) =>
  (label: string): number =>
    labelled(`${label}/${stratum}`)

const probabilityOf = ({ probability, numbers: { n, N } }: StratumPlan): Float64Array =>
  probability ?? new Float64Array(N).fill(n / N)

type Ranked = (
  p: Float64Array,
  u: Float64Array,
  n: number,
  reserve: number,
) => { sample: readonly number[]; reserve: readonly number[] }

function ranked(stratum: StratumPlan, { uniform }: Numbers, draw: Ranked): MethodChoice {
  const p = probabilityOf(stratum)
  const { sample, reserve } = draw(p, uniform, stratum.numbers.n, stratum.numbers.r)
  return { sample: sample.map(position => weighted(position, p)), reserve }
}

function fixedSize(stratum: StratumPlan, numbers: Numbers, draw: (p: Float64Array) => readonly number[]): MethodChoice {
  const { n, N } = stratum.numbers
  const p = probabilityOf(stratum)
  const sample = n === 0 ? [] : draw(p)
  const picked = sample.map(position => (stratum.probability === null ? equal(position, n, N) : weighted(position, p)))
  return { sample: picked, reserve: fromRest(stratum, numbers, sample) }
}

// The rest is ranked by tickets of its own: those of the elements may already have decided who is in the sample.
function fromRest(
  { numbers: { r }, members, probability }: StratumPlan,
  numbers: Numbers,
  sample: readonly number[],
): number[] {
  if (r === 0) return []
  const { frame, rows } = members!
  const drawn = new Set(sample)
  const rest: { position: number; ticket: string }[] = []
  for (let position = 0; position < rows.length; position++) {
    if (drawn.has(position) || probability?.[position] === 0) continue
    rest.push({ position, ticket: numbers.labelTicket(`reserve/${elementIdOf(frame, rows[position]!)}`) })
  }
  return rest
    .sort((a, b) => (a.ticket < b.ticket ? -1 : 1))
    .slice(0, r)
    .map(({ position }) => position)
}

function chooseClusters(
  { numbers: { N, n, r, stratum }, settings, members, clusters }: StratumPlan,
  numbers: Numbers,
): MethodChoice {
  const { names, of } = clusters!
  const inside = names.map((): number[] => [])
  of.forEach((cluster, position) => inside[cluster]!.push(position))
  const order = names
    .map((name, cluster) => ({ cluster, ticket: numbers.labelTicket(`cluster/${stratum}/${name}`) }))
    .sort((a, b) => (a.ticket < b.ticket ? -1 : 1))
    .slice(0, n + r)
    .map(({ cluster }) => cluster)
  const take = ({ second }: typeof settings, cluster: number): readonly number[] => {
    const all = inside[cluster]!
    const m = Math.min(second?.n ?? all.length, all.length)
    if (second?.method !== 'systematic') return byTicket(all, numbers).slice(0, m)
    const rows = members!.rows
    const positions = orderedPositions({ ...members!, rows: Uint32Array.from(all, at => rows[at]!) }, settings.order)
    return drawSystematic(
      Array.from(positions, at => all[at]!),
      m,
      numbers.labelled(`start/${stratum}/${names[cluster]!}`),
    )
  }
  const sample = order.slice(0, n).flatMap(cluster => {
    const chosen = take(settings, cluster)
    const [M, m] = [inside[cluster]!.length, chosen.length]
    return chosen.map(position => ({ position, probability: (n * m) / (N * M), weight: (N * M) / (n * m) }))
  })
  return { sample, reserve: order.slice(n).flatMap(cluster => take(settings, cluster)), realised: true }
}

function byTicket(positions: readonly number[], { uniform, ticket }: Numbers): number[] {
  return [...positions].sort((a, b) => uniform[a]! - uniform[b]! || (ticket(a) < ticket(b) ? -1 : 1))
}
