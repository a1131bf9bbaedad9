// The five levels 满意度等级. Stored as words, never as digits: the two digit codings in use run in opposite directions.
import { HCP_LEVELS, type HcpLevel } from '../../sampling/channel.ts'
import type { Words } from '../words/words.ts'

/** Best first. */
export const LEVELS = HCP_LEVELS
export type Level = HcpLevel

export const BAD_LEVELS = ['dissatisfied', 'very_dissatisfied'] as const satisfies readonly Level[]

/** 差评: the last two.
 * @example
 * isBad('dissatisfied') // => true
 */
export function isBad(level: Level): boolean {
  return level === 'dissatisfied' || level === 'very_dissatisfied'
}

export const levelWords: Record<Level, Words> = {
  very_satisfied: ['非常满意', 'Very satisfied'],
  satisfied: ['满意', 'Satisfied'],
  basically_satisfied: ['基本满意', 'Basically satisfied'],
  dissatisfied: ['不满意', 'Dissatisfied'],
  very_dissatisfied: ['非常不满意', 'Very dissatisfied'],
}
