// Frame checks: what a list written by the unit under review should be looked at for (domain: the frame is the main validity risk).
import { type FrameEntry, type FrameNames, type FrameRoster, unitOf } from './frame.ts'

/** Numbers following one another this often in one roster were hardly collected from real people. */
export const SEQUENCE_LENGTH = 5

export interface RosterCheck {
  readonly rosterId: string
  readonly roster: string
  readonly category: string
  readonly unitId: string | null
  readonly entries: number
  /** Rows of the file whose number could not be recovered. */
  readonly lost: number
  readonly inFrame: number
  /** Entries whose number another name uses too, anywhere in the chosen rosters. */
  readonly sharedMobile: number
  /** Entries whose name stands in the same roster under another number. */
  readonly sharedName: number
  /** Entries in runs of SEQUENCE_LENGTH or more consecutive numbers. */
  readonly sequential: number
  /** People listed as served or regulated who lead the same unit. */
  readonly ownLeaders: number
  /** Entries by month of 办理时间; entries without a date are not in it. */
  readonly months: Readonly<Record<string, number>>
  readonly caseload: number | null
}

/** Collects while the entries pass by; `finish` gives one check a roster. */
export interface CheckCollector {
  add(person: readonly FrameEntry[], inFrame: ReadonlySet<string>): void
  finish(): RosterCheck[]
}

export function createCheckCollector(
  rosters: readonly FrameRoster[],
  caseloads: Readonly<Record<string, number>>,
  names: FrameNames,
): CheckCollector {
  const tallies = new Map(rosters.map(roster => [roster.id, new RosterTally(roster)]))
  const namesByMobile = new Map<string, string | null>()
  return {
    add(person, inFrame) {
      for (const entry of person) {
        const known = namesByMobile.get(entry.mobile)
        // null: several names. The first name is kept until a second one comes.
        if (known === undefined) namesByMobile.set(entry.mobile, entry.name)
        else if (known !== null && known !== entry.name) namesByMobile.set(entry.mobile, null)
        tallies.get(entry.rosterId)?.add(entry)
      }
      for (const rosterId of inFrame) {
        const tally = tallies.get(rosterId)
        if (tally) tally.inFrame++
      }
      countOwnLeaders(person, tallies, names)
    },
    finish: () => [...tallies.values()].map(tally => tally.finish(namesByMobile, caseloads[tally.roster.id] ?? null)),
  }
}

function countOwnLeaders(
  person: readonly FrameEntry[],
  tallies: ReadonlyMap<string, RosterTally>,
  names: FrameNames,
): void {
  if (person.length < 2) return
  const rosters = person.flatMap(entry => tallies.get(entry.rosterId) ?? [])
  // One roster may list the leaders of all departments: the unit they lead is the one it names for them.
  const led = new Set(
    person.map(entry => {
      const roster = tallies.get(entry.rosterId)?.roster
      return roster?.category === 'peer_leader' ? unitOf(entry, roster, names) : null
    }),
  )
  for (const tally of new Set(rosters)) {
    const { category, unitId } = tally.roster
    if ((category === 'service_recipient' || category === 'regulated_party') && unitId && led.has(unitId))
      tally.ownLeaders++
  }
}

class RosterTally {
  readonly roster: FrameRoster
  readonly #mobiles: string[] = []
  readonly #mobileByName = new Map<string, string | null>()
  readonly #names: string[] = []
  readonly #months = new Map<string, number>()
  inFrame = 0
  ownLeaders = 0

  constructor(roster: FrameRoster) {
    this.roster = roster
  }

  add({ mobile, name, handledOn }: FrameEntry): void {
    this.#mobiles.push(mobile)
    this.#names.push(name)
    const known = this.#mobileByName.get(name)
    if (known === undefined) this.#mobileByName.set(name, mobile)
    else if (known !== null && known !== mobile) this.#mobileByName.set(name, null)
    if (handledOn) {
      const month = handledOn.slice(0, 7)
      this.#months.set(month, (this.#months.get(month) ?? 0) + 1)
    }
  }

  finish(namesByMobile: ReadonlyMap<string, string | null>, caseload: number | null): RosterCheck {
    const { id, name, category, unitId, lost } = this.roster
    return {
      rosterId: id,
      roster: name,
      category,
      unitId,
      entries: this.#mobiles.length,
      lost,
      inFrame: this.inFrame,
      sharedMobile: this.#mobiles.filter(mobile => namesByMobile.get(mobile) === null).length,
      sharedName: this.#names.filter(known => known !== '' && this.#mobileByName.get(known) === null).length,
      sequential: sequentialNumbers(this.#mobiles),
      ownLeaders: this.ownLeaders,
      months: Object.fromEntries([...this.#months].sort(([a], [b]) => (a < b ? -1 : 1))),
      caseload,
    }
  }
}

/** How many of the numbers lie in runs of consecutive ones.
 * @example
 * sequentialNumbers(['19900000001', '19900000002', '19900000003', '19900000004', '19900000005', '19900000009']) // => 5
 */
export function sequentialNumbers(mobiles: readonly string[], length: number = SEQUENCE_LENGTH): number {
  const numbers = Float64Array.from(mobiles, Number).sort()
  let count = 0
  let run = 1
  for (let i = 1; i <= numbers.length; i++) {
    const step = (numbers[i] ?? Number.NaN) - (numbers[i - 1] ?? 0)
    if (step === 1) run++
    else if (step !== 0) {
      if (run >= length) count += run
      run = 1
    }
  }
  return count
}

/** What in a check deserves a look, worst first. The limits are conventions of the house, shown beside the figures. */
export type CheckFlag = 'lost' | 'sequential' | 'sharedMobile' | 'sharedName' | 'ownLeaders' | 'month' | 'caseload'
export const CHECK_LIMITS = {
  lost: 0.1,
  sequential: 0.01,
  sharedMobile: 0.05,
  sharedName: 0.1,
  month: 0.5,
  caseload: 0.5,
}

export function flagsOf(check: RosterCheck): CheckFlag[] {
  const share = (count: number, whole: number) => (whole > 0 ? count / whole : 0)
  const months = Object.values(check.months)
  const dated = months.reduce((sum, count) => sum + count, 0)
  const flags: [CheckFlag, boolean][] = [
    ['ownLeaders', check.ownLeaders > 0],
    ['sequential', share(check.sequential, check.entries) > CHECK_LIMITS.sequential],
    ['lost', share(check.lost, check.entries + check.lost) > CHECK_LIMITS.lost],
    ['caseload', check.caseload !== null && share(check.entries, check.caseload) < CHECK_LIMITS.caseload],
    ['sharedMobile', share(check.sharedMobile, check.entries) > CHECK_LIMITS.sharedMobile],
    ['sharedName', share(check.sharedName, check.entries) > CHECK_LIMITS.sharedName],
    ['month', dated >= 30 && Math.max(...months) / dated > CHECK_LIMITS.month],
  ]
  return flags.filter(([, raised]) => raised).map(([flag]) => flag)
}
