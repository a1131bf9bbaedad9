// What the questionnaire pages share: the client, the figures of a version in words, reading a JSON file.
import { useQueryClient } from '@tanstack/react-query'
import type { QuestionnaireRoutes } from '../../../server/questionnaire/questionnaire.routes.ts'
import { questionnaireWords as w } from '../../../server/words/questionnaire.ts'
import type { Speak } from '../../../server/words/words.ts'
import { client, send } from '../shell/api.ts'

export const api = client<QuestionnaireRoutes>()

export const STATE_COLOURS = { draft: 'gold', fielded: 'green', retired: 'default' } as const

/** The server refuses more. */
const MOST_BYTES = 262_144

export interface Counts {
  readonly questions: number
  readonly perUnit: number
}

export function countText(counts: Counts, t: Speak): string {
  return counts.questions === 0
    ? t(w.questionsEach, counts.perUnit)
    : t(w.questionsBoth, counts.questions, counts.perUnit)
}

/** A time as office people write it: day and minute. */
export function minute(at: string): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`
}

/** @throws Error in the reader's words when the file is no JSON or too large */
export async function readDefinition(file: File, t: Speak): Promise<Record<string, unknown>> {
  if (file.size > MOST_BYTES) throw new Error(t(w.fileTooLarge))
  const text = (await file.text()).replace(/^\uFEFF/, '')
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    throw new Error(t(w.fileNotJson, file.name, error instanceof Error ? error.message : ''), { cause: error })
  }
}

export async function copyVersion(campaignId: string, id: string): Promise<{ id: string; version: number }> {
  const { body } = await send(api.questionnaires[':id'].$get({ param: { id } }))
  return await createVersion(campaignId, body)
}

export async function createVersion(
  campaignId: string,
  body?: Record<string, unknown>,
): Promise<{ id: string; version: number }> {
  return await send(
    api.campaigns[':campaignId'].questionnaires.$post({ param: { campaignId }, json: body ? { body } : {} }),
  )
}

/** After a change: the list, the versions and the counts beside the navigation are read again. */
export function useRefresh(campaignId: string) {
  const queries = useQueryClient()
  return async () => {
    await queries.invalidateQueries({ queryKey: ['questionnaires', campaignId] })
    await queries.invalidateQueries({ queryKey: ['questionnaire'] })
    await queries.invalidateQueries({ queryKey: ['campaign', campaignId] })
  }
}
