// One visit as text from another system, checked against the centre's windows, matters and staff. Pure.
import type { VisitFault } from '../problem/visit.ts'
import { type Moment, readMoment } from './moment.ts'
import type { VisitPlaces } from './places.ts'
import type { VisitInput } from './upsert.ts'
import { CASE_NO_LENGTH, FUTURE_MS, unitOf } from './visit.ts'

export const VISIT_FIELDS = [
  'caseNo',
  'windowCode',
  'pointId',
  'matterCode',
  'staffNumber',
  'startedAt',
  'finishedAt',
  'mobile',
] as const
export type VisitField = (typeof VISIT_FIELDS)[number]

/** Empty or absent: nothing said. */
export type RawVisit = Partial<Record<VisitField, string>>

export interface FieldFault {
  readonly field: VisitField
  readonly fault: VisitFault
}

export interface CheckOptions {
  readonly places: VisitPlaces
  readonly now: Date
  readonly source: VisitInput['source']
  readonly hashMobile: (mobile: string) => string | null
}

/** The visit, or everything that is wrong with it. A telephone that is no mobile number is left out: nothing hangs on it. */
export function checkVisit(raw: RawVisit, options: CheckOptions): VisitInput | readonly FieldFault[] {
  const faults: FieldFault[] = []
  const { places } = options
  const caseNo = (raw.caseNo ?? '').trim().normalize('NFC')
  const caseFault = caseNoFault(caseNo)
  if (caseFault) faults.push({ field: 'caseNo', fault: caseFault })
  const point = findPoint(raw, places, faults)
  const matter = findOr(raw.matterCode, places.matter, () =>
    faults.push({ field: 'matterCode', fault: 'matterUnknown' }),
  )
  const staff = findOr(raw.staffNumber, places.staff, () =>
    faults.push({ field: 'staffNumber', fault: 'staffUnknown' }),
  )
  const times = readTimes(raw, options.now, faults)
  if (faults.length > 0 || !point) return faults
  return {
    centerId: places.centerId,
    pointId: point.id,
    unitId: unitOf(point, matter),
    matterId: matter?.id ?? null,
    staffId: staff,
    caseNo,
    source: options.source,
    mobileHash: raw.mobile?.trim() ? options.hashMobile(raw.mobile) : null,
    ...times,
  }
}

export const isFaulty = (checked: VisitInput | readonly FieldFault[]): checked is readonly FieldFault[] =>
  Array.isArray(checked)

function caseNoFault(caseNo: string): VisitFault | null {
  if (caseNo === '') return 'caseNoMissing'
  if (caseNo.length > CASE_NO_LENGTH) return 'caseNoLong'
  if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(caseNo)) return 'caseNoUnreadable'
  return /^\d(\.\d+)?E\+\d+$/i.test(caseNo) ? 'caseNoRounded' : null
}

function findPoint(raw: RawVisit, places: VisitPlaces, faults: FieldFault[]) {
  const field = raw.pointId?.trim() ? 'pointId' : 'windowCode'
  const text = (raw[field] ?? '').trim()
  const point = field === 'pointId' ? places.pointById(text) : places.point(text)
  if (!point) faults.push({ field, fault: text ? 'windowUnknown' : 'windowMissing' })
  return point
}

function findOr<T>(text: string | undefined, find: (text: string) => T | undefined, unknown: () => void): T | null {
  if (!text?.trim()) return null
  const found = find(text.trim())
  if (found === undefined) unknown()
  return found ?? null
}

function readTimes(raw: RawVisit, now: Date, faults: FieldFault[]) {
  const limit = new Date(now.getTime() + FUTURE_MS).toISOString()
  const read = (field: 'startedAt' | 'finishedAt', future: VisitFault): Moment | null => {
    const text = (raw[field] ?? '').trim()
    if (text === '') return null
    const moment = readMoment(text)
    if (!moment) faults.push({ field, fault: 'timeUnreadable' })
    else if (moment.at > limit) faults.push({ field, fault: future })
    return moment
  }
  const start = read('startedAt', 'startFuture')
  const finish = read('finishedAt', 'finishFuture')
  const startedAt = start?.at ?? null
  const finishedAt = finish && startedAt && sameDayOnly(start, finish) ? startedAt : (finish?.at ?? null)
  if (startedAt && finishedAt && finishedAt < startedAt) faults.push({ field: 'finishedAt', fault: 'finishFirst' })
  return { startedAt, finishedAt }
}

/** 受理 25 日 09:30，办结 25 日: the finish says only its day, so it is not before the start. */
function sameDayOnly(start: Moment | null, finish: Moment): boolean {
  if (!start || !finish.dayOnly) return false
  const since = Date.parse(start.at) - Date.parse(finish.at)
  return since >= 0 && since < 86_400_000
}
