// A campaign in the field with a drawn sample and issued links, for tests of invitations and answers.
import { fieldVersion, addVersion } from '../../server/questionnaire/questionnaire.ts'
import { SYSTEM } from '../../server/audit/audit.store.ts'
import { type Issued, issueBatch } from '../../server/invitation/issue.ts'
import { tokenOf } from '../../server/invitation/token.ts'
import type { TestApp } from '../support/app.ts'
import { createTestCampaign, type TestCampaign } from '../support/campaign.ts'

export interface Field {
  readonly campaign: TestCampaign
  readonly drawId: string
  readonly questionnaireId: string
  /** Names of the sample, in draw order. */
  readonly people: readonly string[]
}

export interface Sampled {
  readonly sample: number
  readonly reserve?: number
  /** Strata in turn; one by default. */
  readonly strata?: readonly string[]
  readonly units?: number
  readonly definition?: unknown
}

/** Units, a fielded questionnaire and a drawn sample; the campaign is moved to fieldwork. */
export async function createField(test: TestApp, options: Sampled): Promise<Field> {
  const { context } = test
  const campaign = await createTestCampaign(test, options.units ?? 2)
  const version = await addVersion(context, SYSTEM, campaign.id, options.definition)
  await fieldVersion(context, SYSTEM, version.id)
  const { drawId, people } = await insertDraw(test, campaign, options)
  const administrator = await test.as('administrator')
  await administrator.post(`/api/campaigns/${campaign.id}/state`, { state: 'sampling' })
  await administrator.post(`/api/campaigns/${campaign.id}/state`, { state: 'fieldwork' })
  return { campaign, drawId, questionnaireId: version.id, people }
}

async function insertDraw({ context: { db, newId, now } }: TestApp, campaign: TestCampaign, options: Sampled) {
  const at = now().toISOString()
  const [frameId, designId, drawId] = [newId(), newId(), newId()]
  const strata = options.strata ?? ['service_recipient']
  await db
    .insertInto('frame')
    .values({
      id: frameId,
      campaignId: campaign.id,
      name: '测试',
      state: 'frozen',
      definition: '{}',
      digest: 'f',
      coverage: '{}',
      createdAt: at,
      frozenAt: at,
    })
    .execute()
  const design = {
    id: designId,
    campaignId: campaign.id,
    frameId,
    name: '测试',
    body: '{}',
    assignment: '{}',
    digest: 'd',
  }
  await db
    .insertInto('design')
    .values({ ...design, state: 'committed', createdAt: at, committedAt: at })
    .execute()
  const nothing = {
    secretDigest: null,
    secret: null,
    seedPlace: null,
    seedWitnesses: null,
    seedRecordedAt: null,
    manifest: null,
    sampleDigest: null,
    revealedAt: null,
  }
  const draw = {
    id: drawId,
    campaignId: campaign.id,
    frameId,
    designId,
    frameDigest: 'f',
    designDigest: 'd',
    seed: '1',
  }
  await db
    .insertInto('draw')
    .values({ ...draw, ...nothing, state: 'drawn', committedAt: at, drawnAt: at })
    .execute()
  const people: string[] = []
  const total = options.sample + (options.reserve ?? 0)
  for (let position = 1; position <= total; position++) {
    const role = position <= options.sample ? ('sample' as const) : ('reserve' as const)
    const person = { id: newId(), name: `测试人${position}`, mobile: `1990000${String(position).padStart(4, '0')}` }
    if (role === 'sample') people.push(person.name)
    const stratum = strata[position % strata.length] ?? ''
    await db
      .insertInto('person')
      .values({ ...person, mobileExtra: null, sex: null, mergedInto: null, createdAt: at })
      .execute()
    const drawn = {
      stratum,
      position,
      role,
      ticket: 't',
      inclusionProbability: 0.5,
      baseWeight: role === 'sample' ? 2 : null,
    }
    await db
      .insertInto('drawElement')
      .values({
        drawId,
        elementId: person.id,
        personId: person.id,
        category: 'service_recipient',
        unitId: null,
        releasedAt: null,
        ...drawn,
      })
      .execute()
    const assigned = campaign.units.map((unit, index) => ({
      drawId,
      elementId: person.id,
      unitId: unit.id,
      position: index + 1,
    }))
    if (assigned.length > 0) await db.insertInto('drawAssignment').values(assigned).execute()
  }
  return { drawId, people }
}

/** Issues the sample's invitations and gives the token of each. */
export async function issueLinks(
  test: TestApp,
  field: Field,
  lastDay?: string,
): Promise<{ issued: Issued; tokens: string[] }> {
  const issued = await issueBatch(test.context, SYSTEM, field.campaign.id, {
    drawId: field.drawId,
    ...(lastDay ? { lastDay } : {}),
  })
  const secret = Buffer.from(issued.exportKey, 'base64url')
  return { issued, tokens: issued.invitationIds.map(id => tokenOf(secret, id)) }
}

const DIMS = ['duty', 'service', 'efficiency', 'law', 'integrity', 'response']

/** A full and valid answer to the default questionnaire. */
export function fullAnswers(units: readonly { readonly code: string }[], level = 's3'): Record<string, unknown> {
  return Object.fromEntries(
    units.flatMap(({ code }) => [
      [`units.${code}.know`, 'k2'],
      [`units.${code}.overall`, level],
      ...DIMS.map(dim => [`units.${code}.dims.${dim}`, level]),
      ...(level === 's1' ? [[`units.${code}.reason`, ['slow']]] : []),
    ]),
  )
}
