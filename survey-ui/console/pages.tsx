// All pages of the console in journey order: path, words, right, and what stands beside the name in the navigation.
import { type ComponentType, lazy } from 'react'
import { accountWords, auditWords } from '../../server/words/account.ts'
import { campaignWords } from '../../server/words/campaign.ts'
import { componentWords } from '../../server/words/component.ts'
import { compositeWords } from '../../server/words/composite.ts'
import { designWords } from '../../server/words/design.ts'
import { drawWords } from '../../server/words/draw.ts'
import { frameStateWords, frameWords } from '../../server/words/frame.ts'
import { invitationWords } from '../../server/words/invitation.ts'
import { monitorWords } from '../../server/words/monitor.ts'
import { questionnaireWords } from '../../server/words/questionnaire.ts'
import { rectificationWords } from '../../server/words/rectification.ts'
import { ratingPageWords } from '../../server/words/rating-page.ts'
import { responseWords } from '../../server/words/response.ts'
import { rosterWords } from '../../server/words/roster-page.ts'
import { satisfactionWords } from '../../server/words/satisfaction.ts'
import { scoreWords } from '../../server/words/score.ts'
import { submissionWords } from '../../server/words/submission.ts'
import { unitWords } from '../../server/words/unit.ts'
import { windowWords } from '../../server/words/window.ts'
import { visitWords } from '../../server/words/visit.ts'
import { consoleWords } from '../../server/words/console.ts'
import type { Speak, Words } from '../../server/words/words.ts'
import type { Journey } from './shell/campaign-context.tsx'

export interface ConsolePage {
  /** Below /console/c/:campaignId/ for the review group, below /console/ for the others. */
  readonly path: string
  readonly group: 'review' | 'window' | 'system'
  readonly title: Words
  /** Shorter, for the navigation, where the title is long in one language. */
  readonly short?: Words
  readonly permission: string
  /** Null: still to do. */
  readonly state?: (journey: Journey, t: Speak) => string | null
  readonly component: ComponentType
}

const some = (count: number) => (count > 0 ? `✓ ${count}` : null)

export const pages: readonly ConsolePage[] = [
  {
    path: 'campaign',
    group: 'review',
    title: campaignWords.title,
    permission: 'campaign.read',
    state: journey => some(journey.units),
    component: lazy(() => import('./campaign/CampaignPage.tsx')),
  },
  {
    path: 'rosters',
    group: 'review',
    title: rosterWords.title,
    permission: 'roster.read',
    state: journey => some(journey.rosters),
    component: lazy(() => import('./roster/RosterPages.tsx')),
  },
  {
    path: 'frames',
    group: 'review',
    title: frameWords.title,
    permission: 'frame.read',
    state: ({ frames, frameFrozen }, t) =>
      frameFrozen ? `✓ ${t(frameStateWords.frozen)}` : frames > 0 ? String(frames) : null,
    component: lazy(() => import('./frame/FramePage.tsx')),
  },
  {
    path: 'designs',
    group: 'review',
    title: designWords.title,
    permission: 'design.read',
    state: journey => some(journey.designs),
    component: lazy(() => import('./design/DesignPage.tsx')),
  },
  {
    path: 'draws',
    group: 'review',
    title: drawWords.title,
    permission: 'draw.read',
    state: ({ drawState }, t) =>
      drawState === null
        ? null
        : t(
            drawState === 'committed'
              ? drawWords.navCommitted
              : drawState === 'seeded'
                ? drawWords.navSeeded
                : drawWords.navDrawn,
          ),
    component: lazy(() => import('./draw/DrawPage.tsx')),
  },
  {
    path: 'submissions',
    group: 'review',
    title: submissionWords.title,
    permission: 'submission.read',
    state: journey => some(journey.submissions),
    component: lazy(() => import('./submission/SubmissionPage.tsx')),
  },
  {
    path: 'questionnaires',
    group: 'review',
    title: questionnaireWords.title,
    permission: 'questionnaire.read',
    state: ({ fieldedVersion }, t) =>
      fieldedVersion === null ? null : `✓ ${t(questionnaireWords.versionShort, fieldedVersion)}`,
    component: lazy(() => import('./questionnaire/QuestionnairePage.tsx')),
  },
  {
    path: 'invitations',
    group: 'review',
    title: invitationWords.title,
    permission: 'invitation.read',
    state: journey => some(journey.invitations),
    component: lazy(() => import('./invitation/InvitationPage.tsx')),
  },
  {
    path: 'responses',
    group: 'review',
    title: responseWords.title,
    permission: 'response.read',
    state: journey => some(journey.responses),
    component: lazy(() => import('./response/ResponsePage.tsx')),
  },
  {
    path: 'score',
    group: 'review',
    title: scoreWords.title,
    short: consoleWords.navScore,
    permission: 'score.read',
    state: ({ scoreState }, t) =>
      scoreState === 'frozen' ? `✓ ${t(scoreWords.frozen)}` : scoreState && t(scoreWords.provisional),
    component: lazy(() => import('./score/ScorePages.tsx')),
  },
  {
    path: 'components',
    group: 'review',
    title: componentWords.title,
    permission: 'component.read',
    state: ({ componentsLocked, componentUnits, units }, t) =>
      componentsLocked ? `✓ ${t(componentWords.locked)}` : componentUnits > 0 ? `${componentUnits}/${units}` : null,
    component: lazy(() => import('./component/ComponentPage.tsx')),
  },
  {
    path: 'composite',
    group: 'review',
    title: compositeWords.title,
    short: consoleWords.navComposite,
    permission: 'composite.read',
    state: ({ compositeFrozen }, t) => (compositeFrozen ? `✓ ${t(compositeWords.frozen)}` : null),
    component: lazy(() => import('./composite/CompositePage.tsx')),
  },
  {
    path: 'windows',
    group: 'window',
    title: windowWords.title,
    short: windowWords.navShort,
    permission: 'window.read',
    component: lazy(() => import('./window/WindowPage.tsx')),
  },
  {
    path: 'visits',
    group: 'window',
    title: visitWords.title,
    permission: 'visit.read',
    component: lazy(() => import('./visit/VisitPage.tsx')),
  },
  {
    path: 'ratings',
    group: 'window',
    title: ratingPageWords.title,
    permission: 'rating.read',
    component: lazy(() => import('./rating/RatingPage.tsx')),
  },
  {
    path: 'rectifications',
    group: 'window',
    title: rectificationWords.title,
    permission: 'rectification.read',
    component: lazy(() => import('./rectification/RectificationPage.tsx')),
  },
  {
    path: 'satisfaction',
    group: 'window',
    title: satisfactionWords.title,
    permission: 'satisfaction.read',
    component: lazy(() => import('./satisfaction/SatisfactionPage.tsx')),
  },
  {
    path: 'monitor',
    group: 'window',
    title: monitorWords.title,
    permission: 'satisfaction.read',
    component: lazy(() => import('./monitor/MonitorPage.tsx')),
  },
  {
    path: 'units',
    group: 'system',
    title: unitWords.title,
    permission: 'unit.read',
    component: lazy(() => import('./unit/UnitPage.tsx')),
  },
  {
    path: 'users',
    group: 'system',
    title: accountWords.title,
    permission: 'account.read',
    component: lazy(() => import('./account/AccountPage.tsx')),
  },
  {
    path: 'audit',
    group: 'system',
    title: auditWords.title,
    permission: 'audit.read',
    component: lazy(() => import('./audit/AuditPage.tsx')),
  },
]
