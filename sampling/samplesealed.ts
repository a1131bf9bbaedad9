// What can be said of a sample file while the secret or the panel key is sealed: its shape, whoever drew it.
import { findElement, type Frame } from './frame.ts'
import { methodTraits } from './methods.ts'
import type { StratumNumbers } from './plan.ts'
import { problem, type Problem } from './problem.ts'
import { fieldDifference, sameFields, type SampleFile } from './samplecheck.ts'
import { sampleColumns, sampleFields } from './samplefile.ts'

/**
 * What holds of a sample whoever drew it: the right number of lines per stratum and role, numbered from 1, every element once and in
 * its stratum of the frame, probabilities and weights as the design gives them, tickets rising where tickets decide.
 *
 * @param byTicket whether a simple random sample is in the order of its tickets
 * @internal
 */
export function sampleBeforeReveal(
  file: SampleFile,
  frame: Frame,
  strata: readonly StratumNumbers[],
  byTicket: boolean,
): Problem | undefined {
  const head = file.rows[0] ?? []
  if (!sameFields(head, sampleColumns)) {
    return problem('sample_field', { line: 1, column: '#1', actual: head.join(), expected: sampleColumns.join() })
  }
  const seen = new Set<number>()
  let at = 0
  for (const stratum of strata) {
    const lines = linesOf(file, stratum, at)
    let before = ''
    for (let order = 1; order <= lines.sample + lines.reserve; order++) {
      const found = lineProblem(file, frame, { stratum, order, at: ++at, sampled: order <= lines.sample, seen })
      if (found !== undefined) return found
      const [ticket = ''] = file.rows[at]!.slice(4)
      if (byTicket && stratum.method === 'srs' && stratum.replay === undefined) {
        const line = file.lines[at] ?? 0
        if (ticket <= before) return problem('sample_ticket_order', { line, actual: ticket, before })
        before = ticket
      }
    }
  }
  const extra = file.rows[at + 1]
  return extra && problem('sample_extra_line', { line: file.lines[at + 1] ?? 0, actual: extra.join(',') })
}

// Where the plan does not tell how many are drawn, the file does: its lines of the stratum, by role.
function linesOf(file: SampleFile, own: StratumNumbers, at: number): { sample: number; reserve: number } {
  if (own.method !== 'poisson' && own.cluster === undefined) return { sample: own.n, reserve: own.r }
  const role = (row: readonly string[] | undefined): string => (row?.[2] === own.stratum ? (row[3] ?? '') : '')
  let sample = 0
  while (role(file.rows[at + 1 + sample]) === 'sample') sample++
  let reserve = 0
  while (role(file.rows[at + 1 + sample + reserve]) === 'reserve') reserve++
  return { sample, reserve }
}

interface Line {
  readonly stratum: StratumNumbers
  readonly order: number
  readonly at: number
  readonly sampled: boolean
  readonly seen: Set<number>
}

function lineProblem(file: SampleFile, frame: Frame, line: Line): Problem | undefined {
  const { stratum: own, order, at, sampled, seen } = line
  const row = file.rows[at]
  const number = file.lines[at] ?? (file.lines[file.lines.length - 1] ?? 0) + 1
  if (row === undefined) {
    return problem('sample_missing_line', { line: number, expected: `${order},…,${own.stratum}` })
  }
  const [, elementId = '', , , ticket = ''] = row
  const { probability, weight } = expectedChance(own, row)
  const right = sampleFields({
    order,
    elementId,
    stratum: own.stratum,
    role: sampled ? 'sample' : 'reserve',
    ticket,
    inclusionProbability: sampled ? probability : null,
    baseWeight: sampled ? weight : null,
  })
  if (!sameFields(row, right)) return fieldDifference(file, [], { line: number, actual: row, right })
  const member = findElement(frame, elementId)
  if (member < 0 || frame.strata[frame.stratumOf[member]!] !== own.stratum || seen.has(member)) {
    return problem('sample_not_in_frame', { line: number, element_id: elementId, stratum: own.stratum })
  }
  seen.add(member)
  return undefined
}

// Equal probabilities follow from N and n; others can only be asked to lie in (0, 1] and to be one over the weight.
function expectedChance(own: StratumNumbers, row: readonly string[]): { probability: number; weight: number } {
  const equal = { probability: own.n / own.N, weight: own.N / own.n }
  const sized = own.certainties !== undefined
  if (own.cluster === undefined && !sized && methodTraits[own.method].sizes !== 'needed' && own.method !== 'poisson') {
    return equal
  }
  const [probability, weight] = [Number(row[5]), Number(row[6])]
  const fits = probability > 0 && probability <= 1 && Math.abs(probability * weight - 1) < 1e-12
  return fits ? { probability, weight } : { probability, weight: 1 / probability }
}
