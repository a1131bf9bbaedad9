// Scoring schemes: the weights, values and limits by which answers become scores. Data, versioned, frozen when fieldwork begins.
import type { CompositeRule } from './composite.ts'
import { defaultCompositeRule } from './composite.ts'
import type { RoundingMode } from './decimal.ts'
import type { GradeRule } from './grade.ts'
import { defaultGradeRule } from './grade.ts'

/** Code of an answer → points 0 to 100, or null where the code means no rating (不了解). */
export type ValueMap = Readonly<Record<string, number | null>>

/** How answers become unit scores. */
export interface ScoringScheme {
  readonly value_map: ValueMap
  /** Weight of each dimension of the questionnaire; null = one value per unit, no dimensions. */
  readonly dimension_weights: Readonly<Record<string, number>> | null
  /** Per cent of the dimension weights that must be answered for a person's rating of a unit to be valid. */
  readonly min_answered_weight: number
  /** Weight W of each respondent group; null = every group counts the same. */
  readonly group_weights: Readonly<Record<string, number>> | null
  /** Valid ratings a group needs to enter a unit's score. */
  readonly group_min_n: number
  /** Valid ratings a unit needs for its score to be marked sufficient. */
  readonly unit_min_n: number
  /** What becomes of groups below the minimum: left out, or merged into one group that carries their weights. */
  readonly small_group: 'leave_out' | 'merge_then_flag'
}

/**
 * The 好差评 channel of the score: what the ratings of a unit's service windows count for, and from how many on. It is read from
 * the first valid rating of each visit; ratings another system filled in, and those an appeal took out, are in none of it.
 */
export interface HcpRule {
  /** Per cent of the public score, 0 to 100, exact. */
  readonly share: string
  /** Ratings a unit needs for its channel to count; at least 5, since fewer are hidden. */
  readonly min_n: number
  /** What becomes of the share below that: the survey carries it. */
  readonly below_min: 'redistribute_to_survey'
  /** Name of one of `alt_value_maps` that gives points to all five levels. */
  readonly value_map: string
  /** Of several ratings of one visit the first counts; later ones only say whether a mending satisfied. */
  readonly use: 'first'
  /** First and last day in China, both included; null = the campaign's year. */
  readonly period: { readonly from: string; readonly to: string } | null
}

/** A campaign's scheme: scoring, rounding, composite and grade in one document. */
export interface CampaignScheme extends ScoringScheme {
  readonly alt_value_maps: Readonly<Record<string, ValueMap>>
  readonly unit_target_n: number
  /** Null, or absent in what an office wrote: the survey is the whole of the score. */
  readonly hcp: HcpRule | null
  readonly round: { readonly places: number; readonly mode: RoundingMode }
  readonly composite: CompositeRule
  readonly grade: GradeRule
}

/** Columns of a response file. */
export interface FileLayout {
  /** `wide`: a row is a person; `long`: a row is one person's rating of one unit (or of one dimension of it). */
  readonly layout: 'wide' | 'long'
  readonly respondent: string
  readonly group: string | null
  /** Finer strata than the groups; null = the groups are the strata. */
  readonly stratum: string | null
  /** Design weights; null = all alike. */
  readonly weight: string | null
  /** Wide: the column of each unit, or of each dimension of each unit. */
  readonly units: Readonly<Record<string, string | Readonly<Record<string, string>>>> | null
  /** Long: the columns that name the unit, the dimension (null = none) and the value. */
  readonly unit: string | null
  readonly dimension: string | null
  readonly value: string | null
  /** Codes that mean: asked, no answer. */
  readonly missing: readonly string[]
  /** Codes that mean: this unit was not asked of this person. */
  readonly not_asked: readonly string[]
  /** Value of the group column → group code; null = as it stands. */
  readonly group_map: Readonly<Record<string, string>> | null
  /** Long: value of the unit column → unit code; null = as it stands, any unit is taken. */
  readonly unit_map: Readonly<Record<string, string>> | null
  /** Population size N of each stratum (or group) for the finite-population correction; null = none. */
  readonly population: Readonly<Record<string, number>> | null
}

/** The scheme file of `minping score`. */
export interface FileScheme extends ScoringScheme, FileLayout {}

/**
 * The scheme a new campaign starts with. Every number in it is a proposal that the organiser confirms before launch.
 *
 * @example Object.values(defaultScheme.group_weights ?? {}).reduce((sum, w) => sum + w, 0) // => 100
 */
export const defaultScheme: CampaignScheme = {
  value_map: { s4: 100, s3: 80, s2: 60, s1: 0, dk: null },
  alt_value_maps: {
    mild: { s4: 100, s3: 80, s2: 60, s1: 40, dk: null },
    hcp5: { very_satisfied: 100, satisfied: 80, basically_satisfied: 60, dissatisfied: 30, very_dissatisfied: 0 },
  },
  dimension_weights: { duty: 25, service: 20, efficiency: 20, law: 15, integrity: 10, response: 10 },
  min_answered_weight: 50,
  group_weights: {
    party_delegate: 5,
    npc_deputy: 5,
    cppcc_member: 5,
    peer_leader: 10,
    efficiency_supervisor: 5,
    expert: 5,
    integrity_supervisor: 5,
    special_inspector: 5,
    business_operator: 15,
    service_recipient: 20,
    regulated_party: 10,
    resident: 10,
  },
  group_min_n: 5,
  small_group: 'merge_then_flag',
  unit_min_n: 30,
  unit_target_n: 50,
  hcp: {
    share: '20',
    min_n: 30,
    below_min: 'redistribute_to_survey',
    value_map: 'hcp5',
    use: 'first',
    period: null,
  },
  round: { places: 2, mode: 'half_up' },
  composite: defaultCompositeRule,
  grade: defaultGradeRule,
}
