// Burden: how often people were drawn in earlier waves, who has reached a cap, and who is left out of the next draw.
import type { Exclusion } from './designtypes.ts'
import { digestHex, type HashName } from './hash.ts'
import { problem, refuse, type Problem } from './problem.ts'
import { readSample } from './samplecheck.ts'
import { compareUtf8, nfc } from './utf8.ts'

/** How often a number of people were drawn. */
export interface BurdenReport {
  /** `people[k]` were in the sample of k waves; `people[0]` of nobody's, where the frame was given. */
  readonly people: readonly number[]
  readonly waves: number
  /** Mean number of waves per person of the frame, or per person ever drawn. */
  readonly mean: number
  /** Ids of those drawn at least `cap` times, in byte order. */
  readonly atCap: readonly string[]
}

/**
 * How often each person was drawn: the distribution, and who has reached the cap.
 *
 * @param samples ids drawn per wave, oldest first; an id given twice in a wave counts once
 * @param cap how many times is as often as anybody may be asked
 * @param frame ids that count; left out, everybody ever drawn does
 * @returns counts of people by number of waves, the mean, and the ids at the cap
 * @throws RangeError for a cap that is not a whole number of 1 or more
 * @example burdenReport([['a', 'b'], ['b', 'c']], 2, ['a', 'b', 'c', 'd']).people // => [1, 2, 1]
 */
export function burdenReport(
  samples: readonly Iterable<string>[],
  cap: number,
  frame?: Iterable<string>,
): BurdenReport {
  if (!(Number.isInteger(cap) && cap >= 1)) throw new RangeError('burdenReport requires a cap of 1 or more')
  const times = timesDrawn(samples)
  const counted = frame === undefined ? new Set(times.keys()) : new Set([...frame].map(id => nfc(id)))
  const people = Array.from({ length: samples.length + 1 }, () => 0)
  const atCap: string[] = []
  let total = 0
  for (const id of counted) {
    const own = times.get(id) ?? 0
    people[own]!++
    total += own
    if (own >= cap) atCap.push(id)
  }
  const mean = counted.size === 0 ? 0 : total / counted.size
  return { people, waves: samples.length, mean, atCap: sortedIds(atCap) }
}

function timesDrawn(samples: readonly Iterable<string>[]): Map<string, number> {
  const times = new Map<string, number>()
  for (const sample of samples) {
    for (const id of new Set([...sample].map(id => nfc(id)))) times.set(id, (times.get(id) ?? 0) + 1)
  }
  return times
}

const sortedIds = (ids: readonly string[]): string[] => [...ids].sort(compareUtf8)

/**
 * Ids in the sample (not the reserve) of a sample file.
 *
 * @param file text or bytes
 * @param number which of several files it is, for messages
 * @returns ids in the order of the file
 * @throws InputError when a column is missing
 * @example sampledIds('order,element_id,stratum,role\n1,a,甲,sample\n2,b,甲,reserve\n') // => ['a']
 */
export function sampledIds(file: string | Uint8Array, number = 1): string[] {
  const [header = [], ...rows] = readSample(file).rows
  const names = header.map(name => name.replace(/^\ufeff/, ''))
  const absent = ['element_id', 'role'].filter(column => !names.includes(column))
  refuse(absent.map(column => problem('earlier_header', { number, column })))
  const [idAt, roleAt] = [names.indexOf('element_id'), names.indexOf('role')]
  return rows.filter(row => row[roleAt] !== 'reserve').map(row => row[idAt] ?? '')
}

/**
 * Who is left out by a design's `exclude`: everybody in the sample of at least `drawn_at_least` of the files it names.
 *
 * @param exclusion digests of the files, and how many of them somebody must be in: `drawn_at_least`, 1 when left out
 * @param files the earlier sample files, in any order; their digests must be those the design names
 * @param hash by which the digests were made
 * @returns ids in byte order
 * @throws InputError for a file that is missing or that the design does not name
 * @example excludedIds({ samples: [digestHex('element_id,role\na,sample\n')] }, ['element_id,role\na,sample\n']) // => ['a']
 */
export function excludedIds(
  { samples, drawn_at_least: least = 1 }: Exclusion,
  files: readonly (string | Uint8Array)[],
  hash: HashName = 'sha256',
): string[] {
  const digests = files.map(file => digestHex(file, hash))
  const problems: Problem[] = digests.flatMap((digest, i) =>
    samples.includes(digest) ? [] : [problem('earlier_unknown', { number: i + 1, digest })],
  )
  for (const digest of samples) {
    if (digests.includes(digest)) continue
    problems.push(problem('earlier_absent', { count: samples.length, found: files.length, digest }))
  }
  refuse(problems)
  // A file given twice is one wave.
  const waves = samples.map(digest => sampledIds(files[digests.indexOf(digest)]!, digests.indexOf(digest) + 1))
  const drawn = [...timesDrawn(waves)].filter(([, times]) => times >= least)
  return sortedIds(drawn.map(([id]) => id))
}
