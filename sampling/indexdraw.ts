// Selection by the profile "index": ranks of the canonical order within each stratum, found in one pass over the frame.
import type { AllocationResult } from './allocation.ts'
import { elementIdOf, type Frame, type Progress } from './frame.ts'
import { ticketHasher, wordsToHexTexts, type HashName } from './hash.ts'
import { drawRanks, rankCounter } from './method/ranks.ts'
import type { SelectedElement } from './samplefile.ts'

/**
 * The selected elements of all strata by rank, in the order of the sample file. Any correction of the frame changes everything that is
 * drawn, and there is no coordination with other draws; it costs next to nothing, whatever the size of the frame.
 * The ticket of an element is shown as in every sample file, but it is the ranks that decide.
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
  return strata.flatMap(({ stratum, N, n }, s) => {
    const tickets = ticketsOfRows(frame, rows[s]!, key, hash)
    return Array.from(rows[s]!, (row, i) => {
      const sampled = i < n
      return {
        order: i + 1,
        elementId: elementIdOf(frame, row),
        stratum,
        role: sampled ? ('sample' as const) : ('reserve' as const),
        ticket: tickets[i]!,
        inclusionProbability: sampled ? n / N : null,
        baseWeight: sampled ? N / n : null,
      }
    })
  })
}

function ticketsOfRows({ idBytes, idStarts }: Frame, rows: Uint32Array, key: string, hash: HashName): string[] {
  const hasher = ticketHasher(key, hash)
  const words = new Int32Array(8 * rows.length)
  rows.forEach((row, i) => hasher.words(idBytes, idStarts[row]!, idStarts[row + 1]!, words, 8 * i))
  return wordsToHexTexts(
    words,
    Uint32Array.from(rows, (_, i) => 8 * i),
  )
}

/**
 * The elements that have given ranks among those of their stratum, ranks counted from 0 in the canonical order.
 *
 * @param ranks per stratum, in the order of `frame.strata`; distinct, in any order
 * @returns row numbers, in the order of the ranks
 * @example rowsOfRanks(toFrame([{ elementId: 'b', stratum: '甲' }, { elementId: 'a', stratum: '甲' }]), [[1, 0]])[0].join() // => '1,0'
 */
export function rowsOfRanks(frame: Frame, ranks: readonly ArrayLike<number>[], onProgress?: Progress): Uint32Array[] {
  const rows = ranks.map(wanted => new Uint32Array(wanted.length))
  // Ranks in ascending order, and where each stands in the order of selection.
  const places = ranks.map(wanted => Uint32Array.from(wanted, (_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!))
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
