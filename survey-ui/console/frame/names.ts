// What categories, units and conditions are called on the frame pages.
import type { RespondentCategory } from '../../../server/campaign/campaign.ts'
import { categoryWords } from '../../../server/words/campaign.ts'
import { filterColumnWords, frameWords } from '../../../server/words/frame.ts'
import { useCampaign } from '../shell/campaign-context.tsx'
import { useSpeech } from '../shell/language.tsx'
import type { FrameFilter } from './frame.ts'

export function useCategoryName(): (category: string) => string {
  const { t } = useSpeech()
  return category => {
    const words = categoryWords[category as RespondentCategory]
    return words ? t(words) : category
  }
}

/** Units under review by id, short names where they have one. */
export function useUnitName(): (unitId: string) => string {
  const { units } = useCampaign()
  return unitId => {
    const unit = units.find(item => item.id === unitId)
    return unit ? unit.shortName || unit.name : unitId
  }
}

/** A condition as a sentence: 所在地区 只要 鲤城区、丰泽区. */
export function useFilterSentence(): (filter: FrameFilter) => string {
  const { t } = useSpeech()
  const unitName = useUnitName()
  return filter => {
    const name = (value: string) => (filter.column === 'unit' ? unitName(value) : value)
    const list = (values: readonly string[]) => values.map(name).join(t(frameWords.listComma))
    const parts: string[] = []
    if (filter.include?.length) parts.push(`${t(frameWords.filterInclude)} ${list(filter.include)}`)
    if (filter.exclude?.length) parts.push(`${t(frameWords.filterExclude)} ${list(filter.exclude)}`)
    if (filter.contains) parts.push(`${t(frameWords.filterContains)} “${filter.contains}”`)
    if (filter.from && filter.to) parts.push(t(frameWords.filterBetween, filter.from, filter.to))
    else if (filter.from) parts.push(t(frameWords.filterSince, filter.from))
    else if (filter.to) parts.push(t(frameWords.filterUntil, filter.to))
    const blank = filter.keepBlank && parts.length > 0 ? t(frameWords.keepBlankNote) : ''
    if (parts.length === 0) parts.push(t(frameWords.filterFilled))
    return `${t(filterColumnWords[filter.column])} ${parts.join(t(frameWords.listComma))}${blank}`
  }
}
