// The people, answers and hand-made figures of the journey; nothing here uses the code under test.

export interface Member {
  readonly name: string
  readonly mobile: string
  readonly place: string
}

const RARE = ['𠮷田', '王㛃', '陈𬱟', '䶮雪', '李〇一', '买买提·吐尔逊']
const member = (index: number, place: string): Member => ({
  name: RARE[index] ?? `示例${index}`,
  // Never consecutive, in a block that is not given out.
  mobile: String(19_900_000_001 + index * 7),
  place,
})
const range = (from: number, count: number, place: string) =>
  Array.from({ length: count }, (_, i) => member(from + i, place))

/** 28 and 12 deputies of two delegations, 60 residents. */
export const DEPUTIES = [...range(0, 28, '东城区代表团'), ...range(28, 12, '北山县代表团')]
export const RESIDENTS = range(100, 60, '')
export const PEOPLE = [...DEPUTIES, ...RESIDENTS]

/** The stratum that a mobile number stands in, and its category. */
export function placeOf(mobile: string): { readonly category: 'npc_deputy' | 'resident'; readonly size: number } & {
  readonly stratum: string
} {
  const deputy = DEPUTIES.find(person => person.mobile === mobile)
  if (!deputy) return { category: 'resident', stratum: 'resident', size: RESIDENTS.length }
  const size = DEPUTIES.filter(person => person.place === deputy.place).length
  return { category: 'npc_deputy', stratum: deputy.place, size }
}

const LEVELS = ['s4', 's3', 's2', 's1'] as const
const POINTS = { s4: 100, s3: 80, s2: 60, s1: 0 } as const
const OTHERS = ['service', 'efficiency', 'law', 'integrity', 'response'] as const

/** What respondent `i` says about unit `u`: null = does not know it, else the level of `duty` and of all other dimensions. */
export function opinion(i: number, u: number): { duty: keyof typeof POINTS; rest: keyof typeof POINTS } | null {
  if ((i + 2 * u) % 7 === 0) return null
  return { duty: LEVELS[(i + u) % 4] ?? 's4', rest: LEVELS[(i * 3 + u) % 3] ?? 's3' }
}

export function answersOf(i: number, codes: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    codes.flatMap(code => {
      const said = opinion(i, Number(code.slice(-1)))
      if (!said) return [[`units.${code}.know`, 'k0']]
      const dims = OTHERS.map(dimension => [`units.${code}.dims.${dimension}`, said.rest])
      return [
        [`units.${code}.know`, 'k2'],
        [`units.${code}.overall`, 's3'],
        [`units.${code}.dims.duty`, said.duty],
        ...dims,
      ]
    }),
  ) as Record<string, unknown>
}

export interface Answered {
  readonly i: number
  readonly mobile: string
}

/** Unit score by the textbook: person = 25 % duty + 75 % the rest, weights N/r inside a group, groups 5 : 10. */
export function scoreByHand(all: readonly Answered[], u: number) {
  const group = (category: string) => {
    const here = all.filter(({ mobile }) => placeOf(mobile).category === category)
    let [sum, weights, n] = [0, 0, 0]
    for (const { i, mobile } of here) {
      const said = opinion(i, u)
      if (!said) continue
      const { stratum, size } = placeOf(mobile)
      const weight = size / here.filter(other => placeOf(other.mobile).stratum === stratum).length
      sum += weight * (0.25 * POINTS[said.duty] + 0.75 * POINTS[said.rest])
      weights += weight
      n++
    }
    return { mean: sum / weights, n }
  }
  const [deputies, residents] = [group('npc_deputy'), group('resident')]
  const aware = all.filter(({ i }) => opinion(i, u) !== null).length
  return {
    score: (5 * deputies.mean + 10 * residents.mean) / 15,
    n: deputies.n + residents.n,
    awareness: aware / all.length,
    deputies: deputies.mean,
  }
}

/** target 70 % + leaders 10 % (60 : 40) + public 20 % + bonus − deduction, to two places, half up, in whole numbers throughout. */
export function compositeByHand(parts: {
  target: string
  partyGovernment: string
  congressCppcc: string
  public: string
  bonus?: string
  deduction?: string
}): string {
  const millionths = (text: string) => {
    const [whole = '0', part = ''] = text.split('.')
    return BigInt(whole + part.padEnd(6, '0').slice(0, 6))
  }
  const leader = 60n * millionths(parts.partyGovernment) + 40n * millionths(parts.congressCppcc)
  const main = 7000n * millionths(parts.target) + 10n * leader + 2000n * millionths(parts.public)
  const extra = 10_000n * (millionths(parts.bonus ?? '0') - millionths(parts.deduction ?? '0'))
  const hundredths = (main + extra + 50_000_000n) / 100_000_000n
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`
}
