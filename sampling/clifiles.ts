// Files of the command line: reading a frame piece by piece with progress, writing a draw.
import { createHash, getHashes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DrawResult } from './draw.ts'
import { elementIdOf, type Frame, type Progress } from './frame.ts'
import type { FrameColumn } from './framecolumns.ts'
import { createFrameReader, type FrameColumns } from './framecsv.ts'
import { createDigest, type Digest, type DigestFactory } from './hash.ts'
import { csvField } from './samplefile.ts'

/** A file that cannot be read, or an option that makes no sense: the message is for the person at the shell. */
export class UsageError extends Error {}

const worthShowing = 20_000_000

/** Progress on standard error, for frames that take more than a moment. */
export function progressFor(path: string): Progress | undefined {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  return size > worthShowing ? progressLine() : undefined
}

function progressLine(): Progress {
  let last = ''
  return (stage, done, total) => {
    const text = `${stage} ${total > 0 ? Math.floor((100 * done) / total) : 0} %`
    if (text === last) return
    last = text
    process.stderr.write(process.stderr.isTTY ? `\r${text.padEnd(20)}\r` : `${text}\n`)
  }
}

/** Read a frame CSV, one piece after another into the same buffer; `keep` names the further columns a design reads. */
export function readFrameFile(
  path: string,
  columns: FrameColumns,
  keep: readonly string[],
  onProgress?: Progress,
): Frame {
  const total = statSync(readable(path)).size
  const reader = createFrameReader(columns, { keep })
  const file = openSync(path, 'r')
  try {
    const buffer = new Uint8Array(1 << 19)
    for (let done = 0; ; ) {
      const length = readSync(file, buffer)
      if (length === 0) break
      reader.push(buffer.subarray(0, length))
      done += length
      onProgress?.('read', done, total)
    }
  } finally {
    closeSync(file)
  }
  return reader.finish(onProgress)
}

/** OpenSSL's digest, which uses the processor's own instructions; ours where it does not know the name. */
export const opensslDigest: DigestFactory = name => {
  if (!getHashes().includes(name)) return createDigest(name)
  const hash = createHash(name)
  const digest: Digest = {
    update(bytes) {
      hash.update(bytes)
      return digest
    },
    hex: () => hash.digest('hex'),
  }
  return digest
}

/** A small file as text. */
export const readText = (path: string): string => readFileSync(readable(path), 'utf8')

/** A file as bytes. */
export const readBytes = (path: string): Uint8Array => readFileSync(readable(path))

/** The path of a file that is there, or a UsageError. */
export function readable(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) throw new UsageError(`There is no file ${path}`)
  if (found.isDirectory()) throw new UsageError(`${path} is a folder, not a file`)
  return path
}

/** Write sample.csv and manifest.json (and frame.csv with the standard columns, if asked); gives their paths. */
export function writeDraw(folder: string, result: DrawResult, frame: Frame | null): Record<string, string> {
  mkdirSync(folder, { recursive: true })
  const files: Record<string, string> = {
    sample: join(folder, 'sample.csv'),
    manifest: join(folder, 'manifest.json'),
  }
  writeFileSync(files['sample']!, result.sampleCsv)
  writeFileSync(files['manifest']!, `${JSON.stringify(result.manifest, null, 2)}\n`)
  if (frame !== null) {
    files['frame'] = join(folder, 'frame.csv')
    writeFileSync(files['frame'], [...frameCsvLines(frame)].join(''))
  }
  return files
}

function* frameCsvLines(frame: Frame): Generator<string> {
  const { sizes, columns = new Map<string, FrameColumn>() } = frame
  const header = ['element_id', 'stratum', ...(sizes === null ? [] : ['size']), ...columns.keys()]
  yield `${header.map(csvField).join(',')}\n`
  for (let row = 0; row < frame.count; row++) {
    const fields = [elementIdOf(frame, row), frame.strata[frame.stratumOf[row]!]!]
    if (sizes !== null) fields.push(Number.isNaN(sizes[row]) ? '' : String(sizes[row]))
    for (const column of columns.values()) fields.push(column.text(row))
    yield `${fields.map(csvField).join(',')}\n`
  }
}
