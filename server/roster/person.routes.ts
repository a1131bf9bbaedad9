// People on the rosters of a campaign, masked; a contact is shown one by one, for a stated purpose.
import { RESPONDENT_CATEGORIES } from '../campaign/campaign.ts'
import { recordAudit } from '../audit/audit.store.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { campaignParams, idParams, json, operation, router, z } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { maskMobile, maskName } from './normalise.ts'
import { COUNT_LIMIT, countLines, countPeople, findPerson, listPeople, SORT_LIMIT } from './person.store.ts'

const tag = 'person'
const Person = z
  .object({
    id: z.string(),
    name: z.string(),
    mobile: z.string(),
    sex: z.string().nullable(),
    merged: z.boolean(),
    rosterId: z.string(),
    rosterName: z.string(),
    category: z.string(),
    line: z.number(),
    organisation: z.string().nullable(),
    district: z.string().nullable(),
    matter: z.string().nullable(),
    handledOn: z.string().nullable(),
    sector: z.string().nullable(),
    delegation: z.string().nullable(),
    post: z.string().nullable(),
  })
  .openapi('RosterPerson')

const list = operation({
  method: 'get',
  path: '/campaigns/{campaignId}/people',
  tag,
  summary: ['名册上的人（姓名、号码已遮盖）', 'People on the rosters, masked'],
  permission: 'roster.read',
  request: {
    params: campaignParams,
    query: z.object({
      rosterId: z.string().max(64).optional(),
      category: z.enum(RESPONDENT_CATEGORIES).optional(),
      district: z.string().max(100).optional(),
      search: z.string().trim().max(40).optional(),
      sort: z.enum(['line', 'name', 'organisation', 'district', 'handledOn']).optional(),
      descending: z.enum(['0', '1']).default('0'),
      offset: z.coerce.number().int().min(0).max(2_000_000).default(0),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
  },
  response: z.object({
    people: z.array(Person),
    /** Lines that match; with `more`, at least so many. */
    total: z.number(),
    more: z.boolean(),
    /** False: too many lines to sort by other columns than the line. */
    sortable: z.boolean(),
  }),
})
const reveal = operation({
  method: 'post',
  path: '/people/{id}/contact',
  tag,
  summary: ['查看一人的联系方式', 'See the contact of one person'],
  permission: 'person.read',
  request: { params: idParams, body: json(z.object({ reason: z.string().trim().min(2).max(200) })) },
  response: z.object({
    id: z.string(),
    name: z.string(),
    mobile: z.string(),
    mobileExtra: z.string().nullable(),
  }),
})

export function personRoutes(context: Context) {
  const { db } = context
  return router()
    .openapi(list, async c => {
      const { descending, sort, search, ...rest } = c.req.valid('query')
      const wanted = { campaignId: c.req.valid('param').campaignId, search: search || undefined, ...rest }
      const filtered = Boolean(search || rest.district)
      const lines = await countLines(db, wanted)
      const counted = filtered ? await countPeople(db, wanted) : lines
      const sortable = Boolean(search) || lines <= SORT_LIMIT
      const people = await listPeople(db, {
        ...wanted,
        sort: sortable ? sort : 'line',
        descending: descending === '1',
      })
      const masked = people.map(({ mobileExtra: _extra, note: _note, mergedInto, ...person }) => {
        return {
          ...person,
          name: maskName(person.name),
          mobile: maskMobile(person.mobile),
          merged: mergedInto !== null,
        }
      })
      const more = filtered && counted > COUNT_LIMIT
      return c.json({ people: masked, total: more ? COUNT_LIMIT : counted, more, sortable }, 200)
    })
    .openapi(reveal, async c => {
      const { id } = c.req.valid('param')
      const person = await findPerson(db, id)
      if (!person) throw generalProblem.notFound(['人员', 'person'])
      await transact(db, async trx => {
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'person.read',
          subject: `person/${id}`,
          details: c.req.valid('json'),
        })
      })
      const { name, mobile, mobileExtra } = person
      return c.json({ id, name, mobile, mobileExtra }, 200)
    })
}

export type PersonRoutes = ReturnType<typeof personRoutes>
