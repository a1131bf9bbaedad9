// The API of visits for its page: typed clients, what is shared by its panels, 请评价 with or without a tablet.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import type { VisitImportRoutes, VisitPreview } from '../../../server/visit/import.routes.ts'
import type { VisitKeyRoutes } from '../../../server/visit/key.routes.ts'
import type { VisitRoutes } from '../../../server/visit/visit.routes.ts'
import { ApiProblem, client, request, send } from '../shell/api.ts'

export const api = client<VisitRoutes>()
export const keyApi = client<VisitKeyRoutes>()
export const importApi = client<VisitImportRoutes>()

export type Visits = InferResponseType<typeof api.visits.$get, 200>
export type Visit = Visits['visits'][number]
export type Places = InferResponseType<(typeof api)['visit-places']['$get'], 200>
export type Offer = InferResponseType<(typeof api.windows)[':pointId']['offer']['$post'], 200>
export type VisitKey = InferResponseType<(typeof keyApi)['visit-keys']['$get'], 200>['keys'][number]
export type VisitImport = InferResponseType<(typeof importApi)['visit-imports']['$get'], 200>['imports'][number]
export type { VisitPreview }

export const usePlaces = () => useQuery({ queryKey: ['visit-places'], queryFn: () => send(api['visit-places'].$get()) })

/** After anything that adds, changes or removes visits. */
export function useRefresh() {
  const queries = useQueryClient()
  return async () => {
    await Promise.all(['visits', 'visit-imports'].map(name => queries.invalidateQueries({ queryKey: [name] })))
  }
}

/** An offer stands without a tablet too: its problem carries the link to show. */
async function offered(call: Promise<Offer>): Promise<Offer> {
  try {
    return await call
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.type === '/problems/visit-no-tablet')
      return error.problem.offer as Offer
    throw error
  }
}

export const offerVisit = (id: string) => offered(send(api.visits[':id'].offer.$post({ param: { id } })))

export const offerAtPoint = (pointId: string, caseNo: string) =>
  offered(send(api.windows[':pointId'].offer.$post({ param: { pointId }, json: caseNo ? { caseNo } : {} })))

export interface Imported {
  readonly id: string
  readonly imported: number
  readonly changed: number
  readonly repeated: number
  readonly refused: number
}

export function fileForm(centerId: string, file: File): FormData {
  const form = new FormData()
  form.set('centerId', centerId)
  form.set('file', file)
  return form
}

const postFile = async (path: string, centerId: string, file: File) =>
  await (await request(`/api${path}`, { method: 'POST', body: fileForm(centerId, file) })).json()

export const previewFile = async (centerId: string, file: File) =>
  (await postFile('/visit-files/preview', centerId, file)) as VisitPreview

export const importFile = async (centerId: string, file: File, again: boolean) =>
  (await postFile(`/visit-files${again ? '?again=1' : ''}`, centerId, file)) as Imported
