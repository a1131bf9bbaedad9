// Making and fielding a version, in one transaction with its audit line: what the routes and the demo share.
import { type Actor, recordAudit } from '../audit/audit.store.ts'
import { findCampaign } from '../campaign/campaign.store.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { digestOf } from '../digest.ts'
import { generalProblem } from '../problem/general.ts'
import { questionnaireProblem } from '../problem/questionnaire.ts'
import { checkQuestionnaire } from './check.ts'
import defaultDefinition from './default.json' with { type: 'json' }
import { findQuestionnaire, insertQuestionnaire, nextVersion, setFielded, updateDraft } from './questionnaire.store.ts'
import { type Json, wordsOf } from './tree.ts'

/** The questionnaire every campaign may start from. */
export const DEFAULT_QUESTIONNAIRE: Json = defaultDefinition

/** @throws Problem `questionnaire-invalid`, with the place of everything that is wrong */
export function acceptDefinition(json: unknown): Json {
  const { definition, problems } = checkQuestionnaire(json)
  if (!definition) throw questionnaireProblem.invalid(problems)
  return definition
}

function columnsOf(definition: Json) {
  return { title: wordsOf(definition.title)[0], body: JSON.stringify(definition), digest: digestOf(definition) }
}

/**
 * Adds a draft version.
 * @param definition - SurveyJS JSON; the default questionnaire when left out
 */
export async function addVersion(
  context: Context,
  actor: Actor,
  campaignId: string,
  definition: unknown = DEFAULT_QUESTIONNAIRE,
): Promise<{ id: string; version: number }> {
  const accepted = acceptDefinition(definition)
  return await transact(context.db, async trx => {
    if (!(await findCampaign(trx, campaignId))) throw generalProblem.notFound(['年度考评', 'campaign'])
    const at = context.now().toISOString()
    const id = context.newId()
    const version = await nextVersion(trx, campaignId)
    const columns = columnsOf(accepted)
    await insertQuestionnaire(trx, {
      id,
      campaignId,
      version,
      ...columns,
      state: 'draft',
      createdAt: at,
      updatedAt: at,
    })
    await recordAudit(trx, context, {
      actor,
      action: 'questionnaire.write',
      subject: `questionnaire/${id}`,
      campaignId,
      details: { version, digest: columns.digest },
    })
    return { id, version }
  })
}

/** @throws Problem when the version is no draft any more, or the definition is not valid */
export async function changeVersion(context: Context, actor: Actor, id: string, definition: unknown): Promise<void> {
  const columns = columnsOf(acceptDefinition(definition))
  await transact(context.db, async trx => {
    const row = await findQuestionnaire(trx, id)
    if (!row) throw generalProblem.notFound(['问卷', 'questionnaire'])
    const changed = await updateDraft(trx, id, { ...columns, updatedAt: context.now().toISOString() })
    if (!changed) throw questionnaireProblem.fielded()
    await recordAudit(trx, context, {
      actor,
      action: 'questionnaire.write',
      subject: `questionnaire/${id}`,
      campaignId: row.campaignId,
      details: { version: row.version, digest: columns.digest },
    })
  })
}

const MAY_FIELD = new Set<string>(['preparing', 'sampling', 'fieldwork'])

/** Makes a version the one new invitations lead to. */
export async function fieldVersion(context: Context, actor: Actor, id: string): Promise<void> {
  await transact(context.db, async trx => {
    const row = await findQuestionnaire(trx, id)
    if (!row) throw generalProblem.notFound(['问卷', 'questionnaire'])
    const campaign = await findCampaign(trx, row.campaignId)
    if (!campaign || !MAY_FIELD.has(campaign.state)) throw questionnaireProblem.campaignClosed()
    if (row.state === 'fielded') return
    await setFielded(trx, row.campaignId, id, context.now().toISOString())
    await recordAudit(trx, context, {
      actor,
      action: 'questionnaire.field',
      subject: `questionnaire/${id}`,
      campaignId: row.campaignId,
      details: { version: row.version, digest: row.digest },
    })
  })
}
