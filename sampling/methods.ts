// The selection methods at a glance: what each reads, how it is replayed, and where its reserve comes from.
import type { Design, Method, MethodSettings } from './designtypes.ts'
import { ofStratum } from './designtypes.ts'

export type SettingName = 'order' | 'coordinates' | 'balance' | 'cluster' | 'second'

/** What the library knows of a method before it sees a frame. */
export interface MethodTraits {
  /** `needed`: every element must have a size; `optional`: equal probabilities where none has one; `unused`. */
  readonly sizes: 'needed' | 'optional' | 'unused'
  readonly needs: readonly SettingName[]
  readonly may: readonly SettingName[]
  /** `next`: by the same order, further on; `rest`: smallest tickets of those not drawn; `none`: the method has no next one. */
  readonly reserve: 'next' | 'rest' | 'none'
  /** Whether numbers of the panel may stand in for those of the draw. */
  readonly coordinated: boolean
  /** Whether it works with a table of elements × sample size, which has a limit. */
  readonly tables: boolean
  /**
   * How somebody replays it: `ticket`, one look at one ticket decides; `start`, the order and one random start;
   * `steps`, the whole run of `step/<stratum>/<k>`; `clusters`, the tickets of the clusters come first.
   */
  readonly replay: 'ticket' | 'start' | 'steps' | 'clusters'
}

const none: readonly SettingName[] = []
const ticket = { needs: none, may: none, coordinated: true, tables: false, replay: 'ticket' } as const
const start = {
  needs: none,
  may: ['order'],
  coordinated: false,
  tables: false,
  replay: 'start',
  reserve: 'rest',
} as const
const steps = { needs: none, may: none, coordinated: false, tables: false, replay: 'steps', reserve: 'rest' } as const
const clusters = {
  sizes: 'unused',
  may: none,
  coordinated: false,
  tables: false,
  replay: 'clusters',
  reserve: 'next',
} as const

export const methodTraits: Readonly<Record<Method, MethodTraits>> = {
  srs: { ...ticket, sizes: 'unused', reserve: 'next' },
  systematic: { ...start, sizes: 'unused' },
  poisson: { ...ticket, sizes: 'optional', reserve: 'none' },
  pareto: { ...ticket, sizes: 'needed', reserve: 'next' },
  sequential_poisson: { ...ticket, sizes: 'needed', reserve: 'next' },
  pps_systematic: { ...start, sizes: 'needed' },
  sampford: { ...steps, sizes: 'needed', tables: true },
  max_entropy: { ...steps, sizes: 'needed', tables: true },
  pivotal: { ...steps, sizes: 'optional', needs: ['coordinates'] },
  cube: { ...steps, sizes: 'optional', needs: ['balance'] },
  cluster: { ...clusters, needs: ['cluster'] },
  two_stage: { ...clusters, needs: ['cluster', 'second'], may: ['order'] },
}

export const methods = Object.keys(methodTraits) as readonly Method[]

/**
 * The method of a stratum and its settings: those of the stratum where it has its own, else those of the design.
 *
 * @internal
 * @example settingsOf({ method: 'srs', allocation: { kind: 'equal', n: 1 }, strata: { 甲: { method: 'poisson' } } }, '甲').method // => 'poisson'
 */
export function settingsOf(design: Design, stratum: string): MethodSettings & { readonly method: Method } {
  const own = ofStratum(design.strata, stratum)
  const { method, order, coordinates, balance, cluster, second } = { ...design, ...own }
  return {
    method: method ?? design.method,
    ...(order === undefined ? {} : { order }),
    ...(coordinates === undefined ? {} : { coordinates }),
    ...(balance === undefined ? {} : { balance }),
    ...(cluster === undefined ? {} : { cluster }),
    ...(second === undefined ? {} : { second }),
  }
}
