// The composite score 综合得分 in exact decimals, with the formula that carries its numbers.
import type { Decimal, RoundingMode } from './decimal.ts'
import { addDecimals, compareDecimals, percentOf, roundDecimal, subtractDecimals } from './decimal.ts'

/** Weights in per cent and the treatment of the ends, as data. */
export interface CompositeRule {
  readonly weights: { readonly target: Decimal; readonly leader: Decimal; readonly public: Decimal }
  /** The two blocks of the leaders' evaluation: 市委、市政府 and 市人大、市政协. */
  readonly leader_blocks: { readonly party_government: Decimal; readonly congress_cppcc: Decimal }
  /** Most points of bonus and deduction that count; null = no cap. */
  readonly bonus_cap: Decimal | null
  readonly deduction_cap: Decimal | null
  /** Lowest composite score; null = none. */
  readonly floor: Decimal | null
  readonly round: { readonly places: number; readonly mode: RoundingMode }
  /** Places at which the public-review estimate becomes an exact decimal. */
  readonly public_places: number
}

/** 目标考核 70 % + 领导评价 10 % (60/40) + 公众评议 20 % + 正向激励 − 察访核验, rounded at the end only. */
export const defaultCompositeRule: CompositeRule = {
  weights: { target: '70', leader: '10', public: '20' },
  leader_blocks: { party_government: '60', congress_cppcc: '40' },
  bonus_cap: null,
  deduction_cap: null,
  floor: '0',
  round: { places: 2, mode: 'half_up' },
  public_places: 6,
}

/** What is known of a unit; null = not yet there. Bonus and deduction are lists that may be empty. */
export interface CompositeParts {
  readonly target: Decimal | null
  readonly partyGovernment: Decimal | null
  readonly congressCppcc: Decimal | null
  readonly public: Decimal | null
  readonly bonus: readonly Decimal[]
  readonly deduction: readonly Decimal[]
}

const COMPONENT_PARTS = ['target', 'partyGovernment', 'congressCppcc', 'public'] as const
export type ComponentPart = (typeof COMPONENT_PARTS)[number]

/** A composite score, or the parts that block it: nothing is re-weighted silently. */
export interface Composite {
  readonly missing: readonly ComponentPart[]
  readonly leader: Decimal | null
  readonly bonus: Decimal
  readonly deduction: Decimal
  /** Exact value, before rounding. */
  readonly exact: Decimal | null
  /** Published value. */
  readonly score: Decimal | null
  /** e.g. `90.5×70% + 90.4×10% + 86.37×20% + 1.2 − 0.5 = 90.364 → 90.36`; null when a part is missing. */
  readonly formula: string | null
  readonly leaderFormula: string | null
  readonly above100: boolean
}

/**
 * Composite score of one unit in exact decimals: target, leaders' and public-review scores by their weights, plus bonus, less deduction.
 *
 * @param parts scores as decimals; null = not known yet
 * @param rule weights in per cent, caps, lowest score and rounding; default `defaultCompositeRule`
 * @returns exact and published score with the formula in words; both null while a part is `missing`
 * @example
 * computeComposite({ target: '90.5', partyGovernment: '92', congressCppcc: '88', public: '86.37', bonus: ['1.2'], deduction: ['0.5'] })
 *   .formula // => '90.5×70% + 90.4×10% + 86.37×20% + 1.2 − 0.5 = 90.364 → 90.36'
 */
export function computeComposite(parts: CompositeParts, rule: CompositeRule = defaultCompositeRule): Composite {
  const { target, partyGovernment, congressCppcc } = parts
  const { weights, leader_blocks: blocks, round } = rule
  const missing = COMPONENT_PARTS.filter(part => parts[part] === null)
  const bonus = capped(addDecimals(parts.bonus), rule.bonus_cap)
  const deduction = capped(addDecimals(parts.deduction), rule.deduction_cap)
  const leader =
    partyGovernment === null || congressCppcc === null
      ? null
      : addDecimals([
          percentOf(partyGovernment, blocks.party_government),
          percentOf(congressCppcc, blocks.congress_cppcc),
        ])
  const leaderFormula =
    leader && `${partyGovernment}×${blocks.party_government}% + ${congressCppcc}×${blocks.congress_cppcc}% = ${leader}`
  const common = { missing, leader, bonus, deduction, leaderFormula }
  if (target === null || leader === null || parts.public === null)
    return { ...common, exact: null, score: null, formula: null, above100: false }
  const sum = subtractDecimals(
    addDecimals([
      percentOf(target, weights.target),
      percentOf(leader, weights.leader),
      percentOf(parts.public, weights.public),
      bonus,
    ]),
    deduction,
  )
  const floored = rule.floor !== null && compareDecimals(sum, rule.floor) < 0
  const exact = floored ? rule.floor : sum
  const score = roundDecimal(exact, round)
  const terms = `${target}×${weights.target}% + ${leader}×${weights.leader}% + ${parts.public}×${weights.public}%`
  const formula = `${terms} + ${bonus} − ${deduction} = ${sum}${floored ? ` → ${exact}` : ''} → ${score}`
  return { ...common, exact, score, formula, above100: compareDecimals(exact, '100') > 0 }
}

/**
 * The composite score if the public-review score were another, all else equal: where sampling error could carry it.
 *
 * @param exact composite score before rounding
 * @param publicScore public-review score it holds
 * @param moved the other public-review score
 * @param rule as for `computeComposite`
 * @returns the moved score, exact and as published; caps and lowest score of the rule are not applied anew
 * @example movePublic('90.364', '86.37', '81.37').exact // => '89.364'
 */
export function movePublic(
  exact: Decimal,
  publicScore: Decimal,
  moved: Decimal,
  rule: CompositeRule = defaultCompositeRule,
): { exact: Decimal; score: Decimal } {
  const value = addDecimals([exact, percentOf(subtractDecimals(moved, publicScore), rule.weights.public)])
  return { exact: value, score: roundDecimal(value, rule.round) }
}

const capped = (sum: Decimal, cap: Decimal | null): Decimal =>
  cap !== null && compareDecimals(sum, cap) > 0 ? cap : sum
