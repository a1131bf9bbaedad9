// An office user of a server that runs as a process: signs in with the one-time password, sets another, and calls the API.
import { openAsBlob } from 'node:fs'

export interface Office {
  /** @throws Error with the problem when the answer is no success */
  call<T>(method: string, path: string, json?: unknown): Promise<T>
  /** Sends a file from disk without holding it in memory. */
  sendFile<T>(path: string, file: string): Promise<T>
  readonly cookie: string
}

export const OFFICE_PASSWORD = 'Office-Pass-2026'

/** @param password the one-time password of a first start, or OFFICE_PASSWORD later */
export async function signInOffice(url: string, password: string): Promise<Office> {
  const headers = { 'content-type': 'application/json', origin: url }
  const answer = await fetch(`${url}/api/account/sign-in`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ username: 'admin', password }),
  })
  if (!answer.ok) throw new Error(`signInOffice requires a valid password, got ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map(item => item.split(';')[0])
    .join('; ')
  const send = async <T>(method: string, path: string, body: RequestInit['body'], type: string): Promise<T> => {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: { cookie, origin: url, ...(body === null ? {} : { 'content-type': type }) },
      body: body ?? null,
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
  const office: Office = {
    cookie,
    call: (method, path, json) =>
      send(method, path, method === 'GET' ? null : JSON.stringify(json ?? {}), 'application/json'),
    sendFile: async (path, file) => await send('POST', path, await openAsBlob(file), 'application/octet-stream'),
  }
  if (password === OFFICE_PASSWORD) return office
  await office.call('POST', '/account/password', { current: password, next: OFFICE_PASSWORD })
  return await signInOffice(url, OFFICE_PASSWORD)
}
