// The demo calls the same API as the office does, signed in as a user who is disabled when it is done: what it shows is what anybody can do.
import { randomBytes } from 'node:crypto'
import type { createApp } from '../app.ts'
import { createUser } from '../account/account.ts'
import { setBanned, setMustChangePassword } from '../account/account.store.ts'
import { SYSTEM } from '../audit/audit.store.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import type { SessionUser } from '../http/route.ts'

export type App = ReturnType<typeof createApp>

export interface Office {
  /** Who signs: the same rules hold for what is done in its name. */
  readonly user: SessionUser
  call<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, body?: unknown): Promise<T>
  /** Sends a file as it is. */
  upload<T>(path: string, bytes: Uint8Array): Promise<T>
  /** The text of a download. */
  text(method: 'GET' | 'POST', path: string, body?: unknown): Promise<string>
  close(): Promise<void>
}

export async function openOffice(context: Context, app: App, name: string): Promise<Office> {
  const password = `Demo-1-${randomBytes(18).toString('base64url')}`
  const username = `demo-${randomBytes(6).toString('hex')}`
  const { id } = await createUser(context, SYSTEM, { username, name, role: 'administrator' }, password)
  await setMustChangePassword(context.db, id, 0)
  const origin = new URL(context.config.baseUrl).origin
  let cookie = ''
  const send = async (method: string, path: string, init: { body?: BodyInit; type?: string }) => {
    const headers: Record<string, string> = {
      origin,
      ...(cookie ? { cookie } : {}),
      ...(init.type ? { 'content-type': init.type } : {}),
    }
    const response = await app.request(origin + path, {
      method,
      headers,
      ...(init.body === undefined ? {} : { body: init.body }),
    })
    if (!response.ok)
      throw new Error(`demo requires ${method} ${path} to succeed: ${response.status} ${await response.text()}`)
    return response
  }
  const json = (method: string, path: string, body: unknown) =>
    send(method, `/api${path}`, method === 'GET' ? {} : { body: JSON.stringify(body ?? {}), type: 'application/json' })
  const signedIn = await json('POST', '/account/sign-in', { username, password })
  cookie = signedIn.headers
    .getSetCookie()
    .map(item => item.split(';')[0])
    .join('; ')
  return {
    user: { id, name, username, role: 'administrator', mustChangePassword: false },
    call: async (method, path, body) => (await (await json(method, path, body)).json()) as never,
    upload: async (path, bytes) =>
      (await (
        await send('POST', `/api${path}`, { body: bytes as BodyInit, type: 'application/octet-stream' })
      ).json()) as never,
    text: async (method, path, body) => (await json(method, path, body)).text(),
    close: () => transact(context.db, async trx => void (await setBanned(trx, id, 1))),
  }
}
