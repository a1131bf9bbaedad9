// Frames for the draw bench: element_id and stratum, six strata, ids in order and shuffled. The same bytes at every run.
// Ids are whole numbers, which R reads several times faster than it reads texts.
import { closeSync, openSync, writeSync } from 'node:fs'

const strata = ['甲', '乙', '丙', '丁', '戊', '己']
const shares = [30, 25, 20, 15, 7, 3]
const thresholds = shares.map((_, i) => shares.slice(0, i + 1).reduce((sum, share) => sum + share, 0) / 100)

/** Numbers from 0 up to, not including, 1, by a linear congruence: good enough to make a file. */
function numbers(): () => number {
  let state = 20_260_101
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
}

/** Write a frame of `rows` elements. */
export function writeFrame(path: string, rows: number, order: 'sorted' | 'shuffled'): void {
  const next = numbers()
  const stratumOf = Uint8Array.from({ length: rows }, () => {
    const u = next()
    return thresholds.findIndex(threshold => u < threshold)
  })
  const serial = order === 'shuffled' ? shuffled(rows, next) : null
  const file = openSync(path, 'w')
  let text = 'element_id,stratum\n'
  for (let i = 0; i < rows; i++) {
    const element = serial?.[i] ?? i
    text += `${10_000_001 + element},${strata[stratumOf[element]!]!}\n`
    if (text.length < 1 << 20) continue
    writeSync(file, text)
    text = ''
  }
  writeSync(file, text)
  closeSync(file)
}

function shuffled(rows: number, next: () => number): Uint32Array {
  const serial = Uint32Array.from({ length: rows }, (_, i) => i)
  for (let i = rows - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    const kept = serial[i]!
    serial[i] = serial[j]!
    serial[j] = kept
  }
  return serial
}
