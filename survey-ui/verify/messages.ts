// What the page and its worker say to each other.
import type { VerifyReport } from '../../sampling/verify.ts'

export type Stage = 'read' | 'sort' | 'digest' | 'draw' | 'compare'

/** Files to verify, or a person to look up in the files verified last. */
export type Request =
  | {
      readonly type: 'verify'
      readonly run: number
      readonly frame: Blob
      readonly design: string
      readonly manifest: string
      readonly sample: Blob | null
      readonly secret: string | null
      readonly panelKey: string | null
      /** Earlier sample files, where the design leaves out the people in them. */
      readonly earlier: readonly Blob[]
    }
  | { readonly type: 'person'; readonly run: number; readonly elementId: string }

/** What is known of a person. */
export interface Person {
  readonly elementId: string
  /** Null when the frame has no such person. */
  readonly stratum: string | null
  readonly ticket: string
  readonly drawn: { readonly role: 'sample' | 'reserve'; readonly order: number } | null
  /** Largest ticket drawn in the person's stratum; null where nobody was drawn or more than tickets decides. */
  readonly last: string | null
  /** Whether the smallest tickets of the stratum are the sample. */
  readonly byTicket: boolean
}

export type Reply =
  | { readonly type: 'progress'; readonly run: number; readonly stage: Stage; readonly share: number }
  | { readonly type: 'report'; readonly run: number; readonly report: VerifyReport }
  | { readonly type: 'person'; readonly run: number; readonly person: Person }
  | { readonly type: 'failure'; readonly run: number; readonly reason: string }
