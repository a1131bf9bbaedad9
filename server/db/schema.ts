// All tables of the house in one type; each concept owns its own rows.
import type {
  AccountCredentialTable,
  AccountSessionTable,
  AccountUserTable,
  AccountVerificationTable,
} from '../account/account.table.ts'
import type { AuditEntryTable, AuditHeadTable } from '../audit/audit.table.ts'
import type { CampaignSchemeTable, CampaignTable, CampaignUnitTable } from '../campaign/campaign.table.ts'
import type { ComponentEntryTable, ComponentLockTable, ComponentTable } from '../component/component.table.ts'
import type { CompositeResultTable, CompositeTriggerTable } from '../composite/composite.table.ts'
import type { DesignTable } from '../design/design.table.ts'
import type { DrawAssignmentTable, DrawElementTable, DrawTable } from '../draw/draw.table.ts'
import type { FrameElementTable, FrameTable } from '../frame/frame.table.ts'
import type { InvitationBatchTable, InvitationKeyTable, InvitationTable } from '../invitation/invitation.table.ts'
import type { QuestionnaireTable } from '../questionnaire/questionnaire.table.ts'
import type { ResponseCaseTable, ResponseDraftTable, ResponseTable } from '../response/response.table.ts'
import type {
  PersonPairTable,
  PersonTable,
  RosterEntryTable,
  RosterLeaseTable,
  RosterProblemTable,
  RosterRejectTable,
  RosterTable,
} from '../roster/roster.table.ts'
import type {
  RatingContactTable,
  RatingFlagTable,
  RatingImportTable,
  RatingTable,
  RatingTallyTable,
  RatingTraceTable,
} from '../rating/rating.table.ts'
import type {
  RectificationDayTable,
  RectificationFileTable,
  RectificationReminderTable,
  RectificationStepTable,
  RectificationTable,
} from '../rectification/rectification.table.ts'
import type { ScoreFileTable, ScoreRunTable } from '../score/score.table.ts'
import type { SubmissionTable } from '../submission/submission.table.ts'
import type { UnitSeriesTable, UnitTable } from '../unit/unit.table.ts'
import type {
  VisitImportTable,
  VisitKeyTable,
  VisitRequestTable,
  VisitTable,
  VisitTallyTable,
} from '../visit/visit.table.ts'
import type {
  WindowCenterTable,
  WindowDeviceTable,
  WindowMatterTable,
  WindowPointTable,
  WindowStaffTable,
} from '../window/window.table.ts'

export interface Database {
  auditEntry: AuditEntryTable
  auditHead: AuditHeadTable
  accountUser: AccountUserTable
  accountSession: AccountSessionTable
  accountCredential: AccountCredentialTable
  accountVerification: AccountVerificationTable
  unitSeries: UnitSeriesTable
  unit: UnitTable
  campaign: CampaignTable
  campaignUnit: CampaignUnitTable
  campaignScheme: CampaignSchemeTable
  questionnaire: QuestionnaireTable
  person: PersonTable
  roster: RosterTable
  rosterEntry: RosterEntryTable
  rosterLease: RosterLeaseTable
  rosterProblem: RosterProblemTable
  rosterReject: RosterRejectTable
  personPair: PersonPairTable
  frame: FrameTable
  frameElement: FrameElementTable
  design: DesignTable
  draw: DrawTable
  drawElement: DrawElementTable
  drawAssignment: DrawAssignmentTable
  submission: SubmissionTable
  invitationBatch: InvitationBatchTable
  invitation: InvitationTable
  invitationKey: InvitationKeyTable
  responseCase: ResponseCaseTable
  responseDraft: ResponseDraftTable
  response: ResponseTable
  windowCenter: WindowCenterTable
  windowPoint: WindowPointTable
  windowStaff: WindowStaffTable
  windowMatter: WindowMatterTable
  windowDevice: WindowDeviceTable
  visit: VisitTable
  visitTally: VisitTallyTable
  visitImport: VisitImportTable
  visitKey: VisitKeyTable
  visitRequest: VisitRequestTable
  rating: RatingTable
  ratingContact: RatingContactTable
  ratingTrace: RatingTraceTable
  ratingTally: RatingTallyTable
  ratingFlag: RatingFlagTable
  ratingImport: RatingImportTable
  rectification: RectificationTable
  rectificationStep: RectificationStepTable
  rectificationFile: RectificationFileTable
  rectificationReminder: RectificationReminderTable
  rectificationDay: RectificationDayTable
  scoreFile: ScoreFileTable
  scoreRun: ScoreRunTable
  component: ComponentTable
  componentEntry: ComponentEntryTable
  componentLock: ComponentLockTable
  compositeTrigger: CompositeTriggerTable
  compositeResult: CompositeResultTable
}
