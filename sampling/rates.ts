// Outcome rates of a survey as AAPOR defines them: response, cooperation, refusal and contact, from counts of dispositions.

/** Classes of final dispositions. */
export const outcomeClasses = ['I', 'P', 'R', 'NC', 'O', 'UH', 'UO', 'NE'] as const

/**
 * I complete, P partial, R refusal or break-off, NC non-contact, O other eligible, UH unknown whether there is anybody to ask,
 * UO unknown otherwise, NE not eligible.
 */
export type OutcomeClass = (typeof outcomeClasses)[number]

/** Cases (or sums of weights) per class; a class left out counts as 0. */
export type OutcomeCounts = Readonly<Partial<Record<OutcomeClass, number>>>

export const rateNames = [
  ...(['RR1', 'RR2', 'RR3', 'RR4', 'RR5', 'RR6', 'COOP1', 'COOP2', 'COOP3', 'COOP4'] as const),
  ...(['REF1', 'REF2', 'REF3', 'CON1', 'CON2', 'CON3'] as const),
] as const
export type RateName = (typeof rateNames)[number]

export interface OutcomeRates {
  /** Share of the unknown cases that counts as eligible. */
  readonly e: number
  /** `proportional`: eligible among the cases known to be eligible or not (CASRO); `given`: from outside. */
  readonly eBasis: 'proportional' | 'given'
  /** NaN where nobody is in the denominator. */
  readonly rates: Readonly<Record<RateName, number>>
  /**
   * RR5 and RR6 when cases of unknown eligibility remain and e is not 0: computed, but not to be published, since they
   * take for granted that no unknown case is eligible.
   */
  readonly unjustified: readonly RateName[]
}

/**
 * All sixteen outcome rates of AAPOR. With D = I + P + R + NC + O and U = UH + UO: RR1 = I / (D + U), RR3 = I / (D + e U), RR5 = I / D;
 * RR2, RR4, RR6 count partials as answers; COOP1 = I / (I + P + R + O), COOP3 without O; REF = R and CON = (I + P + R + O) over the same
 * three denominators.
 *
 * @param counts cases or sums of weights, each 0 or more
 * @param options.e share of unknown cases taken as eligible, [0, 1]; D / (D + NE) when left out
 * @returns rates as shares, [0, 1], and the names of those that assume what the counts do not support
 * @throws RangeError for negative counts or an e outside [0, 1]
 * @source AAPOR, Standard Definitions, 9th edition (2016)
 * @example outcomeRates({ I: 6, P: 2, R: 1, NC: 3 }).rates.RR2.toFixed(4) // => '0.6667'
 * @example outcomeRates({ I: 50, R: 30, NC: 20, UH: 100 }, { e: 0.4 }).rates.RR3.toFixed(4) // => '0.3571'
 * @example outcomeRates({ I: 50, R: 50, UH: 100 }).unjustified // => ['RR5', 'RR6']
 */
export function outcomeRates(counts: OutcomeCounts, options: { readonly e?: number } = {}): OutcomeRates {
  const [I, P, R, NC, O, UH, UO, NE] = outcomeClasses.map(name => counts[name] ?? 0) as [
    ...[number, number, number, number],
    ...[number, number, number, number],
  ]
  if (![I, P, R, NC, O, UH, UO, NE].every(count => count >= 0 && Number.isFinite(count))) {
    throw new RangeError('outcomeRates requires counts of 0 or more')
  }
  const given = options.e
  if (given !== undefined && !(given >= 0 && given <= 1)) throw new RangeError('outcomeRates requires e from 0 to 1')
  const eligible = I + P + (R + NC + O)
  const unknown = UH + UO
  const e = given ?? eligible / (eligible + NE)
  // With nothing unknown it does not matter what e is, even when it cannot be known.
  const maybe = eligible + (unknown === 0 ? 0 : e * unknown)
  const all = eligible + unknown
  const contacted = I + P + R + O
  const rates = {
    RR1: I / all,
    RR2: (I + P) / all,
    RR3: I / maybe,
    RR4: (I + P) / maybe,
    RR5: I / eligible,
    RR6: (I + P) / eligible,
    COOP1: I / contacted,
    COOP2: (I + P) / contacted,
    COOP3: I / (I + P + R),
    COOP4: (I + P) / (I + P + R),
    REF1: R / all,
    REF2: R / maybe,
    REF3: R / eligible,
    CON1: contacted / all,
    CON2: contacted / maybe,
    CON3: contacted / eligible,
  }
  const unjustified: RateName[] = unknown > 0 && e !== 0 ? ['RR5', 'RR6'] : []
  return { e, eBasis: given === undefined ? 'proportional' : 'given', rates, unjustified }
}
