// What a rating adds to its tally, and what an exclusion moves there. Pure.
import type { Level } from './level.ts'
import type { RatingTable, RatingTallyTable } from './rating.table.ts'

type Counted = Pick<
  RatingTable,
  'centerId' | 'pointId' | 'unitId' | 'matterId' | 'staffId' | 'ratedHour' | 'level' | 'kind' | 'sequence'
>
type CountName = Exclude<keyof RatingTallyTable, 'centerId' | 'pointId' | 'unitId' | 'matterId' | 'staffId' | 'hour'>

const LEVEL_COUNT: Readonly<Record<Level, CountName>> = {
  very_satisfied: 'verySatisfied',
  satisfied: 'satisfied',
  basically_satisfied: 'basicallySatisfied',
  dissatisfied: 'dissatisfied',
  very_dissatisfied: 'veryDissatisfied',
}

const NOTHING: Readonly<Record<CountName, number>> = {
  verySatisfied: 0,
  satisfied: 0,
  basicallySatisfied: 0,
  dissatisfied: 0,
  veryDissatisfied: 0,
  autoDefault: 0,
  excluded: 0,
}

/** Where a rating that is not excluded is counted; null for a supplement, which is in no count. */
export function countOf(rating: Pick<Counted, 'kind' | 'level' | 'sequence'>): CountName | null {
  if (rating.kind === 'auto_default') return 'autoDefault'
  return rating.sequence === 1 ? LEVEL_COUNT[rating.level] : null
}

/** Changes of the tallies, summed by row. */
export class RatingTallyChanges {
  readonly #rows = new Map<string, RatingTallyTable>()

  /** @param times 1 when the rating comes into its count, -1 when it leaves it */
  count(rating: Counted, times: 1 | -1): void {
    const name = countOf(rating)
    if (name) this.#row(rating)[name] += times
  }

  /** The rating leaves its count for `excluded`. */
  exclude(rating: Counted): void {
    const name = countOf(rating)
    if (!name) return
    const row = this.#row(rating)
    row[name] -= 1
    row.excluded += 1
  }

  /** Always in one order, so that two writers do not wait for each other in a circle. */
  rows(): RatingTallyTable[] {
    return [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
  }

  #row(rating: Counted): RatingTallyTable {
    const { centerId, pointId, ratedHour: hour } = rating
    const [unitId, matterId, staffId] = [rating.unitId ?? '', rating.matterId ?? '', rating.staffId ?? '']
    const name = `${centerId} ${hour} ${pointId} ${unitId} ${matterId} ${staffId}`
    const known = this.#rows.get(name)
    if (known) return known
    const row = { centerId, hour, pointId, unitId, matterId, staffId, ...NOTHING }
    this.#rows.set(name, row)
    return row
  }
}
