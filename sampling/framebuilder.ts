// Building a frame element by element, with every problem reported by line.
import { inCanonicalOrder, type OrderedIds } from './canonicalorder.ts'
import { createColumnBuilder, type FrameColumn } from './framecolumns.ts'
import { compareBytes, createFrameStore, type StratumIndex } from './framestore.ts'
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

/** A checked frame. Elements are numbered from 0 in canonical order, by the UTF-8 bytes of their ids, whatever order they came in. */
export interface Frame {
  readonly count: number
  /** Ids one after another; that of element i is `idBytes[idStarts[i], idStarts[i + 1])`. */
  readonly idBytes: Uint8Array
  readonly idStarts: Uint32Array
  /** Names of the strata, sorted by bytes. */
  readonly strata: readonly string[]
  /** Number of elements of each stratum. */
  readonly stratumSizes: readonly number[]
  /** Index into `strata`, one per element. */
  readonly stratumOf: StratumIndex
  /** NaN where an element has no size; null where none has. */
  readonly sizes: Float64Array | null
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
 * Start a frame that is built element by element, as a reader of rows does; ids and strata are put into NFC.
 *
 * @param keep names of further columns to keep
 * @returns `add` takes an element and its line; `finish` gives the frame or throws an InputError with everything that was wrong
 * @example
 * const builder = createFrameBuilder()
 * builder.add('b', '甲', null, 2)
 * builder.add('a', '甲', null, 3)
 * elementIdOf(builder.finish(), 0) // => 'a'
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
      const end = writeUtf8(id, store.piece, store.at)
      store.close(end, stratumIndex(stratum, line), size, line)
    },
    addPlain(bytes, start, end, stratum, size, line) {
      if (full(line)) return
      store.room(end - start)
      const { piece } = store
      let { at } = store
      for (let i = start; i < end; i++) piece[at++] = bytes[i]!
      store.close(at, stratum, size, line)
    },
    finish(onProgress) {
      const { count } = store
      if (count === 0 && problems.length === 0) report('empty_frame', {})
      onProgress?.('sort', 0, count)
      const ordered = inCanonicalOrder(store)
      if (!ordered.distinct) reportDuplicates(ordered, store.lineOf, report)
      if (problems.length > 0) throw new InputError(problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)))
      const { idBytes, idStarts, stratumOf, rows } = ordered
      const { names, rank } = sortedStrata(strata)
      const stratumSizes = renumber(stratumOf, rank)
      const sizes = store.sizes?.subarray(0, count) ?? null
      const columns = kept.map(({ column }) => (rows === null ? column : columnBy(column, rows)))
      return {
        count,
        idBytes,
        idStarts,
        strata: names,
        stratumSizes,
        stratumOf,
        sizes: rows === null || sizes === null ? sizes : sizes.map((_, i) => sizes[rows[i]!]!),
        ...(keep.length === 0 ? {} : { columns: new Map(keep.map((name, i) => [name, columns[i]!])) }),
      }
    },
  }
}

/** Give strata the numbers of their names in order; returns how many elements each has. */
function renumber(stratumOf: StratumIndex, rank: readonly number[]): number[] {
  const sizes = new Float64Array(rank.length)
  for (let i = 0; i < stratumOf.length; i++) {
    const s = rank[stratumOf[i]!]!
    stratumOf[i] = s
    sizes[s]!++
  }
  return [...sizes]
}

const columnBy = ({ text, number }: FrameColumn, rows: Uint32Array): FrameColumn => ({
  text: row => text(rows[row]!),
  number: row => number(rows[row]!),
})

function sortedStrata(seen: ReadonlyMap<string, number>): { names: string[]; rank: number[] } {
  const normal = [...seen].filter(([name]) => nfc(name) === name).sort(([a], [b]) => compareUtf8(a, b))
  const rank: number[] = []
  normal.forEach(([, index], position) => (rank[index] = position))
  return { names: normal.map(([name]) => name), rank }
}

function reportDuplicates(ordered: OrderedIds, lineOf: (row: number) => number, report: ReportProblem): void {
  const { idBytes, idStarts, rows } = ordered
  const count = idStarts.length - 1
  const lengthAt = (i: number): number => idStarts[i + 1]! - idStarts[i]!
  const asBefore = (i: number): boolean =>
    compareBytes(idBytes, idStarts[i - 1]!, lengthAt(i - 1), idBytes, idStarts[i]!, lengthAt(i)) === 0
  for (let from = 0; from < count; ) {
    let to = from + 1
    while (to < count && asBefore(to)) to++
    if (to > from + 1) {
      const lines = Array.from({ length: to - from }, (_, i) => lineOf(rows?.[from + i] ?? from + i))
      const [first, ...later] = lines.sort((a, b) => a - b)
      const id = new TextDecoder().decode(idBytes.subarray(idStarts[from], idStarts[from + 1]))
      for (const line of later) report('duplicate_id', { line, first_line: first!, id })
    }
    from = to
  }
}
