// From columns of a sample file to a survey design: clusters nested, population sizes by stratum, weights, and what is wrong said in words.
import { type Problem, problem, refuse } from '../problem.ts'
import type { Factor } from '../spec/types.ts'
import { type Codes, crossCodes, dropUnused } from './codes.ts'
import { clustersByStratum } from './covariance.ts'
import { readKind, sizesByStratum } from './populationsize.ts'
import type { LonelyPolicy, Stage, SurveyDesign } from './surveydesign.ts'

/** Columns of a sample, each by element in the same order. */
export interface SurveyDesignInput {
  /** Elements of the sample. */
  readonly count: number
  /** Cluster ids by stage; none = each element is its own cluster. Ids of stage 2 count within their cluster of stage 1, and so on. */
  readonly ids?: readonly Factor[]
  /** Strata of stage 1; several columns are crossed. */
  readonly strata?: readonly Factor[]
  /** By stage, the population size (1 or more) or the sampling fraction (below 1) of the element's stratum; fewer than stages = the later ones are not corrected. */
  readonly fpc?: readonly Float64Array[]
  /** Design weight of each element, above 0; none = the product of N/n over the stages with `fpc`, or 1. */
  readonly weights?: Float64Array
  /** Cluster ids start anew in each stratum; default false, which refuses a cluster that lies in two strata. */
  readonly nest?: boolean
  /** Default `fail`. */
  readonly lonely?: LonelyPolicy
}

/**
 * The design of a stratified, one- or multistage sample, on which every estimate and its variance rest.
 *
 * @param input columns by element: clusters by stage, strata of the first stage, population sizes or sampling fractions by stage, weights
 * @returns weights by element and the stages of the design
 * @throws InputError naming everything wrong with the columns: ids or strata missing, clusters in several strata, weights not above 0,
 *   `fpc` that varies within a stratum or is below the number of sampled clusters
 * @throws RangeError when columns differ in length, or there are more `fpc` columns than stages
 * @source Lumley, Complex Surveys, 2.2 and 3.2; R survey `svydesign`
 * @example
 * createSurveyDesign({ count: 4, fpc: [Float64Array.of(20, 20, 20, 20)] }).weight[0] // => 5
 */
export function createSurveyDesign(input: SurveyDesignInput): SurveyDesign {
  checkShapes(input)
  const kinds = readKind(input.fpc ?? [])
  const problems = [...missingProblems(input), ...weightProblems(input), ...kinds.problems]
  refuse(problems)
  const strata = crossFactors(input.count, input.strata ?? [])
  const clusters = clustersByStage(input, strata)
  const stages: Stage[] = []
  clusters.forEach((cluster, s) => {
    // A stratum of stage 1 is given; of later stages it is the cluster of the stage before.
    const within = s === 0 ? strata : clusters[s - 1]!
    const { stratum, clash } = stratumOfClusters(cluster, within)
    if (clash >= 0) refuse([notNested(input, cluster, stratum, within, clash)])
    const stratumName = (h: number): string => nameOf(within, h, s === 0 ? input.strata : input.ids!.slice(0, s))
    const shape = { cluster: cluster.code, clusters: cluster.count, stratum, strata: within.count, stratumName }
    const column = input.fpc?.[s]
    const sizes = column && sizesByStratum(column, kinds.fractions, shape, s + 1)
    problems.push(...(sizes?.problems ?? []))
    stages.push({ ...shape, populationSize: sizes?.populationSize ?? new Float64Array(within.count).fill(NaN) })
  })
  refuse(problems)
  const weight = input.weights ?? weightsOf(input.count, stages)
  return { count: input.count, weight, stages, adjustments: [], lonely: input.lonely ?? 'fail' }
}

function checkShapes({ count, ids, strata, fpc, weights }: SurveyDesignInput): void {
  const columns = [...(ids ?? []).map(f => f.codes), ...(strata ?? []).map(f => f.codes), ...(fpc ?? [])]
  if (weights) columns.push(weights)
  if (!(count > 0)) throw new RangeError('createSurveyDesign requires at least one element')
  if (columns.some(column => column.length !== count))
    throw new RangeError(`createSurveyDesign requires columns of ${count} elements`)
  if (fpc && fpc.length > Math.max(1, ids?.length ?? 0))
    throw new RangeError('createSurveyDesign requires at most one fpc column for each stage')
}

function missingProblems({ ids, strata }: SurveyDesignInput): Problem[] {
  const ofIds = (ids ?? []).flatMap(({ codes }, s) => {
    const { count, element } = missingCodes(codes)
    return count === 0 ? [] : [problem('design_missing_id', { stage: s + 1, count, element })]
  })
  const ofStrata = (strata ?? []).flatMap(({ codes }) => {
    const { count, element } = missingCodes(codes)
    return count === 0 ? [] : [problem('design_missing_stratum', { count, element })]
  })
  return [...ofIds, ...ofStrata]
}

function missingCodes(codes: Int32Array): { count: number; element: number } {
  let count = 0
  let element = 0
  for (let i = 0; i < codes.length; i++) if (codes[i]! < 0 && count++ === 0) element = i + 1
  return { count, element }
}

function weightProblems({ weights }: SurveyDesignInput): Problem[] {
  if (!weights) return []
  let count = 0
  let first = -1
  for (let i = 0; i < weights.length; i++) {
    const w = weights[i]!
    if (!(w > 0 && w < Infinity) && count++ === 0) first = i
  }
  if (count === 0) return []
  return [problem('design_bad_weight', { count, element: first + 1, value: String(weights[first]) })]
}

/** 0, 1, 2, … */
function countUp(count: number): Int32Array {
  const code = new Int32Array(count)
  for (let i = 0; i < count; i++) code[i] = i
  return code
}

const crossFactors = (count: number, factors: readonly Factor[]): Codes =>
  factors.length === 0
    ? { code: new Int32Array(count), count: 1 }
    : factors
        .map(({ codes, levels }) => dropUnused({ code: codes, count: levels.length }))
        .reduce((all, next) => crossCodes(all, next))

/** Clusters of each stage, unique in the whole design. */
function clustersByStage({ count, ids, nest }: SurveyDesignInput, strata: Codes): readonly Codes[] {
  if (!ids || ids.length === 0) return [{ code: countUp(count), count }]
  const clusters: Codes[] = []
  for (const { codes, levels } of ids) {
    const own = dropUnused({ code: codes, count: levels.length })
    const above = clusters.at(-1) ?? (nest ? strata : undefined)
    clusters.push(above ? crossCodes(above, own) : own)
  }
  return clusters
}

/** Stratum of each cluster; `clash` is an element whose stratum differs from that of its cluster, or −1. */
function stratumOfClusters(cluster: Codes, within: Codes): { stratum: Int32Array; clash: number } {
  const stratum = new Int32Array(cluster.count).fill(-1)
  let clash = -1
  for (let i = 0; i < cluster.code.length; i++) {
    const c = cluster.code[i]!
    if (stratum[c] === -1) stratum[c] = within.code[i]!
    else if (stratum[c] !== within.code[i] && clash < 0) clash = i
  }
  return { stratum, clash }
}

/** Name of a group: the levels of the given columns at one of its members. */
function nameOf(group: Codes, number: number, factors: readonly Factor[] = []): string {
  const member = group.code.indexOf(number)
  return factors.map(({ codes, levels }) => levels[codes[member]!]).join(' × ') || '1'
}

function notNested(
  input: SurveyDesignInput,
  cluster: Codes,
  stratum: Int32Array,
  within: Codes,
  clash: number,
): Problem {
  const { codes, levels } = input.ids![0]!
  return problem('design_not_nested', {
    cluster: levels[codes[clash]!]!,
    first: nameOf(within, stratum[cluster.code[clash]!]!, input.strata),
    second: nameOf(within, within.code[clash]!, input.strata),
  })
}

/** Product of N/n over the stages whose population size is known. */
function weightsOf(count: number, stages: readonly Stage[]): Float64Array {
  const weight = new Float64Array(count).fill(1)
  for (const stage of stages) {
    const { cluster, stratum, populationSize } = stage
    const sampled = clustersByStratum(stage)
    const step = populationSize.map((size, h) => (size < Infinity ? size / sampled[h]! : 1))
    for (let i = 0; i < count; i++) weight[i]! *= step[stratum[cluster[i]!]!]!
  }
  return weight
}
