// Building a frame element by element, with every problem reported by line.
import { compareRows, sortedRows } from './byteorder.ts'
import { createColumnBuilder, type FrameColumn } from './framecolumns.ts'
import { createFrameStore, type FrameStore, type StratumIndex } from './framestore.ts'
import { checkText, type ReportProblem } from './frametext.ts'
import { InputError, problem, type Problem } from './problem.ts'
import { compareUtf8, nfc, utf8MaxBytes, writeUtf8 } from './utf8.ts'

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
  readonly stratumOf: StratumIndex
  /** NaN where an element has no size; null where none has. */
  readonly sizes: Float64Array | null
  readonly order: Uint32Array
  /** Further columns that were asked for, in the order they were named; absent when none was. */
  readonly columns?: ReadonlyMap<string, FrameColumn>
}

/** Told now and then how far a long piece of work has come. */
export type Progress = (stage: 'read' | 'sort' | 'digest' | 'draw' | 'compare', done: number, total: number) => void

const maxElements = 50_000_000
const keptProblems = 1000

/** A frame under construction; `finish` gives the frame or throws an InputError with everything that was wrong. */
export interface FrameBuilder {
  /** `values` are those of the kept columns, in the order they were named. */
  add(elementId: string, stratum: string, size: number | null, line: number, values?: readonly string[]): void
  /**
   * Add an element whose id is known to be plain: printable ASCII, no outer spaces, not too long, and no column is kept.
   * The id is `bytes[start, end)`, the stratum a number that `stratumIndex` gave.
   */
  addPlain(bytes: Uint8Array, start: number, end: number, stratum: number, size: number | null, line: number): void
  /** Number of a stratum by its name, which is not empty. */
  stratumIndex(name: string, line: number): number
  readonly report: ReportProblem
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
  const store = createFrameStore()
  let lineNow = 0

  const report: ReportProblem = (code, details) => {
    if (problems.length < keptProblems) problems.push(problem(code, details))
  }
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
  let refusedMore = false
  const full = (line: number): boolean => {
    if (store.count < maxElements) return false
    if (!refusedMore) report('too_many_elements', { limit: maxElements, line })
    return (refusedMore = true)
  }

  return {
    report,
    stratumIndex,
    add(elementId, stratum, size, line, values = []) {
      if (full(line)) return
      if (elementId === '') return report('empty_id', { line })
      if (stratum === '') return report('empty_stratum', { line, id: elementId })
      checkText(elementId, 'element_id', line, report)
      const id = nfc(elementId)
      store.room(utf8MaxBytes(id))
      lineNow = line
      for (let i = 0; i < kept.length; i++) kept[i]!.add(values[i] ?? '')
      const end = writeUtf8(id, store.idBytes, store.idStarts[store.count]!)
      store.close(end, stratumIndex(stratum, line), size, line)
    },
    addPlain(bytes, start, end, stratum, size, line) {
      if (full(line)) return
      store.room(end - start)
      const { idBytes } = store
      let at = store.idStarts[store.count]!
      for (let i = start; i < end; i++) idBytes[at++] = bytes[i]!
      store.close(at, stratum, size, line)
    },
    finish(onProgress) {
      const { count } = store
      if (count === 0 && problems.length === 0) report('empty_frame', {})
      const starts = store.idStarts.subarray(0, count + 1)
      onProgress?.('sort', 0, count)
      const { rows: order, distinct } = sortedRows(store.idBytes, starts)
      if (!distinct) reportDuplicates(store, starts, order, report)
      if (problems.length > 0) throw new InputError(problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)))
      const { names, rank } = sortedStrata(strata)
      const stratumOf = store.stratumOf.subarray(0, count)
      for (let i = 0; i < count; i++) stratumOf[i] = rank[stratumOf[i]!]!
      return {
        count,
        idBytes: store.idBytes.subarray(0, starts[count]),
        idStarts: starts,
        strata: names,
        stratumOf,
        sizes: store.sizes?.subarray(0, count) ?? null,
        order,
        ...(keep.length === 0 ? {} : { columns: new Map(keep.map((name, i) => [name, kept[i]!.column])) }),
      }
    },
  }
}

function sortedStrata(seen: ReadonlyMap<string, number>): { names: string[]; rank: number[] } {
  const normal = [...seen].filter(([name]) => nfc(name) === name).sort(([a], [b]) => compareUtf8(a, b))
  const rank: number[] = []
  normal.forEach(([, index], position) => (rank[index] = position))
  return { names: normal.map(([name]) => name), rank }
}

function reportDuplicates(store: FrameStore, starts: Uint32Array, order: Uint32Array, report: ReportProblem): void {
  const { idBytes, lineOf } = store
  let run: number[] = []
  const flush = (): void => {
    if (run.length < 2) return
    const [first, ...later] = run.sort((a, b) => lineOf(a) - lineOf(b))
    const id = new TextDecoder().decode(idBytes.subarray(starts[first!], starts[first! + 1]))
    for (const row of later) report('duplicate_id', { line: lineOf(row), first_line: lineOf(first!), id })
  }
  for (let i = 1; i < order.length; i++) {
    if (compareRows(idBytes, starts, order[i - 1]!, order[i]!) === 0) {
      if (run.length === 0) run = [order[i - 1]!]
      run.push(order[i]!)
    } else if (run.length > 0) {
      flush()
      run = []
    }
  }
  flush()
}
