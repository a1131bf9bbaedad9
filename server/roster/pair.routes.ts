// 疑似同一人: pairs that may be one person, judged by an office user; every judgement can be taken back.
import { recordAudit } from '../audit/audit.store.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { campaignParams, idParams, json, operation, router, z } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { rosterProblem } from '../problem/roster.ts'
import { countPairs, findPair, joinGroup, listPairs, listSame, updatePair } from './pair.store.ts'
import { listLines } from './person.store.ts'

const tag = 'person'
const State = z.enum(['open', 'same', 'different'])
const Line = z.object({
  rosterName: z.string(),
  category: z.string(),
  line: z.number(),
  organisation: z.string().nullable(),
  district: z.string().nullable(),
  post: z.string().nullable(),
})
const Side = z.object({
  id: z.string(),
  name: z.string(),
  mobile: z.string(),
  sex: z.string().nullable(),
  lines: z.array(Line),
})
const Pair = z
  .object({ id: z.string(), reason: z.string(), state: State, decidedAt: z.string().nullable(), a: Side, b: Side })
  .openapi('PersonPair')

const list = operation({
  method: 'get',
  path: '/campaigns/{campaignId}/person-pairs',
  tag,
  summary: ['疑似同一人', 'Doubtful pairs'],
  permission: 'person.read',
  request: {
    params: campaignParams,
    query: z.object({
      state: State.default('open'),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
  },
  response: z.object({
    pairs: z.array(Pair),
    counts: z.object({ open: z.number(), same: z.number(), different: z.number() }),
  }),
})
const decide = operation({
  method: 'post',
  path: '/person-pairs/{id}/decision',
  tag,
  summary: ['判断：同一人或不同人', 'Judge: same or different'],
  permission: 'roster.write',
  request: { params: idParams, body: json(z.object({ decision: z.enum(['same', 'different']) })) },
  response: z.object({ id: z.string(), state: State }),
})
const undo = operation({
  method: 'delete',
  path: '/person-pairs/{id}/decision',
  tag,
  summary: ['撤销判断', 'Take a judgement back'],
  permission: 'roster.write',
  request: { params: idParams },
  response: z.object({ id: z.string(), state: State }),
})

export function pairRoutes(context: Context) {
  const { db } = context
  return router()
    .openapi(list, async c => {
      const { campaignId } = c.req.valid('param')
      const rows = await listPairs(db, { campaignId, ...c.req.valid('query') })
      const lines = await listLines(
        db,
        campaignId,
        rows.flatMap(row => [row.aId, row.bId]),
      )
      const linesOf = (id: string) => lines.filter(line => line.personId === id)
      const pairs = rows.map(row => ({
        id: row.id,
        reason: row.reason,
        state: row.state,
        decidedAt: row.decidedAt,
        a: { id: row.aId, name: row.aName, mobile: row.aMobile, sex: row.aSex, lines: linesOf(row.aId) },
        b: { id: row.bId, name: row.bName, mobile: row.bMobile, sex: row.bSex, lines: linesOf(row.bId) },
      }))
      return c.json({ pairs, counts: await countPairs(db, campaignId) }, 200)
    })
    .openapi(decide, async c => {
      const { decision } = c.req.valid('json')
      const { id } = c.req.valid('param')
      const pair = (await findPair(db, id)) ?? notFound()
      const user = c.get('user')
      await transact(db, async trx => {
        const decided = { state: decision, decidedBy: user.id, decidedAt: context.now().toISOString() }
        if (!(await updatePair(trx, id, ['open'], decided))) throw rosterProblem.pairDecided()
        if (decision === 'same') await joinGroup(trx, await listSame(trx, pair.personA))
        await recordAudit(trx, context, {
          actor: user,
          action: decision === 'same' ? 'person.merge' : 'person.separate',
          subject: `person-pair/${id}`,
          details: { personA: pair.personA, personB: pair.personB, reason: pair.reason },
        })
      })
      return c.json({ id, state: decision }, 200)
    })
    .openapi(undo, async c => {
      const { id } = c.req.valid('param')
      const pair = (await findPair(db, id)) ?? notFound()
      await transact(db, async trx => {
        const open = { state: 'open' as const, decidedBy: null, decidedAt: null }
        if (!(await updatePair(trx, id, ['same', 'different'], open))) throw rosterProblem.pairNotDecided()
        // What held them together may be gone: both sides form their groups anew.
        for (const person of [pair.personA, pair.personB]) await joinGroup(trx, await listSame(trx, person))
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'person.undo',
          subject: `person-pair/${id}`,
          details: { personA: pair.personA, personB: pair.personB, was: pair.state },
        })
      })
      return c.json({ id, state: 'open' as const }, 200)
    })
}

function notFound(): never {
  throw generalProblem.notFound(['这一对', 'pair'])
}

export type PairRoutes = ReturnType<typeof pairRoutes>
