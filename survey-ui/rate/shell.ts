// The tablet’s service worker: when the network is gone, a reload of the tablet’s page gets its empty start. It answers nothing else.

interface FetchLike extends Event {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface ExtendableLike extends Event {
  waitUntil(done: Promise<unknown>): void
}
interface Worker {
  addEventListener(name: 'fetch', listener: (event: FetchLike) => void): void
  addEventListener(name: 'install' | 'activate', listener: (event: ExtendableLike) => void): void
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
}

const worker = self as unknown as Worker
const CACHE = 'minping-tablet'
/** A line that is up but carries nothing must not leave a white page. */
const PATIENCE_MS = 8000

worker.addEventListener('install', event => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', event => event.waitUntil(worker.clients.claim()))
worker.addEventListener('fetch', event => {
  const { request } = event
  const url = new URL(request.url)
  const isTablet = request.mode === 'navigate' && request.method === 'GET' && /^\/w\/[^/]+\/tablet$/.test(url.pathname)
  if (isTablet) event.respondWith(answer(request, url))
})

async function answer(request: Request, url: URL): Promise<Response> {
  const shell = await shellOf(url)
  if (!shell) return await fetch(request)
  const network = fetch(request)
  try {
    const first = await Promise.race([network, patience()])
    return first && first.status < 500 ? first : shell
  } catch {
    return shell
  }
}

/** The answer as the server gave it, with its own content security policy. */
async function shellOf(url: URL): Promise<Response | undefined> {
  const lang = url.searchParams.get('lang') === 'en' ? 'en' : 'zh'
  const elder = url.searchParams.get('elder') === '1' ? '&elder=1' : ''
  const cache = await caches.open(CACHE)
  return await cache.match(`${url.pathname}?lang=${lang}${elder}`)
}

function patience(): Promise<undefined> {
  return new Promise(done => setTimeout(() => done(undefined), PATIENCE_MS))
}
