// The real app on a real database of either engine, and signed-in people to call it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { createUser } from '../../server/account/account.ts'
import { setMustChangePassword } from '../../server/account/account.store.ts'
import type { Role } from '../../server/account/permission.ts'
import { createApp } from '../../server/app.ts'
import { SYSTEM } from '../../server/audit/audit.store.ts'
import { readConfig } from '../../server/config.ts'
import type { Context } from '../../server/context.ts'
import type { EngineName } from '../../server/db/engine.ts'
import { openContext } from '../../server/start.ts'
import { createTestDatabase } from './postgres.ts'

export const ENGINES = ['sqlite', 'postgres'] as const satisfies readonly EngineName[]
export const BASE = 'http://minping.test'

export interface TestApp {
  readonly context: Context
  readonly app: ReturnType<typeof createApp>
  /** A caller signed in as one of the roles; made once per role. */
  as(role: Role): Promise<Caller>
  /** A caller without a session: a respondent, an inspector, a stranger. */
  readonly anyone: Caller
  close(): Promise<void>
}

export interface Answer<T = Record<string, never>> {
  readonly status: number
  readonly body: T
  readonly headers: Headers
}

export interface Caller {
  get<T = never>(path: string, headers?: Record<string, string>): Promise<Answer<T>>
  post<T = never>(path: string, json?: unknown, headers?: Record<string, string>): Promise<Answer<T>>
  put<T = never>(path: string, json?: unknown): Promise<Answer<T>>
  patch<T = never>(path: string, json?: unknown): Promise<Answer<T>>
  delete<T = never>(path: string): Promise<Answer<T>>
  /** The bare request with this caller's cookie and origin, for uploads, downloads and pages. */
  fetch(path: string, init?: RequestInit): Promise<Response>
}

export async function createTestApp(engine: EngineName): Promise<TestApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'minping-test-'))
  const database = engine === 'postgres' ? await createTestDatabase() : undefined
  const config = readConfig({ DATA_DIR: dataDir, DATABASE_URL: database?.url ?? '', BASE_URL: BASE })
  const context = await openContext(config, pino({ level: 'silent' }))
  const app = createApp(context)
  const callers = new Map<Role, Caller>()
  const fetchApp = async (path: string, init?: RequestInit) => await app.request(BASE + path, init)
  return {
    context,
    app,
    anyone: caller(fetchApp, ''),
    as: async role => {
      const known = callers.get(role)
      if (known) return known
      const made = caller(fetchApp, await signIn(context, fetchApp, role))
      callers.set(role, made)
      return made
    },
    close: async () => {
      await context.db.destroy()
      await database?.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

type FetchApp = (path: string, init?: RequestInit) => Promise<Response>

async function signIn(context: Context, fetchApp: FetchApp, role: Role): Promise<string> {
  const password = `Test-${role}-1`
  const { id } = await createUser(context, SYSTEM, { username: role, name: role, role }, password)
  await setMustChangePassword(context.db, id, 0)
  const answer = await fetchApp('/api/account/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: BASE },
    body: JSON.stringify({ username: role, password }),
  })
  if (answer.status !== 200) throw new Error(`signIn requires 200, got ${answer.status} ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')
}

function caller(fetchApp: FetchApp, cookie: string): Caller {
  const call = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    if (cookie) headers.set('cookie', cookie)
    if (!headers.has('origin')) headers.set('origin', BASE)
    return fetchApp(path, { ...init, headers })
  }
  const json = async <T>(
    method: string,
    path: string,
    body?: unknown,
    extra?: Record<string, string>,
  ): Promise<Answer<T>> => {
    const headers: Record<string, string> = { ...extra }
    if (method !== 'GET') headers['content-type'] = 'application/json'
    const response = await call(path, {
      method,
      headers,
      ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
    })
    const text = await response.text()
    let parsed: unknown = text
    try {
      parsed = JSON.parse(text)
    } catch {
      // A page or a file: the test gets its text.
    }
    return { status: response.status, body: parsed as T, headers: response.headers }
  }
  return {
    get: (path, headers) => json('GET', path, undefined, headers),
    post: (path, body, headers) => json('POST', path, body, headers),
    put: (path, body) => json('PUT', path, body),
    patch: (path, body) => json('PATCH', path, body),
    delete: path => json('DELETE', path),
    fetch: call,
  }
}
