// A draw: from a frame, a design and a seed to the sample, the reserve and the manifest that lets anyone replay it.
import { excludedIds } from './burden.ts'
import { panelKeyOf, startOf, waveCircle, plainCircle } from './coordination.ts'
import { designDigest, designHash, parseDesign } from './design.ts'
import type { Design, Method } from './designtypes.ts'
import { frameDigest, toFrame, type Frame, type FrameInput, type Progress } from './frame.ts'
import { digestHex, type DigestFactory, type HashName } from './hash.ts'
import { planDraw, type DrawPlan, type StratumNumbers } from './plan.ts'
import { markElements } from './population.ts'
import { problem, refuse, type Problem } from './problem.ts'
import { sampleCsv, type SelectedElement } from './samplefile.ts'
import { selectPlan, type SelectionKeys } from './selection.ts'
import { drawKey, drawVersion } from './tickets.ts'

/** Where the seed came from; times are ISO 8601 texts. */
export interface SeedRecord {
  readonly recordedAt?: string
  readonly place?: string
  readonly witnesses?: readonly string[]
}

/** The manifest file, keys as in the file. */
export interface Manifest {
  readonly version: string
  readonly method: Method
  readonly hash: HashName
  readonly frame_digest: string
  readonly design_digest: string
  readonly secret_digest?: string
  /** Only after the reveal. */
  readonly secret?: string
  readonly committed_at?: string
  readonly seed: {
    readonly value: string
    readonly recorded_at?: string
    readonly place?: string
    readonly witnesses?: readonly string[]
  }
  /** Where numbers are permanent: the panel, the digest of its key, and the start as a number. */
  readonly coordination?: { readonly panel: string; readonly key_digest: string; readonly start: number }
  /** The panel key, if it is ever handed out. */
  readonly panel_key?: string
  readonly strata: readonly StratumNumbers[]
  readonly sample_digest: string
}

export interface DrawInput {
  readonly elements: FrameInput
  readonly design: Design
  readonly seed: string
  /** 256 random bits as text; only their digest goes into the manifest. */
  readonly secret?: string | undefined
  readonly seedRecord?: SeedRecord | undefined
  /** When frame and design digests were published; a seed recorded earlier is refused. */
  readonly committedAt?: string | undefined
  /** The key of the panel, where the design coordinates by one; 64 hex digits. */
  readonly panelKey?: string | undefined
  /** Earlier sample files, where the design leaves out the people in them. */
  readonly earlier?: readonly (string | Uint8Array)[] | undefined
  readonly onProgress?: Progress | undefined
  /** A faster digest of the platform for the frame, such as OpenSSL's. */
  readonly startDigest?: DigestFactory | undefined
}

export interface DrawResult {
  /** Keep it with the secret: whoever has the key can compute every ticket. */
  readonly drawKey: string
  readonly frameDigest: string
  readonly designDigest: string
  readonly strata: readonly StratumNumbers[]
  readonly selected: readonly SelectedElement[]
  readonly sampleCsv: string
  readonly manifest: Manifest
  readonly warnings: readonly Problem[]
}

/**
 * Draw a sample that anyone can replay from the frame, the design and the seed (and the secret, once it is revealed).
 *
 * @param input frame, design and seed; the secret, the panel key and earlier samples where the design needs them
 * @returns sample and reserve in order of selection, the sample file, the manifest, and the key that gives every ticket
 * @throws InputError for a frame, design, seed or secret that cannot be used, and for a seed recorded before the commit
 * @example drawSample({ elements: [{ elementId: 'a', stratum: '甲' }, { elementId: 'b', stratum: '甲' }], design: { method: 'srs', allocation: { kind: 'equal', n: 1 } }, seed: '1' }).selected[0].baseWeight // => 2
 */
export function drawSample(input: DrawInput): DrawResult {
  const { seed, secret, onProgress, committedAt, seedRecord } = input
  const design = parseDesign(input.design)
  const hash = designHash(design)
  refuse(seedTimes(committedAt, seedRecord?.recordedAt))
  const frame = toFrame(input.elements, design.columns)
  const plan = planFrame(design, frame, input.earlier)
  const panelKey = panelKeyOf(design.coordination, input.panelKey, hash)
  const digests = {
    frameDigest: frameDigest(frame, hash, onProgress, input.startDigest),
    designDigest: designDigest(design),
  }
  const key = drawKey({ ...digests, seed, secret }, hash)
  const { selected, strata } = selectPlan(frame, plan, selectionKeys(design, key, panelKey), onProgress)
  const csv = sampleCsv(selected)
  const manifest: Manifest = {
    version: drawVersion,
    method: design.method,
    hash,
    frame_digest: digests.frameDigest,
    design_digest: digests.designDigest,
    ...(secret === undefined ? {} : { secret_digest: digestHex(secret, hash) }),
    ...(committedAt === undefined ? {} : { committed_at: committedAt }),
    seed: {
      value: seed,
      ...(seedRecord?.recordedAt === undefined ? {} : { recorded_at: seedRecord.recordedAt }),
      ...(seedRecord?.place === undefined ? {} : { place: seedRecord.place }),
      ...(seedRecord?.witnesses === undefined ? {} : { witnesses: seedRecord.witnesses }),
    },
    ...coordinationFacts(design, key),
    strata,
    sample_digest: digestHex(csv, hash),
  }
  const weak = secret !== undefined && secret.length < 32 ? [problem('short_secret')] : []
  const warnings = [...plan.allocation.warnings, ...weak]
  return { drawKey: key, ...digests, strata, selected, sampleCsv: csv, manifest, warnings }
}

/**
 * The plan of a draw: who can be drawn, how many from which stratum, with what probabilities.
 *
 * @param earlier earlier sample files, where the design leaves out the people in them
 * @throws InputError as `planDraw`, and for earlier files other than those the design names
 * @internal
 */
export function planFrame(design: Design, frame: Frame, earlier: readonly (string | Uint8Array)[] = []): DrawPlan {
  const exclude = design.exclude ?? (earlier.length > 0 ? { samples: [] } : undefined)
  if (exclude === undefined) return planDraw(design, frame)
  return planDraw(design, frame, markElements(frame, excludedIds(exclude, earlier, designHash(design))))
}

/**
 * Allocation of a design over the strata of a frame, with what the manifest will say of each.
 *
 * @param earlier sample files of earlier waves, where the design leaves out the people in them
 * @returns as `allocate`, and per stratum what the manifest will say: elements left out, without size, certain
 * @throws InputError for an allocation that cannot be met, and columns or sizes that the method needs and the frame lacks
 * @example allocateFrame({ method: 'pareto', allocation: { kind: 'equal', n: 1 } }, toFrame([{ elementId: 'a', stratum: '甲', size: 0 }, { elementId: 'b', stratum: '甲', size: 5 }])).strata[0].zero_size // => 1
 */
export const allocateFrame = (
  design: Design,
  frame: Frame,
  earlier?: readonly (string | Uint8Array)[],
): DrawPlan['allocation'] => planFrame(design, frame, earlier).allocation

/** The keys by which a design selects. @internal */
export function selectionKeys(design: Design, key: string, panelKey: string | null): SelectionKeys {
  const { coordination, profile = 'id' } = design
  const hash = designHash(design)
  const circle = coordination === undefined ? plainCircle : waveCircle(coordination, key, hash)
  return { drawKey: key, panelKey, circle, hash, profile }
}

/** What the manifest says of coordination. @internal */
export function coordinationFacts(design: Design, key: string): Pick<Manifest, 'coordination'> {
  if (design.coordination === undefined) return {}
  const { panel, key_digest } = design.coordination
  return { coordination: { panel, key_digest, start: startOf(design.coordination, key, designHash(design)) } }
}

/** Problems with the time of the seed against the time of the commit. @internal */
export function seedTimes(
  committedAt: string | undefined,
  recordedAt: string | undefined,
  file = 'manifest',
): Problem[] {
  const times: [string, string | undefined][] = [
    ['/committed_at', committedAt],
    ['/seed/recorded_at', recordedAt],
  ]
  const bad = times.filter(([, text]) => text !== undefined && Number.isNaN(Date.parse(text)))
  if (bad.length > 0) return bad.map(([pointer, found]) => problem('bad_time', { file, pointer, found: found ?? '' }))
  if (committedAt === undefined || recordedAt === undefined) return []
  if (Date.parse(recordedAt) >= Date.parse(committedAt)) return []
  return [problem('seed_before_commit', { committed_at: committedAt, recorded_at: recordedAt })]
}
