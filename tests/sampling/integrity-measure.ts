// How often planted steering is seen, and how often honest windows are suspected, over many simulated days.
import {
  integrityFlags,
  type IntegrityRule,
  integrityRules,
  type IntegrityThresholds,
} from '../../sampling/integrity.ts'
import { createChance } from './chance.ts'
import { type HallOptions, simulateHall } from './integrity-hall.ts'
import { type Steering, STEERINGS } from './integrity-steering.ts'

export interface Recall {
  /** Window-days on which it was planted. */
  readonly planted: number
  /** Of these, those with a flag of any rule. */
  readonly seen: number
  /** Window-days with a flag, by rule. */
  readonly byRule: Readonly<Partial<Record<IntegrityRule, number>>>
}

export interface IntegrityMeasure {
  readonly recall: Readonly<Record<Steering, Recall>>
  readonly honestRatings: number
  readonly honestWindowDays: number
  /** Flags at honest windows. */
  readonly falseFlags: number
  readonly falseByRule: Readonly<Record<IntegrityRule, number>>
  readonly falseWindowDays: number
}

export interface MeasureOptions extends HallOptions {
  readonly days: number
  readonly seed: string
  readonly thresholds?: Partial<IntegrityThresholds>
}

export function measureIntegrity(options: MeasureOptions): IntegrityMeasure {
  const chance = createChance(options.seed)
  const recall = Object.fromEntries(STEERINGS.map(kind => [kind, { planted: 0, seen: 0, byRule: {} }])) as Record<
    Steering,
    { planted: number; seen: number; byRule: Partial<Record<IntegrityRule, number>> }
  >
  const falseByRule = Object.fromEntries(integrityRules.map(rule => [rule, 0])) as Record<IntegrityRule, number>
  const total = { honestRatings: 0, honestWindowDays: 0, falseFlags: 0, falseWindowDays: 0 }
  for (let at = 0; at < options.days; at++) {
    const { day, planted } = simulateHall(chance, options)
    const flags = integrityFlags(day, options.thresholds)
    for (let window = 0; window < options.windows; window++) {
      const pointId = `w${window}`
      const mine = flags.filter(flag => flag.pointId === pointId)
      const kind = planted.get(pointId)
      if (kind) {
        const found = recall[kind]
        found.planted++
        if (mine.length > 0) found.seen++
        for (const rule of new Set(mine.map(flag => flag.rule))) found.byRule[rule] = (found.byRule[rule] ?? 0) + 1
        continue
      }
      total.honestWindowDays++
      total.honestRatings += day.ratings.filter(rating => rating.pointId === pointId).length
      total.falseFlags += mine.length
      if (mine.length > 0) total.falseWindowDays++
      for (const flag of mine) falseByRule[flag.rule]++
    }
  }
  return { recall, falseByRule, ...total }
}
