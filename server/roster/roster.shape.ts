// What the API says about rosters, and what a person may correct in the preview.
import { z } from '../http/route.ts'
import { FIELDS } from './fields.ts'
import { DELIMITERS } from './reading.ts'
import type { RosterRow } from './roster.store.ts'

const Column = z.number().int().min(0).max(16_383)
export const MappingShape = z.partialRecord(z.enum(FIELDS), Column)

export const LayoutChoice = z.object({
  encoding: z.enum(['utf-8', 'utf-16', 'gb18030']).optional(),
  delimiter: z.enum(DELIMITERS).optional(),
  headerLine: z.number().int().min(0).max(60).optional(),
  mapping: MappingShape.optional(),
  sheet: z.number().int().min(1).max(100).optional(),
})

export const Preview = z
  .object({
    encoding: z.enum(['utf-8', 'utf-16', 'gb18030', 'xlsx']),
    clean: z.boolean(),
    delimiter: z.string().nullable(),
    headerLine: z.number(),
    headers: z.array(z.string()),
    mapping: MappingShape,
    sheet: z.number(),
    sheets: z.array(z.number()),
    rows: z.array(z.array(z.string())),
  })
  .openapi('RosterPreview')

const Said = z.tuple([z.string(), z.string()])

export const Roster = z
  .object({
    id: z.string(),
    campaignId: z.string(),
    category: z.string(),
    unitId: z.string().nullable(),
    unitName: z.string().nullable(),
    name: z.string(),
    state: z.enum(['uploaded', 'importing', 'ready', 'merged', 'failed', 'cancelled']),
    addsTo: z.string().nullable(),
    fileName: z.string(),
    fileDigest: z.string(),
    fileBytes: z.number(),
    encoding: z.string().nullable(),
    delimiter: z.string().nullable(),
    headerLine: z.number().nullable(),
    valid: z.number(),
    lost: z.number(),
    duplicate: z.number(),
    blank: z.number(),
    processed: z.number(),
    processedBytes: z.number(),
    failure: z.object({ title: Said, detail: Said }).nullable(),
    createdAt: z.string(),
    importedAt: z.string().nullable(),
  })
  .openapi('Roster')

export function describeRoster(row: RosterRow): z.infer<typeof Roster> {
  const { problem, mapping: _mapping, owner: _owner, heartbeatAt: _at, importMark: _mark, pairsDone: _p, ...said } = row
  const failure = problem ? (JSON.parse(problem) as z.infer<typeof Roster>['failure']) : null
  return { ...said, failure: failure ? { title: failure.title, detail: failure.detail } : null }
}
