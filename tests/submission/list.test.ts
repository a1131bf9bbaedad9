// What stands in the files of a list: whom, in which order, and that all formats read back identical.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unguard } from '../../server/files/cells.ts'
import { CsvReader } from '../../server/files/csv-read.ts'
import { decodeText, detectEncoding } from '../../server/files/encoding.ts'
import { readXlsx } from '../../server/files/xlsx.ts'
import { ENGINES } from '../support/app.ts'
import { addRoster, mobile, people } from '../frame/support.ts'
import { type Desk, openDesk } from './desk.ts'
import { column, expectedCells, foreignCsv, putDraw, RARE, sheetCells, template, unprotected } from './support.ts'

describe.each(ENGINES)('lists on %s', engine => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk(engine)
  })
  afterAll(() => desk.test.close())

  it('reads back identical in all three formats, by our readers and by others', async () => {
    const { approved, bytesOf } = desk
    const { id, watermark } = await approved()
    const expected = [[watermark], template().columns.map(each => each.header), ...expectedCells('示例单位1')]
    const folder = await mkdtemp(join(tmpdir(), 'minping-submission-'))
    for (const [format, encoding] of [
      ['csv', 'utf-8'],
      ['csv-gb18030', 'gb18030'],
    ] as const) {
      const bytes = await bytesOf(id, format)
      const foreign = foreignCsv(bytes, encoding)
      expect(foreign.rows).toEqual(expected)
      expect(foreign.guarded.flat().filter(cell => /^[=+@\t]|^-\D|^-\d+[^\d.]/.test(cell))).toEqual([])
      expect(foreign.guarded.flat()).toContain('0012345678901234567890\t')
      const path = join(folder, format)
      await writeFile(path, bytes)
      const form = await detectEncoding(path)
      expect(form).toMatchObject({ encoding, bom: format === 'csv', clean: true })
      const reader = new CsvReader({ delimiter: ',' })
      const rows: string[][] = []
      if (form) for await (const text of decodeText(chunks(bytes), form)) rows.push(...reader.push(text))
      rows.push(...reader.end())
      expect(rows.map(row => row.map(cell => unprotected(unguard(cell))))).toEqual(expected)
    }
    const bytes = await bytesOf(id, 'xlsx')
    const cells = sheetCells(bytes)
    expect(cells.map(row => row.map(cell => cell.text))).toEqual(expected)
    expect(cells.flat().some(cell => cell.formula)).toBe(false)
    const numbers = cells.flat().filter(cell => /^1990\d{7}$|^00123/.test(cell.text))
    expect([numbers.length, numbers.every(cell => cell.type !== 'n')]).toEqual([7, true])
    const path = join(folder, 'list.xlsx')
    await writeFile(path, bytes)
    const rows: string[][] = []
    for await (const row of readXlsx(path)) rows.push(row.cells)
    expect(rows.map((row, index) => row.slice(0, expected[index]?.length))).toEqual(expected)
    await rm(folder, { recursive: true })
  })

  it('takes columns, order and headers from the template, and keeps the template with the list', async () => {
    const { approved, bytesOf } = desk
    const asked = {
      columns: [column('mobile', '电话'), column('name', '评议人'), column('unit', '单位')],
      guardLongNumbers: true,
    }
    const { id, template: kept } = await approved({ template: asked })
    expect(kept).toEqual(asked)
    const { rows } = foreignCsv(await bytesOf(id, 'csv'), 'utf-8')
    expect(rows[1]).toEqual(['电话', '评议人', '单位'])
    expect(rows[2]).toEqual([`${RARE[0]?.mobile}\t`, RARE[0]?.name, '示例单位1'])
    expect(sheetCells(await bytesOf(id, 'xlsx'))[2]?.map(cell => cell.text)).toEqual([
      RARE[0]?.mobile,
      RARE[0]?.name,
      '示例单位1',
    ])
  })

  it('lists a draw in its order with roles, whole or in part', async () => {
    const { test, campaign, group, frameId, approved, bytesOf } = desk
    const drawId = await putDraw(test, campaign, frameId, { sample: 3, reserve: 2 })
    const keys = template('number', 'name', 'role', 'position')
    const rowsOf = async (part: string) => {
      const { id } = await approved({ source: 'draw', sourceId: drawId, part, template: keys })
      return foreignCsv(await bytesOf(id, 'csv'), 'utf-8').rows.slice(2)
    }
    const names = RARE.map(person => person.name).reverse()
    const whole = names.slice(0, 5).map((name, i) => [`${i + 1}`, name, i < 3 ? '样本' : '备用', `${i + 1}`])
    expect(await rowsOf('all')).toEqual(whole)
    expect(await rowsOf('sample')).toEqual(whole.slice(0, 3))
    expect((await rowsOf('reserve')).map(row => row[1])).toEqual(names.slice(3, 5))
    const sources = await group.get<{
      draws: { id: string; sample: number; reserve: number }[]
      frames: { id: string }[]
    }>(`/api/campaigns/${campaign.id}/submission-sources`)
    expect(sources.body.draws.find(draw => draw.id === drawId)).toMatchObject({ sample: 3, reserve: 2 })
    expect(sources.body.frames.map(frame => frame.id)).toContain(frameId)
  })

  it('previews masked, and only to those who prepare', async () => {
    const { campaign, group, order } = desk
    const preview = await group.post<{ rowCount: number; headers: string[]; rows: string[][] }>(
      `/api/campaigns/${campaign.id}/submission-preview`,
      order({ template: template('number', 'name', 'mobile', 'note') }),
    )
    expect(preview.body.rowCount).toBe(6)
    expect(preview.body.rows).toHaveLength(5)
    for (const person of RARE) {
      expect(JSON.stringify(preview.body)).not.toContain(person.mobile)
      expect(JSON.stringify(preview.body)).not.toContain(person.name)
    }
  })

  it('follows merged people and takes the entry the element was frozen with', async () => {
    const { test, campaign, group, approved, bytesOf } = desk
    const [unitA, unitB] = campaign.units
    const twice = { name: '两处', mobile: mobile(900) }
    const a = await addRoster(test, campaign, { category: 'service_recipient', unitId: unitA?.id ?? '' }, [
      { ...twice, matter: '甲事项' },
    ])
    const b = await addRoster(test, campaign, { category: 'service_recipient', unitId: unitB?.id ?? '' }, [
      { ...twice, matter: '乙事项' },
      { name: '旧名', mobile: mobile(901), matter: '丙事项' },
    ])
    const stays = await addRoster(test, campaign, { category: 'resident' }, [{ name: '现名', mobile: mobile(902) }])
    const { db } = test.context
    const made = await group.post<{ id: string }>(`/api/campaigns/${campaign.id}/frames`, {
      name: '两个单位',
      definition: {
        rosterIds: [b.rosterId, a.rosterId],
        filters: [],
        strata: ['unit'],
        onePerPerson: true,
        priority: [],
        blankStratum: 'group',
        caseloads: {},
      },
    })
    await group.post(`/api/frames/${made.body.id}/freeze`)
    const middle = b.personIds[1] ?? ''
    await db
      .updateTable('person')
      .set({ mergedInto: stays.personIds[0] ?? '' })
      .where('id', '=', middle)
      .execute()
    const list = template('name', 'mobile', 'matter', 'unit')
    const { id } = await approved({ sourceId: made.body.id, template: list })
    const noted = foreignCsv(await bytesOf(id, 'csv'), 'utf-8').rows.slice(2)
    expect(noted).toEqual([
      ['两处', mobile(900), '乙事项', '示例单位2'],
      ['现名', mobile(902), '丙事项', '示例单位2'],
    ])
    await db
      .updateTable('frameElement')
      .set({ rosterId: null, line: null })
      .where('frameId', '=', made.body.id)
      .execute()
    const other = await approved({ sourceId: made.body.id, template: list })
    expect(foreignCsv(await bytesOf(other.id, 'csv'), 'utf-8').rows.slice(2)).toEqual(noted)
  })

  it('makes a long list in a worker, page after page, and every row once', async () => {
    const { approved, bytesOf } = desk
    const long = await createLongFrame()
    const { id, rowCount } = await approved({ sourceId: long, template: template('number', 'mobile', 'elementId') })
    expect(rowCount).toBe(3456)
    const { rows } = foreignCsv(await bytesOf(id, 'csv'), 'utf-8')
    const listed = rows.slice(2)
    expect(listed.map(row => row[0])).toEqual(Array.from({ length: 3456 }, (_, i) => String(i + 1)))
    expect(new Set(listed.map(row => row[2])).size).toBe(3456)
    expect(
      sheetCells(await bytesOf(id, 'xlsx'))
        .slice(2)
        .map(row => row[1]?.text),
    ).toEqual(listed.map(row => row[1]))
  })

  /** People and elements straight into the tables: entries without a roster are enough here. */
  async function createLongFrame(): Promise<string> {
    const { test, frameId } = desk
    const { db, newId, now } = test.context
    const at = now().toISOString()
    const frame = await db.selectFrom('frame').selectAll().where('id', '=', frameId).executeTakeFirstOrThrow()
    const id = newId()
    await db
      .insertInto('frame')
      .values({ ...frame, id, elementCount: 3456 })
      .execute()
    const members = people(5000, 3456).map(({ name, mobile: number }) => ({
      id: newId(),
      name,
      mobile: number,
      mobileExtra: null,
      sex: null,
      mergedInto: null,
      createdAt: at,
    }))
    for (let from = 0; from < members.length; from += 500) {
      const some = members.slice(from, from + 500)
      await db.insertInto('person').values(some).execute()
      const elements = some.map(({ id: personId }) => ({
        frameId: id,
        elementId: personId,
        stratum: '全部',
        size: null,
        personId,
        category: 'resident',
        unitId: null,
        otherUnits: null,
        rosterId: null,
        line: null,
      }))
      await db.insertInto('frameElement').values(elements).execute()
    }
    return id
  }
})

async function* chunks(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += 7) yield bytes.subarray(from, from + 7)
}
