// Reading and checking the audit log.
import type { Context } from '../context.ts'
import { operation, router, z } from '../http/route.ts'
import { listAudit, verifyAudit } from './audit.store.ts'

const Entry = z.object({
  position: z.number(),
  at: z.string(),
  actorName: z.string(),
  action: z.string(),
  subject: z.string(),
  campaignId: z.string().nullable(),
  details: z.string(),
  hash: z.string(),
})
const list = operation({
  method: 'get',
  path: '/audit',
  tag: 'audit',
  summary: ['审计日志', 'Audit log'],
  permission: 'audit.read',
  request: {
    query: z.object({
      before: z.coerce.number().int().positive().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
      campaignId: z.string().optional(),
      action: z.string().max(60).optional(),
    }),
  },
  response: z.object({ entries: z.array(Entry) }),
})
const verify = operation({
  method: 'get',
  path: '/audit/verification',
  tag: 'audit',
  summary: ['核验审计链', 'Verify the audit chain'],
  permission: 'audit.read',
  response: z.object({
    ok: z.boolean(),
    entries: z.number().optional(),
    hash: z.string().optional(),
    position: z.number().optional(),
    reason: z.string().optional(),
  }),
})

export function auditRoutes(context: Context) {
  return router()
    .openapi(list, async c => {
      const { before, limit, campaignId, action } = c.req.valid('query')
      const entries = await listAudit(context.db, {
        limit,
        ...(before ? { before } : {}),
        ...(campaignId ? { campaignId } : {}),
        ...(action ? { action } : {}),
      })
      return c.json({ entries }, 200)
    })
    .openapi(verify, async c => c.json(await verifyAudit(context.db), 200))
}

export type AuditRoutes = ReturnType<typeof auditRoutes>
