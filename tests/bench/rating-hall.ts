// A province's halls in small: centres, windows, staff, matters and visits, written straight into the tables.
import type { Context } from '../../server/context.ts'
import { chinaHour } from '../../server/china-time.ts'
import { hashCode, randomCode } from '../../server/code.ts'
import { transact } from '../../server/db/engine.ts'
import { visitCode } from '../../server/visit/visit.ts'

export interface Hall {
  readonly windowCodes: readonly string[]
  readonly visitCodes: readonly string[]
}

export interface HallSize {
  readonly centers: number
  readonly windows: number
  readonly visits: number
}

const CHUNK = 500

/** Half of the visits ended in the last hours, half wait for their end. */
export async function makeHall(context: Context, { centers, windows, visits }: HallSize): Promise<Hall> {
  const at = context.now().toISOString()
  const made = { active: 1, createdAt: at, updatedAt: at } as const
  const matterId = context.newId()
  const points: { id: string; centerId: string; staffId: string; publicCode: string }[] = []
  await transact(context.db, async trx => {
    await trx
      .insertInto('windowMatter')
      .values({ id: matterId, unitId: null, code: 'm1', name: '示例事项', ...made })
      .execute()
    for (let center = 0; center < centers; center++) {
      const centerId = context.newId()
      const hours = { opensAt: '09:00', closesAt: '17:00', supplementDays: 7 }
      const named = { code: `c${center}`, name: `示例中心${center}`, address: '' }
      await trx
        .insertInto('windowCenter')
        .values({ id: centerId, ...named, ...hours, ...made })
        .execute()
      for (let window = 0; window < windows / centers; window++) {
        const [id, staffId, publicCode] = [context.newId(), context.newId(), randomCode(16)]
        const [code, number] = [`A${window}`, `${window}`]
        await trx
          .insertInto('windowPoint')
          .values({ id, centerId, unitId: null, code, name: `窗口${code}`, publicCode, ...made })
          .execute()
        await trx
          .insertInto('windowStaff')
          .values({
            id: staffId,
            centerId,
            pointId: id,
            userId: null,
            number,
            name: `员${number}`,
            mobileHash: null,
            ...made,
          })
          .execute()
        points.push({ id, centerId, staffId, publicCode })
      }
    }
  })
  const visitCodes: string[] = []
  for (let from = 0; from < visits; from += CHUNK) {
    const rows = Array.from({ length: Math.min(CHUNK, visits - from) }, (_, at) => {
      const point = points[(from + at) % points.length] as (typeof points)[number]
      return visitRow(context, point, matterId, from + at)
    })
    visitCodes.push(...rows.map(row => visitCode(context, row.id)))
    await context.db.insertInto('visit').values(rows).execute()
  }
  return { windowCodes: points.map(point => point.publicCode), visitCodes }
}

function visitRow(
  context: Context,
  point: { readonly id: string; readonly centerId: string; readonly staffId: string },
  matterId: string,
  number: number,
) {
  const id = context.newId()
  const now = context.now()
  const finished = number % 2 === 0 ? new Date(now.getTime() - 3_600_000 - (number % 7200) * 1000) : null
  return {
    id,
    centerId: point.centerId,
    pointId: point.id,
    unitId: null,
    matterId,
    staffId: point.staffId,
    caseNo: `bench-${number}`,
    source: 'api' as const,
    mobileHash: null,
    startedAt: null,
    importId: null,
    finishedAt: finished?.toISOString() ?? null,
    finishedHour: finished ? chinaHour(finished) : null,
    codeHash: hashCode(visitCode(context, id)),
    offeredAt: null,
    ratedAt: null,
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
  } as const
}
