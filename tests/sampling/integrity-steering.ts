// Ways to steer ratings, as offices have seen or fear them, planted at one window of a simulated day.
import type { IntegrityRating } from '../../sampling/integrity.ts'
import type { Chance } from './chance.ts'

export interface HallVisit {
  readonly id: string
  readonly pointId: string
  readonly finishedAt: number
  readonly mobile: string
}

/** What the planting of steering works on. */
export interface Hall {
  readonly chance: Chance
  readonly opensAt: number
  readonly closesAt: number
  readonly visits: readonly HallVisit[]
  ratings: IntegrityRating[]
  readonly staffMobiles: ReadonlySet<string>
  /** A name nobody else has. */
  readonly fresh: (kind: string) => string
}

export const MINUTE = 60_000

export const honestLevel = (chance: Chance, plain: number): Pick<IntegrityRating, 'best' | 'bare'> => {
  if (chance.uniform() < plain) return { best: true, bare: true }
  const best = chance.uniform() < 0.5
  return { best, bare: !best && chance.uniform() < 0.5 }
}

export const STEERINGS = [
  'staff_taps',
  'staff_phone',
  'coached',
  'closing_mass',
  'script',
  'one_phone',
  'home_network',
  'only_praise',
  'patient',
] as const
export type Steering = (typeof STEERINGS)[number]

export const steeringWords: Readonly<Record<Steering, string>> = {
  staff_taps: 'staff tap the tablet themselves after 80 % of visits',
  staff_phone: 'staff put their own number on 5 visits and rate them',
  coached: 'people are told to tap at once, 80 % of visits',
  closing_mass: 'unrated visits are rated at closing, 15 to 45 s apart',
  script: 'a script rates 10 visits, 1 to 4 s apart',
  one_phone: 'one telephone rates 8 visits in the day',
  home_network: 'one home network, a new device each time, 12 visits',
  only_praise: 'only people who praise are let rate, 60 % of visits, best and bare',
  patient: '25 ratings by new devices, honest hours, best and bare',
}

/** @returns ratings that were made or moved */
export function plant(hall: Hall, pointId: string, kind: Steering): string[] {
  const rated = new Set(hall.ratings.map(rating => rating.visit?.id))
  const mine = hall.visits.filter(visit => visit.pointId === pointId)
  const free = mine.filter(visit => !rated.has(visit.id))
  const made = planters[kind](hall, pointId, mine, free)
  const again = new Set(made.map(rating => rating.visit?.id))
  hall.ratings = [...hall.ratings.filter(rating => !again.has(rating.visit?.id)), ...made]
  return made.map(rating => rating.id)
}

type Planter = (
  hall: Hall,
  pointId: string,
  mine: readonly HallVisit[],
  free: readonly HallVisit[],
) => IntegrityRating[]

const forged = (hall: Hall, visit: HallVisit, given: Partial<IntegrityRating>): IntegrityRating => ({
  id: hall.fresh('r'),
  pointId: visit.pointId,
  channel: 'qr',
  madeAt: visit.finishedAt,
  best: true,
  bare: true,
  device: hall.fresh('d'),
  network: `carrier${hall.chance.below(4)}`,
  mobile: null,
  visit,
  ...given,
})

const some = (hall: Hall, visits: readonly HallVisit[], count: number): HallVisit[] =>
  Array.from(hall.chance.sample(Math.min(count, visits.length), visits.length), at => visits[at]).filter(
    visit => visit !== undefined,
  )

const onTablet = (visit: HallVisit) =>
  ({ channel: 'tablet', device: `tablet-${visit.pointId}`, network: 'hall' }) as const

const planters: Readonly<Record<Steering, Planter>> = {
  staff_taps: (hall, _, mine) =>
    some(hall, mine, Math.round(0.8 * mine.length)).map(visit =>
      forged(hall, visit, {
        ...onTablet(visit),
        madeAt: Math.round(visit.finishedAt + 1000 * (1 + 4 * hall.chance.uniform())),
      }),
    ),
  staff_phone: (hall, pointId, _, free) =>
    some(hall, free, 5).map(visit =>
      forged(hall, visit, {
        madeAt: Math.round(visit.finishedAt + (1 + 60 * hall.chance.uniform()) * MINUTE),
        visit: { ...visit, mobile: `staff-${pointId}` },
      }),
    ),
  coached: (hall, _, mine) =>
    some(hall, mine, Math.round(0.8 * mine.length)).map(visit =>
      forged(hall, visit, {
        ...onTablet(visit),
        ...honestLevel(hall.chance, 0.97),
        madeAt: Math.round(visit.finishedAt + 1000 * (2 + 8 * hall.chance.uniform())),
      }),
    ),
  closing_mass: (hall, _, mine, free) => {
    let at = hall.closesAt - 12 * MINUTE
    return some(hall, free.length > 0 ? free : mine, 18).map(visit => {
      at += 1000 * (15 + 30 * hall.chance.uniform())
      return forged(hall, visit, { channel: 'link', madeAt: Math.round(at) })
    })
  },
  script: (hall, _, __, free) => {
    let at = hall.opensAt + hall.chance.uniform() * (hall.closesAt - hall.opensAt)
    return some(hall, free, 10).map(visit => {
      at += 1000 * (1 + 3 * hall.chance.uniform())
      return forged(hall, { ...visit, finishedAt: Math.min(visit.finishedAt, at - MINUTE) }, { madeAt: Math.round(at) })
    })
  },
  one_phone: (hall, _, __, free) => {
    const device = hall.fresh('d')
    return some(hall, free, 8).map(visit =>
      forged(hall, visit, {
        device,
        network: 'hall',
        madeAt: Math.round(visit.finishedAt + (1 + 30 * hall.chance.uniform()) * MINUTE),
      }),
    )
  },
  home_network: (hall, _, __, free) => {
    const network = hall.fresh('home')
    return some(hall, free, 12).map(visit =>
      forged(hall, visit, {
        channel: 'link',
        network,
        madeAt: Math.round(visit.finishedAt + (10 + 180 * hall.chance.uniform()) * MINUTE),
      }),
    )
  },
  only_praise: (hall, _, mine) => {
    hall.ratings = hall.ratings.filter(rating => rating.pointId !== mine[0]?.pointId)
    return some(hall, mine, Math.round(0.6 * mine.length)).map(visit =>
      forged(hall, visit, {
        ...onTablet(visit),
        madeAt: Math.round(visit.finishedAt + 16_000 * Math.exp(0.6 * hall.chance.normal())),
      }),
    )
  },
  patient: (hall, _, __, free) =>
    some(hall, free, 25).map(visit =>
      forged(hall, visit, { madeAt: Math.round(visit.finishedAt + 20_000 + 60_000 * hall.chance.uniform()) }),
    ),
}
