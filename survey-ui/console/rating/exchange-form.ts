// What a rating file is sent with, and what comes back.
import type { Direction, ExchangeField } from '../../../server/rating/exchange-terms.ts'
import type { ImportResult } from '../../../server/rating/exchange-import.ts'
import type { Profile } from '../../../server/rating/exchange-profile.ts'
import type { ExchangePreview } from '../../../server/rating/exchange.routes.ts'
import { request } from '../shell/api.ts'

export type { Direction, ExchangePreview, ImportResult }

export interface ExchangeSettings {
  readonly centerId: string
  readonly profile: Profile
  /** Undefined: those of the profile. */
  readonly defaultChannels?: readonly string[]
  readonly columns: Readonly<Partial<Record<ExchangeField, number | null>>>
  readonly pointId: string | null
  readonly direction: Direction | null
  readonly again: boolean
}

async function post<T>(path: string, file: File, settings: ExchangeSettings): Promise<T> {
  const body = new FormData()
  body.set('settings', JSON.stringify(settings))
  body.set('file', file)
  return (await (await request(`/api${path}`, { method: 'POST', body })).json()) as T
}

export const previewFile = (file: File, settings: ExchangeSettings) =>
  post<ExchangePreview>('/rating-files/preview', file, settings)
export const importFile = (file: File, settings: ExchangeSettings) =>
  post<ImportResult>('/rating-files', file, settings)
