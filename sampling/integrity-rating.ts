// Rules that look at single ratings, and at what ratings of one window have in common: a device, a network, a moment.
import type { IntegrityDay, IntegrityFlag, IntegrityRating, IntegrityThresholds } from './integrity.ts'
import { binomialTail } from './integrity-chance.ts'

/** Ratings by something they have in common, in the order they came. @internal */
export function gather(
  ratings: readonly IntegrityRating[],
  key: (rating: IntegrityRating) => string | null,
): Map<string, IntegrityRating[]> {
  const groups = new Map<string, IntegrityRating[]>()
  for (const rating of ratings) {
    const name = key(rating)
    if (name === null) continue
    const group = groups.get(name)
    if (group) group.push(rating)
    else groups.set(name, [rating])
  }
  return groups
}

/** Seconds from the end of the visit to the rating; null where either is not known. @internal */
export const secondsAfter = (rating: IntegrityRating): number | null =>
  rating.visit?.finishedAt == null ? null : (rating.madeAt - rating.visit.finishedAt) / 1000

const ids = (ratings: readonly IntegrityRating[]): string[] => ratings.map(rating => rating.id)

/** Things rated: a visit once, a rating without a visit by itself. */
const visitsOf = (ratings: readonly IntegrityRating[]): number =>
  new Set(ratings.map(rating => rating.visit?.id ?? rating.id)).size

const aboutRating = (
  rule: IntegrityFlag['rule'],
  rating: IntegrityRating,
  seen: IntegrityFlag['seen'],
): IntegrityFlag => ({
  rule,
  pointId: rating.pointId,
  subject: rating.id,
  ratingId: rating.id,
  seen,
  ratingIds: [rating.id],
  chance: null,
  compared: 1,
})

/**
 * Windows whose case system keeps whole minutes only: seconds after the end say nothing there.
 *
 * @internal
 */
export function coarseWindows(day: IntegrityDay): ReadonlySet<string> {
  const windows = new Map<string, { visits: number; whole: number }>()
  for (const { pointId, finishedAt } of day.visits) {
    const found = windows.get(pointId) ?? { visits: 0, whole: 0 }
    found.visits++
    if (finishedAt % 60_000 === 0) found.whole++
    windows.set(pointId, found)
  }
  return new Set([...windows].filter(([, { visits, whole }]) => whole > 1 && whole > visits / 2).map(([id]) => id))
}

/**
 * Ratings by link or QR code within seconds of the visit's end: nobody opens a page, reads and chooses that fast. Tablets on the
 * counter are looked at by the day instead, where honest people are fast too.
 *
 * @internal
 */
export function findFastRatings(day: IntegrityDay, limits: IntegrityThresholds): IntegrityFlag[] {
  const coarse = coarseWindows(day)
  return day.ratings.flatMap(rating => {
    const seconds = secondsAfter(rating)
    if (seconds === null || seconds < 0 || seconds > limits.fastSeconds) return []
    if ((rating.channel !== 'link' && rating.channel !== 'qr') || coarse.has(rating.pointId)) return []
    return [aboutRating('fast_rating', rating, { seconds })]
  })
}

/**
 * Ratings that came before their visit had ended, by more than clocks differ.
 *
 * @internal
 */
export function findBeforeFinish(day: IntegrityDay, limits: IntegrityThresholds): IntegrityFlag[] {
  return day.ratings.flatMap(rating => {
    if (!rating.visit) return []
    const seconds = secondsAfter(rating)
    if (seconds === null) return day.complete ? [aboutRating('before_finish', rating, { unfinished: 1 })] : []
    return seconds < -limits.earlySeconds ? [aboutRating('before_finish', rating, { seconds: -seconds })] : []
  })
}

/**
 * Ratings whose contact, or whose visit's telephone, is that of the centre's own staff.
 *
 * @internal
 */
export function findStaffPhones(day: IntegrityDay): IntegrityFlag[] {
  return day.ratings.flatMap(rating => {
    const contact = rating.mobile !== null && day.staffMobiles.has(rating.mobile)
    const visit = rating.visit?.mobile != null && day.staffMobiles.has(rating.visit.mobile)
    return contact || visit ? [aboutRating('staff_phone', rating, { contact: +contact, visit: +visit })] : []
  })
}

/** Whether the visits ended one after another, as those of people who came together do. */
function cameTogether(ratings: readonly IntegrityRating[], limits: IntegrityThresholds): boolean {
  if (visitsOf(ratings) > limits.familyVisits) return false
  const ends = ratings.map(rating => rating.visit?.finishedAt ?? rating.madeAt).sort((a, b) => a - b)
  return ends.every((end, at) => at === 0 || end - (ends[at - 1] ?? end) <= limits.familyMinutes * 60_000)
}

/**
 * One device that rated many visits of a window. Tablets of the hall serve everybody and are left out; a volunteer's telephone goes
 * round the hall, so that no window has most of its ratings; families and agents are served one after another.
 *
 * @internal
 */
export function findOneDevice(day: IntegrityDay, limits: IntegrityThresholds): IntegrityFlag[] {
  return shared(day, limits, 'one_device')
}

/**
 * One network that rated many visits of a window and few elsewhere. A hall's own network, and a carrier's, serve all windows and are
 * no sign; where the centre has too few windows to tell, only a network of very few devices is.
 *
 * @internal
 */
export function findOneNetwork(day: IntegrityDay, limits: IntegrityThresholds): IntegrityFlag[] {
  return shared(day, limits, 'one_network')
}

/** Where the window has this much of the centre's ratings, that a device or network rates mostly there says nothing. */
const LARGE_SHARE = 1 / 3

function shared(day: IntegrityDay, limits: IntegrityThresholds, rule: 'one_device' | 'one_network'): IntegrityFlag[] {
  const most = rule === 'one_device' ? limits.deviceVisits : limits.networkVisits
  const atWindow = gather(day.ratings, rating => rating.pointId)
  const own = day.ratings.filter(rating => rating.channel !== 'tablet')
  const flags: IntegrityFlag[] = []
  for (const [hash, all] of gather(own, rating => (rule === 'one_device' ? rating.device : rating.network))) {
    if (all.length <= most) continue
    for (const [pointId, here] of gather(all, rating => rating.pointId)) {
      const visits = visitsOf(here)
      if (visits <= most || here.length < limits.dominance * all.length) continue
      if (rule === 'one_device' && cameTogether(here, limits)) continue
      const share = (atWindow.get(pointId)?.length ?? 0) / day.ratings.length
      const devices = new Set(here.map(rating => rating.device ?? '')).size
      const chance = share < LARGE_SHARE ? binomialTail(here.length, all.length, share) : null
      if (chance !== null && chance * atWindow.size > limits.alpha) continue
      if (chance === null && rule === 'one_network' && devices > limits.networkDevices) continue
      flags.push({
        rule,
        pointId,
        subject: `${pointId}/${day.day}/${hash.slice(0, 16)}`,
        ratingId: null,
        seen: {
          visits,
          elsewhere: all.length - here.length,
          devices,
          share,
          best: here.filter(one => one.best).length,
        },
        ratingIds: ids(here),
        chance,
        compared: atWindow.size,
      })
    }
  }
  return flags
}

/**
 * Ratings of one window that follow one another within seconds. The chance is that of such a run anywhere in the day, were the
 * window's ratings spread over its hours.
 *
 * @internal
 */
export function findRuns(day: IntegrityDay, limits: IntegrityThresholds): IntegrityFlag[] {
  const flags: IntegrityFlag[] = []
  for (const [pointId, found] of gather(day.ratings, rating => rating.pointId)) {
    const ratings = found.toSorted((a, b) => a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1))
    const perSecond = ratings.length / ((day.closesAt - day.opensAt) / 1000)
    const close = -Math.expm1(-perSecond * limits.runSeconds)
    let from = 0
    for (let at = 1; at <= ratings.length; at++) {
      const [before, next] = [ratings[at - 1], ratings[at]]
      if (before && next && next.madeAt - before.madeAt <= limits.runSeconds * 1000) continue
      const run = ratings.slice(from, at)
      const [first, last] = [run[0], run.at(-1)]
      from = at
      if (!first || !last || run.length < limits.runRatings || visitsOf(run) < limits.runRatings) continue
      flags.push({
        rule: 'run',
        pointId,
        subject: `${pointId}/${day.day}/${first.id}`,
        ratingId: null,
        seen: {
          ratings: run.length,
          seconds: (last.madeAt - first.madeAt) / 1000,
          best: run.filter(one => one.best).length,
        },
        ratingIds: ids(run),
        chance: Math.min(1, ratings.length * close ** (run.length - 1)),
        compared: 1,
      })
    }
  }
  return flags
}
