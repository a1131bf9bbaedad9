// Sampling designs: the file, its allocation over a frame, and the precision to expect. Pure.
import { allocate, type AllocationResult } from '../../sampling/allocation.ts'
import { pointerTo } from '../../sampling/check.ts'
import { designDigest, designHash, parseDesign } from '../../sampling/design.ts'
import type { Design, Method, StratumDesign } from '../../sampling/designtypes.ts'
import { InputError, problem, refuse, type Problem } from '../../sampling/problem.ts'
import { ASSIGNMENT_RULES, type AssignmentSpec, MOST_RATINGS, MOST_UNITS } from './assignment.ts'

export interface StratumSize {
  readonly stratum: string
  readonly count: number
}

export interface CheckedDesign {
  readonly design: Design
  readonly digest: string
  readonly allocation: AllocationResult
}

/**
 * Checks a design against the strata of a frame.
 * @throws InputError with everything that is wrong: form, n above N, strata that the frame does not have …
 */
export function checkDesign(body: unknown, strata: readonly StratumSize[]): CheckedDesign {
  const design = parseDesign(body)
  if (designHash(design) !== 'sha256')
    throw new InputError([
      problem('unknown_choice', { file: 'design', pointer: '/hash', found: designHash(design), known: 'sha256' }),
    ])
  refuse([...unserved(design), ...extremes(design)])
  checkAssignment(design.assignment)
  const allocation = allocate(design, new Map(strata.map(({ stratum, count }) => [stratum, count])))
  if (allocation.n === 0) throw new InputError([problem('n_below_minimum', { n: 0, needed: 1 })])
  return { design, digest: designDigest(design), allocation }
}

/** Methods that need nothing but who is in which stratum, which is what a frame made of rosters knows. */
const servedMethods: readonly Method[] = ['srs', 'systematic']
const unservedKeys = [
  'columns',
  'order',
  'coordinates',
  'balance',
  'cluster',
  'second',
  'coordination',
  'exclude',
] as const

function unserved(design: Design): Problem[] {
  const places: [string, StratumDesign][] = Object.entries(design.strata ?? {}).map(([name, own]) => [
    pointerTo('/strata', name),
    own,
  ])
  const known = servedMethods.join(', ')
  return [['', design] as const, ...places].flatMap(([at, own]) => {
    const keys = unservedKeys.filter(key => key in own)
    const found = own.method ?? design.method
    return [
      ...(servedMethods.includes(found) ? [] : [problem('method_unserved', { pointer: `${at}/method`, found, known })]),
      ...keys.map(key => problem('setting_unserved', { pointer: `${at}/${key}`, key })),
    ]
  })
}

/** Far outside of anything a score can be; a square of it would no longer be a number. */
const LEAST_NUMBER = 1e-6
const MOST_NUMBER = 1e6

function extremes({ allocation }: Design): Problem[] {
  const { kind, sd = {}, mean = {}, margin, cv } = allocation
  if (kind !== 'optimal' && kind !== 'equal_precision') return []
  const listed = (at: string, record: Readonly<Record<string, number>>) =>
    Object.entries(record).map(([stratum, value]) => [pointerTo(`/allocation/${at}`, stratum), value] as const)
  const given = [['/allocation/margin', margin] as const, ['/allocation/cv', cv] as const, ...listed('mean', mean)]
  const outside = [
    ...listed('sd', sd).filter(([, value]) => value > MOST_NUMBER),
    ...given.filter(([, value]) => value !== undefined && (value < LEAST_NUMBER || value > MOST_NUMBER)),
  ]
  return outside.map(([pointer, value]) =>
    problem('wrong_type', {
      file: 'design',
      pointer,
      expected_zh: '百万分之一到一百万之间的数',
      expected: 'a number between a millionth and a million',
      found: JSON.stringify(value),
    }),
  )
}

function checkAssignment(assignment: Design['assignment']): void {
  if (assignment === undefined) return
  const { max_units: most, rules, min_per_group: least } = assignment
  const wrong = (pointer: string, found: unknown, expected: readonly [string, string]) =>
    new InputError([
      problem('wrong_type', {
        file: 'design',
        pointer,
        expected_zh: expected[0],
        expected: expected[1],
        found: JSON.stringify(found ?? null),
      }),
    ])
  if (!Number.isSafeInteger(most) || Number(most) < 1 || Number(most) > MOST_UNITS)
    throw wrong('/assignment/max_units', most, [`1 到 ${MOST_UNITS} 的整数`, `a whole number from 1 to ${MOST_UNITS}`])
  const whole = Number.isSafeInteger(least) && Number(least) >= 1 && Number(least) <= MOST_RATINGS
  if (least !== undefined && !whole)
    throw wrong('/assignment/min_per_group', least, [
      `1 到 ${MOST_RATINGS} 的整数`,
      `a whole number from 1 to ${MOST_RATINGS}`,
    ])
  for (const [category, rule] of Object.entries((rules as Record<string, unknown> | undefined) ?? {}))
    if (!ASSIGNMENT_RULES.includes(rule as never))
      throw wrong(`/assignment/rules/${category}`, rule, [
        ASSIGNMENT_RULES.join('、'),
        `one of ${ASSIGNMENT_RULES.join(', ')}`,
      ])
}

/** The assignment of a checked design. */
export const assignmentOf = (design: Design): AssignmentSpec | undefined =>
  design.assignment as AssignmentSpec | undefined

/**
 * Half width of the 95 % interval to expect for a stratum's mean, in points of the score.
 * @param population people in the stratum
 * @param n people drawn
 * @param sd standard deviation of the score among them; 20 points is usual on a 0–100 scale
 * @param responseRate share of those drawn who answer, (0, 1]
 * @returns null when nobody, or only one, is to be expected to answer; 0 for a census that everyone answers
 * @example
 * expectedMargin({ population: 1000, n: 100, sd: 20, responseRate: 1 })?.toFixed(2) // => '3.72'
 */
export function expectedMargin(input: {
  readonly population: number
  readonly n: number
  readonly sd: number
  readonly responseRate: number
  readonly deff?: number
}): number | null {
  const answers = Math.min(input.n, input.population) * input.responseRate
  if (!(answers >= 1)) return null
  const left = Math.max(0, 1 - answers / input.population)
  return 1.959963984540054 * input.sd * Math.sqrt(((input.deff ?? 1) * left) / answers)
}

/** The same for the mean over all strata, each with its share of the people. */
export function expectedOverallMargin(
  strata: readonly { readonly N: number; readonly n: number; readonly sd: number }[],
  responseRate: number,
): number | null {
  const whole = strata.reduce((sum, { N }) => sum + N, 0)
  const margins = strata.map(({ N, n, sd }) => expectedMargin({ population: N, n, sd, responseRate }))
  if (whole === 0 || margins.some(margin => margin === null)) return null
  return Math.sqrt(
    margins.reduce((sum: number, margin, i) => sum + (((strata[i]?.N ?? 0) / whole) * (margin ?? 0)) ** 2, 0),
  )
}
