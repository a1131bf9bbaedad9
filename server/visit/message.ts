// A message of a queue or case system: proven by its key, checked whole, stored once, answered the same when it is sent again.
import { createHmac } from 'node:crypto'
import { canonicalJson } from '../../sampling/jcs.ts'
import { hashCode } from '../code.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import type { FieldError } from '../problem/problem.ts'
import { type VisitFault, visitFault, visitProblem } from '../problem/visit.ts'
import { mobileHash } from '../window/mobile.ts'
import { checkVisit, isFaulty, type RawVisit, VISIT_FIELDS } from './check.ts'
import {
  answerRequest,
  deleteRequestsBefore,
  findKeyByHash,
  findRequest,
  markKeyUsed,
  takeRequest,
} from './key.store.ts'
import { visitPlaces } from './places.ts'
import { UPSERT_ROWS, upsertVisits, type VisitInput, type VisitOutcome } from './upsert.ts'
import { rateUrl } from './visit.ts'
import type { VisitKeyTable } from './visit.table.ts'

export interface StoredVisit extends VisitOutcome {
  readonly caseNo: string
  readonly rateUrl: string
}

export interface MessageAnswer {
  readonly visits: readonly StoredVisit[]
  /** The same message was stored before; this is its answer again. */
  readonly replayed: boolean
}

/** The last use of a key is noted once a minute at most. */
const USED_MS = 60_000
/** Long beyond any retry. */
const REQUESTS_KEPT_MS = 30 * 86_400_000

/** @throws Problem 401 */
export async function keyOf(context: Context, authorization: string | undefined): Promise<VisitKeyTable> {
  const text = /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1]
  if (!text) throw visitProblem.keyMissing()
  const key = await findKeyByHash(context.db, hashCode(text))
  if (!key) throw visitProblem.keyRefused()
  const now = context.now()
  if (key.usedAt === null || Date.parse(key.usedAt) < now.getTime() - USED_MS)
    await markKeyUsed(context.db, key.id, now.toISOString())
  return key
}

/** @throws Problem 422 */
export function readIdempotencyKey(text: string | undefined): string {
  if (!text || !/^[\x21-\x7E]{1,100}$/.test(text)) throw visitProblem.idempotencyKey()
  return text
}

/** Stores all visits of a message or none. @throws Problem that lists every wrong element */
export async function storeMessage(
  context: Context,
  key: Pick<VisitKeyTable, 'id' | 'centerId'>,
  idempotencyKey: string,
  body: unknown,
): Promise<MessageAnswer> {
  // Keyed, because a telephone number could be found out from a plain digest.
  const digest = createHmac('sha256', context.key('visit-request')).update(canonicalJson(body)).digest('hex')
  const before = await findRequest(context.db, key.id, idempotencyKey)
  if (before) return replay(context, before, digest)
  const inputs = await readVisits(context, key.centerId, body)
  const answer = await transact(context.db, async trx => {
    const createdAt = context.now().toISOString()
    if (!(await takeRequest(trx, { keyId: key.id, idempotencyKey, digest, createdAt }))) return null
    const outcomes = await upsertVisits(context, trx, inputs)
    const stored = outcomes.map(({ id, outcome }, index) => ({ id, outcome, caseNo: inputs[index]?.caseNo ?? '' }))
    await answerRequest(trx, key.id, idempotencyKey, JSON.stringify(stored))
    return stored
  })
  if (answer) {
    for (const pointId of new Set(inputs.map(input => input.pointId)))
      context.live.emit({ kind: 'visit', centerId: key.centerId, pointId })
    return { visits: answer.map(visit => ({ ...visit, rateUrl: rateUrl(context, visit.id) })), replayed: false }
  }
  const first = await findRequest(context.db, key.id, idempotencyKey)
  if (!first) throw new Error('storeMessage found no answer to the message that took its key')
  return replay(context, first, digest)
}

/** Links are made anew from the ids: the answer that is kept holds no secret. */
function replay(
  context: Context,
  { digest, answer }: { readonly digest: string; readonly answer: string },
  asked: string,
): MessageAnswer {
  if (digest !== asked) throw visitProblem.idempotencyReused()
  const stored = JSON.parse(answer) as (VisitOutcome & { readonly caseNo: string })[]
  return { visits: stored.map(visit => ({ ...visit, rateUrl: rateUrl(context, visit.id) })), replayed: true }
}

async function readVisits(context: Context, centerId: string, body: unknown): Promise<readonly VisitInput[]> {
  const elements: readonly unknown[] = Array.isArray(body) ? body : [body]
  if (elements.length === 0 || elements.length > UPSERT_ROWS) throw visitProblem.count(UPSERT_ROWS)
  const places = await visitPlaces(context.db, centerId)
  const hashMobile = (mobile: string) => mobileHash(context, mobile)
  const options = { places, now: context.now(), source: 'api' as const, hashMobile }
  const errors: FieldError[] = []
  const inputs: VisitInput[] = []
  const seen = new Set<string>()
  for (const [index, element] of elements.entries()) {
    const place = Array.isArray(body) ? `/${index}` : ''
    const say = (field: string, fault: VisitFault) =>
      errors.push({ pointer: field ? `${place}/${field}` : place || '/', detail: visitFault[fault] })
    const raw = readShape(element, say)
    if (!raw) continue
    const checked = checkVisit(raw, options)
    if (isFaulty(checked)) {
      for (const { field, fault } of checked) say(field, fault)
      continue
    }
    if (seen.has(checked.caseNo)) say('caseNo', 'repeated')
    seen.add(checked.caseNo)
    inputs.push(checked)
  }
  if (errors.length > 0) throw visitProblem.faults(errors, errors.length)
  return inputs
}

/** An unknown field is refused: a misspelt `finishedAt` would otherwise keep a visit out of every figure, unnoticed. */
function readShape(element: unknown, say: (field: string, fault: VisitFault) => unknown): RawVisit | null {
  if (typeof element !== 'object' || element === null || Array.isArray(element)) {
    say('', 'notVisit')
    return null
  }
  const raw: RawVisit = {}
  for (const [name, value] of Object.entries(element)) {
    const field = VISIT_FIELDS.find(known => known === name)
    if (!field) say(name, 'unknownField')
    else if (typeof value === 'string') raw[field] = value
    else if (value !== null) say(name, 'notText')
  }
  return raw
}

/** Answers kept for a repeated message go after thirty days. */
export async function forgetRequests(context: Pick<Context, 'db' | 'now'>): Promise<void> {
  await deleteRequestsBefore(context.db, new Date(context.now().getTime() - REQUESTS_KEPT_MS).toISOString())
}
