// Building a frame element by element, with every problem reported by line.
import { compareRows, sortedRows } from './byteorder.ts'
import { createColumnBuilder, type FrameColumn } from './framecolumns.ts'
import { InputError, problem, type Problem, type ProblemCode } from './problem.ts'
import { compareUtf8, hasLoneSurrogate, nfc, utf8MaxBytes, writeUtf8 } from './utf8.ts'

/** One line of a frame: a person who may be drawn. `size` only for unequal probabilities. */
export interface FrameElement {
  readonly elementId: string
  readonly stratum: string
  readonly size?: number | null
  /** Values of the further columns that are kept, by name. */
  readonly values?: Readonly<Record<string, string | number>>
}

/** A checked frame. Elements are numbered from 0 as they came; `order` has them by the UTF-8 bytes of their ids. */
export interface Frame {
  readonly count: number
  readonly idBytes: Uint8Array
  readonly idStarts: Uint32Array
  /** Names of the strata, sorted by bytes. */
  readonly strata: readonly string[]
  /** Index into `strata`, one per element. */
  readonly stratumOf: Uint32Array
  /** NaN where an element has no size; null where none has. */
  readonly sizes: Float64Array | null
  readonly order: Uint32Array
  /** Line of the file each element came from. */
  readonly lines: Uint32Array
  /** Further columns that were asked for, in the order they were named; absent when none was. */
  readonly columns?: ReadonlyMap<string, FrameColumn>
}

/** Told now and then how far a long piece of work has come. */
export type Progress = (stage: 'read' | 'sort' | 'digest' | 'draw' | 'compare', done: number, total: number) => void

const maxElements = 50_000_000
export const maxFieldLength = 1024
const keptProblems = 1000
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const unfit = /[\u0000-\u001f\u007f\u2028\u2029]|^\s|\s$/

/** A frame under construction; `finish` gives the frame or throws an InputError with everything that was wrong. */
export interface FrameBuilder {
  /** `values` are those of the kept columns, in the order they were named. */
  add(elementId: string, stratum: string, size: number | null, line: number, values?: readonly string[]): void
  report(code: ProblemCode, details: Readonly<Record<string, string | number>>): void
  finish(onProgress?: Progress): Frame
}

/**
 * Start a frame; ids and strata are put into NFC.
 *
 * @param keep names of further columns to keep
 */
export function createFrameBuilder(keep: readonly string[] = []): FrameBuilder {
  const problems: Problem[] = []
  const strata = new Map<string, number>()
  let idBytes = new Uint8Array(1 << 16)
  let idStarts = new Uint32Array(1 << 12)
  let stratumOf = new Uint32Array(1 << 12)
  let lines = new Uint32Array(1 << 12)
  let sizes: Float64Array | null = null
  let count = 0

  const report: FrameBuilder['report'] = (code, details) => {
    if (problems.length < keptProblems) problems.push(problem(code, details))
  }
  let lineNow = 0
  const kept = keep.map(name => createColumnBuilder(text => text !== '' && checkText(text, name, lineNow, report)))
  const stratumIndex = (raw: string, line: number): number => {
    let index = strata.get(raw)
    if (index !== undefined) return index
    checkText(raw, 'stratum', line, report)
    const name = nfc(raw)
    index = strata.get(name) ?? strata.size
    strata.set(name, index)
    // Another spelling of the same name shares its number; `finish` keeps the NFC one.
    if (raw !== name) strata.set(raw, index)
    return index
  }
  const grow = (idLength: number): void => {
    if (count + 1 >= idStarts.length) {
      idStarts = grownCopy(idStarts, new Uint32Array(idStarts.length * 2))
      stratumOf = grownCopy(stratumOf, new Uint32Array(stratumOf.length * 2))
      lines = grownCopy(lines, new Uint32Array(lines.length * 2))
      if (sizes !== null) sizes = grownCopy(sizes, new Float64Array(stratumOf.length))
    }
    const needed = idStarts[count]! + idLength
    if (needed > idBytes.length) idBytes = grownCopy(idBytes, new Uint8Array(Math.max(needed, idBytes.length * 2)))
  }

  return {
    report,
    add(elementId, stratum, size, line, values = []) {
      if (count >= maxElements) {
        if (count === maxElements) report('too_many_elements', { limit: maxElements, line })
        return
      }
      if (elementId === '') return report('empty_id', { line })
      if (stratum === '') return report('empty_stratum', { line, id: elementId })
      checkText(elementId, 'element_id', line, report)
      const id = nfc(elementId)
      grow(utf8MaxBytes(id))
      lineNow = line
      for (let i = 0; i < kept.length; i++) kept[i]!.add(values[i] ?? '')
      stratumOf[count] = stratumIndex(stratum, line)
      lines[count] = line
      if (size !== null) {
        sizes ??= new Float64Array(stratumOf.length).fill(NaN, 0, count)
        sizes[count] = size
      } else if (sizes !== null) sizes[count] = NaN
      idStarts[count + 1] = writeUtf8(id, idBytes, idStarts[count]!)
      count++
    },
    finish(onProgress) {
      if (count === 0 && problems.length === 0) report('empty_frame', {})
      const starts = idStarts.slice(0, count + 1)
      onProgress?.('sort', 0, count)
      const order = sortedRows(idBytes, starts)
      reportDuplicates(idBytes, starts, order, lines, report)
      if (problems.length > 0) throw new InputError(problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)))
      const named = sortedStrata(strata)
      const remapped = stratumOf.slice(0, count)
      for (let i = 0; i < count; i++) remapped[i] = named.rank[remapped[i]!]!
      return {
        count,
        idBytes: idBytes.slice(0, starts[count]),
        idStarts: starts,
        strata: named.names,
        stratumOf: remapped,
        sizes: sizes?.slice(0, count) ?? null,
        order,
        lines: lines.slice(0, count),
        ...(keep.length === 0 ? {} : { columns: new Map(keep.map((name, i) => [name, kept[i]!.column])) }),
      }
    },
  }
}

function grownCopy<T extends Uint8Array | Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from)
  return to
}

function checkText(text: string, column: string, line: number, report: FrameBuilder['report']): void {
  if (text.length > maxFieldLength) report('too_long', { line, column, limit: maxFieldLength })
  else if (unfit.test(text)) {
    const spaceOnly = text.trim() !== text && !unfit.test(text.trim())
    report(spaceOnly ? 'outer_space' : 'control_character', {
      line,
      column,
      value: spaceOnly ? text : JSON.stringify(text),
    })
  } else if (hasLoneSurrogate(text)) report('lone_surrogate', { line, column })
}

function sortedStrata(seen: ReadonlyMap<string, number>): { names: string[]; rank: number[] } {
  const normal = [...seen].filter(([name]) => nfc(name) === name).sort(([a], [b]) => compareUtf8(a, b))
  const rank: number[] = []
  normal.forEach(([, index], position) => (rank[index] = position))
  return { names: normal.map(([name]) => name), rank }
}

function reportDuplicates(
  bytes: Uint8Array,
  starts: Uint32Array,
  order: Uint32Array,
  lines: Uint32Array,
  report: FrameBuilder['report'],
): void {
  let run: number[] = []
  const flush = (): void => {
    if (run.length < 2) return
    const [first, ...later] = run.sort((a, b) => lines[a]! - lines[b]!)
    const id = new TextDecoder().decode(bytes.subarray(starts[first!], starts[first! + 1]))
    for (const row of later) report('duplicate_id', { line: lines[row]!, first_line: lines[first!]!, id })
  }
  for (let i = 1; i < order.length; i++) {
    if (compareRows(bytes, starts, order[i - 1]!, order[i]!) === 0) {
      if (run.length === 0) run = [order[i - 1]!]
      run.push(order[i]!)
    } else if (run.length > 0) {
      flush()
      run = []
    }
  }
  flush()
}
