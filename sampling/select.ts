// Selection: from a frame, an allocation and a draw key to the drawn elements, stratum by stratum.
import type { AllocationResult } from './allocation.ts'
import { elementIdOf, type Frame, type Progress } from './frame.ts'
import type { HashName } from './hash.ts'
import { drawSrs } from './method/srs.ts'
import { equalLine, type SelectedElement } from './samplefile.ts'
import { smallTickets } from './tickets.ts'

/**
 * The selected elements of all strata by simple random sampling, in the order of the sample file.
 *
 * @internal
 */
export function select(
  frame: Frame,
  { strata }: AllocationResult,
  key: string,
  hash: HashName,
  onProgress?: Progress,
): SelectedElement[] {
  const wanted = strata.map(({ n, r }) => n + r)
  const counts = strata.map(({ N }) => N)
  const tickets = smallTickets(frame, key, hash, wanted, counts, onProgress)
  return strata.flatMap((own, s) =>
    drawSrs(tickets[s]!, own.N, own.n, wanted[s]!).map(({ row, ticket }, i) =>
      equalLine(own, i, elementIdOf(frame, row), ticket),
    ),
  )
}
