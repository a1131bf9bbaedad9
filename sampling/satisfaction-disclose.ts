// Which cells of a breakdown may be shown: fewer than five cases could point at somebody, and a single hidden cell follows from the total.

/** Fewest cases of a cell whose rate is shown. */
export const LEAST_CASES = 5

/**
 * Cells of a breakdown to hide: those of 1 to 4 cases, and further ones, smallest first, until the hidden cells are more than one
 * and hold at least five cases together, so that the total minus the shown cells tells nothing of a small one. Cells of no case
 * at all are shown: there is nobody in them.
 *
 * @param counts cases by cell (denominator of a rate), whole numbers
 * @param totalShown whether the total of all cells is shown beside them; default true
 * @param least cases that must stand behind a rate; default 5
 * @returns by cell, whether it is hidden
 * @throws RangeError when a count is not a whole number from 0
 * @source Hundepool et al., Statistical Disclosure Control, ch. 4 (minimum frequency rule, secondary suppression)
 * @example hiddenCells([3, 40, 12]) // => [true, false, true]
 * @example hiddenCells([3, 4, 12]) // => [true, true, false]
 * @example hiddenCells([3, 40, 12], false) // => [true, false, false]
 */
export function hiddenCells(counts: readonly number[], totalShown = true, least: number = LEAST_CASES): boolean[] {
  if (!counts.every(count => Number.isSafeInteger(count) && count >= 0))
    throw new RangeError('hiddenCells requires whole numbers from 0')
  const hidden = counts.map(count => count > 0 && count < least)
  if (!totalShown) return hidden
  const shown = counts
    .map((count, at) => ({ count, at }))
    .filter(cell => cell.count >= least)
    .sort((a, b) => a.count - b.count)
  for (const { at } of shown) {
    if (!givesAway(counts, hidden, least)) break
    hidden[at] = true
  }
  return hidden
}

function givesAway(counts: readonly number[], hidden: readonly boolean[], least: number): boolean {
  const held = counts.filter((_, at) => hidden[at])
  return held.length === 1 || (held.length > 1 && held.reduce((sum, count) => sum + count, 0) < least)
}
