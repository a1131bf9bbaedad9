// The design file: how many are drawn from which stratum and by what method. Checked strictly, digested as given.
import { checkDesign } from './designcheck.ts'
import type { Design } from './designtypes.ts'
import { digestHex, type HashName } from './hash.ts'
import { canonicalJson, parseStrictJson } from './jcs.ts'

export type { Allocation, AllocationKind, Design, Method, StratumDesign } from './designtypes.ts'

/**
 * Check a design and give it back with its type.
 *
 * @param json the text of a design file, or the value JSON.parse gave
 * @returns the design as given, nothing filled in
 * @throws InputError listing everything wrong: keys nobody knows, wrong types, min above max, a method of a later version
 * @example parseDesign('{"method":"srs","allocation":{"kind":"proportional","n":9}}').allocation.n // => 9
 */
export function parseDesign(json: unknown): Design {
  const value = typeof json === 'string' ? parseStrictJson(json, 'design') : json
  return checkDesign(value)
}

/** The hash a design asks for. @internal */
export const designHash = (design: Design): HashName => design.hash ?? 'sha256'

/**
 * Digest of a design: of its RFC 8785 canonical form, so that spacing and the order of keys do not matter.
 *
 * @param design its `hash` says by which function, SHA-256 when left out
 * @returns 64 lower-case hex digits
 * @throws RangeError for a number in it that is not finite
 * @example designDigest({ method: 'srs', allocation: { kind: 'proportional', n: 9 }, reserve: 3 }).slice(0, 8) // => '2113f0ca'
 */
export const designDigest = (design: Design): string => digestHex(canonicalJson(design), designHash(design))
