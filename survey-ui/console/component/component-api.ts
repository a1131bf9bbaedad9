// Queries and changes of the component page.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import type { ComponentRoutes } from '../../../server/component/component.routes.ts'
import { consoleWords } from '../../../server/words/console.ts'
import { client, send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'

export const componentApi = client<ComponentRoutes>()

export function useComponents(campaignId: string) {
  return useQuery({
    queryKey: ['components', campaignId],
    queryFn: () => send(componentApi.campaigns[':campaignId'].components.$get({ param: { campaignId } })),
  })
}

export type ComponentsShown = NonNullable<ReturnType<typeof useComponents>['data']>
export type ComponentUnit = ComponentsShown['units'][number]
export type ComponentEntry = ComponentUnit['entries'][number]

/** A change that reloads the page's figures and says that it was saved. */
export function useChange<T>(campaignId: string, work: (input: T) => Promise<unknown>, done?: () => void) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: work,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['components', campaignId] })
      await queries.invalidateQueries({ queryKey: ['composite', campaignId] })
      await queries.invalidateQueries({ queryKey: ['campaign', campaignId] })
      void message.success(t(consoleWords.saved))
      done?.()
    },
  })
}
