// Weighting and replication against R on made-up designs (fixtures/weighting/make.R): cases as the command answers them, and what has no operation.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { estimateMeans, estimateRatio, estimateTotals } from '../../sampling/estimation/estimators.ts'
import type { SurveyDesign } from '../../sampling/estimation/surveydesign.ts'
import { surveyDesignFrom } from '../../sampling/spec/design.ts'
import { parseTable } from '../../sampling/spec/table.ts'
import { brrWeights } from '../../sampling/weighting/brr.ts'
import { calibrate } from '../../sampling/weighting/calibrate.ts'
import { jackknifeWeights } from '../../sampling/weighting/jackknife.ts'
import { modelMatrix } from '../../sampling/weighting/modelmatrix.ts'
import { postStratify } from '../../sampling/weighting/poststratify.ts'
import { rake } from '../../sampling/weighting/rake.ts'
import { adjustReplicates, replicate } from '../../sampling/weighting/replicates.ts'
import { reweighted } from '../../sampling/weighting/weights.ts'
import { judge, readCases } from './oracle.ts'

const folder = fileURLToPath(new URL('../fixtures/weighting/', import.meta.url))
const cases = readCases(`${folder}expected.json`)

describe('cases', () => {
  it.each(judge(cases, folder).map(verdict => [verdict.case.id, verdict] as const))('%s', (_, verdict) => {
    expect(verdict.error).toBeNull()
    expect(verdict.comparison!.differences).toEqual([])
    expect(verdict.comparison!.numbers).toBeGreaterThan(7)
  })
})

interface Value {
  readonly est: number
  readonly se: number
}
const { more } = JSON.parse(readFileSync(`${folder}expected.json`, 'utf8')) as {
  more: Readonly<Record<string, Value>> & { replicate_totals: Readonly<Record<string, number>> }
}
const table = parseTable(readFileSync(`${folder}sample.csv`))
const y = table.numbers('y')
const designOf = (file: string, stages: 1 | 2): SurveyDesign =>
  surveyDesignFrom(
    {
      kind: 'taylor',
      ids: stages === 2 ? ['psu', 'element'] : ['psu'],
      strata: ['stratum'],
      fpc: stages === 2 ? ['f1', 'f2'] : null,
      weights: 'w',
      nest: true,
    },
    file === 'sample.csv' ? table : parseTable(readFileSync(folder + file)),
  )
const inLevel = (column: string, level: string): Uint8Array => {
  const { codes, levels } = table.factor(column)
  return Uint8Array.from(codes, code => (levels[code] === level ? 1 : 0))
}
const argsOf = (id: string): Readonly<Record<string, unknown>> =>
  cases.find(one => one.id === id)!.args as Readonly<Record<string, unknown>>
const close = (found: number, expected: number, relative: number): void =>
  expect(Math.abs(found / expected - 1)).toBeLessThan(relative)
const agrees = (found: Value, expected: Value): void => {
  close(found.est, expected.est, 1e-9)
  close(found.se, expected.se, 1e-8)
}
const columns = (column: string, asFactor: boolean) =>
  asFactor || 'abc'.includes(column) ? table.factor(column) : table.numbers(column)

describe('what has no operation', () => {
  it('a domain mean after calibration', () => {
    const start = designOf('sample.csv', 2)
    const { formula, totals } = argsOf('two.stage.linear') as { formula: string; totals: Record<string, number> }
    const { design } = calibrate(start, modelMatrix(formula, columns, start.weight), totals)
    const { estimate, standardError } = estimateMeans(design, [y], { subset: inLevel('b', 'yes') })
    agrees({ est: estimate[0]!, se: standardError[0]! }, more['domain']!)
  })

  it('a domain ratio after post-stratification', () => {
    const totals = argsOf('two.stage.poststratify')['pop'] as Record<string, number>
    const { design } = postStratify(designOf('sample.csv', 2), { name: 'k', factor: table.factor('k'), totals })
    const x = table.numbers('x')
    const { estimate, standardError } = estimateRatio(design, y, x, { subset: inLevel('a', 'q') })
    agrees({ est: estimate[0]!, se: standardError[0]! }, more['ratio']!)
  })

  it('a quantile by the jackknife', () => {
    const order = [...y.keys()].sort((i, j) => y[i]! - y[j]!)
    const low = (weight: Float64Array): number => {
      const total = weight.reduce((sum, w) => sum + w, 0)
      let sum = 0
      return y[order.find(i => (sum += weight[i]!) >= 0.4 * total * (1 - 1e-12))!]!
    }
    const { estimate, standardError } = replicate(jackknifeWeights(designOf('sample.csv', 2)), low)
    agrees({ est: estimate[0]!, se: standardError[0]! }, more['quantile']!)
  })

  it('raking and calibration of every replicate', () => {
    const start = designOf('sample.csv', 1)
    const margins = (argsOf('rake.three')['margins'] as { var: string; pop: Record<string, number> }[]).map(one => ({
      name: one.var,
      factor: table.factor(one.var),
      totals: one.pop,
    }))
    const jackknife = jackknifeWeights(start)
    const raked = adjustReplicates(jackknife, weight => rake(reweighted(start, weight), margins).design.weight)
    const mean = (weight: Float64Array): number =>
      weight.reduce((sum, w, i) => sum + w * y[i]!, 0) / weight.reduce((sum, w) => sum + w, 0)
    const ofMean = replicate(raked, mean)
    agrees({ est: ofMean.estimate[0]!, se: ofMean.standardError[0]! }, more['replicate_raked']!)
    const auxiliaries = modelMatrix('~ b + x', columns, start.weight)
    const calibrated = adjustReplicates(
      jackknife,
      weight => calibrate(reweighted(start, weight), auxiliaries, more.replicate_totals).design.weight,
    )
    const ofTotal = replicate(calibrated, weight => weight.reduce((sum, w, i) => sum + w * y[i]!, 0))
    agrees({ est: ofTotal.estimate[0]!, se: ofTotal.standardError[0]! }, more['replicate_calibrated']!)
  })

  it('balanced half-samples of a total: R, Taylor and both of ours agree', () => {
    const pairs = parseTable(readFileSync(`${folder}pairs.csv`)).numbers('y')
    const design = designOf('pairs.csv', 1)
    const total = (weight: Float64Array): number => weight.reduce((sum, w, i) => sum + w * pairs[i]!, 0)
    for (const rho of [0, 0.4]) {
      for (const mse of [false, true]) {
        const { estimate, standardError } = replicate(brrWeights(design, { rho, mse }), total)
        agrees({ est: estimate[0]!, se: standardError[0]! }, more['pairs_total']!)
      }
    }
    const taylor = estimateTotals(design, [pairs])
    agrees({ est: taylor.estimate[0]!, se: taylor.standardError[0]! }, more['pairs_total']!)
  })
})
