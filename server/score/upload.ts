// Receiving a response file: bytes or pasted text with a limit, for as long as the work on it lasts.
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { receiveTable as receive, type ReceivedTable } from '../files/table.ts'
import { scoreProblem } from '../problem/score.ts'

export const MAX_UPLOAD = 30 * 1024 * 1024

/** Refuses larger bodies before they are read whole. */
export const uploadLimit = (limitBytes = MAX_UPLOAD): MiddlewareHandler =>
  bodyLimit({
    maxSize: limitBytes,
    onError: () => {
      throw scoreProblem.tooLarge(limitBytes)
    },
  })

/** Reads an uploaded table; nothing of it stays on disk. */
export async function receiveTable(file: File): Promise<ReceivedTable> {
  return await receive(file, scoreProblem)
}
