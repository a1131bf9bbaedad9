// The live page's stream over a real socket, read as a browser reads it.
import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import type { Role } from '../../server/account/permission.ts'
import type { Snapshot } from '../../server/satisfaction/monitor.ts'
import { BASE } from '../support/app.ts'
import type { House } from './support.ts'

export interface Served {
  readonly url: string
  cookieOf(role: Role): Promise<string>
  close(): Promise<void>
}

export async function serveHouse(house: House): Promise<Served> {
  const server = serve({ fetch: house.app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise(resolve => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    async cookieOf(role) {
      await house.as(role)
      const answer = await fetch(`${url}/api/account/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: BASE },
        body: JSON.stringify({ username: role, password: `Test-${role}-1` }),
      })
      if (!answer.ok) throw new Error(`sign-in answered ${answer.status}`)
      return answer.headers
        .getSetCookie()
        .map(cookie => cookie.split(';')[0])
        .join('; ')
    },
    close: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

export interface Stream {
  readonly status: number
  readonly type: string | null
  /** Waits for a picture of which this holds. */
  until(holds: (snapshot: Snapshot) => boolean): Promise<{ readonly id: string; readonly snapshot: Snapshot }>
  close(): void
}

export async function openStream(served: Served, cookie: string, query = '', lastEventId?: string): Promise<Stream> {
  const stop = new AbortController()
  const answer = await fetch(`${served.url}/api/monitor/stream${query}`, {
    headers: { cookie, accept: 'text/event-stream', ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
    signal: stop.signal,
  })
  const events = answer.ok && answer.body ? eventsOf(answer.body) : null
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    async until(holds) {
      for (;;) {
        const next = await events!.next()
        if (next.done) throw new Error('the stream ended')
        const snapshot = JSON.parse(next.value.data) as Snapshot
        if (holds(snapshot)) return { id: next.value.id, snapshot }
      }
    },
    close: () => stop.abort(),
  }
}

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<{ id: string; data: string }, void> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true })
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n')
      text = text.slice(end + 2)
      const field = (name: string) => lines.find(line => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? ''
      if (field('event') === 'snapshot') yield { id: field('id'), data: field('data') }
    }
  }
}
