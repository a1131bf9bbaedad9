// The work behind the page: reads the frame in slices, verifies, and answers questions about one person.
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
  readonly drawKey: string
  readonly hash: HashName
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
  const { run, design, manifest, secret } = request
  verified = null
  let said = ''
  const onProgress = (stage: Stage, done: number, total: number): void => {
    const share = total > 0 ? Math.floor((100 * done) / total) / 100 : 0
    if (`${stage}${share}` === said) return
    said = `${stage}${share}`
    tell({ type: 'progress', run, stage, share })
  }
  const frame = await readFrame(request.frame, onProgress)
  const sample = request.sample === null ? undefined : new Uint8Array(await request.sample.arrayBuffer())
  const report = verifyDraw({
    frame,
    design,
    manifest,
    sample,
    secret: secret === null || secret === '' ? undefined : secret,
    onProgress,
  })
  if (
    report.verdict === 'yes' &&
    report.drawKey !== undefined &&
    sample !== undefined &&
    !(frame instanceof InputError)
  ) {
    const { hash } = JSON.parse(manifest.replace(/^\ufeff/, '')) as { hash: HashName }
    verified = { frame, rows: readSample(sample).rows, drawKey: report.drawKey, hash }
  }
  tell({ type: 'report', run, report })
}

async function readFrame(
  file: Blob,
  onProgress: (stage: Stage, done: number, total: number) => void,
): Promise<Frame | InputError> {
  const reader = createFrameReader()
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
  const { frame, rows, drawKey, hash } = verified
  const elementId = nfc(typed)
  const row = findElement(frame, elementId)
  const stratum = row < 0 ? null : frame.strata[frame.stratumOf[row]!]!
  const own = rows.filter(fields => fields[2] === stratum)
  const found = rows.find(fields => fields[1] === elementId)
  const person: Person = {
    elementId: row < 0 ? elementId : elementIdOf(frame, row),
    stratum,
    ticket: ticketOf(drawKey, elementId, hash),
    drawn: found === undefined ? null : { role: found[3] as 'sample' | 'reserve', order: Number(found[0]) },
    last: own.length === 0 ? null : own[own.length - 1]![4]!,
  }
  tell({ type: 'person', run, person })
}
