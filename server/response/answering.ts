// Answering: what both the phone page and the page without script do with a link. One instance a server.
import type { Context } from '../context.ts'
import { chinaDay } from '../china-time.ts'
import { moveInvitation } from '../invitation/invitation.store.ts'
import { responseProblem } from '../problem/response.ts'
import { flattenAnswers, nestAnswers, type StoredAnswers } from '../questionnaire/answers.ts'
import { missingProblems } from '../questionnaire/validate.ts'
import { groupCommit } from '../db/group-commit.ts'
import { type Case, caseIdOfLink, caseOpener, findLink, type Link, requireOpen } from './link.ts'
import {
  commitDrafts,
  commitSubmissions,
  deleteDraft,
  type DraftRow,
  findDraft,
  findResponse,
  type SubmissionRow,
} from './response.store.ts'

export type RawAnswers = Readonly<Record<string, unknown>>

export interface Draft {
  /** 0: nothing saved yet. */
  readonly version: number
  readonly answers: RawAnswers
}

export interface Submission {
  /** Made by the client once; the same one again is the same submission. */
  readonly clientId: string
  readonly answers: RawAnswers
  readonly channel: SubmissionRow['channel']
}

export type Answering = ReturnType<typeof createAnswering>

export function createAnswering(context: Context) {
  const { db } = context
  const openCase = caseOpener(context)
  const putDraft = groupCommit((rows: readonly DraftRow[]) => commitDrafts(db, rows))
  const putSubmission = groupCommit((rows: readonly SubmissionRow[]) => commitSubmissions(db, rows))
  const today = () => chinaDay(context.now())

  const draftOf = async (opened: Case): Promise<Draft> => {
    const row = await findDraft(db, opened.caseId)
    if (!row) return { version: 0, answers: {} }
    return { version: row.version, answers: flattenAnswers(JSON.parse(row.answers) as StoredAnswers, opened.units) }
  }

  return {
    find: (token: string) => findLink(context, token),
    openCase,
    draftOf,

    /** Consent given: the link counts as opened, and the draft comes back. */
    async start(link: Link) {
      requireOpen(link)
      const opened = await openCase(link)
      if (!(await moveInvitation(db, link.found.id, 'opened'))) throw responseProblem.answered()
      return { opened, draft: await draftOf(opened) }
    },

    /** @throws Problem when the answers do not fit, or another device has saved a newer draft */
    async saveDraft(link: Link, base: number, answers: RawAnswers): Promise<number> {
      requireOpen(link)
      const opened = await openCase(link)
      const verdict = opened.validate(answers, opened.units)
      if (verdict.problems.length > 0) throw responseProblem.answersRefused(verdict.problems)
      const outcome = await putDraft({
        invitationId: link.found.id,
        caseId: opened.caseId,
        version: base + 1,
        savedOn: today(),
        answers: JSON.stringify(nestAnswers(verdict.answers, opened.units)),
      })
      if (outcome.kind === 'closed') throw responseProblem.answered()
      if (outcome.kind === 'saved') return outcome.version
      throw responseProblem.draftOutdated({
        version: outcome.version,
        answers: flattenAnswers(JSON.parse(outcome.answers) as StoredAnswers, opened.units),
      })
    },

    /** Stores the answers once; resolves after they are on disk. */
    async submit(link: Link, { clientId, answers, channel }: Submission): Promise<void> {
      if (link.standing === 'answered' && (await isRepeat(context, link, clientId))) return
      requireOpen(link)
      const opened = await openCase(link)
      const verdict = opened.validate(answers, opened.units)
      const problems = [...verdict.problems, ...missingProblems(verdict.missing)]
      if (problems.length > 0) throw responseProblem.answersRefused(problems)
      const outcome = await putSubmission({
        invitationId: link.found.id,
        caseId: opened.caseId,
        campaignId: link.found.campaignId,
        clientId,
        channel,
        submittedOn: today(),
        answers: JSON.stringify(nestAnswers(verdict.answers, opened.units)),
      })
      if (outcome === 'answered') throw responseProblem.answered()
      if (outcome === 'closed') throw responseProblem.closed()
    },

    /** Declined: honoured at once, and what was filled in is deleted. */
    async refuse(link: Link): Promise<void> {
      requireOpen(link)
      const caseId = caseIdOfLink(context, link.found)
      if (!(await moveInvitation(db, link.found.id, 'refused'))) throw responseProblem.answered()
      if (caseId) await deleteDraft(db, caseId)
    },

    async requestCall(link: Link): Promise<void> {
      requireOpen(link)
      if (!(await moveInvitation(db, link.found.id, 'call_requested'))) throw responseProblem.answered()
    },
  }
}

/** The client did not hear our first answer and sends again. */
async function isRepeat(context: Context, link: Link, clientId: string): Promise<boolean> {
  const caseId = caseIdOfLink(context, link.found)
  const stored = caseId ? await findResponse(context.db, caseId) : undefined
  return stored?.clientId === clientId
}
