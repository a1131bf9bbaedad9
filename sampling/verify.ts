// Verification of a draw by somebody who trusts nobody: everything is computed again from the files, the first difference is named.
import type { AllocationResult } from './allocation.ts'
import { designDigest, designHash, parseDesign } from './design.ts'
import type { Design } from './designtypes.ts'
import { allocateFrame, seedTimes, type Manifest } from './draw.ts'
import { frameDigest, toFrame, type Frame, type FrameInput, type Progress } from './frame.ts'
import { parseFrame } from './framecsv.ts'
import { digestHex } from './hash.ts'
import { parseManifest } from './manifestfile.ts'
import { InputError, problem, shown, type Problem } from './problem.ts'
import { readSample, sampleBeforeReveal, sampleDifference, type SampleFile } from './samplecheck.ts'
import { select } from './select.ts'
import { drawKey } from './tickets.ts'
import type { checkWords } from './words.ts'

export type CheckId = keyof typeof checkWords

/** One check. `open`: it cannot be made yet, or the files say nothing of it; `problem` says what was found. */
export interface Check {
  readonly id: CheckId
  readonly outcome: 'pass' | 'fail' | 'open'
  readonly problem?: Problem
}

/** `not_yet`: nothing is wrong so far, but the draw can only be replayed after the secret is revealed. */
export interface VerifyReport {
  readonly verdict: 'yes' | 'no' | 'not_yet'
  readonly checks: readonly Check[]
  /** The first failed check's problem. */
  readonly firstDifference: Problem | null
  /** Present once the draw could be replayed. */
  readonly drawKey?: string
  readonly strata?: AllocationResult['strata']
}

export interface VerifyInput {
  /** CSV text or bytes, a frame, elements, or the error that reading it gave. */
  readonly frame: string | Uint8Array | FrameInput | InputError
  /** Text or parsed JSON. */
  readonly design: unknown
  readonly manifest: unknown
  /** The sample file, text or bytes; without it the parts that need it stay open. */
  readonly sample?: string | Uint8Array | undefined
  /** The revealed secret, where the manifest does not hold it. */
  readonly secret?: string | undefined
  readonly onProgress?: Progress | undefined
}

/**
 * Recompute a draw from its files and compare.
 *
 * @returns every check with its outcome; never throws for bad input, which is a failed check
 * @example verifyDraw({ frame: 'element_id,stratum\na,甲\n', design: '{', manifest: '{}', sample: '' }).verdict // => 'no'
 */
export function verifyDraw(input: VerifyInput): VerifyReport {
  const files = readFiles(input)
  if ('failed' in files) return report(files.failed)
  return report(checkFiles(files, input.onProgress))
}

interface Files {
  readonly frame: Frame
  readonly design: Design
  readonly manifest: Manifest
  readonly sample: SampleFile | null
  readonly secret: string | undefined
}

interface Findings {
  readonly checks: readonly Check[]
  readonly drawKey?: string
  readonly strata?: AllocationResult['strata']
}

function report({ checks, ...rest }: Findings): VerifyReport {
  const failed = checks.find(check => check.outcome === 'fail')
  const waiting = checks.some(check => check.id === 'draw' && check.outcome === 'open')
  const verdict = failed !== undefined ? 'no' : waiting ? 'not_yet' : 'yes'
  return { verdict, checks, firstDifference: failed?.problem ?? null, ...rest }
}

const outcome = (id: CheckId, found: Problem | undefined): Check =>
  found === undefined ? { id, outcome: 'pass' } : { id, outcome: 'fail', problem: found }

function readFiles(input: VerifyInput): Files | { failed: Findings } {
  const problems: Problem[] = []
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      problems.push(...error.problems)
      return undefined
    }
  }
  const manifest = attempt(() => parseManifest(input.manifest))
  const design = attempt(() => parseDesign(input.design))
  const frame = attempt(() => readFrame(input.frame))
  const sample = input.sample === undefined ? null : readSample(input.sample)
  if (manifest === undefined || design === undefined || frame === undefined) {
    return { failed: { checks: problems.map(found => ({ id: 'files', outcome: 'fail', problem: found })) } }
  }
  return { frame, design, manifest, sample, secret: input.secret ?? manifest.secret }
}

function readFrame(frame: VerifyInput['frame']): Frame {
  if (frame instanceof InputError) throw frame
  return typeof frame === 'string' || frame instanceof Uint8Array ? parseFrame(frame) : toFrame(frame)
}

function checkFiles(files: Files, onProgress?: Progress): Findings {
  const { frame, design, manifest, sample, secret } = files
  const hash = designHash(design)
  const digest = (file: string, actual: string, expected: string): Problem | undefined =>
    actual === expected ? undefined : problem('digest_differs', { file, actual, expected })
  const checks: MaybeCheck[] = [
    { id: 'files', outcome: 'pass' },
    outcome('rule', ruleDifference(design, manifest)),
    outcome('frame_digest', digest('frame', frameDigest(frame, hash, onProgress), manifest.frame_digest)),
    outcome('design_digest', digest('design', designDigest(design), manifest.design_digest)),
    secretCheck(files),
    seedTimeCheck(manifest),
  ]
  const allocation = allocationOrProblem(design, frame)
  if ('code' in allocation) {
    checks.push(outcome('allocation', allocation), sampleDigestCheck(files, false))
    return { checks: withoutNone(checks) }
  }
  checks.push(outcome('allocation', strataDifference(allocation, manifest)))
  const strata = allocation.strata
  if (manifest.secret_digest !== undefined && secret === undefined) {
    const early = sample === null ? undefined : sampleBeforeReveal(sample, frame, strata)
    const draw: Check = { id: 'draw', outcome: 'open', problem: problem('secret_not_revealed') }
    checks.push(early === undefined ? draw : outcome('draw', early), sampleDigestCheck(files, false))
    return { checks: withoutNone(checks), strata }
  }
  const key = replayKey(files)
  if (typeof key !== 'string') return { checks: withoutNone([...checks, outcome('draw', key)]), strata }
  const expected = select(frame, allocation, key, hash, onProgress)
  onProgress?.('compare', 0, expected.length)
  const difference = sample === null ? problem('sample_absent') : sampleDifference(sample, expected)
  checks.push(
    sample === null ? { id: 'draw', outcome: 'open', problem: problem('sample_absent') } : outcome('draw', difference),
    sampleDigestCheck(files, difference === undefined),
  )
  return { checks: withoutNone(checks), drawKey: key, strata }
}

// Checks that do not apply (no secret anywhere) are left out rather than shown as passed.
type MaybeCheck = Check | null
const withoutNone = (checks: readonly MaybeCheck[]): Check[] => checks.filter(check => check !== null)

function ruleDifference(design: Design, manifest: Manifest): Problem | undefined {
  const pairs: [string, string, string][] = [
    ['/method', manifest.method, design.method],
    ['/hash', manifest.hash, designHash(design)],
  ]
  const wrong = pairs.find(([, actual, expected]) => actual !== expected)
  if (wrong === undefined) return undefined
  return problem('value_differs', { file: 'manifest', pointer: wrong[0], actual: wrong[1], expected: wrong[2] })
}

function secretCheck({ design, manifest, secret }: Files): MaybeCheck {
  const expected = manifest.secret_digest
  if (expected === undefined) return secret === undefined ? null : outcome('secret', problem('secret_unexpected'))
  if (secret === undefined) return { id: 'secret', outcome: 'open', problem: problem('secret_not_revealed') }
  const actual = digestHex(secret, designHash(design))
  return outcome('secret', actual === expected ? undefined : problem('secret_differs', { actual, expected }))
}

function seedTimeCheck({ committed_at, seed }: Manifest): Check {
  if (committed_at === undefined || seed.recorded_at === undefined) {
    return { id: 'seed_time', outcome: 'open', problem: problem('times_absent') }
  }
  return outcome('seed_time', seedTimes(committed_at, seed.recorded_at)[0])
}

function allocationOrProblem(design: Design, frame: Frame): AllocationResult | Problem {
  try {
    return allocateFrame(design, frame)
  } catch (error) {
    if (error instanceof InputError && error.problems[0] !== undefined) return error.problems[0]
    throw error
  }
}

function strataDifference(allocation: AllocationResult, manifest: Manifest): Problem | undefined {
  const rows = Math.max(allocation.strata.length, manifest.strata.length)
  for (let i = 0; i < rows; i++) {
    const [actual, expected] = [manifest.strata[i], allocation.strata[i]]
    for (const key of ['stratum', 'N', 'n', 'r', 'method'] as const) {
      if (actual?.[key] === expected?.[key]) continue
      const details = { actual: shown(actual?.[key] ?? null), expected: shown(expected?.[key] ?? null) }
      return problem('value_differs', { file: 'manifest', pointer: `/strata/${i}/${key}`, ...details })
    }
  }
  return undefined
}

// The key is made of the manifest's digests: where a file was changed, the digest check has said so, and the replay then
// shows what the change did to the draw.
function replayKey({ design, manifest, secret }: Files): string | Problem {
  try {
    const parts = {
      frameDigest: manifest.frame_digest,
      designDigest: manifest.design_digest,
      seed: manifest.seed.value,
    }
    return drawKey({ ...parts, secret: manifest.secret_digest === undefined ? undefined : secret }, designHash(design))
  } catch (error) {
    if (error instanceof InputError && error.problems[0] !== undefined) return error.problems[0]
    throw error
  }
}

function sampleDigestCheck({ design, manifest, sample }: Files, fieldsRight: boolean): Check {
  if (sample === null) return { id: 'sample_digest', outcome: 'open', problem: problem('sample_absent') }
  const actual = digestHex(sample.bytes, designHash(design))
  const expected = manifest.sample_digest
  if (actual === expected) return { id: 'sample_digest', outcome: 'pass' }
  const details = { file: 'sample', actual, expected }
  return outcome('sample_digest', problem(fieldsRight ? 'sample_bytes' : 'digest_differs', details))
}
