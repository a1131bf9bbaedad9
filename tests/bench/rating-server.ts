// The real app on a hall made for the bench: HALL as arguments; `--no-write` takes out nothing but the write. Prints one JSON line when ready.
import { serve } from '@hono/node-server'
import { createApp } from '../../server/app.ts'
import { acceptingOf } from '../../server/rating/accepting.ts'
import { startContext } from '../../server/start.ts'
import { makeHall } from './rating-hall.ts'

const [centers, windows, visits] = process.argv.slice(2, 5).map(Number) as [number, number, number]
const context = await startContext(process.env)
const hall = await makeHall(context, { centers, windows, visits })
if (process.argv.includes('--no-write')) acceptingOf(context, () => Promise.resolve({ kind: 'stored' }))
const server = serve({ fetch: createApp(context).fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.stdout.write(`${JSON.stringify({ port, hall })}\n`)
})
process.on('SIGTERM', () => {
  server.close(() => void context.db.destroy().then(() => process.exit(0)))
  if ('closeAllConnections' in server) server.closeAllConnections()
})
