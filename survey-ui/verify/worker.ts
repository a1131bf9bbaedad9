// The work behind the page: reads the frame in slices, verifies, and answers questions about one person.
import { parseDesign } from '../../sampling/design.ts'
import { elementIdOf, findElement, type Frame } from '../../sampling/frame.ts'
import { createFrameReader } from '../../sampling/framecsv.ts'
import type { HashName } from '../../sampling/hash.ts'
import { InputError } from '../../sampling/problem.ts'
import { readSample } from '../../sampling/samplecheck.ts'
import { ticketOf } from '../../sampling/tickets.ts'
import { verifyDraw } from '../../sampling/verify.ts'
import { nfc } from '../../sampling/utf8.ts'
import type { Person, Reply, Request, Stage } from './messages.ts'

const slice = 1 << 20

interface Verified {
  readonly frame: Frame
  readonly rows: readonly (readonly string[])[]
  /** Key of the tickets: the panel key where numbers are permanent, else the draw key. */
  readonly key: string
  readonly hash: HashName
  /** Strata whose smallest tickets are the sample. */
  readonly byTicket: ReadonlySet<string>
}
let verified: Verified | null = null

const page = self as unknown as { postMessage(reply: Reply): void }
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
const tell = (reply: Reply): void => page.postMessage(reply)

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  const work = data.type === 'verify' ? verify(data) : Promise.resolve(lookUp(data.run, data.elementId))
  work.catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    tell({ type: 'failure', run: data.run, reason })
  })
})

async function verify(request: Extract<Request, { type: 'verify' }>): Promise<void> {
  const { run, design, manifest, secret, panelKey } = request
  verified = null
  let said = ''
  const onProgress = (stage: Stage, done: number, total: number): void => {
    const share = total > 0 ? Math.floor((100 * done) / total) / 100 : 0
    if (`${stage}${share}` === said) return
    said = `${stage}${share}`
    tell({ type: 'progress', run, stage, share })
  }
  const keep = namedColumns(design)
  const frame = await readFrame(request.frame, keep, onProgress)
  const sample = request.sample === null ? undefined : new Uint8Array(await request.sample.arrayBuffer())
  const report = verifyDraw({
    frame,
    design,
    manifest,
    sample,
    secret: secret === null || secret === '' ? undefined : secret,
    panelKey: panelKey === null || panelKey === '' ? undefined : panelKey,
    earlier: await Promise.all(request.earlier.map(async file => new Uint8Array(await file.arrayBuffer()))),
    onProgress,
  })
  if (
    report.verdict === 'yes' &&
    report.drawKey !== undefined &&
    sample !== undefined &&
    !(frame instanceof InputError)
  ) {
    const { hash, panel_key } = JSON.parse(manifest.replace(/^\ufeff/, '')) as { hash: HashName; panel_key?: string }
    const coordinated = report.checks.some(check => check.id === 'panel')
    const simple = (report.strata ?? []).filter(own => own.method === 'srs' && own.replay === undefined && !coordinated)
    const byTicket = new Set(simple.map(own => own.stratum))
    const key = coordinated ? (panelKey ?? panel_key ?? '') : report.drawKey
    verified = { frame, rows: readSample(sample).rows, key, hash, byTicket }
  }
  tell({ type: 'report', run, report })
}

/** The frame's further columns that the design names; a design that cannot be read names none, and the check says why. */
function namedColumns(design: string): readonly string[] {
  try {
    return parseDesign(design).columns ?? []
  } catch (error) {
    if (error instanceof InputError) return []
    throw error
  }
}

async function readFrame(
  file: Blob,
  keep: readonly string[],
  onProgress: (stage: Stage, done: number, total: number) => void,
): Promise<Frame | InputError> {
  const reader = createFrameReader({}, { keep })
  for (let at = 0; at < file.size; at += slice) {
    reader.push(new Uint8Array(await file.slice(at, at + slice).arrayBuffer()))
    onProgress('read', at, file.size)
  }
  try {
    return reader.finish(onProgress)
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
}

function lookUp(run: number, typed: string): void {
  if (verified === null) return
  const { frame, rows, key, hash, byTicket } = verified
  const elementId = nfc(typed)
  const row = findElement(frame, elementId)
  const stratum = row < 0 ? null : frame.strata[frame.stratumOf[row]!]!
  const own = rows.filter(fields => fields[2] === stratum)
  const found = rows.find(fields => fields[1] === elementId)
  const person: Person = {
    elementId: row < 0 ? elementId : elementIdOf(frame, row),
    stratum,
    ticket: ticketOf(key, elementId, hash),
    drawn: found === undefined ? null : { role: found[3] as 'sample' | 'reserve', order: Number(found[0]) },
    last: own.length === 0 || !byTicket.has(stratum ?? '') ? null : own[own.length - 1]![4]!,
    byTicket: byTicket.has(stratum ?? ''),
  }
  tell({ type: 'person', run, person })
}
