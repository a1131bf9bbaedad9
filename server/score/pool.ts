// Our own answers and third-party files as one set of ratings: strata are source × group × drawn stratum.
import type { ScoringScheme } from '../../sampling/scheme.ts'
import { personScore } from '../../sampling/score-rating.ts'
import { type Ratings, RatingsBuilder } from '../../sampling/score-ratings.ts'

/** One submitted answer, as stored. */
export interface OwnAnswer {
  readonly category: string
  /** Draw and stratum; unique over all draws. */
  readonly stratum: string
  /** People of the category in the stratum of the frame; null = unknown. */
  readonly populationSize: number | null
  readonly baseWeight: number
  /** Units the respondent was asked about. */
  readonly asked: readonly string[]
  readonly units: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export interface FileRatings {
  readonly id: string
  /** Category of everybody in the file, when no column says it. */
  readonly fixedGroup: string | null
  readonly ratings: Ratings
}

/** Answer of the gate question that means: does not know the unit. */
const UNKNOWN_UNIT = 'k0'

/**
 * Pool ratings. Weights of our own answers are N / r: people of the stratum over those of them who answered. Within each source and
 * category weights are scaled to a mean of 1, so that an answer counts alike whoever collected it.
 *
 * @throws RangeError when an answer has a code the scheme does not know
 */
export function poolRatings(
  own: readonly OwnAnswer[],
  files: readonly FileRatings[],
  scheme: ScoringScheme,
  unitIds: readonly string[],
): Ratings {
  const builder = new RatingsBuilder(unitIds)
  const known = new Set(unitIds)
  addOwn(builder, own, scheme, known)
  for (const file of files) addFile(builder, file, known)
  return builder.ratings()
}

function addOwn(
  builder: RatingsBuilder,
  own: readonly OwnAnswer[],
  scheme: ScoringScheme,
  known: ReadonlySet<string>,
): void {
  const nameOf = (answer: OwnAnswer) => `own/${answer.category}/${answer.stratum}`
  const answered = countBy(own, nameOf)
  const weightOf = (answer: OwnAnswer) =>
    answer.populationSize === null ? answer.baseWeight : answer.populationSize / answered.get(nameOf(answer))!
  const scale = meanOne(own, answer => answer.category, weightOf)
  for (const answer of own) {
    const name = nameOf(answer)
    // A frame that has shrunk since the draw would give a negative correction; then none is made.
    const size = (answer.populationSize ?? 0) >= answered.get(name)! ? answer.populationSize : null
    const stratum = builder.stratum(name, answer.category, size)
    const person = builder.person(stratum, weightOf(answer) * scale.get(answer.category)!)
    for (const unit of answer.asked) {
      const said = answer.units[unit]
      const know = said?.['know']
      if (!known.has(unit) || typeof know !== 'string') continue
      const points = know === UNKNOWN_UNIT ? null : personScore(codesOf(said?.['dims']), scheme)
      builder.rate(person, unit, points, know !== UNKNOWN_UNIT)
    }
  }
}

function codesOf(dims: unknown): Readonly<Record<string, string>> {
  if (typeof dims !== 'object' || dims === null) return {}
  return Object.fromEntries(Object.entries(dims).filter(([, code]) => typeof code === 'string'))
}

function addFile(builder: RatingsBuilder, { id, fixedGroup, ratings }: FileRatings, known: ReadonlySet<string>): void {
  const groupOf = (person: number) =>
    fixedGroup ?? ratings.groups[ratings.strata[ratings.personStratum[person]!]!.group]!
  const everyone = Array.from(ratings.personStratum, (_, person) => person)
  const scale = meanOne(everyone, groupOf, person => ratings.personWeight[person]!)
  const persons = everyone.map(person => {
    const { name } = ratings.strata[ratings.personStratum[person]!]!
    const group = groupOf(person)
    const stratum = builder.stratum(`file:${id}/${name}`, group, null)
    return builder.person(stratum, ratings.personWeight[person]! * scale.get(group)!)
  })
  for (let k = 0; k < ratings.unit.length; k++) {
    const unit = ratings.units[ratings.unit[k]!]!
    const points = ratings.value[k]!
    if (known.has(unit))
      builder.rate(persons[ratings.person[k]!]!, unit, Number.isNaN(points) ? null : points, ratings.aware[k] === 1)
  }
}

function countBy<T>(list: readonly T[], key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of list) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1)
  return counts
}

/** Factor for each group that brings the mean weight to 1. */
function meanOne<T>(list: readonly T[], group: (item: T) => string, weight: (item: T) => number): Map<string, number> {
  const sums = new Map<string, number>()
  for (const item of list) sums.set(group(item), (sums.get(group(item)) ?? 0) + weight(item))
  const counts = countBy(list, group)
  return new Map([...sums].map(([name, sum]) => [name, counts.get(name)! / sum]))
}
