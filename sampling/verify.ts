// Verification of a draw by somebody who trusts nobody: everything is computed again from the files, the first difference is named.
import { designDigest, designHash, parseDesign } from './design.ts'
import { frameDigest, toFrame, type Frame, type FrameInput, type Progress } from './frame.ts'
import { parseFrame } from './framecsv.ts'
import type { DigestFactory } from './hash.ts'
import { parseManifest } from './manifestfile.ts'
import type { DrawPlan, StratumNumbers } from './plan.ts'
import { InputError, problem, type Problem } from './problem.ts'
import { readSample, sampleDifference } from './samplecheck.ts'
import { sampleBeforeReveal } from './samplesealed.ts'
import { selectPlan } from './selection.ts'
import {
  coordinationDifference,
  outcome,
  panelCheck,
  planOrProblem,
  plannedKeys,
  replayKeys,
  ruleDifference,
  sampleDigestCheck,
  secretCheck,
  seedTimeCheck,
  strataDifference,
  withoutNone,
  type Check,
  type CheckId,
  type Files,
  type MaybeCheck,
} from './verifychecks.ts'

export type { Check, CheckId } from './verifychecks.ts'

/** `not_yet`: nothing is wrong so far, but the draw can only be replayed with something that is not given: secret, panel key, earlier files. */
export interface VerifyReport {
  readonly verdict: 'yes' | 'no' | 'not_yet'
  readonly checks: readonly Check[]
  /** The first failed check's problem. */
  readonly firstDifference: Problem | null
  /** Present once the draw could be replayed. */
  readonly drawKey?: string
  readonly strata?: readonly StratumNumbers[]
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
  /** The panel key, where the design coordinates and the manifest does not hold it. */
  readonly panelKey?: string | undefined
  /** The earlier sample files, where the design leaves out the people in them. */
  readonly earlier?: readonly (string | Uint8Array)[] | undefined
  readonly onProgress?: Progress | undefined
  /** A faster digest of the platform for the frame, such as OpenSSL's. */
  readonly startDigest?: DigestFactory | undefined
}

/**
 * Recompute a draw from its files and compare.
 *
 * @param input frame, design and manifest; sample, secret, panel key and earlier samples where there are any
 * @returns every check with its outcome; never throws for bad input, which is a failed check
 * @example verifyDraw({ frame: 'element_id,stratum\na,甲\n', design: '{', manifest: '{}', sample: '' }).verdict // => 'no'
 */
export function verifyDraw(input: VerifyInput): VerifyReport {
  const files = readFiles(input)
  if ('failed' in files) return report(files.failed)
  return report(checkFiles(files, input.onProgress, input.startDigest))
}

interface Findings {
  readonly checks: readonly Check[]
  readonly drawKey?: string
  readonly strata?: readonly StratumNumbers[]
}

function report({ checks, ...rest }: Findings): VerifyReport {
  const failed = checks.find(check => check.outcome === 'fail')
  const waiting = checks.some(check => check.id === 'draw' && check.outcome === 'open')
  const verdict = failed !== undefined ? 'no' : waiting ? 'not_yet' : 'yes'
  return { verdict, checks, firstDifference: failed?.problem ?? null, ...rest }
}

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
  const frame = attempt(() => readFrame(input.frame, design?.columns))
  const sample = input.sample === undefined ? null : readSample(input.sample)
  if (manifest === undefined || design === undefined || frame === undefined) {
    return { failed: { checks: problems.map(found => ({ id: 'files', outcome: 'fail', problem: found })) } }
  }
  const secret = input.secret ?? manifest.secret
  const panelKey = input.panelKey ?? manifest.panel_key
  return { frame, design, manifest, sample, secret, panelKey, earlier: input.earlier ?? [] }
}

function readFrame(frame: VerifyInput['frame'], keep: readonly string[] = []): Frame {
  if (frame instanceof InputError) throw frame
  if (typeof frame === 'string' || frame instanceof Uint8Array) return parseFrame(frame, {}, { keep })
  return toFrame(frame, keep)
}

function checkFiles(files: Files, onProgress?: Progress, startDigest?: DigestFactory): Findings {
  const { frame, design, manifest } = files
  const hash = designHash(design)
  const digest = (file: string, actual: string, expected: string): Problem | undefined =>
    actual === expected ? undefined : problem('digest_differs', { file, actual, expected })
  const checks: MaybeCheck[] = [
    { id: 'files', outcome: 'pass' },
    outcome('rule', ruleDifference(design, manifest)),
    outcome('frame_digest', digest('frame', frameDigest(frame, hash, onProgress, startDigest), manifest.frame_digest)),
    outcome('design_digest', digest('design', designDigest(design), manifest.design_digest)),
    secretCheck(files),
    panelCheck(files),
    seedTimeCheck(manifest),
  ]
  const plan = planOrProblem(files)
  if ('code' in plan) {
    // Without the earlier files nobody can say who was left out, and so not how many there were to draw from.
    const waits = plan.code === 'earlier_absent' && files.earlier.length === 0
    const stopped = (id: CheckId): Check => (waits ? { id, outcome: 'open', problem: plan } : outcome(id, plan))
    if (waits || plan.code.startsWith('earlier_')) checks.push(stopped('earlier'))
    else checks.push(outcome('allocation', plan))
    if (waits) checks.push({ id: 'draw', outcome: 'open', problem: plan })
    checks.push(sampleDigestCheck(files, false))
    return { checks: withoutNone(checks) }
  }
  if (design.exclude !== undefined) checks.push({ id: 'earlier', outcome: 'pass' })
  checks.push(outcome('allocation', strataDifference(plan.allocation.strata, manifest, plannedKeys)))
  return replay(files, plan, withoutNone(checks), onProgress)
}

// The draw again, or as much of it as can be said while a key is sealed.
function replay(files: Files, plan: DrawPlan, checks: Check[], onProgress?: Progress): Findings {
  const { frame, design, manifest, sample, secret, panelKey } = files
  const { strata } = plan.allocation
  const sealed = manifest.secret_digest !== undefined && secret === undefined
  if (sealed || (design.coordination !== undefined && panelKey === undefined)) {
    const byTicket = design.coordination === undefined
    const early = sample === null ? undefined : sampleBeforeReveal(sample, frame, strata, byTicket)
    const missing = problem(sealed ? 'secret_not_revealed' : 'panel_key_not_given')
    const draw: Check = { id: 'draw', outcome: 'open', problem: missing }
    checks.push(early === undefined ? draw : outcome('draw', early), sampleDigestCheck(files, false))
    return { checks, strata }
  }
  const keys = replayKeys(files)
  if ('code' in keys) return { checks: [...checks, outcome('draw', keys)], strata }
  const drawn = selectPlan(frame, plan, keys, onProgress)
  onProgress?.('compare', 0, drawn.selected.length)
  const facts =
    strataDifference(drawn.strata, manifest, ['realised']) ?? coordinationDifference(design, manifest, keys.drawKey)
  const difference = (sample === null ? undefined : sampleDifference(sample, drawn.selected)) ?? facts
  const open: Check = { id: 'draw', outcome: 'open', problem: problem('sample_absent') }
  checks.push(
    sample === null && difference === undefined ? open : outcome('draw', difference),
    sampleDigestCheck(files, sample !== null && difference === undefined),
  )
  onProgress?.('compare', drawn.selected.length, drawn.selected.length)
  return { checks, drawKey: keys.drawKey, strata: drawn.strata }
}
