// Written next.
export default function AccountPage() {
  return null
}
