// What a link leads to: its standing, its case, its units and the questionnaire it was issued with.
import type { Context } from '../context.ts'
import { chinaDay } from '../china-time.ts'
import { findByToken } from '../invitation/invitation.store.ts'
import { caseIdOf, hashToken, openCaseKey, readToken } from '../invitation/token.ts'
import { responseProblem } from '../problem/response.ts'
import { findQuestionnaire } from '../questionnaire/questionnaire.store.ts'
import type { Json } from '../questionnaire/tree.ts'
import { compileValidator, type Validator } from '../questionnaire/validate.ts'
import { findCase } from './response.store.ts'

type Found = NonNullable<Awaited<ReturnType<typeof findByToken>>>

/** Where a link stands for the person who opened it. */
export type Standing = 'open' | 'answered' | 'expired' | 'closed' | 'early'

export interface Link {
  readonly token: string
  readonly found: Found
  readonly standing: Standing
}

/** @throws Problem `response-link-unknown` */
export async function findLink(context: Context, text: string): Promise<Link> {
  const token = readToken(text)
  const found = token ? await findByToken(context.db, hashToken(token)) : undefined
  if (!token || !found) throw responseProblem.unknownLink()
  return { token, found, standing: standingOf(found, context.now()) }
}

function standingOf(found: Found, now: Date): Standing {
  if (found.state === 'answered') return 'answered'
  const today = chinaDay(now)
  if (found.campaignState === 'preparing' || found.campaignState === 'sampling') return 'early'
  if (found.campaignState !== 'fieldwork' || !found.caseKey) return 'closed'
  if (found.opensOn && today < found.opensOn) return 'early'
  if (found.state === 'revoked' || now.toISOString() > found.expiresAt) return 'expired'
  return found.closesOn && today > found.closesOn ? 'closed' : 'open'
}

/** @throws the problem that says why the link takes no answers */
export function requireOpen(link: Link): void {
  if (link.standing !== 'open') throw responseProblem[link.standing]()
}

export interface AssignedUnit {
  readonly id: string
  readonly code: string
  readonly name: string
}

export interface Case {
  readonly caseId: string
  readonly units: readonly AssignedUnit[]
  readonly definition: Json
  readonly validate: Validator
}

/** Opens cases; keeps compiled questionnaires, which never change once fielded. */
export function caseOpener(context: Context) {
  const compiled = new Map<string, { definition: Json; validate: Validator }>()
  const questionnaireOf = async (id: string) => {
    const known = compiled.get(id)
    if (known) return known
    const row = await findQuestionnaire(context.db, id)
    if (!row) throw responseProblem.closed()
    const definition = JSON.parse(row.body) as Json
    const made = { definition, validate: compileValidator(definition) }
    if (compiled.size >= 50) compiled.clear()
    compiled.set(id, made)
    return made
  }
  return async ({ found }: Link): Promise<Case> => {
    const caseId = caseIdOfLink(context, found)
    const row = caseId ? await findCase(context.db, caseId) : undefined
    if (!row) throw responseProblem.closed()
    const units = await unitsOf(context, JSON.parse(row.units) as string[])
    return { caseId: row.caseId, units, ...(await questionnaireOf(row.questionnaireId)) }
  }
}

/** Null once the campaign's key was destroyed. */
export function caseIdOfLink(context: Context, found: Found): string | null {
  if (!found.caseKey) return null
  return caseIdOf(openCaseKey(found.caseKey, context.key('invitation-case'), found.campaignId), found.id)
}

async function unitsOf({ db }: Context, ids: readonly string[]): Promise<AssignedUnit[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('unit')
    .select(['id', 'code', 'name'])
    .where('id', 'in', [...ids])
    .execute()
  const byId = new Map(rows.map(row => [row.id, row]))
  return ids.flatMap(id => byId.get(id) ?? [])
}
