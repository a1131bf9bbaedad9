// The typed client of draws.
import type { InferResponseType } from 'hono/client'
import type { DrawRoutes } from '../../../server/draw/draw.routes.ts'
import { client } from '../shell/api.ts'

export const api = client<DrawRoutes>()
export type Draw = InferResponseType<(typeof api.draws)[':id']['$get'], 200>['draw']
export type Verification = InferResponseType<(typeof api.draws)[':id']['verification']['$post'], 200>

/** A command for the shell that computes the key of a draw from what is public. */
export function keyCommand(draw: Draw): string {
  const secret = draw.secret === null ? [] : [draw.secret]
  const lines = ['minping-draw/1', draw.frameDigest, draw.designDigest, draw.seed ?? '', ...secret]
  const quoted = lines.map(line => `'${line.replaceAll("'", String.raw`'\''`)}'`).join(' ')
  return String.raw`DRAW_KEY=$(printf '%s\n' ${quoted} | sha256sum | cut -c1-64)`
}

/** A command for the shell that computes one person's ticket. */
export const ticketCommand = `printf '%s:%s' "$DRAW_KEY" "$ELEMENT_ID" | sha256sum`
