// The single checks of a verification: each compares what the files say with what is computed again.
import { panelKeyOf } from './coordination.ts'
import { designHash } from './design.ts'
import type { Design } from './designtypes.ts'
import { coordinationFacts, planFrame, seedTimes, selectionKeys, type Manifest } from './draw.ts'
import type { Frame } from './frame.ts'
import { digestHex } from './hash.ts'
import { canonicalJson } from './jcs.ts'
import type { DrawPlan, StratumNumbers } from './plan.ts'
import { InputError, problem, shown, type Problem } from './problem.ts'
import type { SampleFile } from './samplecheck.ts'
import type { SelectionKeys } from './selection.ts'
import { drawKey } from './tickets.ts'
import type { checkWords } from './words.ts'

export type CheckId = keyof typeof checkWords

/** One check. `open`: it cannot be made yet, or the files say nothing of it; `problem` says what was found. */
export interface Check {
  readonly id: CheckId
  readonly outcome: 'pass' | 'fail' | 'open'
  readonly problem?: Problem
}

/** The files of a draw, read and checked in form. */
export interface Files {
  readonly frame: Frame
  readonly design: Design
  readonly manifest: Manifest
  readonly sample: SampleFile | null
  readonly secret: string | undefined
  readonly panelKey: string | undefined
  readonly earlier: readonly (string | Uint8Array)[]
}

// Checks that do not apply (no secret anywhere) are left out rather than shown as passed.
export type MaybeCheck = Check | null
/** The checks that apply, those that do not left out. @internal */
export const withoutNone = (checks: readonly MaybeCheck[]): Check[] => checks.filter(check => check !== null)

/** A check that fails where a problem was found. @internal */
export const outcome = (id: CheckId, found: Problem | undefined): Check =>
  found === undefined ? { id, outcome: 'pass' } : { id, outcome: 'fail', problem: found }

/** Method and hash of the manifest against those of the design. @internal */
export function ruleDifference(design: Design, manifest: Manifest): Problem | undefined {
  const pairs: [string, string, string][] = [
    ['/method', manifest.method, design.method],
    ['/hash', manifest.hash, designHash(design)],
  ]
  const wrong = pairs.find(([, actual, expected]) => actual !== expected)
  if (wrong === undefined) return undefined
  return problem('value_differs', { file: 'manifest', pointer: wrong[0], actual: wrong[1], expected: wrong[2] })
}

/** The secret against the digest published before the draw; null where there is none. @internal */
export function secretCheck({ design, manifest, secret }: Files): MaybeCheck {
  const expected = manifest.secret_digest
  if (expected === undefined) return secret === undefined ? null : outcome('secret', problem('secret_unexpected'))
  if (secret === undefined) return { id: 'secret', outcome: 'open', problem: problem('secret_not_revealed') }
  const actual = digestHex(secret, designHash(design))
  return outcome('secret', actual === expected ? undefined : problem('secret_differs', { actual, expected }))
}

/** The time of the seed against that of the commit. @internal */
export function seedTimeCheck({ committed_at, seed }: Manifest): Check {
  if (committed_at === undefined || seed.recorded_at === undefined) {
    return { id: 'seed_time', outcome: 'open', problem: problem('times_absent') }
  }
  return outcome('seed_time', seedTimes(committed_at, seed.recorded_at)[0])
}

/** The panel key against the digest in the design; null where nothing is coordinated. @internal */
export function panelCheck({ design, panelKey }: Files): MaybeCheck {
  if (design.coordination === undefined) {
    return panelKey === undefined ? null : outcome('panel', problem('panel_key_unexpected'))
  }
  if (panelKey === undefined) return { id: 'panel', outcome: 'open', problem: problem('panel_key_not_given') }
  const found = attempted(() => panelKeyOf(design.coordination, panelKey, designHash(design)))
  return outcome('panel', found !== null && typeof found === 'object' ? found : undefined)
}

/** What a export function gives, or the first problem of the InputError it throws. */
function attempted<T>(work: () => T): T | Problem {
  try {
    return work()
  } catch (error) {
    if (error instanceof InputError && error.problems[0] !== undefined) return error.problems[0]
    throw error
  }
}

/** The plan of the draw, or why there is none. @internal */
export const planOrProblem = ({ design, frame, earlier }: Files): DrawPlan | Problem =>
  attempted(() => planFrame(design, frame, earlier))

/** What the plan alone tells of a stratum, in the order it is compared. */
export const plannedKeys = [
  ...(['stratum', 'N', 'n', 'r', 'method', 'excluded', 'zero_size', 'certainties'] as const),
  ...(['cluster', 'elements', 'replay', 'reserve'] as const),
] as const satisfies readonly (keyof StratumNumbers)[]

/** The first number per stratum that the manifest gives otherwise. @internal */
export function strataDifference(
  strata: readonly StratumNumbers[],
  manifest: Manifest,
  keys: readonly (keyof StratumNumbers)[],
): Problem | undefined {
  const rows = Math.max(strata.length, manifest.strata.length)
  for (let i = 0; i < rows; i++) {
    const [actual, expected] = [manifest.strata[i], strata[i]]
    for (const key of keys) {
      if (actual?.[key] === expected?.[key]) continue
      const details = { actual: shown(actual?.[key] ?? null), expected: shown(expected?.[key] ?? null) }
      return problem('value_differs', { file: 'manifest', pointer: `/strata/${i}/${key}`, ...details })
    }
  }
  return undefined
}

/** What the manifest says of coordination against what the design and the key give. @internal */
export function coordinationDifference(design: Design, manifest: Manifest, key: string): Problem | undefined {
  const [actual, expected] = [manifest.coordination ?? null, coordinationFacts(design, key).coordination ?? null]
  if (canonicalJson(actual) === canonicalJson(expected)) return undefined
  const details = { actual: shown(actual), expected: shown(expected) }
  return problem('value_differs', { file: 'manifest', pointer: '/coordination', ...details })
}

/**
 * The keys of the draw. They are made of the manifest's digests: where a file was changed, the digest check has said so, and the
 * replay then shows what the change did to the draw.
 *
 * @internal
 */
export function replayKeys({ design, manifest, secret, panelKey }: Files): SelectionKeys | Problem {
  const parts = {
    frameDigest: manifest.frame_digest,
    designDigest: manifest.design_digest,
    seed: manifest.seed.value,
    secret: manifest.secret_digest === undefined ? undefined : secret,
  }
  return attempted(() => {
    const hash = designHash(design)
    const panel = design.coordination === undefined ? null : panelKeyOf(design.coordination, panelKey, hash)
    return selectionKeys(design, drawKey(parts, hash), panel)
  })
}

/** The bytes of the sample file against the digest in the manifest. @internal */
export function sampleDigestCheck({ design, manifest, sample }: Files, fieldsRight: boolean): Check {
  if (sample === null) return { id: 'sample_digest', outcome: 'open', problem: problem('sample_absent') }
  const actual = digestHex(sample.bytes, designHash(design))
  const expected = manifest.sample_digest
  if (actual === expected) return { id: 'sample_digest', outcome: 'pass' }
  const details = { file: 'sample', actual, expected }
  return outcome('sample_digest', problem(fieldsRight ? 'sample_bytes' : 'digest_differs', details))
}
