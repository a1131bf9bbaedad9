// What synthetic respondents say: each unit has a quality, each person a temper, and some know nothing of a unit.
import type { Dice } from './people.ts'

/** Quality of each demo unit: the chance that an answer is among the best. */
export const UNITS = [
  { code: 'zrzy', name: '示例市自然资源和规划局', short: '市自然资源和规划局', quality: 0.78 },
  { code: 'zjj', name: '示例市住房和城乡建设局', short: '市住房和城乡建设局', quality: 0.72 },
  { code: 'jtj', name: '示例市交通运输局', short: '市交通运输局', quality: 0.7 },
  { code: 'scjg', name: '示例市市场监督管理局', short: '市市场监管局', quality: 0.66 },
  { code: 'sthj', name: '示例市生态环境局', short: '市生态环境局', quality: 0.6 },
  { code: 'slj', name: '示例市水利局', short: '市水利局', quality: 0.56 },
  { code: 'wlj', name: '示例市文化广电和旅游局', short: '市文化广电和旅游局', quality: 0.74 },
  { code: 'cgj', name: '示例市城市管理局', short: '市城市管理局', quality: 0.44 },
] as const

const DIMENSIONS = ['duty', 'service', 'efficiency', 'law', 'integrity', 'response']

/** A whole valid answer to the default questionnaire about these units. */
export function demoAnswers(dice: Dice, unitCodes: readonly string[], lift = 0): Record<string, unknown> {
  const temper = (dice() - 0.5) * 0.3
  const answers: Record<string, unknown> = {}
  for (const code of unitCodes) {
    const quality = (UNITS.find(unit => unit.code === code)?.quality ?? 0.6) + lift
    if (dice() < 0.24 - quality * 0.1) {
      answers[`units.${code}.know`] = 'k0'
      continue
    }
    answers[`units.${code}.know`] = dice() < 0.3 ? 'k3' : dice() < 0.6 ? 'k2' : 'k1'
    answers[`units.${code}.touch`] = dice() < 0.5 ? ['served'] : ['none']
    const overall = level(dice, quality + temper)
    answers[`units.${code}.overall`] = overall
    if (overall === 's1') answers[`units.${code}.reason`] = [dice() < 0.5 ? 'slow' : 'noreply']
    for (const dimension of DIMENSIONS) {
      answers[`units.${code}.dims.${dimension}`] =
        dice() < 0.06 ? 'dk' : level(dice, quality + temper + (dimension === 'integrity' ? 0.08 : 0))
    }
  }
  return answers
}

function level(dice: Dice, quality: number): string {
  const chance = dice()
  if (chance < quality * 0.75) return 's4'
  if (chance < quality * 0.75 + 0.3) return 's3'
  return chance < 0.94 ? 's2' : 's1'
}
