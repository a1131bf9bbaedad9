// Receiving a file: bytes or pasted text with a limit, for as long as the work on it lasts.
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { scoreProblem } from '../problem/score.ts'
import { openResponseFile, type ResponseFile } from './response-file.ts'

export const MAX_UPLOAD = 30 * 1024 * 1024

/** Refuses larger bodies before they are read whole. */
export const uploadLimit = (limitBytes = MAX_UPLOAD): MiddlewareHandler =>
  bodyLimit({
    maxSize: limitBytes,
    onError: () => {
      throw scoreProblem.tooLarge(limitBytes)
    },
  })

export interface ReceivedFile extends ResponseFile {
  readonly fileName: string
  readonly bytes: number
  /** SHA-256 of the bytes. */
  readonly digest: string
}

/** Reads an uploaded table; nothing of it stays on disk. */
export async function receiveTable(file: File): Promise<ReceivedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const folder = await mkdtemp(join(tmpdir(), 'minping-upload-'))
  try {
    const path = join(folder, 'upload')
    await writeFile(path, bytes, { mode: 0o600 })
    const table = await openResponseFile(path)
    const digest = createHash('sha256').update(bytes).digest('hex')
    return { ...table, fileName: file.name.slice(0, 200), bytes: bytes.length, digest }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
