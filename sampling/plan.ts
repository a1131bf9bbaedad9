// A draw before chance comes in: who can be drawn, how many from where, with what probabilities. It depends on frame and design alone.
import { allocate, type AllocationResult, type StratumAllocation } from './allocation.ts'
import { pointerTo } from './check.ts'
import type { Design, MethodSettings } from './designtypes.ts'
import type { Frame } from './frame.ts'
import { inclusionProbabilities } from './method/inclusion.ts'
import { refuseLargeTable } from './method/poissonbinomial.ts'
import { methodTraits, settingsOf, type SettingName } from './methods.ts'
import { numbersOf, remainingCounts, rowsByStratum, sizesOf, columnTexts, type Members } from './population.ts'
import { expecting, InputError, problem, refuse, type Problem } from './problem.ts'
import { compareUtf8 } from './utf8.ts'

/** What the manifest says of a stratum: its numbers and, where they apply, how it is drawn and replayed. */
export interface StratumNumbers extends StratumAllocation {
  /** People left out because earlier waves drew them; N is without them. */
  readonly excluded?: number
  /** Elements of size 0, which cannot be drawn; they are counted in N. */
  readonly zero_size?: number
  /** Elements drawn for sure. */
  readonly certainties?: number
  /** The column whose values are drawn: N, n and r then count clusters. */
  readonly cluster?: string
  /** Elements of the stratum, where N counts clusters. */
  readonly elements?: number
  /** Elements in the sample, where n does not tell. */
  readonly realised?: number
  /** How somebody replays it, where one ticket does not decide; see `MethodTraits.replay`. */
  readonly replay?: 'start' | 'steps' | 'clusters' | 'index'
  /** The reserve is a simple random sample of those not drawn. */
  readonly reserve?: 'rest'
}

/** Clusters of a stratum: their names by bytes, and the cluster of each position. */
export interface Clusters {
  readonly names: readonly string[]
  readonly of: Int32Array
}

/** One stratum, ready to be drawn. */
export interface StratumPlan {
  readonly numbers: StratumNumbers
  readonly settings: MethodSettings
  /** Null where the tickets of the whole frame decide, which needs no list of members. */
  readonly members: Members | null
  /** Inclusion probability by position; null where all are alike. */
  readonly probability: Float64Array | null
  readonly clusters: Clusters | null
}

export interface DrawPlan {
  readonly strata: readonly StratumPlan[]
  readonly allocation: AllocationResult & { readonly strata: readonly StratumNumbers[] }
}

/**
 * Plan a draw: check the design against the frame, share the sample among the strata, compute the probabilities.
 *
 * @param excluded marks the elements that are left out; null for none
 * @throws InputError: columns or sizes missing, n above what can be drawn, a reserve that the method cannot have
 * @internal
 */
export function planDraw(design: Design, frame: Frame, excluded: Uint8Array | null = null): DrawPlan {
  refuse(columnProblems(design, frame))
  const settings = frame.strata.map(name => settingsOf(design, name))
  const traits = settings.map(({ method }) => methodTraits[method])
  refuse(settings.flatMap((own, s) => missingSettings(own, frame.strata[s]!)))
  const counts = remainingCounts(frame, excluded)
  refuse(counts.every(count => count === 0) ? [problem('nobody_left')] : [])
  const special = design.coordination !== undefined || excluded !== null
  const listed = settings.map(({ method }) => special || method !== 'srs')
  const rows = rowsByStratum(frame, listed, excluded)
  const members = frame.strata.map((stratum, s): Members | null =>
    listed[s] === true ? { frame, stratum, method: settings[s]!.method, rows: rows[s]! } : null,
  )
  const clusters = members.map((own, s) => (traits[s]!.replay === 'clusters' ? clustersOf(own!, settings[s]!) : null))
  const units = counts.map((count, s) => clusters[s]?.names.length ?? count)
  const allocation = allocate(design, new Map(frame.strata.map((stratum, s) => [stratum, units[s]!])))
  const all = excluded === null ? counts : remainingCounts(frame, null)
  const plans = allocation.strata.map((own, s) =>
    planStratum(
      design,
      own,
      { settings: settings[s]!, members: members[s]!, clusters: clusters[s]! },
      all[s]! - counts[s]!,
    ),
  )
  const strata = plans.map(({ plan }) => plan)
  const warnings = [...allocation.warnings, ...plans.flatMap(plan => plan.warnings)]
  const numbers = strata.map(own => own.numbers)
  const r = numbers.reduce((sum, own) => sum + own.r, 0)
  return { strata, allocation: { ...allocation, r, strata: numbers, warnings } }
}

function columnProblems(design: Design, frame: Frame): Problem[] {
  const kept = [...(frame.columns?.keys() ?? [])]
  const named = design.columns ?? []
  const absent = named.filter(column => !kept.includes(column))
  const found = ['element_id', 'stratum', ...(frame.sizes === null ? [] : ['size']), ...kept].join(', ')
  if (absent.length > 0) return absent.map(column => problem('column_absent', { column, found }))
  // The canonical form carries the kept columns, so they must be the design's, in its order.
  if (kept.join('\n') === named.join('\n')) return []
  throw new RangeError(
    `planDraw requires a frame that keeps the columns the design names: ${named.join(', ') || 'none'}`,
  )
}

function missingSettings(settings: MethodSettings & { method: keyof typeof methodTraits }, stratum: string): Problem[] {
  return methodTraits[settings.method].needs
    .filter(key => settings[key] === undefined)
    .map(key => {
      const kind = key === 'second' ? ('object' as const) : key === 'cluster' ? ('string' as const) : ('names' as const)
      const pointer = pointerTo(pointerTo('/strata', stratum), key)
      return problem('setting_missing', { file: 'design', pointer, method: settings.method, ...expecting(kind) })
    })
}

function clustersOf(members: Members, { cluster = '' }: MethodSettings): Clusters {
  const texts = columnTexts(members, cluster)
  const names = [...new Set(texts)].sort(compareUtf8)
  const index = new Map(names.map((name, i) => [name, i]))
  return { names, of: Int32Array.from(texts, text => index.get(text)!) }
}

type Parts = Pick<StratumPlan, 'settings' | 'members' | 'clusters'>

function planStratum(
  design: Design,
  own: StratumAllocation,
  parts: Parts,
  excluded: number,
): { plan: StratumPlan; warnings: Problem[] } {
  const { stratum, method, n } = own
  const traits = methodTraits[method]
  refuse(own.r > 0 && traits.reserve === 'none' ? [problem('reserve_none', { stratum, method })] : [])
  const sized = parts.members === null || traits.sizes === 'unused' ? null : planSizes(own, parts.members)
  // An element of size 0 is no reserve either, and without a sample there is no order to go on in.
  const possible = sized === null ? own.N : n === 0 ? 0 : own.N - sized.zeros
  const r = Math.min(own.r, possible - n)
  if (sized !== null && traits.tables) refuseLargeTable(method, possible - sized.certainties, n - sized.certainties)
  if (parts.members !== null) checkColumnsRead(parts.settings, parts.members)
  const replay = design.profile === 'index' ? ('index' as const) : traits.replay === 'ticket' ? null : traits.replay
  const numbers: StratumNumbers = {
    ...own,
    r,
    ...(excluded === 0 ? {} : { excluded }),
    ...(sized === null ? {} : { zero_size: sized.zeros, certainties: sized.certainties }),
    ...(parts.clusters === null
      ? {}
      : { cluster: parts.settings.cluster ?? '', elements: parts.members?.rows.length ?? 0 }),
    ...(replay === null ? {} : { replay }),
    ...(r > 0 && traits.reserve === 'rest' ? { reserve: 'rest' as const } : {}),
  }
  const warnings = [
    ...(excluded === 0 ? [] : [problem('excluded_people', { stratum, count: excluded })]),
    ...(sized !== null && sized.zeros > 0 ? [problem('zero_sizes', { stratum, count: sized.zeros })] : []),
    ...(sized !== null && n > 0 && sized.certainties === n ? [problem('all_certain', { stratum, n })] : []),
    ...(r < own.r ? [problem('reserve_short', { wanted: own.r, given: r })] : []),
  ]
  return { plan: { numbers, ...parts, probability: sized?.probability ?? null }, warnings }
}

// What the method will read is looked at now, so that nothing is found wrong after the seed is there.
function checkColumnsRead({ order = [], coordinates = [], balance = [] }: MethodSettings, members: Members): void {
  const { sizes, may, needs } = methodTraits[members.method]
  const reads = (key: SettingName): boolean => needs.includes(key) || may.includes(key)
  const columns = [
    ...(reads('coordinates') ? coordinates : []),
    ...(reads('balance') ? balance : []),
    ...(reads('order') && sizes === 'unused' && order.some(key => /^-?size$/.test(key)) ? ['size'] : []),
  ]
  for (const column of columns) numbersOf(members, column)
}

function planSizes({ stratum, method, n }: StratumAllocation, members: Members) {
  const sizes = sizesOf(members)
  if (sizes === null) {
    if (methodTraits[method].sizes === 'optional') return null
    throw new InputError([problem('size_needed', { stratum, method })])
  }
  const positive = sizes.reduce((count, size) => count + (size > 0 ? 1 : 0), 0)
  refuse(n > positive ? [problem('n_above_sized', { stratum, n, N: positive })] : [])
  return inclusionProbabilities(sizes, n)
}
