// The rating page on a phone: tags appear without a reload, a lost network loses nothing. The page works wholly without this.

const byId = (id: string): HTMLElement | null => document.getElementById(id)
const form = (): HTMLFormElement | null => document.querySelector('#rate')

document.addEventListener('click', event => {
  const target = event.target instanceof Element ? event.target : null
  const level = target?.closest<HTMLButtonElement>('button[name=level]')
  const copy = target?.closest<HTMLButtonElement>('[data-copy]')
  if (level && form()) {
    event.preventDefault()
    choose(level)
  } else if (target?.closest('[data-do=change]')) {
    event.preventDefault()
    showStart()
  } else if (copy) void copyCode(copy)
})
document.addEventListener('submit', event => {
  if (event.target !== form()) return
  event.preventDefault()
  void send(event.target as HTMLFormElement)
})
document.addEventListener('input', event => {
  if (event.target instanceof HTMLTextAreaElement) count(event.target)
})
// A page that comes back as it was left may be of a rating that was sent since.
window.addEventListener('pageshow', event => {
  if (event.persisted) location.reload()
})
settle()

function choose(button: HTMLButtonElement): void {
  const rate = form()
  const picked = byId('picked')
  if (!rate || !picked) return
  const input = rate.querySelector<HTMLInputElement>('[name=level]')
  if (input) input.value = button.value
  for (const tags of Array.from(rate.querySelectorAll<HTMLFieldSetElement>('fieldset')))
    tags.hidden = tags.disabled = tags.dataset.level !== button.value
  picked.className = button.className.replace(/\blevel\b/, 'picked')
  const use = button.querySelector('use')?.getAttribute('href') ?? ''
  picked.querySelector('use')?.setAttribute('href', use)
  const word = picked.querySelector('b')
  if (word) word.textContent = button.textContent
  show(rate, true)
}

function showStart(): void {
  const rate = form()
  if (rate) show(rate, false)
}

function show(rate: HTMLFormElement, chosen: boolean): void {
  rate.hidden = !chosen
  const start = byId('start')
  if (start) start.hidden = chosen
  scrollTo(0, 0)
  byId('question')?.focus()
}

/** Sends in the background, so that a page of the browser’s own about a lost network never takes the place of what was typed. */
async function send(rate: HTMLFormElement): Promise<void> {
  const button = rate.querySelector<HTMLButtonElement>('button.main')
  const unsent = byId('unsent')
  if (!button || !unsent || button.getAttribute('aria-disabled')) return
  const words = button.textContent
  unsent.hidden = true
  button.setAttribute('aria-disabled', 'true')
  button.textContent = button.dataset.busy ?? words
  try {
    const body = new URLSearchParams()
    new FormData(rate).forEach((value, name) => typeof value === 'string' && body.append(name, value))
    const answer = await fetch(rate.action, { method: 'POST', body, headers: { accept: 'text/html' } })
    // Kept apart from pages of hall networks that ask for a sign-in first.
    if (!answer.headers.get('x-minping')) throw new Error('not our page')
    replace(await answer.text())
  } catch {
    unsent.hidden = false
    button.removeAttribute('aria-disabled')
    button.textContent = words
  }
}

function replace(text: string): void {
  const next = new DOMParser().parseFromString(text, 'text/html')
  document.title = next.title
  document.body.innerHTML = next.body.innerHTML
  scrollTo(0, 0)
  const first = document.querySelector<HTMLElement>('.alert') ?? document.querySelector('h1')
  first?.focus()
  settle()
}

function settle(): void {
  const words = document.querySelector('textarea')
  if (words) count(words)
  const copy = document.querySelector<HTMLElement>('[data-copy]')
  if (copy) copy.hidden = !navigator.clipboard
}

/** Says how much room is left only when it gets scarce: a number that changes with every character is noise. */
function count(words: HTMLTextAreaElement): void {
  const left = byId('words-left')
  if (!left) return
  const rest = Number(words.dataset.most) - Array.from(words.value.trim()).length
  left.hidden = rest > 100
  left.className = rest < 0 ? 'hint bad' : 'hint'
  const said = rest < 0 ? words.dataset.over : words.dataset.left
  left.textContent = (said ?? '').replace('{0}', String(Math.abs(rest)))
}

async function copyCode(button: HTMLElement): Promise<void> {
  await navigator.clipboard.writeText(button.dataset.copy ?? '')
  button.textContent = button.dataset.done ?? ''
}
