// Ratings made while the tablet had no network: kept in the browser’s own database, sent once, oldest first.

export interface KeptRating {
  readonly clientId: string
  readonly madeAt: string
  /** As `POST /api/ratings/batch` takes it. */
  readonly rating: Readonly<Record<string, unknown>>
  /** What was said when it was not accepted; it stays here and is counted. */
  readonly refused?: string
}

interface Outcome {
  readonly clientId: string | null
  readonly accepted?: object
  readonly problem?: { readonly title?: string }
  readonly keep: boolean
}

const AT_ONCE = 50
let opened: Promise<IDBDatabase> | undefined

export async function keep(rating: KeptRating): Promise<void> {
  await within('readwrite', store => store.put(rating))
}

export async function kept(): Promise<{ readonly waiting: KeptRating[]; readonly refused: number }> {
  const all = (await within('readonly', store => store.getAll())) as KeptRating[]
  const waiting = all.filter(each => each.refused === undefined).sort((a, b) => (a.madeAt < b.madeAt ? -1 : 1))
  return { waiting, refused: all.length - waiting.length }
}

/** @returns whether the server was reached */
export async function sendKept(): Promise<boolean> {
  for (;;) {
    const ratings = (await kept()).waiting.slice(0, AT_ONCE)
    if (ratings.length === 0) return true
    const answer = await fetch('/api/ratings/batch', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ratings: ratings.map(each => each.rating) }),
    })
    // A tablet that is paired no more, a server that is down: all of them stay for later.
    if (!answer.ok) return answer.status < 500
    const { outcomes } = (await answer.json()) as { outcomes: Outcome[] }
    const settled = await Promise.all(ratings.map((rating, at) => settle(rating, outcomes[at])))
    if (!settled.includes(true)) return true
  }
}

async function settle(rating: KeptRating, outcome: Outcome | undefined): Promise<boolean> {
  if (!outcome || outcome.clientId !== rating.clientId || (outcome.keep && !outcome.accepted)) return false
  if (outcome.accepted) await within('readwrite', store => store.delete(rating.clientId))
  else await keep({ ...rating, refused: outcome.problem?.title ?? '' })
  return true
}

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((done, fail) => {
    const request = indexedDB.open('minping-ratings', 1)
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore('kept', { keyPath: 'clientId' }))
    request.addEventListener('success', () => done(request.result))
    request.addEventListener('error', () => {
      opened = undefined
      fail(request.error ?? new Error('indexedDB'))
    })
  })
  return opened
}

/** Done when the transaction is on disk, not when the request is answered. */
async function within<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await open()).transaction('kept', mode)
  const request = act(transaction.objectStore('kept'))
  return await new Promise((done, fail) => {
    transaction.addEventListener('complete', () => done(request.result))
    for (const name of ['abort', 'error'])
      transaction.addEventListener(name, () => fail(transaction.error ?? new Error('indexedDB')))
  })
}
