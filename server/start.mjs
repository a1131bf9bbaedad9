// `npm start`: installs what is missing, builds the pages when stale, then becomes the server on the pinned Node.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, houseEnv, node24, requireNode, root } from './setup.mjs'

requireNode()
await ensureInstalled()
if (!(await ensureBuilt())) process.exit(1)

const server = spawn(node24(), [join(root, 'server/main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: houseEnv(),
})
// This process only waits, so that the server can stop cleanly; its end is our end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
server.on('error', error => {
  console.error(error.message)
  process.exit(1)
})
server.on('exit', (code, signal) => {
  if (signal) {
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  } else process.exit(code ?? 1)
})
