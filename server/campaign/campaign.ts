// The states of an evaluation year and the steps between them, pure.

export const CAMPAIGN_STATES = ['preparing', 'sampling', 'fieldwork', 'scoring', 'review', 'published'] as const
export type CampaignState = (typeof CAMPAIGN_STATES)[number]

/** One step on, or one step back for a stated reason; what is published stays published. */
export function mayMove(from: CampaignState, to: CampaignState): boolean {
  if (from === 'published') return false
  return Math.abs(CAMPAIGN_STATES.indexOf(to) - CAMPAIGN_STATES.indexOf(from)) === 1
}

/** The respondent categories of the review (domain: 评议主体类别) in the order of the lists. */
export const RESPONDENT_CATEGORIES = [
  'party_delegate',
  'npc_deputy',
  'cppcc_member',
  'peer_leader',
  'efficiency_supervisor',
  'expert',
  'integrity_supervisor',
  'special_inspector',
  'business_operator',
  'service_recipient',
  'regulated_party',
  'resident',
] as const
export type RespondentCategory = (typeof RESPONDENT_CATEGORIES)[number]
