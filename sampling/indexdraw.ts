// Selection by the profile "index": ranks of the canonical order within each stratum, found in one pass over the frame.
import type { AllocationResult } from './allocation.ts'
import { elementIdOf, type Frame, type Progress } from './frame.ts'
import { wordsToHexTexts, type HashName } from './hash.ts'
import { drawRanks, rankCounter } from './method/ranks.ts'
import { equalLine, type SelectedElement } from './samplefile.ts'
import { ticketAt, ticketBatch, ticketBatches } from './ticketbatch.ts'

/**
 * The selected elements of all strata by rank, in the order of the sample file. Any correction of the frame changes everything that is
 * drawn, and there is no coordination with other draws; it costs next to nothing, whatever the size of the frame.
 * The ticket of an element is shown as in every sample file, but it is the ranks that decide.
 *
 * @internal
 */
export function selectByIndex(
  frame: Frame,
  { strata }: Pick<AllocationResult, 'strata'>,
  key: string,
  hash: HashName,
  onProgress?: Progress,
): SelectedElement[] {
  const ranks = strata.map(({ stratum, N, n, r }) => drawRanks(rankCounter(key, stratum, hash), N, n + r))
  const rows = rowsOfRanks(frame, ranks, onProgress)
  return strata.flatMap((own, s) => {
    const tickets = ticketsOfRows(frame, rows[s]!, key, hash)
    return Array.from(rows[s]!, (row, i) => equalLine(own, i, elementIdOf(frame, row), tickets[i]!))
  })
}

/** Tickets of some rows: their ids are put side by side, so that they go through by the batch. */
function ticketsOfRows({ idBytes, idStarts }: Frame, rows: Uint32Array, key: string, hash: HashName): string[] {
  const starts = new Uint32Array(rows.length + 1)
  rows.forEach((row, i) => (starts[i + 1] = starts[i]! + idStarts[row + 1]! - idStarts[row]!))
  const bytes = new Uint8Array(starts[rows.length]!)
  rows.forEach((row, i) => bytes.set(idBytes.subarray(idStarts[row], idStarts[row + 1]), starts[i]))
  const batches = ticketBatches({ idBytes: bytes, idStarts: starts }, key, hash)
  const words = new Int32Array(8 * rows.length)
  for (let from = 0; from < rows.length; from += ticketBatch) {
    const to = Math.min(rows.length, from + ticketBatch)
    const found = batches(from, to)
    for (let i = from; i < to; i++) {
      for (let w = 0; w < 8; w++) words[8 * i + w] = found[ticketAt(i - from) + 4 * w]!
    }
  }
  return wordsToHexTexts(
    words,
    Uint32Array.from(rows, (_, i) => 8 * i),
  )
}

/** Positions of ranks in ascending order. */
function ascending(ranks: ArrayLike<number>): ArrayLike<number> {
  const places = Float64Array.from(ranks, (_, i) => i)
  if (ranks.length >= 2 ** 21) return places.sort((a, b) => ranks[a]! - ranks[b]!)
  // Rank and place fit into one number, which sorts many times faster than by a comparison of ours.
  return places
    .map(place => ranks[place]! * 2 ** 21 + place)
    .sort()
    .map(both => both % 2 ** 21)
}

/**
 * The elements that have given ranks among those of their stratum, ranks counted from 0 in the canonical order.
 *
 * @param ranks per stratum, in the order of `frame.strata`; distinct, in any order
 * @returns row numbers, in the order of the ranks
 * @internal
 * @example rowsOfRanks(toFrame([{ elementId: 'b', stratum: '甲' }, { elementId: 'a', stratum: '甲' }]), [[1, 0]])[0].join() // => '1,0'
 */
export function rowsOfRanks(frame: Frame, ranks: readonly ArrayLike<number>[], onProgress?: Progress): Uint32Array[] {
  const rows = ranks.map(wanted => new Uint32Array(wanted.length))
  // Ranks in ascending order, and where each stands in the order of selection.
  const places = ranks.map(ascending)
  const passed = new Uint32Array(ranks.length)
  const found = new Uint32Array(ranks.length)
  const next = Uint32Array.from(ranks, (wanted, s) => wanted[places[s]![0]!] ?? never)
  const { count, stratumOf } = frame
  for (let row = 0; row < count; row++) {
    if ((row & 0xfffff) === 0) onProgress?.('draw', row, count)
    const s = stratumOf[row]!
    if (passed[s]!++ !== next[s]) continue
    const [wanted, place] = [ranks[s]!, places[s]!]
    rows[s]![place[found[s]!]!] = row
    next[s] = wanted[place[++found[s]!]!] ?? never
  }
  onProgress?.('draw', count, count)
  return rows
}

const never = 0xffffffff
