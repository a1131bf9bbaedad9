// Rules that judge the whole day of a window by the rest of its centre. They wait until the day is over.
import type { IntegrityDay, IntegrityFlag, IntegrityRating, IntegrityThresholds } from './integrity.ts'
import { binomialTail, groupChance, type TrialGroup } from './integrity-chance.ts'
import { coarseWindows, gather, secondsAfter } from './integrity-rating.ts'

/** Ratings at the other windows that a comparison needs. */
const REST = 20

interface Judged extends TrialGroup {
  readonly pointId: string
  readonly ratings: readonly IntegrityRating[]
}

/** Each window's ratings with a mark, as groups of trials. */
function judge(ratings: readonly IntegrityRating[], marked: (rating: IntegrityRating) => boolean): Judged[] {
  return [...gather(ratings, rating => rating.pointId)].map(([pointId, found]) => {
    const count = found.filter(marked)
    return { pointId, trials: found.length, count: count.length, ratings: count }
  })
}

const sum = (groups: readonly TrialGroup[], key: 'trials' | 'count'): number =>
  groups.reduce((total, one) => total + one[key], 0)

function flagOf(
  rule: IntegrityFlag['rule'],
  day: IntegrityDay,
  window: Judged,
  found: Pick<IntegrityFlag, 'seen' | 'chance' | 'compared'>,
): IntegrityFlag {
  return {
    rule,
    pointId: window.pointId,
    subject: `${window.pointId}/${day.day}`,
    ratingId: null,
    ratingIds: window.ratings.map(rating => rating.id),
    ...found,
  }
}

/** Windows that meet `enough` and whose marks the rest of the centre does not explain. */
function outstanding(
  rule: IntegrityFlag['rule'],
  day: IntegrityDay,
  limits: IntegrityThresholds,
  windows: readonly Judged[],
  enough: (window: Judged) => boolean,
): IntegrityFlag[] {
  const looked = windows.filter(enough)
  return looked.flatMap(window => {
    const others = windows.filter(other => other !== window)
    const rest = { trials: sum(others, 'trials'), count: sum(others, 'count') }
    if (rest.trials < REST) return []
    const chance = groupChance(window, others)
    if (chance * windows.length > limits.alpha) return []
    const seen = { ratings: window.trials, marked: window.count, rest: rest.trials, restMarked: rest.count }
    return [flagOf(rule, day, window, { seen, chance, compared: windows.length })]
  })
}

/**
 * Windows where far more ratings than elsewhere came within seconds of the visit's end: people who are told what to tap, or are not
 * asked at all.
 *
 * @internal
 */
export function findFastWindows(day: IntegrityDay, limits: IntegrityThresholds): IntegrityFlag[] {
  if (!day.complete) return []
  const coarse = coarseWindows(day)
  // Rows of other systems seldom know both moments to the second.
  const timed = day.ratings.filter(
    rating => rating.channel !== 'exchange' && secondsAfter(rating) !== null && !coarse.has(rating.pointId),
  )
  const windows = judge(timed, rating => {
    const seconds = secondsAfter(rating) ?? -1
    return seconds >= 0 && seconds <= limits.fastSeconds
  })
  return outstanding('fast_window', day, limits, windows, window => window.count >= limits.fastRatings)
}

/**
 * Windows where every rating of the day was the best, without a tag or a word, and the rest of the centre makes that improbable.
 *
 * @internal
 */
export function findAllBest(day: IntegrityDay, limits: IntegrityThresholds): IntegrityFlag[] {
  if (!day.complete) return []
  const windows = judge(day.ratings, rating => rating.best && rating.bare)
  const enough = (window: Judged) => window.trials >= limits.bestRatings && window.count === window.trials
  return outstanding('all_best', day, limits, windows, enough)
}

/**
 * Windows with more ratings at closing time than its length, the visits that ended then and the other windows' rush explain: the
 * largest of the three shares is taken for the honest one.
 *
 * @internal
 */
export function findClosingBursts(day: IntegrityDay, limits: IntegrityThresholds): IntegrityFlag[] {
  if (!day.complete) return []
  const from = day.closesAt - limits.closingMinutes * 60_000
  const until = day.closesAt + limits.closingAfterMinutes * 60_000
  const within = (at: number) => at >= from && at <= until
  const windows = judge(day.ratings, rating => within(rating.madeAt))
  const time = (limits.closingMinutes * 60_000) / (day.closesAt - day.opensAt)
  const finished = new Map<string, number[]>()
  for (const { pointId, finishedAt } of day.visits) {
    const times = finished.get(pointId)
    if (times) times.push(finishedAt)
    else finished.set(pointId, [finishedAt])
  }
  const looked = windows.filter(window => window.count >= limits.closingRatings)
  return looked.flatMap(window => {
    const others = windows.filter(other => other !== window)
    const visits = finished.get(window.pointId) ?? []
    const share = (count: number, of: number) => (of === 0 ? 0 : (count + 1) / (of + 2))
    const expected = Math.max(
      Math.min(1, time),
      share(visits.filter(within).length, visits.length),
      share(sum(others, 'count'), sum(others, 'trials')),
    )
    const chance = binomialTail(window.count, window.trials, expected)
    if (chance * windows.length > limits.alpha) return []
    const seen = {
      ratings: window.trials,
      closing: window.count,
      expected: expected * window.trials,
      best: window.ratings.filter(rating => rating.best).length,
    }
    return [flagOf('closing_burst', day, window, { seen, chance, compared: windows.length })]
  })
}
