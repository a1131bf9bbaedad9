// The API describes itself: OpenAPI 3.1 from the same declarations that validate.
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AppEnv } from './route.ts'

export function describeApi(app: OpenAPIHono<AppEnv>): void {
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Minping 民评',
      version: '0.1.0',
      description:
        'Public-review surveys: rosters, replayable samples, questionnaires, scores. Errors are RFC 9457 problem details in Chinese and English. Sign in at /api/account/sign-in; sessions are cookies.',
    },
  })
}
