// Written next.
export default function CampaignsPage() {
  return null
}
