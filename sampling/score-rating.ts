// One person's rating of one unit: from the codes of the answers to points, or to no rating.
import type { ScoringScheme } from './scheme.ts'

/**
 * Score of one person for one unit: Σw·v / Σw over the dimensions that have a value.
 *
 * @param answers code of each dimension's answer; dimensions left out count as unanswered
 * @param scheme points per code, weights of the dimensions in per cent, and how much of them must be answered
 * @returns points, or null when less than `min_answered_weight` per cent of the weights is answered (不了解 is no answer)
 * @throws RangeError when a code is not in the value map
 * @example
 * personScore({ duty: 's4', service: 's3', efficiency: 's2', law: 's4', integrity: 'dk', response: 's1' }, {
 *   value_map: { s4: 100, s3: 80, s2: 60, s1: 0, dk: null }, min_answered_weight: 50,
 *   dimension_weights: { duty: 25, service: 20, efficiency: 20, law: 15, integrity: 10, response: 10 } })?.toFixed(4) // => '75.5556'
 */
export function personScore(
  answers: Readonly<Record<string, string>>,
  scheme: Pick<ScoringScheme, 'value_map' | 'dimension_weights' | 'min_answered_weight'>,
): number | null {
  const weights = scheme.dimension_weights
  if (!weights) throw new RangeError('personScore requires a scheme with dimension weights')
  let sum = 0
  let answered = 0
  let total = 0
  for (const [dimension, weight] of Object.entries(weights)) {
    total += weight
    const code = answers[dimension]
    if (code === undefined) continue
    if (!Object.hasOwn(scheme.value_map, code))
      throw new RangeError(`personScore requires codes of the value map, "${code}" is not in it`)
    const points = scheme.value_map[code]
    if (points === null || points === undefined) continue
    sum += weight * points
    answered += weight
  }
  return answered > 0 && answered * 100 >= scheme.min_answered_weight * total ? sum / answered : null
}
