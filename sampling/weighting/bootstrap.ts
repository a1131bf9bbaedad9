// Bootstrap of Rao and Wu: n − 1 clusters of each stratum drawn anew with replacement, from a key, so that anyone can replay it.
import { clustersByStratum, openShare } from '../estimation/covariance.ts'
import type { Stage, SurveyDesign } from '../estimation/surveydesign.ts'
import { ticketHasher } from '../hash.ts'
import { problem, refuse } from '../problem.ts'
import { utf8Bytes } from '../utf8.ts'
import { type ReplicationOptions, refuseLonely } from './jackknife.ts'
import { checkReplicateCount, type ReplicateWeights, weightsOfFactors } from './replicates.ts'

const mostBootstrapReplicates = 10_000

/**
 * Rescaling bootstrap replicates. In each, a stratum of n clusters draws n − 1 with replacement; a cluster drawn t times weighs
 * 1 + √(1 − n/N) · (t n/(n − 1) − 1) of its weight. Numbers come from SHA-256 of `key:bootstrap/<replicate>/<stratum>/<block>`,
 * eight 32-bit words a block, those that would favour a cluster left out; strata and clusters count from 0 in design order.
 *
 * @param design its first stage is resampled
 * @param key 64 lower-case hex digits, such as a draw key
 * @param options.replicates 2 to 10,000; default 500
 * @returns replicate weights by element, with scale
 * @throws InputError for another number of replicates, or a stratum with a single cluster unless the design's policy is `certainty` or `remove`
 * @throws RangeError for a key of another form
 * @source Rao & Wu (1988); Rao, Wu & Yue (1992); R survey `as.svrepdesign`, type subbootstrap (without N)
 * @example
 * bootstrapWeights(createSurveyDesign({ count: 3 }), 'ab'.repeat(32), { replicates: 4 }).replicates[0].reduce((a, b) => a + b) // => 3
 */
export function bootstrapWeights(
  design: SurveyDesign,
  key: string,
  options: ReplicationOptions & { readonly replicates?: number } = {},
): ReplicateWeights {
  const number = options.replicates ?? 500
  if (!(Number.isInteger(number) && number >= 2 && number <= mostBootstrapReplicates))
    refuse([problem('replicates_count', { replicates: String(number), limit: mostBootstrapReplicates })])
  const stage = design.stages[0]!
  checkReplicateCount(number, design.count)
  if (stage.clusters < 2) refuse([problem('jackknife_one_cluster')])
  const strata = clustersOf(stage)
  strata.forEach((own, h) => {
    if (own.length === 1 && design.lonely !== 'certainty' && design.lonely !== 'remove') refuseLonely(stage, h)
  })
  const draw = createCounter(key)
  const factors = Array.from({ length: number }, (_, r) => factorsOf(stage, strata, (h, n) => draw(r, h, n)))
  const mse = options.mse ?? false
  const scale = 1 / (mse ? number : number - 1)
  const rscales = new Float64Array(number).fill(1)
  return weightsOfFactors({ weight: design.weight, cluster: stage.cluster }, { factors, scale, rscales }, mse)
}

function clustersOf({ stratum, strata }: Stage): number[][] {
  const own: number[][] = Array.from({ length: strata }, () => [])
  for (let c = 0; c < stratum.length; c++) own[stratum[c]!]!.push(c)
  return own
}

function factorsOf(
  stage: Stage,
  strata: readonly (readonly number[])[],
  times: (h: number, n: number) => Int32Array,
): Float64Array {
  const sampled = clustersByStratum(stage)
  const factor = new Float64Array(stage.clusters).fill(1)
  strata.forEach((own, h) => {
    const n = own.length
    if (n < 2) return
    const drawn = times(h, n)
    const reach = Math.sqrt(openShare(sampled[h]!, stage.populationSize[h]!))
    own.forEach((c, i) => {
      factor[c] = 1 + reach * ((drawn[i]! * n) / (n - 1) - 1)
    })
  })
  return factor
}

/** Draws n − 1 of n with replacement; tells how often each was drawn. */
function createCounter(key: string): (replicate: number, stratum: number, n: number) => Int32Array {
  const hasher = ticketHasher(key)
  const words = new Int32Array(8)
  return (replicate, stratum, n) => {
    const drawn = new Int32Array(n)
    const limit = 2 ** 32 - (2 ** 32 % n)
    let left = n - 1
    for (let block = 0; left > 0; block++) {
      const text = utf8Bytes(`bootstrap/${replicate}/${stratum}/${block}`)
      hasher.words(text, 0, text.length, words, 0)
      for (let k = 0; k < 8 && left > 0; k++) {
        const word = words[k]! >>> 0
        if (word >= limit) continue
        drawn[word % n]! += 1
        left -= 1
      }
    }
    return drawn
  }
}
