// The code tables that rating files follow. The same digit means different things in different places. Pure.
import { exchangeCodeWords as w } from '../words/exchange.ts'
import type { Words } from '../words/words.ts'
import type { CodedField } from './exchange-terms.ts'

export const PROFILES = ['national', 'zhejiang', 'other'] as const
export type Profile = (typeof PROFILES)[number]

type Codes = Readonly<Record<string, Words>>

const CHANNELS: Codes = { 1: w.web, 2: w.phone, 3: w.qr, 4: w.tablet, 5: w.terminal }
const SHARED: Readonly<Record<Exclude<CodedField, 'channel' | 'serviceKind'>, Codes>> = {
  state: { 1: w.waiting, 2: w.running, 3: w.finished },
  userKind: { 1: w.person, 2: w.legal },
  anonymous: { 1: w.yes, 2: w.no },
  audited: { 1: w.noAudit, 2: w.audited, 3: w.unaudited },
}

const TABLES: Readonly<Record<Profile, Readonly<Partial<Record<CodedField, Codes>>>>> = {
  national: {
    ...SHARED,
    channel: { ...CHANNELS, 6: w.call, 7: w.sms },
    serviceKind: { 1: w.atOnce, 2: w.promised },
  },
  zhejiang: {
    ...SHARED,
    channel: { ...CHANNELS, 6: w.sms, 7: w.system },
    serviceKind: { 1: w.promised, 2: w.atOnce },
  },
  other: {},
}

/** Channel codes that mean “nobody rated, the system did”, to begin with; the person who imports decides. */
export const DEFAULT_CHANNELS: Readonly<Record<Profile, readonly string[]>> = {
  national: [],
  zhejiang: ['7'],
  other: [],
}

/** @returns null where the table does not have the code */
export function codeWords(profile: Profile, field: CodedField, code: string): Words | null {
  return TABLES[profile][field]?.[code] ?? null
}
