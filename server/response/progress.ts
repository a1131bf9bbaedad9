// How fieldwork goes, pure: response rates by group, with small cells hidden so that no difference gives them back.

/** Below this many people nothing is shown. */
export const SMALL = 5

export interface GroupCount {
  readonly name: string
  readonly invited: number
  readonly answered: number
}

export interface GroupRate {
  readonly name: string
  /** Null: hidden, fewer than five, or kept back so that another hidden one cannot be worked out. */
  readonly invited: number | null
  readonly answered: number | null
  /** Share of the invited who answered, 0–1. */
  readonly rate: number | null
}

const isSmall = (count: number) => count > 0 && count < SMALL

/**
 * Response rates by group. A group with fewer than five invited or answered (but not none) is hidden; when what is hidden
 * adds up to fewer than five people, or is a single group that the total would give back, the next smallest is hidden with it.
 * @param groups - every group of one breakdown; they add up to a total that is shown
 */
export function ratesOf(groups: readonly GroupCount[]): GroupRate[] {
  const hiddenInvited = hide(groups.map(group => group.invited))
  const hiddenAnswered = hide(
    groups.map(group => group.answered),
    hiddenInvited,
  )
  return groups.map((group, at) => {
    const [invited, answered] = [
      hiddenInvited.has(at) ? null : group.invited,
      hiddenAnswered.has(at) ? null : group.answered,
    ]
    return { name: group.name, invited, answered, rate: invited && answered !== null ? answered / invited : null }
  })
}

/**
 * Which of these counts to hide, given that their total is known.
 * @returns indices; none, or at least two whose sum is five or more
 */
export function hide(counts: readonly number[], also: ReadonlySet<number> = new Set()): Set<number> {
  const hidden = new Set(also)
  for (const [at, count] of counts.entries()) if (isSmall(count)) hidden.add(at)
  if (hidden.size === 0) return hidden
  const sum = () => [...hidden].reduce((total, at) => total + (counts[at] ?? 0), 0)
  const rest = counts
    .map((count, at) => ({ count, at }))
    .filter(({ at }) => !hidden.has(at))
    .sort((a, b) => a.count - b.count)
  for (const { at, count } of rest) {
    if (hidden.size > 1 && sum() >= SMALL) break
    if (count > 0) hidden.add(at)
  }
  return hidden
}

export interface DayCount {
  readonly day: string
  readonly answered: number
}

/** Answers by day with small days hidden; days without answers between the first and the last are 0. */
export function daysOf(days: readonly DayCount[]): { day: string; answered: number | null }[] {
  if (days.length === 0) return []
  const known = new Map(days.map(each => [each.day, each.answered]))
  const sorted = [...known.keys()].sort()
  const [first, last] = [sorted[0] ?? '', sorted.at(-1) ?? '']
  const all: { day: string; answered: number }[] = []
  for (let day = first; day <= last; day = nextDay(day)) all.push({ day, answered: known.get(day) ?? 0 })
  const hidden = hide(all.map(each => each.answered))
  return all.map(({ day, answered }, at) => ({ day, answered: hidden.has(at) ? null : answered }))
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
