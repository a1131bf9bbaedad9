// Rows of the rectification tables, as the store reads and writes them.
export interface RectificationTable {
  id: string
  ratingId: string
  centerId: string
  pointId: string
  unitId: string | null
  matterId: string | null
  /** Who served, as the rating says. */
  staffId: string | null
  /** Who mends, by window. */
  ownerId: string | null
  /** 实名: the rater can be rung. */
  named: 0 | 1
  /** 待核实 核实 整改 回访 办结; 申诉 不予采信. */
  state: 'pending' | 'verifying' | 'mending' | 'calling_back' | 'closed' | 'appealing' | 'dismissed'
  /** 立行立改, 限期整改, 解释说明. */
  verdict: 'mend_at_once' | 'mend_by_deadline' | 'explain' | null
  /** As the rating's, the key of indicators. */
  ratedHour: string
  openedAt: string
  /** What the deadline to mend is counted from: the opening, or the day the rater sent the case back. */
  countsFrom: string
  contactDue: string
  closeDue: string
  extendedTo: string | null
  /** First reply to the rater (差评回复). */
  repliedAt: string | null
  mendedAt: string | null
  /** From here on a rater who never answered may be given up. */
  waitUntil: string | null
  /** Call-back done (回访). */
  calledAt: string | null
  /** What the rater said of the mending. */
  satisfied: 0 | 1 | null
  /** How often the rater sent it back. */
  reopened: number
  closedAt: string | null
  /** Raised by every change; a change of an older version is refused. */
  version: number
}

export interface RectificationStepTable {
  id: string
  rectificationId: string
  action: string
  fromState: string
  toState: string
  /** A word of ours that belongs to the action: the verdict, the ground of an appeal, the rater's answer, the new owner. */
  detail: string
  note: string
  /** 1: the rater reads the note too. */
  forRater: 0 | 1
  actorId: string | null
  actorName: string
  at: string
}

export interface RectificationFileTable {
  id: string
  rectificationId: string
  name: string
  mediaType: string
  bytes: number
  digest: string
  /** Base64. */
  content: string
  createdBy: string
  createdAt: string
}

export interface RectificationReminderTable {
  rectificationId: string
  kind: string
  at: string
  seenAt: string | null
}

/** Days on which the official calendar is not followed, or not known yet. */
export interface RectificationDayTable {
  /** `2026-10-01`. */
  day: string
  working: 0 | 1
  note: string
  createdBy: string
  createdAt: string
}
