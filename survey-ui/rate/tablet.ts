// The tablet on the counter: steps without a reload, back to the start when nobody touches it, ratings kept while the network is gone.
import { askState, linkToHall, type TabletState } from './hall-link.ts'
import { keep, kept, sendKept } from './queue.ts'

const IDLE_MS = 30_000
const PAIRING_MS = 4_000
/** The digits are good for ten minutes only. */
const NEW_DIGITS_MS = 60_000
/** A page that stands for long takes the newest build when nobody is there. */
const OLD_MS = 6 * 3_600_000
const CACHE = 'minping-tablet'
const STEPS = ['start', 'step', 'done', 'kept'] as const
type Step = (typeof STEPS)[number]

const byId = (id: string) => document.getElementById(id)
const root = byId('tablet') as HTMLElement
const path = root.dataset.path ?? ''
const form = byId('rate') as HTMLFormElement | null
const born = Date.now()
let touched = born
let sending = false
let reached = true
/** The person said that the visit shown is not theirs. */
let unlinked = false
let ask = () => {}

function waitForPairing(): void {
  // What it kept for a lost network is no longer its own to show; ratings that wait stay.
  if ('caches' in self) void caches.delete(CACHE)
  setInterval(() => {
    askState(path)
      .then(state => state.paired && location.replace(path))
      .catch(() => undefined)
  }, PAIRING_MS)
  setTimeout(() => location.reload(), NEW_DIGITS_MS)
  void sign()
}

function run(): void {
  for (const name of ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove'])
    addEventListener(name, () => (touched = Date.now()), { passive: true })
  setInterval(rest, 500)
  document.addEventListener('click', onClick)
  document.addEventListener('submit', event => event.preventDefault())
  document.addEventListener('input', event => {
    if (event.target instanceof HTMLTextAreaElement) room(event.target)
  })
  addEventListener('pageshow', event => {
    if (event.persisted) location.reload()
  })
  addEventListener('online', () => void flush())
  addEventListener('offline', () => void sign())
  // A step of a page without script, or of a browser that remembers forms, is nobody's any more.
  form?.reset()
  unlinked = /[?&]visit=none/.test(location.search)
  if (!field('client-id').value) setVisit(null)
  ask = linkToHall(path, learn)
  setInterval(() => void flush(), IDLE_MS)
  void flush()
  void keepShell()
}

function onClick(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : null
  const button = target?.closest<HTMLButtonElement>('button[name]')
  const link = target?.closest('a')
  const doing = link?.dataset.do
  if (button?.name === 'level') choose(button)
  else if (button?.name === 'do') void send(button.value === 'skip')
  else if (doing === 'start') toStart()
  else if (doing === 'unlink') {
    unlinked = true
    setVisit(null)
  }
  // The next person must not find this one's language by going back.
  else if (link) location.replace(link.href)
  else return
  event.preventDefault()
}

const field = (name: string) => form?.elements.namedItem(name) as HTMLInputElement

function show(step: Step): void {
  for (const name of STEPS) {
    const section = byId(name)
    if (section) section.hidden = name !== step
  }
  const visit = byId('visit')
  if (visit && (step === 'done' || step === 'kept')) visit.hidden = true
  scrollTo(0, 0)
  byId(step)?.querySelector<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true })
}

function shown(): Step {
  return STEPS.find(name => byId(name)?.hidden === false) ?? 'start'
}

function choose(button: HTMLButtonElement): void {
  const picked = byId('picked')
  if (!picked || !form) return
  field('level').value = button.value
  for (const tags of Array.from(form.querySelectorAll<HTMLFieldSetElement>('fieldset')))
    tags.hidden = tags.disabled = tags.dataset.level !== button.value
  picked.className = button.className.replace(/\blevel\b/, 'picked')
  picked.querySelector('use')?.setAttribute('href', button.querySelector('use')?.getAttribute('href') ?? '')
  const word = picked.querySelector('b')
  if (word) word.textContent = button.textContent
  show('step')
}

/** Nothing of the last rater is left: not in the fields, not in the steps, not in the history. */
function toStart(): void {
  form?.reset()
  field('level').value = ''
  for (const details of Array.from(document.querySelectorAll('details'))) details.open = false
  unlinked = false
  for (const id of ['problems', 'done']) (byId(id) as HTMLElement).innerHTML = ''
  for (const id of ['words-left', 'nowhere']) (byId(id) as HTMLElement).hidden = true
  setVisit(null)
  show('start')
  ask()
}

function rest(): void {
  if (Date.now() - touched < IDLE_MS || sending) return
  touched = Date.now()
  if (shown() !== 'start') toStart()
  scrollTo(0, 0)
  if (reached && (location.search || touched - born > OLD_MS)) location.replace(path)
}

function setVisit(state: TabletState | null): void {
  field('client-id').value = state?.clientId ?? newId()
  field('visit').value = state?.mark ?? ''
  const [visit, number] = [byId('visit'), byId('case')]
  if (visit) visit.hidden = !state?.caseNo
  if (number) number.textContent = state?.caseNo ?? ''
}

function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
}

function learn(state: TabletState | null): void {
  const back = state !== null && !reached
  reached = state !== null
  if (back) void flush()
  void sign()
  if (!state || shown() !== 'start') return
  // Somebody may be about to tap: the start changes only in its corner.
  if (!state.paired) location.replace(path)
  else if (!unlinked) setVisit(state)
}

async function send(skip: boolean): Promise<void> {
  if (!form || sending) return
  const words = form.querySelector('textarea')
  if (words && !skip && room(words) < 0) {
    words.focus()
    return
  }
  sending = true
  form.setAttribute('aria-busy', 'true')
  const body = new URLSearchParams({ do: skip ? 'skip' : 'send' })
  new FormData(form).forEach((value, name) => typeof value === 'string' && body.append(name, value))
  try {
    const answer = await post(body)
    if (answer) settle(answer.status, new DOMParser().parseFromString(await answer.text(), 'text/html'))
    else await keepRating(body, skip)
  } catch {
    await keepRating(body, skip)
  } finally {
    sending = false
    touched = Date.now()
    form.removeAttribute('aria-busy')
  }
}

/** @returns undefined where the rating has to wait: no line, a server that is down, a tablet that is paired no more */
async function post(body: URLSearchParams): Promise<Response | undefined> {
  const answer = await fetch(path + location.search, { method: 'POST', body, headers: { 'x-minping': 'script' } })
  if (answer.headers.get('x-minping') && [200, 409, 413, 422].includes(answer.status)) return answer
  return undefined
}

function settle(status: number, page: Document): void {
  const id = status === 200 ? 'done' : 'problems'
  const part = byId(id) as HTMLElement
  part.innerHTML = page.getElementById(id)?.innerHTML ?? ''
  if (status === 200) show('done')
  else part.querySelector<HTMLElement>('.alert')?.focus()
}

async function keepRating(fields: URLSearchParams, skip: boolean): Promise<void> {
  const text = (name: string) => fields.get(name) ?? ''
  const [name, mobile] = [text('contact-name').trim(), text('contact-mobile').trim()]
  const named = !skip && (name !== '' || mobile !== '')
  // Nobody could ask again later.
  if (named && !/^1[3-9]\d{9}$/.test(mobile.replace(/[\s-]/g, ''))) {
    field('contact-mobile').setAttribute('aria-invalid', 'true')
    field('contact-mobile').focus()
    return
  }
  const madeAt = new Date().toISOString()
  const clientId = text('client-id')
  const rating = {
    window: root.dataset.code,
    clientId,
    mark: text('visit') || undefined,
    level: text('level'),
    tags: skip ? [] : fields.getAll('tag'),
    words: skip ? '' : text('words'),
    contact: named ? { name, mobile } : null,
    madeAt,
  }
  try {
    await keep({ clientId, madeAt, rating })
    show('kept')
  } catch {
    ;(byId('nowhere') as HTMLElement).hidden = false
  }
  reached = false
  await sign()
  ask()
}

let flushing = false
async function flush(): Promise<void> {
  if (flushing) return
  flushing = true
  try {
    if ((await kept()).waiting.length > 0) reached = await sendKept()
  } catch {
    reached = false
  } finally {
    flushing = false
    await sign()
  }
}

/** How many ratings wait, in words; nothing to say, nothing shown. */
async function sign(): Promise<void> {
  const line = byId('sign')
  if (!line) return
  const { waiting, refused } = await kept().catch(() => ({ waiting: [], refused: 0 }))
  const { offline = '', waiting: wait = '', refused: no = '' } = root.dataset
  const away = !root.dataset.pairing && (!navigator.onLine || !reached)
  const said = [
    away
      ? offline.replace('{0}', String(waiting.length))
      : waiting.length
        ? wait.replace('{0}', String(waiting.length))
        : '',
    refused ? no.replace('{0}', String(refused)) : '',
  ].filter(text => text !== '')
  line.textContent = said.join(' · ')
  line.hidden = said.length === 0
}

/** @returns characters left */
function room(words: HTMLTextAreaElement): number {
  const rest = Number(words.dataset.most) - Array.from(words.value.trim()).length
  const left = byId('words-left') as HTMLElement
  left.hidden = rest > 100
  left.className = rest < 0 ? 'hint bad' : 'hint'
  const said = rest < 0 ? words.dataset.over : words.dataset.left
  left.textContent = (said ?? '').replace('{0}', String(Math.abs(rest)))
  return rest
}

/** The empty start in both languages and sizes, for a reload while the network is gone. */
async function keepShell(): Promise<void> {
  if (!('serviceWorker' in navigator) || !('caches' in self)) return
  try {
    await navigator.serviceWorker.register('/w/shell.js', { scope: '/w/' })
    const cache = await caches.open(CACHE)
    for (const query of ['?lang=zh', '?lang=zh&elder=1', '?lang=en', '?lang=en&elder=1']) {
      const answer = await fetch(`${path}${query}&shell=1`)
      if (answer.headers.get('x-tablet') === 'shell') await cache.put(path + query, answer)
    }
  } catch {
    // Without it the tablet works as long as the page stays open.
  }
}

if (root.dataset.pairing) waitForPairing()
else run()
