// The only file that acts on import: opens the database, migrates, makes the first administrator, listens, stops cleanly.
import { serve } from '@hono/node-server'
import { startContext } from './start.ts'
import { createApp } from './app.ts'
import { watchCaseKeys } from './invitation/close.ts'
import { watchIntegrity } from './rating/integrity.ts'
import { watchTraces } from './rating/trace.ts'
import { watchRectifications } from './rectification/mount.ts'
import { watchRosters } from './roster/mount.ts'
import { watchVisits } from './visit/mount.ts'

const context = await startContext(process.env)
const { printWelcome } = await import('./welcome.ts')
const app = createApp(context)
watchRosters(context)
watchRectifications(context)
watchCaseKeys(context)
watchVisits(context)
watchTraces(context)
watchIntegrity(context)
const server = serve({ fetch: app.fetch, port: context.config.port, hostname: context.config.host }, async info => {
  await printWelcome(context, info.port, { demo: !process.argv.includes('--empty') })
})

let stopping = false
function stop(): void {
  if (stopping) return
  stopping = true
  server.close(() => void context.db.destroy().then(() => process.exit(0)))
  // Live pages never end by themselves; their browsers come back to whoever serves next.
  setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 1000).unref()
  setTimeout(() => process.exit(0), 5000).unref()
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
