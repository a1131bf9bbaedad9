// Which units a respondent may be asked about (知情人评知情事): rules by category, part of the design file. Pure.
import { RESPONDENT_CATEGORIES, type RespondentCategory } from '../campaign/campaign.ts'

/**
 * own: the units whose rosters list the person. own_first: those, then others up to the most a person is asked.
 * others: all but the own unit. all: any unit that takes part.
 */
export const ASSIGNMENT_RULES = ['own', 'own_first', 'others', 'all'] as const
export type AssignmentRule = (typeof ASSIGNMENT_RULES)[number]

/** As it stands under `assignment` in the design file. */
export interface AssignmentSpec {
  /** Most units one respondent is asked about, 1 to 20. */
  readonly max_units: number
  /** A category that is not named rates any unit. */
  readonly rules?: Readonly<Partial<Record<RespondentCategory, AssignmentRule>>>
  /** Least number of ratings that each unit should get from each category in the sample, 1 to 100,000; none when left out. */
  readonly min_per_group?: number
}

/** A questionnaire of more than this many units is not answered to the end (domain: at most 8). */
export const MOST_UNITS = 20
export const MOST_RATINGS = 100_000

export const defaultAssignment: AssignmentSpec = {
  max_units: 5,
  rules: Object.fromEntries(
    RESPONDENT_CATEGORIES.map(category => [
      category,
      category === 'service_recipient' || category === 'regulated_party'
        ? 'own'
        : category === 'peer_leader'
          ? 'others'
          : 'all',
    ]),
  ),
}

/** The units a person must be asked about, those they may be, and those they never are.
 * @example
 * choicesFor('others', ['a'], ['a', 'b', 'c']) // => { must: [], may: ['b', 'c'] }
 */
export function choicesFor(
  rule: AssignmentRule,
  own: readonly string[],
  units: readonly string[],
): { readonly must: readonly string[]; readonly may: readonly string[] } {
  const known = own.filter(unit => units.includes(unit))
  const rest = units.filter(unit => !known.includes(unit))
  if (rule === 'others') return { must: [], may: rest }
  if (rule === 'all') return { must: [], may: units }
  // A list that says nothing of the unit (one from the service centre, say) leaves the choice to chance.
  if (known.length === 0) return { must: [], may: units }
  return rule === 'own' ? { must: known, may: [] } : { must: known, may: rest }
}
