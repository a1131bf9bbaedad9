// Files of a case: evidence and proof of what was mended. Taken while it is open, kept with it, shown to staff only.
import { createHash } from 'node:crypto'
import { bodyLimit } from 'hono/body-limit'
import { recordAudit } from '../audit/audit.store.ts'
import { can } from '../account/permission.ts'
import type { Context } from '../context.ts'
import { transact, type Trx } from '../db/engine.ts'
import { attachment } from '../files/csv.ts'
import { idParams, operation, requirePermission, router, type SessionUser, z } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { rectificationProblem as problem } from '../problem/rectification.ts'
import { fileName, kindOf } from './file.ts'
import { deleteFile, findFile, insertFile, listFiles } from './file.store.ts'
import { reachOf, requireReach } from './reach.ts'
import { isOpen, RULES } from './rectification.ts'
import { findRectification } from './rectification.store.ts'

const removeRoute = operation({
  method: 'delete',
  path: '/rectification-files/{id}',
  tag: 'rectification',
  summary: ['删除附件', 'Remove a file'],
  permission: 'rectification.read',
  request: { params: idParams },
  response: z.object({ id: z.string() }),
})

export function rectificationFileRoutes(context: Context) {
  const { db } = context
  const routes = router().openapi(removeRoute, async c => {
    const { id } = c.req.valid('param')
    await removeFile(context, c.get('user'), id)
    return c.json({ id }, 200)
  })
  const limit = bodyLimit({
    maxSize: RULES.fileBytes,
    onError: () => {
      throw problem.fileTooLarge(RULES.fileBytes)
    },
  })
  routes.post('/rectifications/:id/files', requirePermission('rectification.read'), limit, async c => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    return c.json(await storeFile(context, c.get('user'), c.req.param('id'), c.req.query('name') ?? '', bytes), 200)
  })
  routes.get('/rectification-files/:id', requirePermission('rectification.read'), async c => {
    const file = await transact(db, async trx => {
      const { file: asked } = await requireFile(trx, c.get('user'), c.req.param('id'))
      await recordAudit(trx, context, {
        actor: c.get('user'),
        action: 'rectification.download',
        subject: `rectification/${asked.rectificationId}`,
        details: { file: asked.id, digest: asked.digest },
      })
      return asked
    })
    return c.body(Buffer.from(file.content, 'base64'), 200, {
      'Content-Type': file.mediaType,
      'Content-Disposition': attachment(file.name),
      'X-Content-Type-Options': 'nosniff',
    })
  })
  return routes
}

/** Whoever works on cases may add to them; to read a case is not enough. */
function requireWriter(user: SessionUser): void {
  if (!can(user.role, 'rectification.write') && !can(user.role, 'rectification.call'))
    throw generalProblem.forbidden('rectification.write')
}

async function storeFile(context: Context, user: SessionUser, caseId: string, given: string, bytes: Uint8Array) {
  requireWriter(user)
  const kind = kindOf(bytes)
  const id = context.newId()
  return await transact(context.db, async trx => {
    const found = await findRectification(trx, caseId)
    requireReach(await reachOf(trx, user), found)
    if (!isOpen(found.state)) throw problem.ended()
    if (!kind) throw problem.fileKind()
    if ((await listFiles(trx, caseId)).length >= RULES.files) throw problem.fileCount(RULES.files)
    const digest = createHash('sha256').update(bytes).digest('hex')
    const name = fileName(given, kind.ending)
    await insertFile(trx, {
      id,
      rectificationId: caseId,
      name,
      mediaType: kind.mediaType,
      bytes: bytes.length,
      digest,
      content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
      createdBy: user.id,
      createdAt: context.now().toISOString(),
    })
    await recordAudit(trx, context, {
      actor: user,
      action: 'rectification.upload',
      subject: `rectification/${caseId}`,
      details: { file: id, mediaType: kind.mediaType, bytes: bytes.length, digest },
    })
    return { id, name, mediaType: kind.mediaType, bytes: bytes.length }
  })
}

async function requireFile(trx: Trx, user: SessionUser, id: string) {
  const file = await findFile(trx, id)
  if (!file) throw generalProblem.notFound(['附件', 'file'])
  const found = await findRectification(trx, file.rectificationId)
  requireReach(await reachOf(trx, user), found)
  return { file, found }
}

async function removeFile(context: Context, user: SessionUser, id: string): Promise<void> {
  await transact(context.db, async trx => {
    const { file, found } = await requireFile(trx, user, id)
    if (!isOpen(found.state)) throw problem.ended()
    if (file.createdBy !== user.id) throw problem.fileNotYours()
    await deleteFile(trx, id)
    await recordAudit(trx, context, {
      actor: user,
      action: 'rectification.removeFile',
      subject: `rectification/${file.rectificationId}`,
      details: { file: id, digest: file.digest },
    })
  })
}

export type RectificationFileRoutes = ReturnType<typeof rectificationFileRoutes>
