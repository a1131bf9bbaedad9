// One estimation task of the bench, in a process of its own: TASK FILE POPULATION MARGINS; prints seconds, memory and results as sampling.R does.
import { basename, dirname } from 'node:path'
import { readTableFile } from '../../sampling/cliestimate.ts'
import { estimateByDomain } from '../../sampling/estimation/bydomain.ts'
import { createSurveyDesign } from '../../sampling/estimation/createdesign.ts'
import { degreesOfFreedom } from '../../sampling/estimation/covariance.ts'
import { estimateMeans, estimateRatio, estimateTotals } from '../../sampling/estimation/estimators.ts'
import { estimateQuantiles } from '../../sampling/estimation/quantile.ts'
import type { SurveyDesign } from '../../sampling/estimation/surveydesign.ts'
import type { Factor } from '../../sampling/spec/types.ts'
import { calibrate, type CalibrateOptions } from '../../sampling/weighting/calibrate.ts'
import { modelMatrix } from '../../sampling/weighting/modelmatrix.ts'
import { rake, type RakeOptions } from '../../sampling/weighting/rake.ts'

const repeat = 5
const [task = '', file = '', population = '', shares = ''] = process.argv.slice(2)

const say = (name: string, values: ArrayLike<number>): void =>
  void process.stdout.write(`${name} ${Array.from(values).join(',')}\n`)

const readStart = performance.now()
const table = readTableFile(dirname(file), basename(file))
const y = table.numbers('y')
const x = table.numbers('x')
const z = table.numbers('z')
const weights = table.numbers('weight')
const fpc = [table.numbers('fpc')]
const strata = [table.factor('stratum')]
const margins = ['a', 'b', 'c'].map((name, i) => {
  const factor = table.factor(name)
  const share = shares.split(';')[i]!.split(',').map(Number)
  return { name, factor, totals: Object.fromEntries(factor.levels.map((l, k) => [l, share[k]! * Number(population)])) }
})
const inOrder = ({ codes, levels }: Factor, order: readonly string[]): Factor => {
  const place = Int32Array.from(levels, level => order.indexOf(level))
  return { codes: codes.map(code => place[code]!), levels: order }
}
const names = (letter: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${letter}${i}`)
const unit = inOrder(table.factor('unit'), names('U', 100))
const group = inOrder(table.factor('grp'), names('G', 4))
say('read', [(performance.now() - readStart) / 1000])

interface Estimate {
  readonly estimate: ArrayLike<number>
  readonly standardError: ArrayLike<number>
}
type Result = Readonly<Record<string, readonly ArrayLike<number>[]>>

const estimates = (...found: readonly Estimate[]): Result => ({
  est: found.map(one => one.estimate),
  se: found.map(one => one.standardError),
})

function weightsOf({ weight }: SurveyDesign): Result {
  let [sum, squares, least, most, total] = [0, 0, Infinity, 0, 0]
  for (let i = 0; i < weight.length; i++) {
    const w = weight[i]!
    sum += w
    squares += w * w
    total += w * y[i]!
    least = Math.min(least, w)
    most = Math.max(most, w)
  }
  return { weights: [[sum, squares, least, most, total]] }
}

function raked(design: SurveyDesign, options: RakeOptions): () => Result {
  const found = rake(design, margins, options).design
  return () => weightsOf(found)
}

function calibrated(design: SurveyDesign, distance: NonNullable<CalibrateOptions['distance']>): () => Result {
  const columns = modelMatrix('~ a + b + c', name => margins.find(margin => margin.name === name)!.factor, weights)
  const totals: Record<string, number> = { '(Intercept)': Number(population) }
  for (const { name, totals: own } of margins) {
    for (const [level, total] of Object.entries(own).slice(1)) totals[`${name}${level}`] = total
  }
  const found = calibrate(design, columns, totals, { distance, tolerance: 1e-11 }).design
  return () => ({ ...weightsOf(found), ...estimates(estimateMeans(found, [y])) })
}

/** What is timed, and what is made of it for the comparison afterwards. */
const works: Readonly<Record<string, (design: SurveyDesign) => () => Result>> = {
  mean(design) {
    const found = [estimateMeans(design, [y]), estimateTotals(design, [y]), estimateRatio(design, y, x)]
    return () => estimates(...found)
  },
  domains(design) {
    const found = estimateByDomain(design, y, unit)
    return () => estimates(found)
  },
  cells(design) {
    const codes = unit.codes.map((code, i) => 4 * code + group.codes[i]!)
    const found = estimateByDomain(design, y, { codes, levels: names('', 400) })
    return () => estimates(found)
  },
  covariances(design) {
    const found = estimateByDomain(design, y, unit, { covariance: true })
    return () => ({ ...estimates(found), vcov: [found.covariance!.flat()] })
  },
  quantile(design) {
    const found = estimateQuantiles(design, z, [0.25, 0.5, 0.75])
    return () => ({ est: [found.map(one => one.estimate)], se: [found.map(one => one.standardError)] })
  },
  rake: design => raked(design, { tolerance: 1e-13 }),
  'rake.rdefault': design => raked(design, { early: { rounds: 10, epsilon: 1 }, variance: 'rounds' }),
  linear: design => calibrated(design, 'linear'),
  raking: design => calibrated(design, 'raking'),
}

const setup: number[] = []
const times: number[] = []
let last: (() => Result) | null = null
for (let round = 0; round < repeat; round++) {
  last = null
  const start = performance.now()
  const design = createSurveyDesign({ count: table.count, strata, fpc, weights })
  const ready = performance.now()
  setup.push((ready - start) / 1000)
  if (task === 'setup') {
    last = () => ({ degrees: [[degreesOfFreedom(design)]] })
    continue
  }
  last = works[task]!(design)
  times.push((performance.now() - ready) / 1000)
}
say('setup', setup)
if (times.length > 0) say('task', times)
say('peak', [process.resourceUsage().maxRSS / 1024])
for (const [name, lists] of Object.entries(last!())) for (const list of lists) say(name, list)
