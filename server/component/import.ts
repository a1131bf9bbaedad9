// Importing components from a table: all or nothing, and the same table twice changes nothing the second time.
import { recordAudit, type Actor } from '../audit/audit.store.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { componentProblem } from '../problem/component.ts'
import { type ComponentImport, type ImportedEntry, type NamedUnit, readComponents } from './component.ts'
import { findLock, insertEntry, listComponents, listEntries, putComponent } from './component.store.ts'
import type { FileRow } from '../../sampling/score-read.ts'

/** @throws Problem that lists every fault; then nothing is imported */
export function readImport(rows: readonly FileRow[], units: readonly NamedUnit[]): ComponentImport {
  const read = readComponents(rows, units)
  if (read.faults.length > 0) throw componentProblem.importFaults(read.faults)
  return read
}

/** @returns how many values and entries are new or changed */
export async function importComponents(
  context: Context,
  actor: Actor,
  campaignId: string,
  read: ComponentImport,
): Promise<{ values: number; entries: number }> {
  const stamp = { source: 'imported' as const, updatedBy: actor.name, updatedAt: context.now().toISOString() }
  return await transact(context.db, async trx => {
    if (await findLock(trx, campaignId)) throw componentProblem.locked()
    const before = new Map(
      (await listComponents(trx, campaignId)).map(({ unitId, part, value }) => [`${unitId}/${part}`, value]),
    )
    const changed = read.values.filter(({ unitId, part, value }) => before.get(`${unitId}/${part}`) !== value)
    for (const value of changed) await putComponent(trx, { campaignId, ...value, ...stamp })
    const present = new Set((await listEntries(trx, campaignId)).map(entryKey))
    const added = read.entries.filter(entry => !present.has(entryKey(entry)))
    for (const entry of added) await insertEntry(trx, { id: context.newId(), campaignId, ...entry, ...stamp })
    await recordAudit(trx, context, {
      actor,
      action: 'component.import',
      subject: `component/${campaignId}`,
      campaignId,
      details: { values: changed, entries: added },
    })
    return { values: changed.length, entries: added.length }
  })
}

const entryKey = ({ unitId, kind, points, reason, document }: ImportedEntry): string =>
  JSON.stringify([unitId, kind, points, reason, document])
