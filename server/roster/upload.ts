// Receives a roster file: streamed to disk and digested on the way, never held in memory.
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { rosterProblem } from '../problem/roster.ts'

/** One file; a million people are some 120 MB of CSV. */
export const MAX_UPLOAD_BYTES = 1024 * 1024 * 1024

export interface ReceivedFile {
  readonly digest: string
  readonly bytes: number
}

/**
 * Writes the body to `path` when all of it has come; a broken upload leaves nothing.
 * @param announced length the client announced, if any
 * @returns SHA-256 in hex and the length
 * @throws Problem too large, broken off or empty
 */
export async function receiveFile(
  body: ReadableStream<Uint8Array> | null,
  path: string,
  announced: number | null,
  limit = MAX_UPLOAD_BYTES,
): Promise<ReceivedFile> {
  if (announced !== null && announced > limit) throw rosterProblem.tooLarge(limit)
  if (!body) throw rosterProblem.emptyFile()
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const partial = `${path}.part`
  const hash = createHash('sha256')
  let bytes = 0
  try {
    await pipeline(
      Readable.fromWeb(body as WebStream),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          bytes += chunk.length
          if (bytes > limit) throw rosterProblem.tooLarge(limit)
          hash.update(chunk)
          yield chunk
        }
      },
      createWriteStream(partial, { mode: 0o600, flush: true }),
    )
    if (announced !== null && bytes !== announced) throw rosterProblem.uploadBroken()
    if (bytes === 0) throw rosterProblem.emptyFile()
    await rename(partial, path)
    return { digest: hash.digest('hex'), bytes }
  } catch (error) {
    await rm(partial, { force: true })
    throw error instanceof Error && error.name === 'Problem' ? error : rosterProblem.uploadBroken()
  }
}

/** The name alone, without folders or control characters, at most 200 characters. */
export function fileNameOf(given: string): string {
  // oxlint-disable-next-line no-control-regex
  const name = basename(given.replaceAll('\\', '/')).replace(/[\u0000-\u001F\u007F]/g, '')
  return name.slice(-200) || 'roster'
}
