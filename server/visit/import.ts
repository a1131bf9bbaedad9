// Takes the checked lines of a file in, a thousand at a time, and takes an import's unrated visits back on its day.
import { setImmediate } from 'node:timers/promises'
import { type Actor, recordAudit } from '../audit/audit.store.ts'
import { chinaDay, chinaMinute } from '../china-time.ts'
import type { Context } from '../context.ts'
import { isForeignKeyViolation, transact } from '../db/engine.ts'
import { visitProblem } from '../problem/visit.ts'
import { rejectsCsv, type VisitFile } from './file.ts'
import {
  addToImport,
  findImportByDigest,
  insertImport,
  knownCases,
  countOf,
  setImportState,
  unratedOf,
} from './import.store.ts'
import { deleteUnrated, UPSERT_ROWS, upsertVisits, type VisitInput, type VisitOutcome } from './upsert.ts'
import type { VisitImportTable } from './visit.table.ts'

export interface ImportResult {
  readonly id: string
  readonly imported: number
  readonly changed: number
  /** Known already and the same. */
  readonly repeated: number
  readonly refused: number
}

/** Imports under way in this process, by centre and digest: a second click must not start the same file again. */
const running = new WeakMap<Context['live'], Set<string>>()

/** Each thousand lines is stored whole with its counts. After a failure the same file again stores nothing twice.
 * @param again the person knows that the file was imported before */
export async function importVisits(
  context: Context,
  actor: Actor & { readonly id: string },
  { centerId, file, again }: { readonly centerId: string; readonly file: VisitFile; readonly again: boolean },
): Promise<ImportResult> {
  const busy = running.get(context.live) ?? new Set<string>()
  running.set(context.live, busy)
  const name = `${centerId} ${file.table.digest}`
  if (busy.has(name)) throw visitProblem.importRunning()
  busy.add(name)
  try {
    const before = await findImportByDigest(context.db, centerId, file.table.digest)
    if (before?.state === 'done' && !again)
      throw visitProblem.sameFile(before.id, chinaMinute(new Date(before.createdAt)), before.createdByName ?? '')
    return await takeIn(context, actor, centerId, file)
  } finally {
    busy.delete(name)
  }
}

async function takeIn(
  context: Context,
  actor: Actor & { readonly id: string },
  centerId: string,
  file: VisitFile,
): Promise<ImportResult> {
  const id = context.newId()
  const counts = { imported: 0, changed: 0, repeated: file.repeated, refused: file.refused.length }
  const subject = `visit-import/${id}`
  await transact(context.db, async trx => {
    await insertImport(trx, {
      id,
      centerId,
      fileName: file.table.fileName,
      state: 'running',
      digest: file.table.digest,
      ...counts,
      removed: 0,
      rejects: rejectsCsv(file, 'known'),
      createdBy: actor.id,
      createdAt: context.now().toISOString(),
    })
    const details = { centerId, digest: file.table.digest, lines: file.lines, refused: file.refused.length }
    await recordAudit(trx, context, { actor, action: 'visit.import', subject, details })
  })
  for (const slice of slices(file.inputs)) {
    const outcomes = await transact(context.db, async trx => {
      const stored = await upsertVisits(
        context,
        trx,
        slice.map(input => ({ ...input, importId: id })),
      )
      if (!(await addToImport(trx, id, 'running', countsOf(stored)))) throw visitProblem.alreadyRemoved()
      return stored
    })
    const { imported, changed, repeated } = countsOf(outcomes)
    counts.imported += imported
    counts.changed += changed
    counts.repeated += repeated
    await setImmediate()
  }
  await transact(context.db, async trx => {
    if (!(await setImportState(trx, id, ['running'], 'done'))) throw visitProblem.alreadyRemoved()
    await recordAudit(trx, context, { actor, action: 'visit.imported', subject, details: counts })
  })
  for (const pointId of new Set(file.inputs.map(input => input.pointId)))
    context.live.emit({ kind: 'visit', centerId, pointId })
  return { id, ...counts }
}

function* slices<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += UPSERT_ROWS) yield rows.slice(from, from + UPSERT_ROWS)
}

const countsOf = (outcomes: readonly VisitOutcome[]) => {
  const count = (wanted: VisitOutcome['outcome']) => outcomes.filter(({ outcome }) => outcome === wanted).length
  return { imported: count('created'), changed: count('changed'), repeated: count('unchanged') }
}

/** How many of the file's visits are known already, for the preview. */
export async function countKnown(context: Context, centerId: string, inputs: readonly VisitInput[]): Promise<number> {
  let known = 0
  for (const slice of slices(inputs))
    known += await knownCases(
      context.db,
      centerId,
      slice.map(input => input.caseNo),
    )
  return known
}

/** Deletes the visits an import brought that nobody rated. Only on its day: later they stand in figures people have read. */
export async function removeImport(
  context: Context,
  actor: Actor,
  row: VisitImportTable,
): Promise<{ readonly removed: number; readonly kept: number }> {
  if (chinaDay(new Date(row.createdAt)) !== chinaDay(context.now())) throw visitProblem.removalTooLate()
  const subject = `visit-import/${row.id}`
  await transact(context.db, async trx => {
    if (!(await setImportState(trx, row.id, ['running', 'done'], 'removed'))) throw visitProblem.alreadyRemoved()
    await recordAudit(trx, context, {
      actor,
      action: 'visit.removeImport',
      subject,
      details: { centerId: row.centerId },
    })
  })
  let removed = 0
  for (let after = ''; ; await setImmediate()) {
    const ids = await unratedOf(context.db, row.id, { after, limit: UPSERT_ROWS })
    if (ids.length === 0) break
    removed += await removeTogether(context, row.id, ids)
    after = ids.at(-1) ?? ''
  }
  const kept = await countOf(context.db, row.id)
  await transact(context.db, async trx => {
    await recordAudit(trx, context, { actor, action: 'visit.importRemoved', subject, details: { removed, kept } })
  })
  context.live.emit({ kind: 'visit', centerId: row.centerId, pointId: null })
  return { removed, kept }
}

/** A visit may be unrated and yet hold what another system filled in for it; such visits stay. */
async function removeTogether(context: Context, importId: string, ids: readonly string[]): Promise<number> {
  try {
    return await transact(context.db, async trx => {
      const deleted = await deleteUnrated(trx, ids)
      await addToImport(trx, importId, 'removed', { removed: deleted })
      return deleted
    })
  } catch (error) {
    if (!isForeignKeyViolation(error)) throw error
    if (ids.length === 1) return 0
    const half = ids.length >> 1
    const first = await removeTogether(context, importId, ids.slice(0, half))
    return first + (await removeTogether(context, importId, ids.slice(half)))
  }
}
