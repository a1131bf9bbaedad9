// The draw itself and its verification: long for a million people, so they may run in a worker.
import { drawSample, type Manifest } from '../../sampling/draw.ts'
import type { Frame } from '../../sampling/frame.ts'
import { createFrameBuilder } from '../../sampling/framebuilder.ts'
import { InputError, problem } from '../../sampling/problem.ts'
import { sampleCsv, type SelectedElement } from '../../sampling/samplefile.ts'
import { verifyDraw, type VerifyReport } from '../../sampling/verify.ts'
import { type Db, transact } from '../db/engine.ts'
import type { Report, Task } from '../db/offload.ts'
import { assignmentOf } from '../design/design.ts'
import { elementPages } from '../frame/frame.store.ts'
import { assignDrawn, type DrawnPerson } from './assign.ts'
import type { CategoryShortage } from './assign-least.ts'
import { asSelected, inSampleOrder } from './draw.ts'
import { findElements, insertDrawAssignments, insertDrawElements, listDrawElements } from './draw.store.ts'

export interface DrawJob {
  readonly drawId: string
  readonly frameId: string
  readonly frameDigest: string
  readonly designDigest: string
  readonly design: unknown
  readonly seed: string
  readonly secret?: string
  readonly seedRecord: { readonly recordedAt: string; readonly place: string; readonly witnesses: readonly string[] }
  readonly committedAt: string
  /** Units that take part. */
  readonly units: readonly string[]
}

export interface DrawOutcome {
  readonly manifest: Manifest
  readonly sampled: number
  readonly reserved: number
  readonly unassigned: number
  readonly shortages: readonly CategoryShortage[]
}

/** Draws, and writes the elements and their units. The caller closes the draw. */
export const runDraw: Task<DrawJob, DrawOutcome> = async (db, job, report) => {
  const result = drawSample({
    elements: await readFrame(db, job.frameId, report),
    design: job.design as never,
    seed: job.seed,
    secret: job.secret,
    committedAt: job.committedAt,
    seedRecord: job.seedRecord,
  })
  // What is drawn from must be what was published.
  const changed = [
    ['frame_digest', job.frameDigest, result.frameDigest],
    ['design_digest', job.designDigest, result.designDigest],
  ].filter(([, published, found]) => published !== found)
  if (changed.length > 0)
    throw new InputError(
      changed.map(([pointer, expected, found]) =>
        problem('wrong_type', {
          file: 'manifest',
          pointer: `/${pointer}`,
          expected: expected ?? '',
          expected_zh: expected ?? '',
          found: found ?? '',
        }),
      ),
    )
  const people = await drawnPeople(db, job.frameId, result.selected)
  const { units, unassigned, shortages } = assignDrawn(
    [...people.values()],
    assignmentOf(job.design as never),
    job.units,
    result.drawKey,
  )
  await store(db, job.drawId, result.selected, people, units, new Map(result.strata.map(one => [one.stratum, one])))
  const sampled = result.selected.filter(one => one.role === 'sample').length
  return { manifest: result.manifest, sampled, reserved: result.selected.length - sampled, unassigned, shortages }
}

async function readFrame(db: Db, frameId: string, report?: Report): Promise<Frame> {
  const builder = createFrameBuilder()
  let line = 1
  for await (const rows of elementPages(db, frameId)) {
    for (const row of rows) builder.add(row.elementId, row.stratum, row.size, ++line)
    report?.(line - 1, line - 1)
  }
  return builder.finish()
}

type Drawn = DrawnPerson & { readonly personId: string }

async function drawnPeople(db: Db, frameId: string, selected: readonly SelectedElement[]): Promise<Map<string, Drawn>> {
  const found = await findElements(
    db,
    frameId,
    selected.map(one => one.elementId),
  )
  const byId = new Map(found.map(row => [row.elementId, row]))
  return new Map(
    selected.map(({ elementId, role }) => {
      const row = byId.get(elementId)
      if (!row) throw new Error(`drawnPeople requires element ${elementId} in the frame`)
      const otherUnits = row.otherUnits ? (JSON.parse(row.otherUnits) as string[]) : []
      return [elementId, { ...row, role, otherUnits }]
    }),
  )
}

async function store(
  db: Db,
  drawId: string,
  selected: readonly SelectedElement[],
  people: ReadonlyMap<string, Drawn>,
  units: ReadonlyMap<string, readonly string[]>,
  strata: ReadonlyMap<string, { readonly N: number; readonly n: number }>,
): Promise<void> {
  const slice = 2000
  for (let from = 0; from < selected.length; from += slice) {
    const some = selected.slice(from, from + slice)
    const rows = some.map(one => {
      const { personId, category, unitId } = people.get(one.elementId) as Drawn
      const { N, n } = strata.get(one.stratum) ?? { N: 1, n: 1 }
      return {
        drawId,
        elementId: one.elementId,
        stratum: one.stratum,
        position: one.order,
        role: one.role,
        ticket: one.ticket,
        inclusionProbability: one.inclusionProbability ?? n / N,
        baseWeight: one.baseWeight,
        personId,
        category,
        unitId,
        releasedAt: null,
      }
    })
    const assignments = some.flatMap(one =>
      (units.get(one.elementId) ?? []).map((unitId, i) => ({
        drawId,
        elementId: one.elementId,
        unitId,
        position: i + 1,
      })),
    )
    // Short transactions: the console goes on writing meanwhile.
    await transact(db, async trx => {
      await insertDrawElements(trx, rows)
      await insertDrawAssignments(trx, assignments)
    })
  }
}

/** The sample file, made again from what is stored. */
export async function sampleFile(db: Db, drawId: string): Promise<string> {
  return sampleCsv(inSampleOrder(await listDrawElements(db, drawId)).map(row => asSelected(row)))
}

export interface VerifyJob {
  readonly drawId: string
  readonly frameId: string
  readonly design: unknown
  readonly manifest: unknown
}

/** Recomputes a stored draw from the stored frame, as the inspector does from the files. */
export const recompute: Task<VerifyJob, VerifyReport> = async (db, job, report) =>
  verifyDraw({
    frame: await readFrame(db, job.frameId, report),
    design: job.design,
    manifest: job.manifest,
    sample: await sampleFile(db, job.drawId),
  })
