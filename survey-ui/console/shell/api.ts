// Talking to the API: typed clients per concept, problems as errors a page can show.
import { type ClientResponse, hc } from 'hono/client'
import type { Hono } from 'hono'

export interface ProblemDetails {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[]
  readonly messages?: Record<'zh' | 'en', { readonly title: string; readonly detail: string }>
  readonly [extra: string]: unknown
}

export class ApiProblem extends Error {
  readonly problem: ProblemDetails

  constructor(problem: ProblemDetails) {
    super(problem.detail)
    this.problem = problem
  }
}

const NOT_REACHED: ProblemDetails = {
  type: '/problems/unreachable',
  status: 0,
  title: '连不上服务器',
  detail: '已填写的内容仍在页面上，请检查网络后重试。',
  messages: {
    zh: { title: '连不上服务器', detail: '已填写的内容仍在页面上，请检查网络后重试。' },
    en: {
      title: 'The server cannot be reached',
      detail: 'What you typed is still on the page; check the network and try again.',
    },
  },
}

let signedOut: () => void = () => undefined

/** The shell says what to do when a session has ended. */
export function onSignedOut(action: () => void): void {
  signedOut = action
}

/** `fetch` that throws ApiProblem for every answer that is no success. Use it for uploads and downloads too. */
export async function request(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(input, { credentials: 'same-origin', ...init })
  } catch (error) {
    if (init?.signal?.aborted) throw error
    throw new ApiProblem(NOT_REACHED)
  }
  if (response.ok) return response
  throw await problemOf(response)
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const text = await response.text()
  let problem: ProblemDetails
  try {
    problem = JSON.parse(text) as ProblemDetails
  } catch {
    problem = {
      type: '/problems/unexpected',
      status: response.status,
      title: `HTTP ${response.status}`,
      detail: text.slice(0, 200),
    }
  }
  if (problem.type === '/problems/sign-in-required') signedOut()
  return new ApiProblem(problem)
}

/** A typed client for one concept: `const api = client<UnitRoutes>(); await send(api.units.$get())`. */
// oxlint-disable-next-line typescript/no-explicit-any -- the constraint is what hono's client asks for
export function client<Routes extends Hono<any, any, any>>() {
  return hc<Routes>('/api', { fetch: request })
}

type Success<R> = R extends ClientResponse<infer T, 200, 'json'> ? T : never

/** The JSON of a typed call, or the problem thrown. */
export async function send<R extends ClientResponse<unknown, number, string>>(call: Promise<R>): Promise<Success<R>> {
  return (await (await call).json()) as Success<R>
}

/** Starts a download of what the address answers, and throws the problem when it refuses. */
export async function download(path: string, fallbackName: string, init?: RequestInit): Promise<void> {
  const response = await request(path, init)
  const disposition = response.headers.get('content-disposition') ?? ''
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1]
  const url = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = encoded ? decodeURIComponent(encoded) : fallbackName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
