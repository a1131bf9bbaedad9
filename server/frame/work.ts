// The long pieces of work on a frame: counting, choosing values, freezing. Each runs in place when small, in a worker when large.
import { createDigest } from '../../sampling/hash.ts'
import { canonicalPieces } from '../../sampling/frame.ts'
import { createFrameBuilder } from '../../sampling/framebuilder.ts'
import type { Context } from '../context.ts'
import { runTask, type Task } from '../db/offload.ts'
import { type Db, transact } from '../db/engine.ts'
import { frameProblem } from '../problem/frame.ts'
import { categoryWords } from '../words/campaign.ts'
import { frameWords } from '../words/frame.ts'
import type { RespondentCategory } from '../campaign/campaign.ts'
import type { FrameDefinition, FrameNames, FrameRoster, StratumColumn } from './frame.ts'
import {
  clearElements,
  columnValues,
  insertElements,
  keepClaim,
  listFrameRosters,
  listUnitNames,
} from './frame.store.ts'
import { type FramePass, passFrame } from './pass.ts'

export interface FrameJob {
  readonly campaignId: string
  readonly definition: FrameDefinition
}

export interface FreezeJob extends FrameJob {
  readonly frameId: string
}

export interface Frozen extends FramePass {
  readonly digest: string
}

export const countFrame: Task<FrameJob, FramePass> = async (db, job, report) => {
  const rosters = await chosenRosters(db, job)
  return await passFrame(db, job.definition, rosters, await frameNames(db), (_, done) => report(done, size(rosters)))
}

/** Writes the elements of a claimed frame and digests them. The caller closes the frame, or releases it after a failure. */
export const freezeElements: Task<FreezeJob, Frozen> = async (db, job, report) => {
  const rosters = await chosenRosters(db, job)
  const builder = createFrameBuilder()
  await clearElements(db, job.frameId)
  let line = 1
  let pages = 0
  const pass = await passFrame(db, job.definition, rosters, await frameNames(db), async (elements, done) => {
    for (const element of elements) builder.add(element.elementId, element.stratum, null, ++line)
    // One short transaction a page: the pages of the console can write in between.
    await transact(db, trx => insertElements(trx, job.frameId, elements))
    if (++pages % 20 === 0) await keepClaim(db, job.frameId, new Date().toISOString())
    report(done, size(rosters))
  })
  if (pass.coverage.elements === 0) throw frameProblem.empty()
  if (pass.coverage.blankStrata > 0) throw frameProblem.emptyStratum(pass.coverage.blankStrata)
  const digest = createDigest()
  for (const piece of canonicalPieces(builder.finish())) digest.update(piece)
  return { ...pass, digest: digest.hex() }
}

export interface ValuesJob {
  readonly campaignId: string
  readonly rosterIds: readonly string[]
}

/** Values shown to choose from; a column with more is filtered by text instead. */
const MAX_VALUES = 300

export const listValues: Task<ValuesJob, Record<string, { value: string; count: number }[]>> = async (db, job) => {
  const columns = ['district', 'sector', 'delegation', 'matter'] as const satisfies readonly StratumColumn[]
  const values: Record<string, { value: string; count: number }[]> = {}
  for (const column of columns) values[column] = await columnValues(db, job.rosterIds, column, MAX_VALUES)
  return values
}

/** Runs one of these tasks, in a worker when the rosters are large. */
export async function runFrameTask<A extends { campaignId: string }, R>(
  context: Context,
  task: Task<A, R>,
  args: A,
  rosters: readonly FrameRoster[],
): Promise<R> {
  return await runTask(context, import.meta.url, task, args, size(rosters))
}

const size = (rosters: readonly FrameRoster[]): number => rosters.reduce((sum, roster) => sum + roster.valid, 0)

/** The rosters a definition names, in its order. */
export async function chosenRosters(db: Db, job: FrameJob): Promise<FrameRoster[]> {
  const known = new Map((await listFrameRosters(db, job.campaignId)).map(roster => [roster.id, roster]))
  return job.definition.rosterIds.map(id => {
    const roster = known.get(id)
    if (!roster) throw frameProblem.unknownRoster(id)
    if (roster.state !== 'ready') throw frameProblem.rosterNotReady(roster.name)
    return roster
  })
}

async function frameNames(db: Db): Promise<FrameNames> {
  const units = await listUnitNames(db)
  const shared = new Set(units.map(unit => unit.shortName).filter((name, i, all) => all.indexOf(name) !== i))
  const label = (unit: (typeof units)[number]) =>
    shared.has(unit.shortName)
      ? unit.shortName === unit.name
        ? `${unit.name}（${unit.code}）`
        : unit.name
      : unit.shortName
  const labels = new Map(units.map(unit => [unit.id, label(unit)]))
  const named = new Map(units.flatMap(unit => [[unit.name, unit.id] as const, [unit.shortName, unit.id] as const]))
  return {
    category: category => categoryWords[category as RespondentCategory]?.[0] ?? category,
    unit: unitId => labels.get(unitId) ?? unitId,
    unitNamed: organisation => named.get(organisation.trim()),
    blank: frameWords.blankStratum[0],
    all: frameWords.wholeStratum[0],
  }
}
