// Fixtures of the draw tests, and a second implementation of the draw rule: a hash function and sort, nothing else.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

export const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/oracle/${name}`, import.meta.url), 'utf8')

interface VectorElement {
  readonly order: number
  readonly element_id: string
  readonly stratum: string
  readonly role: string
  readonly ticket: string
}

interface Vector {
  readonly frame_csv: string
  readonly frame_canonical: string
  readonly frame_digest: string
  readonly design: { method: 'srs'; allocation: { kind: 'proportional'; n: number }; reserve: number }
  readonly design_canonical: string
  readonly design_digest: string
  readonly seed: string
  readonly draw_key: string
  readonly n: Readonly<Record<string, number>>
  readonly reserve: Readonly<Record<string, number>>
  readonly N: Readonly<Record<string, number>>
  readonly selected: readonly VectorElement[]
}

export const vector = (JSON.parse(fixture('verifiable-vectors.json')) as { minping_draw_1: Vector }).minping_draw_1

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** The school frame with the standard columns. */
export function schoolFrameCsv(): string {
  const rows = fixture('apipop.csv')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map(line => line.split(','))
  return ['element_id,stratum', ...rows.map(([snum, , , stype]) => `${snum},${stype}`), ''].join('\n')
}

/** Select by the rule, given how many each stratum gets: [id, stratum, role] in the order of the sample file. */
export function selectAgain(
  frameCsv: string,
  designCanonical: string,
  seed: string,
  numbers: Readonly<Record<string, { n: number; r: number }>>,
): string[][] {
  const people = frameCsv
    .trim()
    .split('\n')
    .slice(1)
    .map(line => line.normalize('NFC').split(','))
  const lines = people.map(([id, stratum]) => `${id}\t${stratum}\t\n`).sort(byBytes)
  const key = sha256(`minping-draw/1\n${sha256(lines.join(''))}\n${sha256(designCanonical)}\n${seed}\n`)
  return Object.keys(numbers)
    .sort(byBytes)
    .flatMap(stratum => {
      const { n, r } = numbers[stratum]!
      return people
        .filter(person => person[1] === stratum)
        .map(([id]) => [sha256(`${key}:${id}`), id!] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, n + r)
        .map(([ticket, id], i) => [id, stratum, i < n ? 'sample' : 'reserve', ticket])
    })
}
