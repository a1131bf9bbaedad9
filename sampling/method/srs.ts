// Simple random sampling without replacement within a stratum: the n smallest tickets, then the r next as the reserve.
import { wordsToHexTexts } from '../hash.ts'
import { ticketOrder, type Tickets } from '../tickets.ts'

/** An element chosen by a method, in order of selection. */
export interface Chosen {
  readonly row: number
  readonly ticket: string
  readonly inclusionProbability: number
}

/**
 * Choose `take` elements of one stratum by smallest ticket.
 *
 * @param tickets at least the `take` smallest tickets of the stratum, in any order
 * @param n sample size of the stratum, which sets the inclusion probability n / N
 * @param take sample and reserve together
 * @source Ohlsson (1995), Coordination of samples using permanent random numbers
 * @internal
 */
export function drawSrs(tickets: Tickets, N: number, n: number, take: number): Chosen[] {
  const order = ticketOrder(tickets).slice(0, take)
  const texts = wordsToHexTexts(
    tickets.words,
    order.map(at => 8 * at),
  )
  return order.map((at, i) => ({ row: tickets.rows[at]!, ticket: texts[i]!, inclusionProbability: n / N }))
}
