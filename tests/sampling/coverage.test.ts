// Do 95 % intervals hold the truth 95 times in 100? Finite populations, 4,000 samples each, so the share found has a standard
// deviation of 0.34 % and a limit of 93–97 % cannot fail by chance. The populations are like real rounds of rating: five answers
// 0 to 100, most of them 75 or 100, differing by stratum; strata of twelve draw from 40 to 1,200 people with the correction for
// finite populations. Where twelve stand for 1,200 beside twelve of 40, the design's degrees of freedom are too many (92.8 % for
// the mean, 89 % for a domain): there Satterthwaite's are used (92.2 % for the domain, of which five people are drawn).
// Not chosen: strata in which nearly everybody gives one answer, where no interval from twelve people is fair (the sample often
// shows no variance at all), and medians of five answers, where an interval of whole answers holds far too often; the median is
// that of a mean of ten items.
import { describe, expect, it } from 'vitest'
import { estimateByDomain } from '../../sampling/estimation/bydomain.ts'
import { estimateContrast } from '../../sampling/estimation/contrast.ts'
import { createSurveyDesign } from '../../sampling/estimation/createdesign.ts'
import { type Estimates, estimateMeans, estimateRatio } from '../../sampling/estimation/estimators.ts'
import { estimateProportion, proportionInterval, type ProportionMethod } from '../../sampling/estimation/proportion.ts'
import { estimateQuantiles } from '../../sampling/estimation/quantile.ts'
import { satterthwaiteDegrees } from '../../sampling/estimation/satterthwaite.ts'
import type { SurveyDesign } from '../../sampling/estimation/surveydesign.ts'
import { type Interval, studentInterval } from '../../sampling/interval.ts'
import type { Factor } from '../../sampling/spec/types.ts'
import { type Chance, createChance } from './chance.ts'

const replicates = 4000

/** Shares of the answers 0, 25, 50, 75 and 100 in four strata: workers, villagers, firms, deputies. */
const answers = [
  [0.03, 0.07, 0.2, 0.4, 0.3],
  [0.08, 0.12, 0.3, 0.3, 0.2],
  [0.02, 0.05, 0.13, 0.45, 0.35],
  [0.05, 0.15, 0.35, 0.35, 0.1],
] as const
/** Strata of like size, and of sizes so unlike that one holds two thirds of the people. */
const alike = [300, 400, 350, 250] as const
const unlike = [300, 1200, 150, 40] as const

interface Population {
  /** First person of each stratum, and the end. */
  readonly starts: readonly number[]
  /** Answer 0–100 by person. */
  readonly score: Float64Array
  /** 1 for four people in ten, more often those content. */
  readonly domain: Float64Array
  /** Matters each person had, 1–5; how many were settled. */
  readonly matters: Float64Array
  readonly settled: Float64Array
  /** Mean of ten items, nearly continuous. */
  readonly index: Float64Array
}

function population(sizes: readonly number[], chance: Chance): Population {
  const starts = sizes.reduce((all, size) => [...all, all.at(-1)! + size], [0])
  const count = starts.at(-1)!
  const column = () => new Float64Array(count)
  const made = { starts, score: column(), domain: column(), matters: column(), settled: column(), index: column() }
  for (let i = 0; i < count; i++) {
    const shares = answers[starts.findIndex(start => start > i) - 1]!
    const answer = (): number => {
      let u = chance.uniform()
      return shares.findIndex(share => (u -= share) < 0) * 25
    }
    made.score[i] = answer()
    made.domain[i] = chance.uniform() < 0.25 + made.score[i]! / 400 ? 1 : 0
    made.matters[i] = 1 + chance.below(5)
    for (let k = 0; k < made.matters[i]!; k++) made.settled[i]! += chance.uniform() < 0.3 + made.score[i]! / 200 ? 1 : 0
    let sum = made.score[i]!
    for (let k = 1; k < 10; k++) sum += answer()
    made.index[i] = sum / 10 + chance.uniform()
  }
  return made
}

interface Scheme {
  readonly design: SurveyDesign
  readonly stratum: Factor
  readonly draw: () => Int32Array
}

/** A stratified simple random sample without replacement: the design, and a new draw of people for each call. */
function scheme({ starts }: Population, numbers: readonly number[], chance: Chance): Scheme {
  const codes = Int32Array.from(numbers.flatMap((n, h) => Array.from({ length: n }, () => h)))
  const stratum: Factor = { codes, levels: numbers.map((_, h) => String(h)) }
  const sizeOf = (h: number): number => starts[h + 1]! - starts[h]!
  const fpc = [Float64Array.from(codes, h => sizeOf(h))]
  const design = createSurveyDesign({ count: codes.length, strata: [stratum], fpc })
  const draw = (): Int32Array => {
    const people = new Int32Array(codes.length)
    let at = 0
    numbers.forEach((n, h) => {
      for (const person of chance.sample(n, sizeOf(h))) people[at++] = starts[h]! + person
    })
    return people
  }
  return { design, stratum, draw }
}

/** Share of the draws whose interval holds the truth. */
function coverage({ draw }: Scheme, truth: number, interval: (people: Int32Array) => Interval): number {
  let held = 0
  for (let r = 0; r < replicates; r++) {
    const [low, high] = interval(draw())
    if (low <= truth && truth <= high) held += 1
  }
  return held / replicates
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
function of(column: Float64Array, people: Int32Array): Float64Array {
  const values = new Float64Array(people.length)
  for (let i = 0; i < values.length; i++) values[i] = column[people[i]!]!
  return values
}

/** By the design's degrees of freedom, or by Satterthwaite's. */
type Degrees = (design: SurveyDesign, found: Estimates) => number
const ofDesign: Degrees = (_, found) => found.dfSubset
const ofSatterthwaite: Degrees = (design, found) =>
  Math.min(found.dfSubset, satterthwaiteDegrees(design, found.influence[0]!, found.inside))

function expectCoverage(found: number, low = 0.93, high = 0.97): void {
  expect(found).toBeGreaterThanOrEqual(low)
  expect(found).toBeLessThanOrEqual(high)
}

const likePeople = population(alike, createChance('people of like strata'))
const people = population(unlike, createChance('people of unlike strata'))

describe.each([
  ['large strata', people, [60, 90, 40, 20], ofDesign],
  ['strata of twelve', likePeople, [12, 12, 12, 12], ofDesign],
  // Twelve stand for 1,200: the standard error has a dozen degrees of freedom, not 44, and Satterthwaite's count says so.
  ['strata of twelve from 40 to 1,200', people, [12, 12, 12, 12], ofSatterthwaite],
] as const)('95 %% intervals in %s', (name, people, numbers, degrees) => {
  const plan = scheme(people, numbers, createChance(name))
  const { design, stratum } = plan
  const by = (found: Estimates): Interval =>
    studentInterval(found.estimate[0]!, found.standardError[0]!, degrees(design, found))

  it('of the mean', () => {
    expectCoverage(coverage(plan, mean(people.score), drawn => by(estimateMeans(design, [of(people.score, drawn)]))))
  })

  it('of the mean of a domain that crosses the strata', () => {
    const total = people.domain.reduce((sum, inside) => sum + inside, 0)
    const truth = people.score.reduce((sum, y, i) => sum + y * people.domain[i]!, 0) / total
    const found = coverage(plan, truth, drawn => {
      const subset = Uint8Array.from(of(people.domain, drawn))
      return by(estimateMeans(design, [of(people.score, drawn)], { subset }))
    })
    // In the last of these schemes five people stand for most of the domain: no count of degrees mends that altogether.
    expectCoverage(found, degrees === ofDesign ? 0.93 : 0.91)
  })

  it('of a ratio', () => {
    const truth = mean(people.settled) / mean(people.matters)
    expectCoverage(
      coverage(plan, truth, drawn => by(estimateRatio(design, of(people.settled, drawn), of(people.matters, drawn)))),
    )
  })

  it('of a composite of groups with weights of their own', () => {
    const weights = [0.35, 0.35, 0.1, 0.2]
    const means = numbers.map((_, h) => mean(people.score.subarray(people.starts[h], people.starts[h + 1])))
    const truth = means.reduce((sum, value, h) => sum + value * weights[h]!, 0)
    const found = coverage(plan, truth, drawn => {
      const groups = estimateByDomain(design, of(people.score, drawn), stratum, { covariance: true })
      const composite = estimateContrast({ estimate: groups.estimate, covariance: groups.covariance! }, weights)
      return studentInterval(composite.estimate, composite.standardError, groups.df)
    })
    expectCoverage(found)
  })

  it('of the median', () => {
    const sorted = people.index.slice().sort()
    const found = coverage(plan, sorted[Math.ceil(sorted.length / 2) - 1]!, drawn => {
      const [median] = estimateQuantiles(design, of(people.index, drawn), [0.5])
      return median!.interval
    })
    expectCoverage(found)
  })

  const shareOfContent = (method: ProportionMethod): number => {
    const event = people.score.map(score => (score >= 75 ? 1 : 0))
    return coverage(plan, mean(event), drawn =>
      proportionInterval(estimateProportion(design, of(event, drawn)), method),
    )
  }
  it.each(['logit', 'likelihood', 'asin', 'mean'] as const)('of a proportion, by %s', method =>
    expectCoverage(shareOfContent(method)),
  )
  // Korn and Graubard's interval promises at least the level: it may hold too often, never too seldom.
  it('of a proportion, by beta', () => expectCoverage(shareOfContent('beta'), 0.945, 0.985))
})

describe('95 % intervals in one stratum of twelve', () => {
  it.each([0, 1, 2, 3])('of the mean in stratum %d alone', h => {
    const one = { ...people, starts: [people.starts[h]!, people.starts[h + 1]!] }
    const plan = scheme(one, [12], createChance(`twelve of stratum ${h}`))
    const truth = mean(people.score.subarray(one.starts[0], one.starts[1]))
    const found = coverage(plan, truth, drawn => {
      const { estimate, standardError, df } = estimateMeans(plan.design, [of(people.score, drawn)])
      return studentInterval(estimate[0]!, standardError[0]!, df)
    })
    expectCoverage(found)
  })
})

describe('95 % intervals of a rare event', () => {
  const large = scheme(people, [60, 90, 40, 20], createChance('rare'))
  const rare = people.score.map(score => (score === 0 ? 1 : 0))
  it.each([
    ['beta', 0.95, 1],
    ['logit', 0.93, 0.985],
  ] as const)('by %s', (method, low, high) => {
    const found = coverage(large, mean(rare), drawn =>
      proportionInterval(estimateProportion(large.design, of(rare, drawn)), method),
    )
    expectCoverage(found, low, high)
  })
})

describe('95 % intervals in two stages', () => {
  it('of the mean, thirty units of eighty, eight people of each', () => {
    const chance = createChance('two stages')
    const units = Array.from({ length: 80 }, () => {
      const quality = 70 + 8 * chance.normal()
      const size = 20 + chance.below(41)
      return Float64Array.from({ length: size }, () =>
        Math.min(100, Math.max(0, 25 * Math.round((quality + 22 * chance.normal()) / 25))),
      )
    })
    const all = units.reduce((sum, unit) => sum + unit.length, 0)
    const truth = units.reduce((sum, unit) => sum + mean(unit) * unit.length, 0) / all
    const level = (count: number) => Array.from({ length: count }, (_, i) => String(i))
    const [n, m] = [30, 8]
    const ids = [
      { codes: Int32Array.from({ length: n * m }, (_, i) => Math.floor(i / m)), levels: level(n) },
      { codes: Int32Array.from({ length: n * m }, (_, i) => i), levels: level(n * m) },
    ]
    let held = 0
    for (let r = 0; r < replicates; r++) {
      const drawn = [...chance.sample(n, units.length)]
      const y = Float64Array.from(drawn.flatMap(u => [...chance.sample(m, units[u]!.length)].map(i => units[u]![i]!)))
      const sizesOfUnits = Float64Array.from({ length: n * m }, (_, i) => units[drawn[Math.floor(i / m)]!]!.length)
      const design = createSurveyDesign({ count: n * m, ids, fpc: [new Float64Array(n * m).fill(80), sizesOfUnits] })
      const { estimate, standardError, df } = estimateMeans(design, [y])
      const [low, high] = studentInterval(estimate[0]!, standardError[0]!, df)
      if (low <= truth && truth <= high) held += 1
    }
    expectCoverage(held / replicates)
  })
})
