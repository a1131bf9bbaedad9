// One measurement of our side of the draw bench, in a process of its own: `node sampling-draw-work.ts TASK FILE DESIGN`.
// The last line on standard error is JSON: seconds, CPU seconds, peak memory.
import { readFileSync } from 'node:fs'
import { run } from '../../sampling/cli.ts'
import { readFrameFile } from '../../sampling/clifiles.ts'
import { parseDesign } from '../../sampling/design.ts'
import { planFrame, selectionKeys } from '../../sampling/draw.ts'
import { selectPlan } from '../../sampling/selection.ts'

const [task = '', file = '', design = ''] = process.argv.slice(2)

/** Peak of the resident set, in megabytes. */
function peak(): number {
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : ''
  const found = /VmHWM:\s+(\d+)/.exec(status)
  return Math.round((found === null ? process.resourceUsage().maxRSS : Number(found[1])) / 1024)
}
const cpu = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e6
}

let [seconds, cpuSeconds] = [Infinity, Infinity]
if (task === 'csv') {
  // The whole command, the start of the process counted: the clock of performance begins with it.
  await run(['draw', '--frame', file, '--design', design, '--seed', '6 1 4 2'])
  seconds = performance.now() / 1000
  cpuSeconds = cpu()
} else {
  const frame = readFrameFile(file, {}, [])
  const parsed = parseDesign(readFileSync(design, 'utf8'))
  const keys = selectionKeys(parsed, 'ab'.repeat(32), null)
  for (let round = 0; round < 5; round++) {
    const [began, used] = [performance.now(), process.cpuUsage()]
    selectPlan(frame, planFrame(parsed, frame), keys)
    seconds = Math.min(seconds, (performance.now() - began) / 1000)
    cpuSeconds = Math.min(cpuSeconds, cpu(used))
  }
}
process.stderr.write(`${JSON.stringify({ seconds, cpuSeconds, peakRssMb: peak() })}\n`)
