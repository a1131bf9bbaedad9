// The only script of the first page: loads the rest while the reader reads, and takes over when 同意并开始 is pressed.

import type * as screensModule from './main.tsx'

type Screens = typeof screensModule

let loading: Promise<Screens> | undefined
const load = () => (loading ??= import('./main.tsx'))
// A failed load is tried again at the next press, not remembered.
const attempt = () =>
  load().catch(error => {
    loading = undefined
    throw error
  })

const whenIdle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 200))
const form = document.querySelector<HTMLFormElement>('#start')
const preview = document.querySelector('#preview-data')

if (preview) void attempt().then(screens => screens.preview(JSON.parse(preview.textContent ?? '{}')))
if (form) {
  whenIdle(() => void attempt().catch(() => undefined))
  form.addEventListener('submit', event => {
    event.preventDefault()
    void begin(form)
  })
}

async function begin(form: HTMLFormElement): Promise<void> {
  const button = form.querySelector('button')
  const problem = document.querySelector<HTMLElement>('#start-problem')
  if (button) button.disabled = true
  if (problem) problem.hidden = true
  try {
    const token = location.pathname.split('/')[2] ?? ''
    const [screens, answer] = await Promise.all([attempt(), fetch(`/api/s/${token}/start`, { method: 'POST' })])
    // Answered or closed meanwhile: the page itself says so.
    if (!answer.ok) return location.reload()
    screens.respond(token, await answer.json())
  } catch {
    if (button) button.disabled = false
    if (problem) problem.hidden = false
  }
}
