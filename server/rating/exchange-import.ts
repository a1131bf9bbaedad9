// Takes the lines of a rating file in: missing visits first, then the ratings, then what was added to them later.
import { createHash } from 'node:crypto'
import { type Actor, recordAudit } from '../audit/audit.store.ts'
import { chinaDay } from '../china-time.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { exchangeFault, exchangeProblem } from '../problem/exchange.ts'
import { Problem } from '../problem/problem.ts'
import { visitPlaces, type VisitPlaces } from '../visit/places.ts'
import { upsertVisits, type VisitInput } from '../visit/upsert.ts'
import { unitOf } from '../visit/visit.ts'
import type { Words } from '../words/words.ts'
import { acceptingOf, type Accepted, type RatingInput } from './accepting.ts'
import { type ExchangeLine, isLevel, levelOf } from './exchange.ts'
import type { Direction } from './exchange-terms.ts'
import {
  defaultBy,
  type ExchangeFile,
  faultsOf,
  type IsDefault,
  reasonsOf,
  type RefusedLine,
  rejectsCsv,
  unknownTagsOf,
} from './exchange-file.ts'
import { firstRatings, insertImport, knownClients, type KnownVisit, visitsByCase } from './exchange.store.ts'

/** Lines that are worked on together. */
const CHUNK = 500

export interface ImportOrder {
  readonly centerId: string
  readonly file: ExchangeFile
  readonly direction: Direction
  readonly defaultChannels: readonly string[]
  /** The window of visits that are not known yet, where no column names it. */
  readonly pointId: string | null
}

export interface ImportResult {
  readonly id: string
  /** Ratings by people, supplements among them. */
  readonly imported: number
  readonly supplements: number
  readonly autoDefault: number
  readonly repeated: number
  readonly refused: number
  /** Visits that were not known. */
  readonly visits: number
  readonly unknownTags: readonly string[]
  /** Codes of matters and numbers of staff nobody knows: their ratings came in without them. */
  readonly unknownMatters: readonly string[]
  readonly unknownStaff: readonly string[]
}

export async function importExchange(context: Context, actor: Actor & { id: string }, order: ImportOrder) {
  const places = await visitPlaces(context.db, order.centerId)
  if (order.pointId !== null && !places.pointById(order.pointId)) throw exchangeProblem.windowRequired()
  const work = new ExchangeWork(context, order, places)
  const { lines } = order.file
  const isFirst = (line: ExchangeLine) => line.assessNumber === 1 || work.isDefault(line)
  for (const part of [lines.filter(isFirst), lines.filter(line => !isFirst(line))])
    for (let from = 0; from < part.length; from += CHUNK) await work.take(part.slice(from, from + CHUNK))
  return await finish(context, actor, order, work)
}

async function finish(
  context: Context,
  actor: Actor & { id: string },
  order: ImportOrder,
  work: ExchangeWork,
): Promise<ImportResult> {
  const id = context.newId()
  const refused = work.refused.toSorted((a, b) => a.line.line - b.line.line)
  const unknownTags = unknownTagsOf(order.file.lines)
    .slice(0, 200)
    .map(tag => tag.code)
  const { imported, autoDefault, repeated } = work.counts
  const counts = { imported, autoDefault, repeated, refused: refused.length }
  const { fileName, digest } = order.file.table
  await transact(context.db, async trx => {
    await insertImport(trx, {
      id,
      centerId: order.centerId,
      fileName,
      digest,
      direction: order.direction,
      ...counts,
      unknownTags: JSON.stringify(unknownTags),
      rejects: rejectsCsv(order.file, refused),
      createdBy: actor.id,
      createdAt: context.now().toISOString(),
    })
    await recordAudit(trx, context, {
      actor,
      action: 'rating.import',
      subject: `rating-import/${id}`,
      details: { centerId: order.centerId, direction: order.direction, digest, ...counts },
    })
  })
  const { supplements, visits } = work.counts
  const unknown = { unknownTags, unknownMatters: [...work.unknownMatters], unknownStaff: [...work.unknownStaff] }
  return { id, ...counts, supplements, visits, ...unknown }
}

class ExchangeWork {
  readonly counts = { imported: 0, supplements: 0, autoDefault: 0, repeated: 0, visits: 0 }
  readonly refused: RefusedLine[] = []
  readonly unknownMatters = new Set<string>()
  readonly unknownStaff = new Set<string>()
  readonly isDefault: IsDefault
  readonly #context: Context
  readonly #order: ImportOrder
  readonly #places: VisitPlaces

  constructor(context: Context, order: ImportOrder, places: VisitPlaces) {
    this.#context = context
    this.#order = order
    this.#places = places
    this.isDefault = defaultBy(order.defaultChannels)
  }

  async take(lines: readonly ExchangeLine[]): Promise<void> {
    const { db } = this.#context
    const { centerId, direction } = this.#order
    const good = lines.filter(line => this.#passes(line, reasonsOf(faultsOf(line, direction))))
    const known = await knownClients(
      db,
      good.map(line => clientIdOf(centerId, line)),
    )
    const fresh = good.filter(line => !known.has(clientIdOf(centerId, line)))
    this.counts.repeated += good.length - fresh.length
    const visits = await this.#visitsOf(fresh)
    const firsts = fresh.some(line => line.assessNumber > 1)
      ? await firstRatings(
          db,
          [...visits.values()].map(visit => visit.id),
        )
      : new Map<string, string>()
    await Promise.all(
      fresh.map(async line => {
        const visit = visits.get(line.text.caseNo)
        if (visit) await this.#store(line, visit, firsts.get(visit.id))
      }),
    )
  }

  #passes(line: ExchangeLine, reasons: readonly Words[]): boolean {
    if (reasons.length > 0) this.refused.push({ line, reasons })
    return reasons.length === 0
  }

  /** Visits of the lines; those that are missing are made. A line whose window cannot be told is refused. */
  async #visitsOf(lines: readonly ExchangeLine[]): Promise<Map<string, KnownVisit>> {
    const { db } = this.#context
    const { centerId } = this.#order
    const cases = [...new Set(lines.map(line => line.text.caseNo))]
    const known = await visitsByCase(db, centerId, cases)
    const missing = new Map<string, VisitInput>()
    for (const line of lines) {
      if (known.has(line.text.caseNo) || missing.has(line.text.caseNo)) continue
      const input = this.#newVisit(line)
      if (input) missing.set(input.caseNo, input)
    }
    for (const line of lines) {
      const { caseNo, windowCode } = line.text
      if (known.has(caseNo) || missing.has(caseNo)) continue
      this.#passes(line, [windowCode === '' ? exchangeFault.windowMissing : exchangeFault.windowUnknown])
    }
    if (missing.size === 0) return known
    const outcomes = await transact(db, trx => upsertVisits(this.#context, trx, [...missing.values()]))
    this.counts.visits += outcomes.filter(one => one.outcome === 'created').length
    return await visitsByCase(db, centerId, cases)
  }

  #newVisit({ text, assessedAt, finishedAt }: ExchangeLine): VisitInput | null {
    const { centerId, pointId } = this.#order
    const byColumn = text.windowCode === '' ? undefined : this.#places.point(text.windowCode)
    const chosen = pointId === null || text.windowCode !== '' ? undefined : this.#places.pointById(pointId)
    const point = byColumn ?? chosen
    if (!point) return null
    const matter = found(text.matterCode, this.#places.matter, this.unknownMatters)
    const staffId = found(text.staffNumber, this.#places.staff, this.unknownStaff)
    // Without a finish of its own, a case that is not under way had ended when it was rated.
    const underWay = text.state === '1' || text.state === '2'
    const rated = assessedAt?.at ?? null
    const sameDay = finishedAt?.dayOnly && rated && chinaDay(new Date(finishedAt.at)) === chinaDay(new Date(rated))
    return {
      centerId,
      pointId: point.id,
      unitId: unitOf(point, matter),
      matterId: matter?.id ?? null,
      staffId,
      caseNo: text.caseNo,
      source: 'exchange',
      mobileHash: null,
      startedAt: null,
      finishedAt: finishedAt && !sameDay ? finishedAt.at : underWay ? null : rated,
    }
  }

  async #store(line: ExchangeLine, visit: KnownVisit, firstId: string | undefined): Promise<void> {
    const level = levelOf(line, this.#order.direction)
    if (!isLevel(level)) return
    const accepting = acceptingOf(this.#context)
    const input: RatingInput = {
      clientId: clientIdOf(this.#order.centerId, line),
      level,
      tags: line.tags,
      words: line.text.words,
      contact: null,
      madeAt: line.assessedAt?.at ?? null,
      device: null,
      network: null,
    }
    const target = { ...visit, visit, channel: 'exchange' as const }
    const isDefault = this.isDefault(line)
    try {
      if (isDefault) this.#count(await accepting.acceptDefault(target, input), 'autoDefault')
      else if (line.assessNumber === 1) this.#count(await accepting.accept(target, input), 'imported')
      else if (firstId === undefined) this.refused.push({ line, reasons: [exchangeFault.firstMissing] })
      else if (this.#count(await accepting.supplement(firstId, input), 'imported')) this.counts.supplements++
    } catch (error) {
      this.refused.push({ line, reasons: reasonsOfProblem(error) })
    }
  }

  #count({ repeated }: Accepted, name: 'imported' | 'autoDefault'): boolean {
    this.counts[repeated ? 'repeated' : name]++
    return !repeated
  }
}

function found<T>(text: string, find: (text: string) => T | undefined, unknown: Set<string>): T | null {
  if (text === '') return null
  const one = find(text)
  if (one === undefined && unknown.size < 100) unknown.add(text)
  return one ?? null
}

/** What is wrong with one line stays with the line; a database that cannot be written ends the import, which can be repeated. */
function reasonsOfProblem(error: unknown): readonly Words[] {
  if (!(error instanceof Problem) || error.options.status >= 500) throw error
  if (error.slug === 'rating-visit-rated') return [exchangeFault.rated]
  return error.options.errors?.map(one => one.detail) ?? [error.options.title]
}

/** The same rating of the same file, or of another one, is the same rating. */
export function clientIdOf(centerId: string, { text, assessNumber, assessedAt }: ExchangeLine): string {
  const name = [centerId, text.caseNo, assessNumber, assessedAt?.at ?? ''].join('\n')
  return `x-${createHash('sha256').update(name).digest('hex').slice(0, 48)}`
}
