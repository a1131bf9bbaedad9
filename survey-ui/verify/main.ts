// The inspector's page: takes the four files, has the worker draw again, shows the answer. Nothing is asked of the server.
import './style.css'
import './result.css'
import type { VerifyReport } from '../../sampling/verify.ts'
import {
  verifyFileHintWords,
  verifyFileWords,
  verifyStageWords,
  verifyUnknownWords,
  verifyWords,
  verifyListWords,
} from '../../server/words/verify.ts'
import { el, fill } from './dom.ts'
import type { Reply, Request, Stage } from './messages.ts'
import { personCard, type PersonCard } from './person.ts'
import { recognise, textOf, type FileKind, type Unrecognised } from './recognise.ts'
import { isCoordinated, sortSamples, type SampleEntry, type SortedSamples } from './samples.ts'
import { checkList, checkPlan, factList, verdictBanner, type Lang, type Say } from './result.ts'
import { methodNotes, strataTable } from './strata.ts'

const kinds: readonly FileKind[] = ['frame', 'design', 'manifest', 'sample']

const files: Partial<Record<FileKind, File>> = {}
let unknown: { name: string; why: Unrecognised }[] = []
let manifest: Readonly<Record<string, unknown>> = {}
let sampleStart = ''
let secret = ''
let panelKey = ''
let designText: string | null = null
const samples: SampleEntry[] = []
let sorted: SortedSamples = { own: null, earlier: [], wanted: 0 }
let lang: Lang = /^zh/i.test(navigator.language) || navigator.language === '' ? 'zh' : 'en'
let run = 0
let working: { stage: Stage; share: number } | null = null
let outcome: { report: VerifyReport; at: Date } | { failure: string } | null = null
let person: PersonCard | null = null

const say: Say = words => words[lang === 'zh' ? 0 : 1]

// Made when the page opens: making it later would be a request to the server.
const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
const send = (request: Request): void => worker.postMessage(request)

worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
  if (data.run !== run) return
  if (data.type === 'progress') {
    working = { stage: data.stage, share: data.share }
    showProgress()
  } else if (data.type === 'person') person?.show(data.person)
  else {
    working = null
    outcome = data.type === 'report' ? { report: data.report, at: new Date() } : { failure: data.reason }
    show()
    document.getElementById('result')?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
  }
})
worker.addEventListener('error', event => {
  working = null
  outcome = { failure: event.message }
  show()
})

/** Take files, whichever they are, and check as soon as all four are there. */
async function take(list: Iterable<File>): Promise<void> {
  unknown = []
  for (const file of list) {
    const found = await recognise(file)
    if ('unknown' in found) unknown.push({ name: file.name, why: found.unknown })
    else if (found.kind === 'sample') samples.push({ file, bytes: new Uint8Array(await file.arrayBuffer()) })
    else files[found.kind] = file
  }
  designText = files.design === undefined ? null : await textOf(files.design)
  sorted = sortSamples(samples, designText)
  if (sorted.own === null) delete files.sample
  else files.sample = sorted.own
  manifest =
    files.manifest === undefined
      ? {}
      : (JSON.parse((await textOf(files.manifest)).replace(/^\ufeff/, '')) as object as typeof manifest)
  sampleStart = files.sample === undefined ? '' : await textOf(files.sample.slice(0, 4096))
  if (kinds.every(kind => files[kind] !== undefined) && sorted.earlier.length === sorted.wanted) await start()
  else show()
}

const ready = (): boolean => files.frame !== undefined && files.design !== undefined && files.manifest !== undefined
const sealed = (): boolean => typeof manifest['secret_digest'] === 'string' && typeof manifest['secret'] !== 'string'
const asksPanelKey = (): boolean => isCoordinated(designText) && typeof manifest['panel_key'] !== 'string'

async function start(): Promise<void> {
  const { frame, design, sample } = files
  if (frame === undefined || design === undefined || files.manifest === undefined) return
  run++
  working = { stage: 'read', share: 0 }
  outcome = null
  show()
  const texts = { design: await textOf(design), manifest: await textOf(files.manifest) }
  const keys = { secret: sealed() ? secret.trim() : null, panelKey: asksPanelKey() ? panelKey.trim() : null }
  send({ type: 'verify', run, frame, ...texts, sample: sample ?? null, earlier: sorted.earlier, ...keys })
}

const regions = { files: el('section', { class: 'card no-print' }), result: el('div', { id: 'result' }) }

function show(): void {
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'
  document.title = `${say(verifyWords.title)} · 民评 Minping`
  fill(regions.files, ...fileRegion())
  fill(regions.result, ...resultRegion())
  const page = document.getElementById('page')!
  fill(page, header(), el('main', {}, intro(), regions.files, regions.result))
}

function header(): HTMLElement {
  const toggle = (): void => {
    lang = lang === 'zh' ? 'en' : 'zh'
    show()
  }
  return el(
    'header',
    {},
    el('span', { class: 'logo', 'aria-hidden': 'true' }, '评'),
    el('b', {}, say(verifyWords.brand)),
    el(
      'button',
      { class: 'plain no-print', type: 'button', id: 'language', onclick: toggle },
      say(verifyWords.otherLanguage),
    ),
  )
}

const intro = (): HTMLElement =>
  el(
    'div',
    { class: 'intro' },
    el('h1', {}, say(verifyWords.title)),
    el('p', {}, say(verifyWords.intro)),
    el('p', { class: 'soft' }, say(verifyWords.offline)),
    el('p', { class: 'soft no-print' }, say(verifyWords.where)),
  )

function fileRegion(): (HTMLElement | null)[] {
  const chooser = el('input', { type: 'file', id: 'chooser', multiple: true, class: 'off-screen' })
  chooser.addEventListener('change', () => void take([...(chooser.files ?? [])]))
  const zone = el(
    'label',
    { class: 'drop', for: 'chooser' },
    el('b', {}, say(verifyWords.drop)),
    el('span', { class: 'soft' }, say(verifyWords.dropHint)),
  )
  return [
    el('div', { class: 'slots' }, ...kinds.map(slot)),
    chooser,
    zone,
    unknown.length > 0
      ? el(
          'ul',
          { class: 'unknown', role: 'alert' },
          ...unknown.map(({ name, why }) => {
            const words = say(verifyWords.unknown)
              .replace('{name}', name)
              .replace('{reason}', say(verifyUnknownWords[why]))
            return el('li', {}, words)
          }),
        )
      : null,
    sealed() ? secretField() : null,
    asksPanelKey() ? panelField() : null,
    sorted.wanted > 0 ? earlierNote() : null,
    el(
      'div',
      { class: 'row' },
      el(
        'button',
        { id: 'start', type: 'button', disabled: !ready() || working !== null, onclick: () => void start() },
        say(outcome === null ? verifyWords.start : verifyWords.again),
      ),
      el('div', { id: 'progress', class: 'grow' }, progress()),
    ),
  ]
}

function slot(kind: FileKind): HTMLElement {
  const file = files[kind]
  const hint = kind === 'sample' && sealed() ? verifyWords.optional : verifyFileHintWords[kind]
  return el(
    'div',
    { class: file === undefined ? 'slot' : 'slot full', id: `slot-${kind}` },
    el('b', {}, say(verifyFileWords[kind])),
    el('span', { class: 'state' }, file === undefined ? say(verifyWords.waiting) : `✓ ${say(verifyWords.received)}`),
    el('span', { class: 'soft' }, file === undefined ? say(hint) : `${file.name} · ${sizeOf(file.size)}`),
  )
}

const sizeOf = (bytes: number): string =>
  bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`

function keyField(
  id: string,
  value: string,
  words: Readonly<Record<'label' | 'hint', readonly [string, string]>>,
  take: (typed: string) => void,
): HTMLElement {
  const input = el('input', { id, type: 'text', autocomplete: 'off', spellcheck: 'false', value })
  input.addEventListener('input', () => take(input.value))
  const label = el('label', { for: id }, say(words.label))
  return el('div', { class: 'secret' }, label, input, el('span', { class: 'soft' }, say(words.hint)))
}

const secretField = (): HTMLElement =>
  keyField('secret', secret, { label: verifyWords.secret, hint: verifyWords.secretHint }, typed => (secret = typed))

const panelField = (): HTMLElement =>
  keyField('panel-key', panelKey, { label: verifyWords.panelKey, hint: verifyWords.panelKeyHint }, typed => {
    panelKey = typed
  })

function earlierNote(): HTMLElement {
  const words = say(verifyWords.earlierHint)
    .replace('{n}', String(sorted.wanted))
    .replace('{found}', String(sorted.earlier.length))
  return el('p', { class: 'earlier', id: 'earlier' }, el('b', {}, say(verifyWords.earlier)), ' ', words)
}

function progress(): HTMLElement | null {
  if (working === null) return null
  const bar = el('progress', { max: '1', value: String(working.share), 'aria-label': say(verifyWords.working) })
  return el('div', { class: 'working' }, el('span', {}, `${say(verifyStageWords[working.stage])} …`), bar)
}

// Only this changes while the worker is busy, so that a person typing a secret keeps the cursor.
function showProgress(): void {
  const place = document.getElementById('progress')
  if (place !== null) fill(place, progress())
}

function resultRegion(): HTMLElement[] {
  person = null
  if (outcome === null) return [checkPlan(say)]
  if ('failure' in outcome) {
    return [el('p', { class: 'unknown', role: 'alert' }, say(verifyWords.failure).replace('{reason}', outcome.failure))]
  }
  const { report, at } = outcome
  const { drawKey, strata } = report
  if (report.verdict === 'yes' && drawKey !== undefined) {
    const hash = manifest['hash'] === 'sm3' ? 'sm3' : 'sha256'
    const ask = (elementId: string): void => send({ type: 'person', run, elementId })
    const given = manifest['panel_key']
    // A panel key outlives the draw: it is not shown, and not printed.
    const key = asksPanelKey() ? '"$PANEL_KEY"' : typeof given === 'string' ? given : drawKey
    person = personCard(key, hash, sampleStart.split('\n')[1]?.split(',')[1] ?? '', say, ask)
  }
  return [
    verdictBanner(report, say, lang, at),
    el(
      'div',
      { class: 'columns' },
      el('div', {}, checkList(report.checks, say, lang), ...(strata === undefined ? [] : [methodNotes(strata, say)])),
      el(
        'div',
        {},
        ...(strata === undefined ? [] : [strataTable(strata, say)]),
        factList(
          manifest,
          drawKey,
          kinds.flatMap(kind => files[kind]?.name ?? []).join(say(verifyListWords.mark)),
          say,
        ),
      ),
    ),
    ...(person === null ? [] : [person.element]),
  ]
}

for (const type of ['dragover', 'dragenter']) {
  addEventListener(type, event => {
    event.preventDefault()
    document.body.classList.add('dragging')
  })
}
addEventListener('dragleave', event => {
  if (event.relatedTarget === null) document.body.classList.remove('dragging')
})
addEventListener('drop', event => {
  event.preventDefault()
  document.body.classList.remove('dragging')
  void take([...(event.dataTransfer?.files ?? [])])
})

show()
