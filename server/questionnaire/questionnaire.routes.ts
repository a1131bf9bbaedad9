// Questionnaire versions of a campaign: list, add, edit a draft, check, field, download, preview.
import { recordAudit } from '../audit/audit.store.ts'
import { listCampaignUnits } from '../campaign/campaign.store.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { attachment } from '../files/csv.ts'
import { campaignParams, idParams, json, operation, requirePermission, router, z } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { languageOf, say } from '../problem/problem.ts'
import { questionnaireProblem } from '../problem/questionnaire.ts'
import { checkQuestionnaire } from './check.ts'
import { compileForm } from './form.ts'
import { deleteDraft, findQuestionnaire, listQuestionnaires } from './questionnaire.store.ts'
import { addVersion, changeVersion, DEFAULT_QUESTIONNAIRE, fieldVersion } from './questionnaire.ts'
import type { Json } from './tree.ts'

const tag = 'questionnaire'
const Definition = z.record(z.string(), z.unknown())
const Version = z
  .object({
    id: z.string(),
    version: z.number(),
    title: z.string(),
    digest: z.string(),
    state: z.enum(['draft', 'fielded', 'retired']),
    questions: z.number(),
    perUnit: z.number(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .openapi('Questionnaire')

const list = operation({
  method: 'get',
  path: '/campaigns/{campaignId}/questionnaires',
  tag,
  summary: ['问卷版本', 'Questionnaire versions'],
  permission: 'questionnaire.read',
  request: { params: campaignParams },
  response: z.object({ versions: z.array(Version) }),
})
const show = operation({
  method: 'get',
  path: '/questionnaires/{id}',
  tag,
  summary: ['一个版本及其定义', 'One version with its definition'],
  permission: 'questionnaire.read',
  request: { params: idParams },
  response: z.object({
    version: Version,
    body: Definition,
    units: z.array(z.object({ code: z.string(), name: z.string() })),
  }),
})
const create = operation({
  method: 'post',
  path: '/campaigns/{campaignId}/questionnaires',
  tag,
  summary: ['新增版本；不给定义时为默认问卷', 'Add a version; the default questionnaire if none is given'],
  permission: 'questionnaire.write',
  request: { params: campaignParams, body: json(z.object({ body: Definition.optional() })) },
  response: z.object({ id: z.string(), version: z.number() }),
})
const change = operation({
  method: 'put',
  path: '/questionnaires/{id}',
  tag,
  summary: ['修改草稿', 'Change a draft'],
  permission: 'questionnaire.write',
  request: { params: idParams, body: json(z.object({ body: Definition })) },
  response: z.object({}),
})
const remove = operation({
  method: 'delete',
  path: '/questionnaires/{id}',
  tag,
  summary: ['删除草稿', 'Delete a draft'],
  permission: 'questionnaire.write',
  request: { params: idParams },
  response: z.object({}),
})
const field = operation({
  method: 'post',
  path: '/questionnaires/{id}/fielding',
  tag,
  summary: ['启用版本', 'Field a version'],
  permission: 'questionnaire.write',
  request: { params: idParams, body: json(z.object({})) },
  response: z.object({}),
})
const check = operation({
  method: 'post',
  path: '/questionnaires/check',
  tag,
  summary: ['检查问卷，不保存', 'Check a questionnaire without saving'],
  permission: 'questionnaire.read',
  request: { body: json(z.object({ body: z.unknown() })) },
  response: z.object({
    problems: z.array(z.object({ pointer: z.string(), detail: z.string() })),
    questions: z.number(),
    perUnit: z.number(),
  }),
})

/** Questions of one respondent with one unit: outside units, and about each. */
function countQuestions(body: Json) {
  const { questions } = compileForm(body, [{ code: 'u', name: '' }])
  const asked = questions.filter(question => question.type !== 'html')
  const perUnit = asked.filter(question => question.unit).length
  return { questions: asked.length - perUnit, perUnit }
}

type Row = NonNullable<Awaited<ReturnType<typeof findQuestionnaire>>>

function versionOf(row: Row) {
  const { id, version, title, digest, state, createdAt, updatedAt } = row
  return { id, version, title, digest, state, createdAt, updatedAt, ...countQuestions(JSON.parse(row.body) as Json) }
}

export function questionnaireRoutes(context: Context) {
  const { db } = context
  const found = async (id: string) => {
    const row = await findQuestionnaire(db, id)
    if (!row) throw generalProblem.notFound(['问卷', 'questionnaire'])
    return row
  }
  return router()
    .openapi(list, async c => {
      const rows = await listQuestionnaires(db, c.req.valid('param').campaignId)
      return c.json({ versions: rows.map(versionOf) }, 200)
    })
    .openapi(check, c => {
      const { definition, problems } = checkQuestionnaire(c.req.valid('json').body)
      const language = languageOf(c)
      const said = problems.map(problem => ({ pointer: problem.pointer, detail: say(problem.detail, language) }))
      return c.json(
        { problems: said, ...(definition ? countQuestions(definition) : { questions: 0, perUnit: 0 }) },
        200,
      )
    })
    .openapi(show, async c => {
      const row = await found(c.req.valid('param').id)
      const units = (await listCampaignUnits(db, row.campaignId)).map(({ code, name }) => ({ code, name }))
      return c.json({ version: versionOf(row), body: JSON.parse(row.body) as Record<string, unknown>, units }, 200)
    })
    .openapi(create, async c => {
      const { campaignId } = c.req.valid('param')
      return c.json(
        await addVersion(context, c.get('user'), campaignId, c.req.valid('json').body ?? DEFAULT_QUESTIONNAIRE),
        200,
      )
    })
    .openapi(change, async c => {
      await changeVersion(context, c.get('user'), c.req.valid('param').id, c.req.valid('json').body)
      return c.json({}, 200)
    })
    .openapi(remove, async c => {
      const row = await found(c.req.valid('param').id)
      await transact(db, async trx => {
        if (!(await deleteDraft(trx, row.id))) throw questionnaireProblem.fielded()
        const details = { version: row.version, digest: row.digest }
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'questionnaire.delete',
          subject: `questionnaire/${row.id}`,
          campaignId: row.campaignId,
          details,
        })
      })
      return c.json({}, 200)
    })
    .openapi(field, async c => {
      await fieldVersion(context, c.get('user'), c.req.valid('param').id)
      return c.json({}, 200)
    })
    .get('/questionnaires/:id/file', requirePermission('questionnaire.read'), async c => {
      const row = await found(c.req.param('id'))
      const name = `${row.title}-v${row.version}.json`
      return c.body(JSON.stringify(JSON.parse(row.body), null, 2), 200, {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': attachment(name),
      })
    })
}

export type QuestionnaireRoutes = ReturnType<typeof questionnaireRoutes>
