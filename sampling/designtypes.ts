// What a design file holds, and the methods this version knows.
import type { HashName } from './hash.ts'
import type { Json } from './jcs.ts'
import { nfc } from './utf8.ts'

export type AllocationKind = 'equal' | 'proportional' | 'neyman' | 'power' | 'fixed'

/** Selection methods this version carries out; each is one file in `method/`. */
export type Method = 'srs'
export const methods: readonly Method[] = ['srs']

/** Methods the draw rule names and a later version will carry out. */
export const laterMethods: readonly string[] = ['systematic', 'pareto', 'pps_systematic', 'sampford']

/** How `n` is shared among the strata. */
export interface Allocation {
  readonly kind: AllocationKind
  /** Sample size over all strata; may be left out for `fixed`. */
  readonly n?: number
  /** Least and most per stratum; a stratum smaller than `min` is taken whole. */
  readonly min?: number
  readonly max?: number
  /** Strata with fewer elements than this are taken whole. */
  readonly census_below?: number
  /** `neyman`: standard deviation per stratum. */
  readonly sd?: Readonly<Record<string, number>>
  /** `fixed`: number per stratum. */
  readonly per_stratum?: Readonly<Record<string, number>>
  /** `power`: exponent of the stratum size, 0 (equal) to 1 (proportional), 0.5 when left out. */
  readonly power?: number
}

/** What one stratum does differently. `n` fixes its sample, `reserve` its reserve. */
export interface StratumDesign {
  readonly n?: number
  readonly min?: number
  readonly max?: number
  readonly reserve?: number
  readonly method?: Method
}

/** A design file, keys as in the file. */
export interface Design {
  readonly method: Method
  readonly allocation: Allocation
  readonly reserve?: number | { readonly per_stratum: Readonly<Record<string, number>> }
  readonly strata?: Readonly<Record<string, StratumDesign>>
  readonly hash?: HashName
  readonly profile?: 'id'
  /** Free words and settings that the digest covers and the draw does not read. */
  readonly title?: string
  readonly note?: string
  readonly assignment?: Readonly<Record<string, Json>>
}

/** The entry of a stratum in a record keyed by stratum names, whatever Unicode form the names were typed in. */
export function ofStratum<T>(record: Readonly<Record<string, T>> | undefined, stratum: string): T | undefined {
  if (record === undefined) return undefined
  if (Object.prototype.hasOwnProperty.call(record, stratum)) return record[stratum]
  const key = Object.keys(record).find(name => nfc(name) === stratum)
  return key === undefined ? undefined : record[key]
}
