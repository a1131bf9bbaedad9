// Signing in and out, one's own password, and the office users.
import type { Context } from '../context.ts'
import { recordAudit } from '../audit/audit.store.ts'
import { transact } from '../db/engine.ts'
import { idParams, json, operation, router, z } from '../http/route.ts'
import { accountProblem } from '../problem/account.ts'
import { generalProblem } from '../problem/general.ts'
import { createUser, oneTimePassword } from './account.ts'
import { USERNAME } from './auth.ts'
import {
  endSessions,
  findUserByUsername,
  listUsers,
  setBanned,
  setMustChangePassword,
  setRole,
} from './account.store.ts'
import { grantsOf, ROLES } from './permission.ts'
import { createLock, isStrong } from './signin.ts'

const tag = 'account'
const Me = z
  .object({
    id: z.string(),
    name: z.string(),
    username: z.string(),
    role: z.string(),
    mustChangePassword: z.boolean(),
    grants: z.array(z.string()),
  })
  .openapi('Me')
const User = z
  .object({
    id: z.string(),
    name: z.string(),
    username: z.string().nullable(),
    role: z.string().nullable(),
    banned: z.number().nullable(),
    mustChangePassword: z.number().nullable(),
    createdAt: z.string(),
  })
  .openapi('User')
const RoleName = z.enum(ROLES)
const Username = z.string().trim().regex(USERNAME)

const signIn = operation({
  method: 'post',
  path: '/account/sign-in',
  tag,
  summary: ['登录', 'Sign in'],
  permission: null,
  request: { body: json(z.object({ username: z.string().max(40), password: z.string().max(128) })) },
  response: z.object({ mustChangePassword: z.boolean() }),
})
const signOut = operation({
  method: 'post',
  path: '/account/sign-out',
  tag,
  summary: ['退出', 'Sign out'],
  permission: null,
  response: z.object({}),
})
const me = operation({
  method: 'get',
  path: '/account/me',
  tag,
  summary: ['当前用户', 'The signed-in user'],
  permission: null,
  response: Me,
})
const password = operation({
  method: 'post',
  path: '/account/password',
  tag,
  summary: ['修改密码', 'Change one’s password'],
  permission: null,
  request: { body: json(z.object({ current: z.string().max(128), next: z.string().max(128) })) },
  response: z.object({}),
})
const users = operation({
  method: 'get',
  path: '/account/users',
  tag,
  summary: ['用户', 'Users'],
  permission: 'account.read',
  response: z.object({ users: z.array(User) }),
})
const addUser = operation({
  method: 'post',
  path: '/account/users',
  tag,
  summary: ['新增用户', 'Add a user'],
  permission: 'account.write',
  request: { body: json(z.object({ username: Username, name: z.string().trim().min(1).max(50), role: RoleName })) },
  response: z.object({ id: z.string(), password: z.string() }),
})
const changeUser = operation({
  method: 'patch',
  path: '/account/users/{id}',
  tag,
  summary: ['修改用户', 'Change a user'],
  permission: 'account.write',
  request: { params: idParams, body: json(z.object({ role: RoleName.optional(), banned: z.boolean().optional() })) },
  response: z.object({}),
})
const resetPassword = operation({
  method: 'post',
  path: '/account/users/{id}/password',
  tag,
  summary: ['重设密码', 'Reset a password'],
  permission: 'account.write',
  request: { params: idParams },
  response: z.object({ password: z.string() }),
})

export function accountRoutes(context: Context) {
  const { db, auth } = context
  const lock = createLock()
  return router()
    .openapi(signIn, async c => {
      const body = c.req.valid('json')
      const username = body.username.trim().toLowerCase()
      if (lock.locked(username, context.now())) throw accountProblem.locked()
      const answer = await auth.api.signInUsername({
        body: { username, password: body.password },
        headers: c.req.raw.headers,
        asResponse: true,
      })
      const user = await findUserByUsername(db, username)
      if (!answer.ok || !user || user.banned) {
        lock.failed(username, context.now())
        await transact(db, trx =>
          recordAudit(trx, context, {
            actor: { id: null, name: 'anonymous' },
            action: 'account.sign-in-failed',
            subject: `account/${user?.id ?? 'unknown'}`,
          }),
        )
        throw accountProblem.signInFailed()
      }
      lock.succeeded(username)
      await transact(db, trx =>
        recordAudit(trx, context, { actor: user, action: 'account.sign-in', subject: `account/${user.id}` }),
      )
      for (const cookie of answer.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
      return c.json({ mustChangePassword: Boolean(user.mustChangePassword) }, 200)
    })
    .openapi(signOut, async c => {
      const answer = await auth.api.signOut({ headers: c.req.raw.headers, asResponse: true })
      for (const cookie of answer.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
      return c.json({}, 200)
    })
    .openapi(me, async c => {
      const user = c.get('user')
      if (!user) throw generalProblem.signInRequired()
      return c.json({ ...user, grants: [...grantsOf(user.role)] }, 200)
    })
    .openapi(password, async c => {
      const user = c.get('user')
      if (!user) throw generalProblem.signInRequired()
      const { current, next } = c.req.valid('json')
      if (!isStrong(next)) throw accountProblem.passwordRefused('weak')
      if (next === current) throw accountProblem.passwordRefused('same')
      const answer = await auth.api.changePassword({
        body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
        headers: c.req.raw.headers,
        asResponse: true,
      })
      if (!answer.ok) throw accountProblem.passwordRefused('wrong')
      await transact(db, async trx => {
        await setMustChangePassword(trx, user.id, 0)
        await recordAudit(trx, context, { actor: user, action: 'account.password', subject: `account/${user.id}` })
      })
      for (const cookie of answer.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
      return c.json({}, 200)
    })
    .openapi(users, async c => c.json({ users: await listUsers(db) }, 200))
    .openapi(addUser, async c => {
      const body = c.req.valid('json')
      if (await findUserByUsername(db, body.username)) throw accountProblem.usernameTaken()
      return c.json(await createUser(context, c.get('user'), body), 200)
    })
    .openapi(changeUser, async c => {
      const { id } = c.req.valid('param')
      const body = c.req.valid('json')
      const actor = c.get('user')
      if (id === actor.id) throw accountProblem.ownAccount()
      await transact(db, async trx => {
        const found =
          (body.role === undefined || (await setRole(trx, id, body.role))) &&
          (body.banned === undefined || (await setBanned(trx, id, body.banned ? 1 : 0)))
        if (!found) throw generalProblem.notFound(['用户', 'user'])
        await recordAudit(trx, context, { actor, action: 'account.write', subject: `account/${id}`, details: body })
      })
      return c.json({}, 200)
    })
    .openapi(resetPassword, async c => {
      const { id } = c.req.valid('param')
      const next = oneTimePassword()
      const { password: hasher } = await auth.$context
      const hash = await hasher.hash(next)
      await transact(db, async trx => {
        const changed = await trx
          .updateTable('accountCredential')
          .set({ password: hash })
          .where('userId', '=', id)
          .where('providerId', '=', 'credential')
          .executeTakeFirst()
        if (changed.numUpdatedRows === 0n) throw generalProblem.notFound(['用户', 'user'])
        await setMustChangePassword(trx, id, 1)
        await endSessions(trx, id)
        await recordAudit(trx, context, {
          actor: c.get('user'),
          action: 'account.password-reset',
          subject: `account/${id}`,
        })
      })
      return c.json({ password: next }, 200)
    })
}

export type AccountRoutes = ReturnType<typeof accountRoutes>
