// Who is signed in, and what they may do.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect } from 'react'
import { holds } from '../../../server/account/permission.ts'
import type { AccountRoutes } from '../../../server/account/account.routes.ts'
import { ApiProblem, client, onSignedOut, send } from './api.ts'
import { PasswordPage, SignInPage } from './SignInPage.tsx'

const api = client<AccountRoutes>()

export interface Session {
  readonly id: string
  readonly name: string
  readonly username: string
  readonly role: string
  readonly grants: readonly string[]
  readonly can: (permission: string) => boolean
}

const SessionContext = createContext<Session | null>(null)

/** Shows the pages to a signed-in user, and the sign-in page to everybody else. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient()
  const me = useQuery({
    queryKey: ['me'],
    retry: false,
    queryFn: () =>
      send(api.account.me.$get()).catch(error => {
        if (error instanceof ApiProblem && error.problem.status === 401) return null
        throw error
      }),
  })
  useEffect(() => onSignedOut(() => queries.setQueryData(['me'], null)), [queries])
  const refresh = () => queries.invalidateQueries()
  if (me.isPending) return null
  if (!me.data) return <SignInPage onDone={refresh} />
  if (me.data.mustChangePassword) return <PasswordPage onDone={refresh} />
  const grants = me.data.grants
  const can = (permission: string) => holds(grants, permission)
  return <SessionContext value={{ ...me.data, grants, can }}>{children}</SessionContext>
}

/** `const { can, role } = useSession()` */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession requires a page inside SessionGate')
  return session
}
