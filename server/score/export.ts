// Score tables as files: one row a unit, or one row a unit and group.
import type { Cell } from '../files/cells.ts'
import { categoryWords } from '../words/campaign.ts'
import { scoreWords } from '../words/score.ts'
import type { Speak } from '../words/words.ts'
import type { ViewedUnit } from './view.ts'

const fixed = (number: number | null, places: number): Cell => (number === null ? '' : Number(number.toFixed(places)))

export function unitRows(units: readonly ViewedUnit[], t: Speak): Cell[][] {
  const channels = units.some(unit => unit.channels)
  const head = [
    t(scoreWords.rank),
    t(scoreWords.series),
    t(scoreWords.unitCode),
    t(scoreWords.unit),
    t(scoreWords.score),
    t(scoreWords.se),
    t(scoreWords.low),
    t(scoreWords.high),
    'n',
    t(scoreWords.nEff),
    t(scoreWords.asked),
    t(scoreWords.awareness),
    t(scoreWords.change),
    ...(channels
      ? [scoreWords.surveyScore, scoreWords.hcpScore, scoreWords.hcpN, scoreWords.hcpShare].map(words => t(words))
      : []),
    t(scoreWords.note),
  ]
  const rows = units.map((unit): Cell[] => [
    unit.rank,
    unit.seriesName,
    unit.code,
    unit.name,
    fixed(unit.score, 4),
    fixed(unit.se, 4),
    fixed(unit.ci95?.[0] ?? null, 4),
    fixed(unit.ci95?.[1] ?? null, 4),
    unit.n,
    fixed(unit.nEff, 1),
    unit.asked,
    fixed(unit.awareness, 4),
    fixed(unit.change?.points ?? null, 4),
    ...(channels ? channelCells(unit.channels) : []),
    unit.hidden ? t(scoreWords.hidden) : unit.sufficient ? '' : t(scoreWords.insufficient),
  ])
  return [head, ...rows]
}

function channelCells(channels: ViewedUnit['channels']): Cell[] {
  const { survey, hcp } = channels ?? {}
  return [fixed(survey?.score ?? null, 4), fixed(hcp?.score ?? null, 4), hcp?.n ?? '', fixed(hcp?.share ?? null, 6)]
}

export function groupRows(units: readonly ViewedUnit[], t: Speak): Cell[][] {
  const head = [
    t(scoreWords.unitCode),
    t(scoreWords.unit),
    t(scoreWords.group),
    t(scoreWords.mean),
    t(scoreWords.se),
    'n',
    t(scoreWords.share),
    t(scoreWords.note),
  ]
  const rows = units.flatMap(unit =>
    unit.groups.map((group): Cell[] => [
      unit.code,
      unit.name,
      groupName(group.code, t),
      fixed(group.mean, 4),
      fixed(group.se, 4),
      group.n,
      fixed(group.weight, 6),
      group.hidden ? t(scoreWords.hidden) : group.merged ? t(scoreWords.mergedNote) : '',
    ]),
  )
  return [head, ...rows]
}

export const groupName = (code: string, t: Speak): string =>
  code === 'merged' ? t(scoreWords.mergedGroup) : t(categoryWords[code as keyof typeof categoryWords] ?? [code, code])
