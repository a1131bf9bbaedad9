// Times and column names as other systems write them.
import { describe, expect, it } from 'vitest'
import { readMoment } from '../../server/visit/moment.ts'
import { findVisitHeader, recogniseColumn } from '../../server/visit/columns.ts'
import { TallyChanges } from '../../server/visit/visit.ts'

describe('a moment', () => {
  const NINE = '2026-11-25T01:30:00.000Z'
  it.each([
    ['2026-11-25T09:30:00+08:00', NINE],
    ['2026-11-25T01:30:00Z', NINE],
    ['2026-11-25T01:30:00.000Z', NINE],
    ['2026-11-25 09:30:00', NINE],
    ['2026-11-25T09:30', NINE],
    ['2026/11/25 9:30', NINE],
    ['2026.11.25 09:30:00', NINE],
    ['２０２６年１１月２５日 ９时３０分', NINE],
    ['2026年11月25日09:30', NINE],
    ['20261125093000', NINE],
    ['202611250930', NINE],
    ['1795570200000', NINE],
    ['46351.3958333333', NINE],
    ['2026-11-25 09:30:00.123', NINE],
  ])('%s is half past nine in China', (text, at) => {
    expect(readMoment(text)).toEqual({ at, dayOnly: false })
  })

  it.each(['2026-11-25', '2026/11/25', '2026年11月25日', '20261125', '46351'])('%s is a day only', text => {
    expect(readMoment(text)).toEqual({ at: '2026-11-24T16:00:00.000Z', dayOnly: true })
  })

  it.each(['', '昨天', '2026-02-30 09:00', '2026-13-01', '2026-11-25 24:30', '1899-01-01', '25/11/2026', '9:30', '-1'])(
    '%j is no time',
    text => {
      expect(readMoment(text)).toBeNull()
    },
  )
})

describe('columns', () => {
  it('are known by the words of many systems', () => {
    expect(
      ['业务流水号', '办理窗口（必填）', '事项 编码*', '工号', '受理时间', '办结 时间', '手机号码', '备注'].map(
        recogniseColumn,
      ),
    ).toEqual(['caseNo', 'windowCode', 'matterCode', 'staffNumber', 'startedAt', 'finishedAt', 'mobile', null])
    expect(recogniseColumn('排队号')).toBeNull()
  })

  it('are found below title rows, and the surest of two wins', () => {
    const rows = [
      ['东城政务服务中心办件表'],
      ['2026年11月'],
      ['办理时间', '流水号', '窗口名称', '办件编号', '窗口', '办结时间'],
    ]
    expect(findVisitHeader(rows.map(cells => ({ cells })))).toEqual({
      row: 2,
      columns: { finishedAt: 5, caseNo: 3, windowCode: 4 },
    })
    expect(findVisitHeader([{ cells: ['姓名', '手机号'] }])).toBeNull()
  })
})

describe('changes of tallies', () => {
  it('cancel out, and a visit without a finish changes none', () => {
    const at = { centerId: 'c', pointId: 'p', unitId: null, matterId: null, staffId: null }
    const changes = new TallyChanges()
    changes.move({ ...at, finishedHour: null, ratedAt: 'x' }, 1)
    changes.move({ ...at, finishedHour: 'h', ratedAt: null }, 1)
    changes.move({ ...at, finishedHour: 'h', ratedAt: null }, -1)
    expect(changes.rows()).toEqual([])
    changes.move({ ...at, finishedHour: 'h', ratedAt: null }, 1)
    changes.rated({ ...at, finishedHour: 'h' })
    expect(changes.rows()).toEqual([
      { centerId: 'c', pointId: 'p', unitId: '', matterId: '', staffId: '', hour: 'h', visits: 1, rated: 1 },
    ])
  })
})
