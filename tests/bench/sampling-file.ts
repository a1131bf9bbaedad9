// The survey the estimation bench works on: 400 strata (100 units × 4 groups), the same file for the same number of rows.
import { closeSync, openSync, writeSync } from 'node:fs'

/** Population sizes the three margins are raked to, as shares. */
export interface Margins {
  readonly a: readonly number[]
  readonly b: readonly number[]
  readonly c: readonly number[]
}

export const margins: Margins = { a: [0.22, 0.16, 0.24, 0.2, 0.18], b: [0.47, 0.53], c: [0.3, 0.2, 0.28, 0.22] }

/** Lehmer's generator: the file must not depend on the machine. */
function createUniform(): () => number {
  let state = 20260917
  return () => {
    state = Number((BigInt(state) * 48271n) % 2147483647n)
    return state / 2147483647
  }
}

/** Write the file and give the population size its weights add up to. */
export function writeSurvey(path: string, rows: number): number {
  const uniform = createUniform()
  const file = openSync(path, 'w')
  const size = Math.floor(rows / 400)
  let lines = ['unit,grp,stratum,weight,fpc,y,z,x,a,b,c\n']
  let population = 0
  for (let row = 0; row < rows; row++) {
    // Strata come interleaved, as answers do.
    const stratum = (row * 157) % 400
    const unit = stratum >> 2
    const N = size * (8 + (stratum % 23))
    const weight = Math.round((N / size) * (0.75 + 0.5 * uniform()) * 1e6) / 1e6
    const mood = uniform() + 0.15 * Math.sin(unit) + 0.05 * (stratum & 3)
    const y = 25 * Math.min(4, Math.max(0, Math.floor(5 * mood)))
    const z = Math.round((y + 30 * uniform()) * 1e4) / 1e4
    const x = 1 + (row % 3)
    const a = Math.floor(5 * uniform() * (0.8 + 0.2 * mood)) % 5
    const b = uniform() < 0.4 + 0.1 * (unit % 3) ? 0 : 1
    const c = Math.floor(4 * uniform())
    population += weight
    lines.push(`U${unit},G${stratum & 3},S${stratum},${weight},${N},${y},${z},${x},A${a},B${b},C${c}\n`)
    if (lines.length === 20_000) {
      writeSync(file, lines.join(''))
      lines = []
    }
  }
  writeSync(file, lines.join(''))
  closeSync(file)
  return population
}
