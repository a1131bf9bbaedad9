// What a design file holds, and the methods this version knows.
import type { HashName } from './hash.ts'
import type { Json } from './jcs.ts'
import { nfc } from './utf8.ts'

export type AllocationKind = 'equal' | 'proportional' | 'neyman' | 'power' | 'fixed' | 'optimal' | 'equal_precision'

/** Selection methods; what each is, and how it is replayed, says `methods.ts`. */
export type Method =
  | 'srs'
  | 'systematic'
  | 'poisson'
  | 'pareto'
  | 'sequential_poisson'
  | 'pps_systematic'
  | 'sampford'
  | 'max_entropy'
  | 'pivotal'
  | 'cube'
  | 'cluster'
  | 'two_stage'

/** How `n` is shared among the strata. */
export interface Allocation {
  readonly kind: AllocationKind
  /** Sample size over all strata; may be left out for `fixed`, and for `equal_precision` with a `margin` or `cv`. */
  readonly n?: number
  /** Least and most per stratum; a stratum smaller than `min` is taken whole. `optimal`, `equal_precision`: at least 2 when left out. */
  readonly min?: number
  readonly max?: number
  /** Strata with fewer elements than this are taken whole. */
  readonly census_below?: number
  /** `neyman`, `optimal` (exact whole-number optimum), `equal_precision`: standard deviation per stratum. */
  readonly sd?: Readonly<Record<string, number>>
  /** `equal_precision`: expected mean per stratum; precision is then relative to it. */
  readonly mean?: Readonly<Record<string, number>>
  /** `equal_precision`: half width of the 95 % interval that every stratum must reach (a share of the mean, with `mean`). */
  readonly margin?: number
  /** `equal_precision`: coefficient of variation that every stratum must reach; needs `mean`. */
  readonly cv?: number
  /** `fixed`: number per stratum. */
  readonly per_stratum?: Readonly<Record<string, number>>
  /** `power`: exponent of the stratum size, 0 (equal) to 1 (proportional), 0.5 when left out. */
  readonly power?: number
}

/** The second stage of `two_stage`: `n` elements of every drawn cluster, all of a cluster that has fewer. */
export interface SecondStage {
  readonly method: 'srs' | 'systematic'
  readonly n: number
}

/** What a method needs besides n; in the design for all strata, or under `strata` for one. */
export interface MethodSettings {
  readonly method?: Method
  /** `systematic`, `pps_systematic`: sort keys, each `size`, `element_id` or a named column, `-` before it for descending. */
  readonly order?: readonly string[]
  /** `pivotal`: numeric columns that say where an element is. */
  readonly coordinates?: readonly string[]
  /** `cube`: numeric columns (or `size`) whose totals the sample meets as well as can be. */
  readonly balance?: readonly string[]
  /** `cluster`, `two_stage`: the column that names an element's cluster. */
  readonly cluster?: string
  readonly second?: SecondStage
}

/** What one stratum does differently. `n` fixes its sample, `reserve` its reserve. */
export interface StratumDesign extends MethodSettings {
  readonly n?: number
  readonly min?: number
  readonly max?: number
  readonly reserve?: number
}

/** Coordination over waves: tickets come from the panel key, which stays, in place of the draw key. */
export interface Coordination {
  readonly panel: string
  /** Digest of the panel key, published with the design; the key itself is given at the draw. */
  readonly key_digest: string
  /** Where on the circle [0, 1) the sample begins; `seed` takes the uniform number of `start/<panel>` under the draw key. */
  readonly start: number | 'seed'
  /** `up` when left out; `down` takes the same circle the other way round, which keeps two surveys apart. */
  readonly direction?: 'up' | 'down'
  /** Rotation: wave `w` leaves out the first (w − 1)(1 − kept) n of the circle. Both or neither; `srs` only. */
  readonly wave?: number
  readonly kept?: number
}

/** Who is left out before the draw: everybody in the sample of at least `drawn_at_least` of these earlier sample files. */
export interface Exclusion {
  /** Digests of the earlier sample files, as their manifests give them. */
  readonly samples: readonly string[]
  /** 1 when left out. */
  readonly drawn_at_least?: number
}

/** A design file, keys as in the file. */
export interface Design extends MethodSettings {
  readonly method: Method
  readonly allocation: Allocation
  readonly reserve?: number | { readonly per_stratum: Readonly<Record<string, number>> }
  readonly strata?: Readonly<Record<string, StratumDesign>>
  readonly hash?: HashName
  /** `index` draws ranks of the canonical order in place of tickets: faster, but not coordinated. */
  readonly profile?: 'id' | 'index'
  /** Extra columns of the frame that the canonical form then carries, in this order. */
  readonly columns?: readonly string[]
  readonly coordination?: Coordination
  readonly exclude?: Exclusion
  /** Free words and settings that the digest covers and the draw does not read. */
  readonly title?: string
  readonly note?: string
  readonly assignment?: Readonly<Record<string, Json>>
}

/**
 * The entry of a stratum in a record keyed by stratum names, whatever Unicode form the names were typed in.
 *
 * @internal
 */
export function ofStratum<T>(record: Readonly<Record<string, T>> | undefined, stratum: string): T | undefined {
  if (record === undefined) return undefined
  if (Object.prototype.hasOwnProperty.call(record, stratum)) return record[stratum]
  const key = Object.keys(record).find(name => nfc(name) === stratum)
  return key === undefined ? undefined : record[key]
}
