// Runs imports one after another in worker threads, flips a roster to `ready` in one transaction, and sweeps after a crash.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Actor, recordAudit, SYSTEM } from '../audit/audit.store.ts'
import type { Context } from '../context.ts'
import { transact, type Trx } from '../db/engine.ts'
import { Problem, type Words } from '../problem/problem.ts'
import { rosterProblem } from '../problem/roster.ts'
import type { RosterTaskResult } from './import.worker.ts'
import type { ImportCounts } from './importer.ts'
import { takeLease } from './lease.ts'
import { isOwnerAlive, ownName } from './owner.ts'
import type { RosterLayout } from './reading.ts'
import {
  adoptCorrections,
  claimRoster,
  deleteRoster,
  findRoster,
  lastLine,
  listUnfinished,
  listUnpaired,
  markPaired,
  type RosterRow,
  updateRoster,
} from './roster.store.ts'
import { type RosterJob, runInThread } from './thread.ts'

export class RosterJobs {
  readonly #context: Context
  /** The end of the queue: imports run one at a time, so that they do not fight for the disk. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(context: Context) {
    this.#context = context
  }

  /** Where the bytes of an uploaded roster lie until it is imported. */
  static pathOf(context: Context, rosterId: string): string {
    return join(context.config.dataDir, 'uploads', rosterId)
  }

  /** Marks the roster as importing and queues the work. @returns when it is queued, not when it is done */
  async start(roster: RosterRow, layout: RosterLayout, change: Partial<RosterRow>, actor: Actor): Promise<void> {
    const { db } = this.#context
    const mark = this.#context.newId()
    const fresh = { valid: 0, lost: 0, duplicate: 0, blank: 0, processed: 0, processedBytes: 0, problem: null }
    const mapping = JSON.stringify({ headers: layout.headers, mapping: layout.mapping })
    const form = { encoding: layout.encoding, delimiter: layout.delimiter, headerLine: layout.headerLine, mapping }
    const owned = { owner: ownName(), heartbeatAt: this.#now(), importMark: mark }
    await transact(db, async trx => {
      const taken = await claimRoster(trx, roster.id, { ...change, ...fresh, ...form, ...owned })
      if (!taken) throw rosterProblem.wrongState(roster.state)
      const { addsTo } = roster
      await this.#record(trx, roster, actor, 'roster.import', { ...form, mapping: layout.mapping, addsTo })
    })
    this.#background(async () => await this.#import(roster, layout, mark, actor))
  }

  /** Resolves when everything queued, and what that queued in turn, is done. */
  async idle(): Promise<void> {
    for (let last: unknown = null; last !== this.#last; ) {
      last = this.#last
      await this.#last
    }
  }

  /** Deletes a roster with its lines, and the people whom no other roster lists. @returns when it is done */
  async remove(roster: RosterRow, actor: Actor): Promise<void> {
    const { db } = this.#context
    // From here on it counts nowhere; a crash below leaves work for the sweep, not half a roster.
    const away = { state: 'cancelled', importMark: this.#context.newId() } as const
    if (!(await updateRoster(db, roster.id, ['ready', 'uploaded', 'failed', 'cancelled'], away)))
      throw rosterProblem.wrongState(roster.state)
    await rm(RosterJobs.pathOf(this.#context, roster.id), { force: true })
    await this.#queue(async () => {
      await this.#perform({ kind: 'clear', rosterId: roster.id, mark: null })
      await transact(db, async trx => {
        await deleteRoster(trx, roster.id)
        await this.#record(trx, roster, actor, 'roster.delete', { valid: roster.valid })
      })
    })
  }

  /** Puts rosters of dead processes back to `uploaded` and takes away what their imports left. Run at start and from time to time. */
  async sweep(): Promise<void> {
    for (const roster of await listUnfinished(this.#context.db)) {
      if (roster.state === 'importing' && isOwnerAlive(roster.owner, roster.heartbeatAt, this.#context.now())) continue
      this.#background(async () => await this.#recover(roster.id))
    }
    this.#background(async () => await this.#pair())
    await this.#last
  }

  /** Runs work after everything queued before. The promise is the work's own; a failure does not stop the queue. */
  #queue(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work)
    this.#last = done.catch(error => {
      this.#context.log.error({ err: error }, 'roster job failed')
    })
    return done
  }

  #background(work: () => Promise<void>): void {
    this.#queue(work).catch(() => undefined)
  }

  async #import(roster: RosterRow, layout: RosterLayout, mark: string, actor: Actor): Promise<void> {
    const { db } = this.#context
    const path = RosterJobs.pathOf(this.#context, roster.id)
    const lineBase = roster.addsTo ? await lastLine(db, roster.addsTo) : 0
    const task = {
      rosterId: roster.id,
      owner: ownName(),
      addsTo: roster.addsTo,
      path,
      layout,
      lineBase,
      at: this.#now(),
    }
    let result: RosterTaskResult
    try {
      result = await this.#perform({ kind: 'import', task, mark })
    } catch (error) {
      this.#context.log.error({ err: error, roster: roster.id }, 'import failed')
      await this.#perform({ kind: 'clear', rosterId: roster.id, mark })
      result = { kind: 'refused', slug: 'unexpected', options: UNEXPECTED }
    }
    if (result.kind === 'imported') result = await this.#finish(roster, result.counts, mark, actor)
    if (result.kind === 'imported') {
      await rm(path, { force: true })
      this.#background(async () => await this.#pair())
    } else if (result.kind === 'refused') {
      const { title, detail } = result.options
      const problem = JSON.stringify({ slug: result.slug, title, detail })
      await updateRoster(db, roster.id, ['importing'], { state: 'failed', problem })
    }
    await db.updateTable('roster').set({ importMark: null, owner: null }).where('id', '=', roster.id).execute()
  }

  async #finish(roster: RosterRow, counts: ImportCounts, mark: string, actor: Actor): Promise<RosterTaskResult> {
    try {
      await transact(this.#context.db, async trx => await this.#flip(trx, roster, counts, actor))
      return { kind: 'imported', counts }
    } catch (error) {
      // Cancelled at the last moment, or the roster to be corrected is gone: nothing may stay.
      await this.#perform({ kind: 'clear', rosterId: roster.id, mark })
      if (error instanceof Problem) return { kind: 'refused', slug: error.slug, options: error.options }
      throw error
    }
  }

  /** The moment a roster begins to exist: one transaction, one audit line. */
  async #flip(trx: Trx, roster: RosterRow, counts: ImportCounts, actor: Actor) {
    const done = { ...counts, importMark: null, owner: null, importedAt: this.#now() }
    const state = roster.addsTo ? 'merged' : 'ready'
    const flipped = await updateRoster(trx, roster.id, ['importing'], { ...done, state })
    if (!flipped) throw rosterProblem.wrongState('cancelled')
    if (roster.addsTo) await this.#adopt(trx, roster.id, roster.addsTo, counts)
    await this.#record(trx, roster, actor, 'roster.ready', { ...counts })
  }

  async #adopt(trx: Trx, fromId: string, toId: string, counts: ImportCounts) {
    const target = await findRoster(trx, toId)
    if (target?.state !== 'ready') throw rosterProblem.wrongState(target?.state ?? 'deleted')
    const { mended, added } = await adoptCorrections(trx, fromId, toId)
    await updateRoster(trx, toId, ['ready'], {
      valid: target.valid + counts.valid,
      lost: target.lost - mended + added,
      duplicate: target.duplicate + counts.duplicate,
      pairsDone: 0,
    })
  }

  async #recover(rosterId: string): Promise<void> {
    const { db } = this.#context
    const roster = await findRoster(db, rosterId)
    if (!roster?.importMark) return
    // Takes the roster over: an importer that is still there after all stops at its next transaction.
    await updateRoster(db, rosterId, ['importing'], { owner: ownName(), heartbeatAt: this.#now() })
    await this.#perform({ kind: 'clear', rosterId, mark: roster.importMark })
    const problem = JSON.stringify({ slug: 'roster-interrupted', ...INTERRUPTED })
    await transact(db, async trx => {
      const back = {
        state: 'uploaded',
        problem,
        importMark: null,
        owner: null,
        processed: 0,
        processedBytes: 0,
      } as const
      await updateRoster(trx, rosterId, ['importing'], back)
      await trx.updateTable('roster').set({ importMark: null }).where('id', '=', rosterId).execute()
      await this.#record(trx, roster, SYSTEM, 'roster.recover', {})
    })
  }

  async #pair(): Promise<void> {
    const rosters = await listUnpaired(this.#context.db)
    if (rosters.length === 0) return
    await this.#perform({ kind: 'pairs', at: this.#now() })
    await markPaired(
      this.#context.db,
      rosters.map(roster => roster.id),
    )
  }

  async #perform(job: RosterJob): Promise<RosterTaskResult> {
    const release = await takeLease(this.#context)
    try {
      return await runInThread(this.#context.config, job)
    } finally {
      await release()
    }
  }

  async #record(trx: Trx, roster: RosterRow, actor: Actor, action: string, details: Readonly<Record<string, unknown>>) {
    const subject = `roster/${roster.addsTo ?? roster.id}`
    const cited = { fileDigest: roster.fileDigest, ...details }
    await recordAudit(trx, this.#context, { actor, action, subject, campaignId: roster.campaignId, details: cited })
  }

  #now(): string {
    return this.#context.now().toISOString()
  }
}

const UNEXPECTED: { status: 500; title: Words; detail: Words } = {
  status: 500,
  title: ['导入出错', 'The import failed'],
  detail: [
    '系统出错，没有留下任何行，原有名册不变。请重试；如仍出错，请联系系统管理员。',
    'Something failed on our side; no line was left behind. Try again, and tell the administrator if it fails again.',
  ],
}
const INTERRUPTED: { title: Words; detail: Words } = {
  title: ['导入被中断', 'The import was interrupted'],
  detail: [
    '系统在导入途中停止，没有留下任何行，原有名册不变。请重新导入。',
    'The system stopped half way; no line was left behind and other rosters are unchanged. Import again.',
  ],
}

const known = new WeakMap<Context, RosterJobs>()

/** The one queue of this context. */
export function rosterJobs(context: Context): RosterJobs {
  const jobs = known.get(context) ?? new RosterJobs(context)
  known.set(context, jobs)
  return jobs
}
