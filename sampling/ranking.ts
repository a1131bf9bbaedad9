// Which of many places is first when their worths keep changing: a binary heap that knows where each place stands.

/** Places in order of worth. */
export interface Ranking {
  /** The first place, or -1 when none is left. */
  first(): number
  /** Say that a place's worth has changed. */
  changed(place: number): void
  /** Take a place out. */
  remove(place: number): void
}

/**
 * Rank some places; `before(a, b)` is asked anew whenever a place has changed.
 *
 * @param places indices, 0 ≤ index < count
 * @internal
 * @example createRanking(3, [0, 1, 2], (a, b) => [5, 9, 7][a] > [5, 9, 7][b]).first() // => 1
 */
export function createRanking(
  count: number,
  places: readonly number[],
  before: (a: number, b: number) => boolean,
): Ranking {
  const heap = Int32Array.from(places)
  const at = new Int32Array(count).fill(-1)
  let length = heap.length
  const put = (place: number, slot: number): void => {
    heap[slot] = place
    at[place] = slot
  }
  const up = (slot: number): void => {
    const place = heap[slot]!
    while (slot > 0) {
      const parent = (slot - 1) >> 1
      if (!before(place, heap[parent]!)) break
      put(heap[parent]!, slot)
      slot = parent
    }
    put(place, slot)
  }
  const down = (slot: number): void => {
    const place = heap[slot]!
    for (;;) {
      let child = 2 * slot + 1
      if (child >= length) break
      if (child + 1 < length && before(heap[child + 1]!, heap[child]!)) child++
      if (!before(heap[child]!, place)) break
      put(heap[child]!, slot)
      slot = child
    }
    put(place, slot)
  }
  heap.forEach((place, slot) => (at[place] = slot))
  for (let slot = (length >> 1) - 1; slot >= 0; slot--) down(slot)
  return {
    first: () => (length === 0 ? -1 : heap[0]!),
    changed(place) {
      if (at[place]! < 0) return
      up(at[place]!)
      down(at[place]!)
    },
    remove(place) {
      const slot = at[place]!
      if (slot < 0) return
      at[place] = -1
      const last = heap[--length]!
      if (slot === length) return
      put(last, slot)
      up(slot)
      down(at[last]!)
    },
  }
}
