// Ratings in columns: who was asked about which unit and what came of it, gathered from answers of any source.

/** A stratum lies inside one respondent group, so that groups never share one. */
export interface ScoreStratum {
  readonly name: string
  /** Index into `groups`. */
  readonly group: number
  /** Population size N for the finite-population correction; null = none. */
  readonly populationSize: number | null
}

/** One entry in `person`, `unit`, `value`, `aware` for each unit a person was asked about; a person rates a unit at most once. */
export interface Ratings {
  readonly units: readonly string[]
  readonly groups: readonly string[]
  readonly strata: readonly ScoreStratum[]
  /** Stratum of each person. */
  readonly personStratum: Int32Array
  /** Design weight of each person, above 0. */
  readonly personWeight: Float64Array
  readonly person: Int32Array
  readonly unit: Int32Array
  /** Points 0 to 100; NaN = no valid rating. */
  readonly value: Float64Array
  /** 1 = the person knows the unit, which counts for 知晓率. */
  readonly aware: Uint8Array
}

/**
 * Gathers persons and ratings one by one, for `scoreUnits`: each person belongs to a stratum, each stratum to a respondent group.
 *
 * @param units names of units that must appear in the scores even when nobody rates them
 * @example
 * const builder = new RatingsBuilder(['police'])
 * builder.rate(builder.person(builder.stratum('resident', 'resident', null), 1), 'police', 80, true)
 * builder.ratings().value[0] // => 80
 */
export class RatingsBuilder {
  readonly #units = new Map<string, number>()
  readonly #groups = new Map<string, number>()
  readonly #strata = new Map<string, number>()
  readonly #strataList: ScoreStratum[] = []
  readonly #personStratum: number[] = []
  readonly #personWeight: number[] = []
  readonly #person: number[] = []
  readonly #unit: number[] = []
  readonly #value: number[] = []
  readonly #aware: number[] = []

  /** @param units units to report even when nobody rated them, in the order of the report */
  constructor(units: readonly string[] = []) {
    for (const unit of units) indexOf(this.#units, unit)
  }

  /** Index of a stratum; its name is unique over all groups. */
  stratum(name: string, group: string, populationSize: number | null): number {
    const known = this.#strata.get(name)
    if (known !== undefined) return known
    this.#strata.set(name, this.#strataList.length)
    return this.#strataList.push({ name, group: indexOf(this.#groups, group), populationSize }) - 1
  }

  /** Index of a new person. */
  person(stratum: number, weight: number): number {
    this.#personWeight.push(weight)
    return this.#personStratum.push(stratum) - 1
  }

  /** One unit a person was asked about; `points` null = no valid rating. */
  rate(person: number, unit: string, points: number | null, aware: boolean): void {
    this.#person.push(person)
    this.#unit.push(indexOf(this.#units, unit))
    this.#value.push(points ?? NaN)
    this.#aware.push(aware ? 1 : 0)
  }

  ratings(): Ratings {
    return {
      units: [...this.#units.keys()],
      groups: [...this.#groups.keys()],
      strata: this.#strataList,
      personStratum: Int32Array.from(this.#personStratum),
      personWeight: Float64Array.from(this.#personWeight),
      person: Int32Array.from(this.#person),
      unit: Int32Array.from(this.#unit),
      value: Float64Array.from(this.#value),
      aware: Uint8Array.from(this.#aware),
    }
  }
}

function indexOf(index: Map<string, number>, name: string): number {
  const known = index.get(name)
  if (known !== undefined) return known
  index.set(name, index.size)
  return index.size - 1
}

/**
 * Put lonely strata (one person) together with the next stratum of their group, in order of their names: the rule is fixed
 * before any score is seen. A group of one person keeps its lonely stratum; its standard error stays unknown.
 *
 * @returns the ratings with fewer strata, and how many were put together
 * @internal
 */
export function collapseLonely(ratings: Ratings): { ratings: Ratings; collapsed: number } {
  const size = new Int32Array(ratings.strata.length)
  for (const h of ratings.personStratum) size[h]! += 1
  if (!size.includes(1)) return { ratings, collapsed: 0 }
  const target = Int32Array.from(ratings.strata, (_, h) => h)
  const population = ratings.strata.map(stratum => stratum.populationSize)
  let collapsed = 0
  const join = (from: number, into: number) => {
    target[from] = into
    const sum = population[from] === null || population[into] === null ? null : population[from]! + population[into]!
    population[into] = sum
    size[into]! += size[from]!
    collapsed++
  }
  for (let group = 0; group < ratings.groups.length; group++) {
    const used = ratings.strata.flatMap((stratum, h) => (stratum.group === group && size[h]! > 0 ? [h] : []))
    used.sort((a, b) => (ratings.strata[a]!.name < ratings.strata[b]!.name ? -1 : 1))
    used.forEach((h, k) => {
      if (size[h] === 1 && k + 1 < used.length) join(h, used[k + 1]!)
    })
    const last = used.at(-1)
    const before = used.findLast(h => target[h] === h && h !== last)
    if (last !== undefined && size[last] === 1 && before !== undefined) join(last, before)
  }
  const final = (h: number): number => (target[h] === h ? h : final(target[h]!))
  return {
    ratings: {
      ...ratings,
      strata: ratings.strata.map((stratum, h) => ({ ...stratum, populationSize: population[h]! })),
      personStratum: ratings.personStratum.map(final),
    },
    collapsed,
  }
}
