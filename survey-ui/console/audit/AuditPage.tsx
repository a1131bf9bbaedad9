// Written next.
export default function AuditPage() {
  return null
}
