// What may be shown: cells of fewer than five ratings are hidden, and so is whatever would give them away by subtraction.
import type { GroupScore, ScoreResult, UnitScore } from './score.ts'
import { MERGED_GROUP } from './score-groups.ts'

/** Fewest ratings of a cell that is shown anywhere. */
const SMALLEST_CELL = 5

/**
 * Hide small cells of a result. A unit with fewer than `least` ratings shows nothing. Among the groups that enter a unit's score,
 * as many are hidden as it takes for the hidden ones together to hold at least `least` ratings and to be more than one, since a
 * single hidden mean follows from the unit's score and the other means.
 *
 * @param result of `scoreUnits`
 * @param least ratings that must stand behind a number shown; default 5
 * @returns the same result, hidden numbers null and marked `hidden`
 * @example
 * const builder = new RatingsBuilder(['police'])
 * builder.rate(builder.person(builder.stratum('resident', 'resident', null), 1), 'police', 80, true)
 * discloseScores(scoreUnits(builder.ratings(), { ...defaultScheme, group_min_n: 1 })).units.police.score // => null
 */
export function discloseScores(result: ScoreResult, least: number = SMALLEST_CELL): ScoreResult {
  return {
    ...result,
    units: Object.fromEntries(Object.entries(result.units).map(([code, unit]) => [code, discloseUnit(unit, least)])),
  }
}

function discloseUnit(unit: UnitScore, least: number): UnitScore {
  const tooFew = (unit.n ?? 0) < least
  const hidden = tooFew ? new Set(Object.keys(unit.groups)) : hiddenGroups(unit.groups, least)
  const groups = Object.fromEntries(
    Object.entries(unit.groups).map(([name, group]) => [name, hidden.has(name) ? hideGroup(group) : group]),
  )
  if (!tooFew) return { ...unit, groups }
  // Nobody rated it at all: that may be said.
  const nobody = unit.n === 0 && Object.values(unit.groups).every(group => group.n === 0)
  const asked = nobody ? unit.asked : null
  const awareness = nobody && (unit.asked ?? 0) >= least ? unit.awareness : null
  const nothing = { score: null, se: null, ci95: null, ci95_t: null, df: null, n_eff: null, sufficient: false }
  return { ...unit, ...nothing, n: nobody ? 0 : null, asked, awareness, hidden: true, groups }
}

const hideGroup = (group: GroupScore): GroupScore => ({ ...group, mean: null, se: null, n: null, hidden: true })

function hiddenGroups(groups: Readonly<Record<string, GroupScore>>, least: number): ReadonlySet<string> {
  const entries = Object.entries(groups)
  const hidden = new Set(entries.filter(([, group]) => isSmall(group, least)).map(([name]) => name))
  // The members of a merged group would give each other away, the merged mean being shown.
  if (entries.some(([name, group]) => group.merged && hidden.has(name)))
    for (const [name, group] of entries) if (group.merged) hidden.add(name)
  const counted = entries.filter(([, group]) => group.weight > 0).sort(([, a], [, b]) => (a.n ?? 0) - (b.n ?? 0))
  const heldBack = () => counted.filter(([name]) => hidden.has(name))
  const shown = () => counted.filter(([name]) => !hidden.has(name) && name !== MERGED_GROUP)
  while (givesAway(heldBack(), least) && shown().length > 0) hidden.add(shown()[0]![0])
  if (givesAway(heldBack(), least)) for (const [name] of counted) hidden.add(name)
  return hidden
}

const isSmall = (group: GroupScore, least: number): boolean => (group.n ?? 0) > 0 && (group.n ?? 0) < least

/** Whether the hidden counted groups can be worked out: a single one, or too few ratings together. */
function givesAway(held: readonly (readonly [string, GroupScore])[], least: number): boolean {
  if (held.length === 0) return false
  return held.length === 1 || held.reduce((sum, [, group]) => sum + (group.n ?? 0), 0) < least
}
