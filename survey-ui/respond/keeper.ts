// Keeps answers safe: every change goes to the server, and to this phone for as long as the server has not got it.
import type { Answers } from './engine.ts'

export type SaveState = 'saved' | 'saving' | 'kept' | 'unsafe'

export interface KeeperEvents {
  readonly onState: (state: SaveState) => void
  /** Another device was ahead: these are its answers with our unsaved changes on top. */
  readonly onMerged: (answers: Answers) => void
  /** The link takes no more answers. */
  readonly onClosed: () => void
}

export interface Keeper {
  /** A question was answered. */
  changed(name: string, answers: Answers, typing: boolean): void
  /** Sends the finished answers until the server has them. */
  submit(answers: Answers): Promise<SubmitResult>
}

export type SubmitResult =
  | { readonly kind: 'stored' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'refused'; readonly names: readonly string[] }

interface Kept {
  readonly changes: Record<string, unknown>
}

/** Typed text is sent when the typing pauses for so many milliseconds. */
const TYPING_PAUSE = 700
const WAITS = [1000, 2000, 4000, 8000, 15_000, 30_000]

export function createKeeper(
  token: string,
  draft: { version: number; answers: Answers },
  events: KeeperEvents,
): Keeper & { readonly unsaved: Answers } {
  const place = `minping/${token}`
  let base = draft.version
  let answers: Answers = draft.answers
  // Changes the server has not acknowledged, by question; null: cleared.
  let changes: Record<string, unknown> = read(place)?.changes ?? {}
  let running = false
  let tries = 0
  let timer = 0
  let ended = false

  function changed(name: string, next: Answers, typing: boolean): void {
    for (const key of new Set([...Object.keys(answers), ...Object.keys(next), name])) {
      if (next[key] !== answers[key]) changes[key] = next[key] ?? null
    }
    answers = next
    events.onState(keep() ? 'saving' : 'unsafe')
    tries = 0
    window.clearTimeout(timer)
    if (typing) timer = window.setTimeout(() => void push(), TYPING_PAUSE)
    else void push()
  }

  function keep(): boolean {
    return Object.keys(changes).length === 0 ? drop(place) : write(place, { changes })
  }

  async function push(): Promise<void> {
    if (running || ended || Object.keys(changes).length === 0) return
    running = true
    window.clearTimeout(timer)
    const sentAnswers = answers
    const answer = await call('PUT', `/api/s/${token}/draft`, { base, answers: sentAnswers })
    running = false
    if (ended) return
    if (answer.status === 200) {
      base = (answer.body as { version: number }).version
      changes = Object.fromEntries(Object.entries(changes).filter(([name]) => answers[name] !== sentAnswers[name]))
      tries = 0
      keep()
      events.onState(Object.keys(changes).length === 0 ? 'saved' : 'saving')
      return void push()
    }
    if (answer.status === 409 && answer.body?.draft)
      return merge(answer.body.draft as { version: number; answers: Answers })
    if (answer.status === 409 || answer.status === 410 || answer.status === 404) return events.onClosed()
    events.onState(keep() ? 'kept' : 'unsafe')
    timer = window.setTimeout(() => void push(), WAITS[Math.min(tries++, WAITS.length - 1)])
  }

  /** The server's draft wins; what was tapped here since is put on top, question by question. */
  function merge(theirs: { version: number; answers: Answers }): void {
    base = theirs.version
    answers = overlay(theirs.answers, changes)
    events.onMerged(answers)
    void push()
  }

  async function submit(finished: Answers): Promise<SubmitResult> {
    ended = true
    window.clearTimeout(timer)
    const clientId = clientIdOf(place)
    for (let attempt = 0; ; attempt++) {
      const answer = await call('POST', `/api/s/${token}/submission`, { clientId, answers: finished })
      if (answer.status === 200) return finish({ kind: 'stored' })
      if (answer.status === 404 || answer.status === 409 || answer.status === 410) return finish({ kind: 'closed' })
      if (answer.status === 422) {
        ended = false
        const errors = (answer.body?.errors ?? []) as { pointer: string }[]
        return {
          kind: 'refused',
          names: errors.map(error => error.pointer.slice(1).replace(/~1/g, '/').replace(/~0/g, '~')),
        }
      }
      events.onState('unsafe')
      await pause(WAITS[Math.min(attempt, WAITS.length - 1)] ?? 30_000)
    }
  }

  function finish(result: SubmitResult): SubmitResult {
    drop(place)
    drop(`${place}/client`)
    return result
  }

  window.addEventListener('online', () => {
    tries = 0
    void push()
  })
  // Leaving the page, or switching to another app: what is still waiting for a pause goes now.
  document.addEventListener('visibilitychange', () => void push())
  const unsaved = changes
  if (Object.keys(changes).length > 0) {
    answers = overlay(draft.answers, changes)
    window.setTimeout(() => void push(), 0)
  }
  return { changed, submit, unsaved }
}

export function overlay(under: Answers, changes: Answers): Answers {
  const merged: Record<string, unknown> = { ...under, ...changes }
  for (const [name, value] of Object.entries(merged)) if (value === null) delete merged[name]
  return merged
}

/** Status 0: the server was not reached. */
async function call(
  method: string,
  path: string,
  body: unknown,
): Promise<{ status: number; body?: Record<string, unknown> }> {
  try {
    const answer = await fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  } catch {
    return { status: 0 }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => {
    const timer = window.setTimeout(done, ms)
    window.addEventListener('online', done)
    function done() {
      window.clearTimeout(timer)
      window.removeEventListener('online', done)
      resolve()
    }
  })
}

/** One id for this submission, the same after a reload: the server stores it once. */
function clientIdOf(place: string): string {
  const kept = (read(`${place}/client`) as unknown as { id?: string } | null)?.id
  if (kept) return kept
  const id = crypto.randomUUID
    ? crypto.randomUUID()
    : [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')
  write(`${place}/client`, { id })
  return id
}

// Storage may be missing or full (private windows, some in-app browsers): then the page says so instead of failing.
function read(key: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

function write(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

function drop(key: string): boolean {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing was kept there.
  }
  return true
}
