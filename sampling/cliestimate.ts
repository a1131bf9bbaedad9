// `sampling estimate`: cases from a spec file, data files from a folder, results as JSON.
import { closeSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { isAbsolute, relative, resolve } from 'node:path'
import { readText, UsageError } from './clifiles.ts'
import { InputError, problem } from './problem.ts'
import { type CaseOutcome, readSpec, runCases } from './spec/cases.ts'
import { createTableReader } from './spec/table.ts'
import type { Table } from './spec/types.ts'

/** Answer the cases of a spec file; the value is the exit status. */
export function estimate(dataFolder: string, specFile: string, lang: 'zh' | 'en'): number {
  const folder = realFolder(dataFolder)
  const cases = readSpec(readText(specFile))
  const outcomes = runCases(cases, file => readTableFile(folder, file), { onCase: progressOver(cases.length) })
  process.stdout.write(`${resultsJson(outcomes)}\n`)
  const failed = outcomes.filter(one => one.error !== undefined)
  for (const { id, error } of failed.slice(0, 20)) {
    say(`${id || error!.pointer}: ${lang === 'zh' ? error!.message_zh : error!.message_en}`)
  }
  if (failed.length > 20) say(lang === 'zh' ? '……' : '…')
  const done = outcomes.length - failed.length
  say(
    lang === 'zh'
      ? `${outcomes.length} 个算例：算出 ${done} 个，未算出 ${failed.length} 个。`
      : `${outcomes.length} cases: ${done} answered, ${failed.length} failed.`,
  )
  return failed.length > 0 ? 1 : 0
}

const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** One case a line, so that results can be read and compared by eye; numbers that JSON lacks as "NaN", "Inf", "-Inf". */
export function resultsJson(outcomes: readonly CaseOutcome[]): string {
  return `[\n${outcomes.map(one => JSON.stringify(one, plainNumber)).join(',\n')}\n]`
}

function plainNumber(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Inf' : '-Inf'
  }
  return ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value
}

function realFolder(path: string): string {
  try {
    const folder = realpathSync(path)
    const file = openSync(folder, 'r')
    const isFolder = fstatSync(file).isDirectory()
    closeSync(file)
    if (isFolder) return folder
  } catch {
    throw new UsageError(`There is no folder ${path}`)
  }
  throw new UsageError(`${path} is a file, not a folder`)
}

/** A data file of the folder, links followed; anything outside is refused. */
export function readTableFile(folder: string, name: string): Table {
  const path = resolve(folder, name)
  if (isAbsolute(name) || !isWithin(folder, path)) throw new InputError([problem('data_outside', { found: name })])
  let real: string
  try {
    real = realpathSync(path)
  } catch {
    throw new InputError([problem('data_missing', { found: name })])
  }
  if (!isWithin(folder, real)) throw new InputError([problem('data_outside', { found: name })])
  return readPieces(real, name)
}

const isWithin = (folder: string, path: string): boolean => {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith('../') && !way.startsWith('..\\') && !isAbsolute(way)
}

function readPieces(path: string, name: string): Table {
  const file = openSync(path, 'r')
  try {
    const found = fstatSync(file)
    if (!found.isFile()) throw new InputError([problem('data_missing', { found: name })])
    const reader = createTableReader(name, found.size)
    const piece = new Uint8Array(1 << 20)
    for (let size = readSync(file, piece); size > 0; size = readSync(file, piece)) {
      reader.push(piece.subarray(0, size))
    }
    return reader.finish()
  } finally {
    closeSync(file)
  }
}

/** For long lists: a line at each tenth. */
function progressOver(total: number): (done: number) => void {
  const step = Math.ceil(total / 10)
  return done => {
    if (total >= 1000 && done % step === 0) say(`${Math.floor((100 * done) / total)} %`)
  }
}
