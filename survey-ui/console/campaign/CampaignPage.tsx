// Written next.
export default function CampaignPage() {
  return null
}
