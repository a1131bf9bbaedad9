// Simple random sampling without replacement within a stratum: the n smallest tickets, then the r next as the reserve.
import { wordsToHex } from '../hash.ts'
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
 */
export function drawSrs(tickets: Tickets, N: number, n: number, take: number): Chosen[] {
  return ticketOrder(tickets)
    .slice(0, take)
    .map(at => ({
      row: tickets.rows[at]!,
      ticket: wordsToHex(tickets.words, 8 * at),
      inclusionProbability: n / N,
    }))
}
