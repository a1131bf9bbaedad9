// The respondent category that a file name suggests; a person confirms it in the preview.
import type { RespondentCategory } from '../../../server/campaign/campaign.ts'

const HINTS: readonly (readonly [pattern: RegExp, category: RespondentCategory])[] = [
  [/党代表|party_delegate/i, 'party_delegate'],
  [/人大|npc/i, 'npc_deputy'],
  [/政协|cppcc/i, 'cppcc_member'],
  [/效能监督|efficiency/i, 'efficiency_supervisor'],
  [/廉政监督|integrity/i, 'integrity_supervisor'],
  [/特约监察|inspector/i, 'special_inspector'],
  [/专家|expert/i, 'expert'],
  [/部门领导|peer/i, 'peer_leader'],
  [/企业|business/i, 'business_operator'],
  [/服务相对人|办事|service_recipient/i, 'service_recipient'],
  [/管理相对人|监管|regulated/i, 'regulated_party'],
  [/居民|村民|resident/i, 'resident'],
]

export function guessCategory(fileName: string): RespondentCategory | null {
  return HINTS.find(([pattern]) => pattern.test(fileName))?.[1] ?? null
}
