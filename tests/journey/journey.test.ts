// The review journey through the API on both engines, from rosters to a published grade; every figure is checked against one made by hand.
import iconv from 'iconv-lite'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseFrame } from '../../sampling/framecsv.ts'
import { drawSample } from '../../sampling/draw.ts'
import { parseDesign } from '../../sampling/design.ts'
import { verifyDraw } from '../../sampling/verify.ts'
import { moveTo } from '../score/support.ts'
import { type Caller, createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { createTestCampaign, type TestCampaign } from '../support/campaign.ts'
import { importRoster } from '../support/roster.ts'
import {
  type Answered,
  answersOf,
  compositeByHand,
  DEPUTIES,
  PEOPLE,
  placeOf,
  RESIDENTS,
  scoreByHand,
} from './people.ts'

interface Id {
  readonly id: string
}
interface Refusal {
  readonly type: string
}
interface Unit {
  readonly id: string
  readonly code: string
  readonly score: number
  readonly n: number
  readonly awareness: number
  readonly groups: readonly { code: string; mean: number | null }[]
}
interface Row {
  readonly unitId: string
  readonly rank: number
  readonly score: string
  readonly formula: string
  readonly public: string
  readonly grade: string
}

const SEED = '福彩3D 2026311: 5 0 9'
const FILES = ['frame.csv', 'design.json', 'manifest.json', 'sample.csv'] as const
const PARTS = [
  { target: '90.5', partyGovernment: '92', congressCppcc: '88' },
  { target: '84.25', partyGovernment: '85.5', congressCppcc: '86.75' },
  { target: '88', partyGovernment: '90.1', congressCppcc: '87' },
] as const

describe.each(ENGINES)('the journey on %s', engine => {
  let test: TestApp
  let campaign: TestCampaign
  let group: Caller
  let team: Caller
  let path = ''
  let frameId = ''
  let drawId = ''
  let secret = ''
  let tokens: { token: string; mobile: string }[] = []
  const answered: Answered[] = []
  const rosterIds: string[] = []

  const ok = async <T>(call: Promise<{ status: number; body: T }>): Promise<T> => {
    const { status, body } = await call
    expect([status, status === 200 ? null : body]).toEqual([200, null])
    return body
  }
  const drawFiles = async () => {
    const texts: string[] = []
    for (const name of FILES) texts.push(await (await team.fetch(`/api/draws/${drawId}/${name}`)).text())
    return texts as [frame: string, design: string, manifest: string, sample: string]
  }

  beforeAll(async () => {
    test = await createTestApp(engine)
    campaign = await createTestCampaign(test, 3)
    group = await test.as('review_group')
    team = await test.as('statistics')
    path = `/api/campaigns/${campaign.id}`
  })
  afterAll(() => test.close())

  it('imports a GB18030 and a UTF-16 roster; a rejected line comes back mended', async () => {
    const deputies = [
      '姓名,代表团,联系电话',
      ...DEPUTIES.map(({ name, place, mobile }) => [name, place, mobile].join(',')),
    ]
    const first = await importRoster(test, campaign.id, iconv.encode(deputies.join('\r\n'), 'gb18030'), {
      fileName: '人大代表.csv',
      category: 'npc_deputy',
    })
    expect(first).toMatchObject({ state: 'ready', encoding: 'gb18030', valid: DEPUTIES.length, lost: 0 })
    const [broken, ...sound] = RESIDENTS
    const residents = [
      '姓名\t手机号码',
      `${broken?.name}\t1990`,
      ...sound.map(({ name, mobile }) => `${name}\t${mobile}`),
    ]
    const bytes = Buffer.from(`\uFEFF${residents.join('\r\n')}`, 'utf16le')
    const second = await importRoster(test, campaign.id, bytes, { fileName: '居民.txt', category: 'resident' })
    expect(second).toMatchObject({ state: 'ready', encoding: 'utf-16', valid: sound.length, lost: 1 })
    const file = await group.fetch(`/api/rosters/${second.id}/rejects?format=gb18030`)
    const rejects = iconv.decode(Buffer.from(await file.arrayBuffer()), 'gb18030')
    const mended = await importRoster(test, campaign.id, rejects.replace('1990', broken?.mobile ?? ''), {
      fileName: '改正.csv',
      addsTo: second.id,
    })
    expect(mended).toMatchObject({ valid: RESIDENTS.length, lost: 0 })
    rosterIds.push(first.id, second.id)
  })

  it('freezes a frame with strata by category and delegation', async () => {
    const definition = {
      rosterIds,
      filters: [],
      strata: ['category', 'delegation'],
      onePerPerson: true,
      priority: ['npc_deputy', 'resident'],
      blankStratum: 'group',
      caseloads: {},
    }
    frameId = (await ok(group.post<Id>(`${path}/frames`, { name: '全部评议人', definition }))).id
    const frozen = await ok(group.post<{ elementCount: number; digest: string }>(`/api/frames/${frameId}/freeze`))
    expect(frozen).toMatchObject({ elementCount: PEOPLE.length, digest: expect.stringMatching(/^[0-9a-f]{64}$/) })
    const csv = await (await team.fetch(`/api/frames/${frameId}/frame.csv`)).text()
    for (const { name, mobile } of PEOPLE) expect(csv.includes(name) || csv.includes(mobile)).toBe(false)
  })

  it('draws what the library draws from the downloaded files, and they verify', async () => {
    await moveTo(test, campaign.id, 'sampling')
    const body = {
      method: 'srs',
      allocation: { kind: 'proportional', n: 40, min: 9 },
      reserve: 6,
      assignment: { max_units: 3, rules: { npc_deputy: 'all', resident: 'all' } },
    }
    const design = await ok(team.post<Id>(`${path}/designs`, { name: '分层', frameId, body }))
    const committed = await ok(
      team.post<Id & { secret: string; committedAt: string }>(`${path}/draws`, {
        designId: design.id,
        withSecret: true,
      }),
    )
    drawId = committed.id
    secret = committed.secret
    const ceremony = { seed: SEED, place: '示例市公证处', witnesses: ['见证人甲'] }
    const early = await team.post<Refusal>(`/api/draws/${drawId}/draw`, { secret })
    expect(early.status).toBe(409)
    const older = await team.post<Refusal>(`/api/draws/${drawId}/seed`, {
      ...ceremony,
      recordedAt: '2020-01-01T00:00:00.000Z',
    })
    expect(older.body.type).toBe('/problems/draw-seed-before-commit')
    await ok(team.post(`/api/draws/${drawId}/seed`, ceremony))
    expect(await ok(team.post(`/api/draws/${drawId}/draw`, { secret }))).toMatchObject({ sampled: 40, reserved: 6 })
    const [frame, designFile, manifest, sample] = await drawFiles()
    const again = drawSample({ elements: parseFrame(frame), design: parseDesign(designFile), seed: SEED, secret })
    expect(again.sampleCsv).toBe(sample)
    expect(verifyDraw({ frame, design: designFile, manifest, sample, secret }).verdict).toBe('yes')
    expect(verifyDraw({ frame, design: designFile, manifest, sample }).verdict).toBe('not_yet')
  })

  it('hands the list over by four eyes, rare names intact in GB18030', async () => {
    const columns = ['name', 'mobile'].map(key => ({ key, header: key }))
    const order = {
      source: 'draw',
      sourceId: drawId,
      part: 'all',
      template: { columns, guardLongNumbers: false },
      reason: '访问',
    }
    const { submission } = await ok(group.post<{ submission: Id }>(`${path}/submissions`, order))
    expect((await group.post(`/api/submissions/${submission.id}/approve`)).status).toBe(403)
    await ok(team.post(`/api/submissions/${submission.id}/approve`))
    const file = await team.fetch(`/api/submissions/${submission.id}/files/csv-gb18030`)
    const text = iconv.decode(Buffer.from(await file.arrayBuffer()), 'gb18030')
    const rows = Papa.parse<string[]>(text, { skipEmptyLines: true }).data.filter(cells =>
      /^199\d{8}$/.test(cells[1] ?? ''),
    )
    expect(rows).toHaveLength(46)
    const names = new Map(PEOPLE.map(person => [person.mobile, person.name]))
    for (const [name, mobile] of rows) expect(name).toBe(names.get(mobile ?? ''))
  })

  it('issues links to the sample, takes answers once, refuses what does not fit', async () => {
    const version = await ok(group.post<Id>(`${path}/questionnaires`, {}))
    await ok(group.post(`/api/questionnaires/${version.id}/fielding`, {}))
    await moveTo(test, campaign.id, 'fieldwork')
    const batch = await ok(group.post<{ batchId: string; exportKey: string }>(`${path}/invitation-batches`, { drawId }))
    const asked = { exportKey: batch.exportKey, reason: '第一批', template: '请评议：{链接}' }
    const sms = await ok(group.post<string>(`/api/invitation-batches/${batch.batchId}/sms`, asked))
    tokens = sms.split('\r\n').flatMap(line => {
      const [token, mobile] = [/\/s\/([\w-]+)/.exec(line)?.[1], /\b199\d{8}\b/.exec(line)?.[0]]
      return token && mobile ? [{ token, mobile }] : []
    })
    expect(tokens).toHaveLength(40)
    for (const [i, { token, mobile }] of tokens.entries()) {
      if (i % 6 === 5) continue
      const { units } = await ok(test.anyone.post<{ units: { code: string }[] }>(`/api/s/${token}/start`, {}))
      const answers = answersOf(
        i,
        units.map(unit => unit.code),
      )
      const send = { clientId: `client-${i}-0000`, answers }
      if (i === 0) {
        const wrong = { ...send, answers: { ...answers, [`units.${units[1]?.code}.overall`]: 's9' } }
        expect((await test.anyone.post(`/api/s/${token}/submission`, wrong)).status).toBe(422)
      }
      await ok(test.anyone.post(`/api/s/${token}/submission`, send))
      if (i === 0) await ok(test.anyone.post(`/api/s/${token}/submission`, send))
      answered.push({ i, mobile })
    }
    const stored = await test.context.db.selectFrom('response').selectAll().execute()
    expect(stored).toHaveLength(answered.length)
    expect(JSON.stringify(stored)).not.toMatch(/199\d{8}/)
  })

  it('scores as by hand: weights N/r, groups 5 : 10, awareness, n', async () => {
    await moveTo(test, campaign.id, 'scoring')
    const run = await ok(group.post<Id>(`${path}/scores`, { includeOwn: true, fileIds: [] }))
    const { units } = await ok(group.get<{ units: Unit[] }>(`/api/scores/${run.id}`))
    expect(new Set(answered.map(({ mobile }) => placeOf(mobile).stratum)).size).toBe(3)
    for (const unit of units) {
      const hand = scoreByHand(answered, Number(unit.code.slice(-1)))
      expect(unit.score).toBeCloseTo(hand.score, 9)
      expect(unit.groups.find(({ code }) => code === 'npc_deputy')?.mean).toBeCloseTo(hand.deputies, 9)
      expect([unit.n, unit.awareness]).toEqual([hand.n, hand.awareness])
    }
    await ok(group.post(`/api/scores/${run.id}/freeze`))
  })

  it('gives composite, rank and grade by the formula, to the last decimal', async () => {
    for (const [at, unit] of campaign.units.entries()) await ok(group.put(`${path}/components/${unit.id}`, PARTS[at]))
    const [first, second] = campaign.units
    const entry = { reason: '表彰', document: '示例〔2026〕1号' }
    await ok(group.post(`${path}/component-entries`, { ...entry, unitId: first?.id, kind: 'bonus', points: '1.2' }))
    await ok(
      group.post(`${path}/component-entries`, { ...entry, unitId: second?.id, kind: 'deduction', points: '0.35' }),
    )
    await ok(group.post(`${path}/components/lock`))
    const shown = await ok(group.get<{ digest: string; series: { rows: Row[] }[] }>(`${path}/composite`))
    const rows = shown.series[0]?.rows ?? []
    expect(rows).toHaveLength(3)
    for (const [at, unit] of campaign.units.entries()) {
      const row = rows.find(({ unitId }) => unitId === unit.id)
      expect(Number(row?.public)).toBeCloseTo(scoreByHand(answered, at + 1).score, 6)
      const extra = [{ bonus: '1.2' }, { deduction: '0.35' }, {}][at]
      const parts = PARTS[at] ?? PARTS[0]
      expect(row?.score).toBe(compositeByHand({ ...parts, public: row?.public ?? '', ...extra }))
      expect(row?.formula).toContain(`${parts.target}×70%`)
    }
    const order = rows.toSorted((a, b) => Number(b.score) - Number(a.score))
    expect(order.map(({ rank }) => rank)).toEqual([1, 2, 3])
    await ok(group.post(`${path}/composite/freeze`, { digest: shown.digest }))
  })

  it('reveals the secret, publishes, and the audit chain is whole', async () => {
    await ok(team.post(`/api/draws/${drawId}/reveal`, { secret }))
    const [frame, design, manifest, sample] = await drawFiles()
    expect(verifyDraw({ frame, design, manifest, sample }).verdict).toBe('yes')
    await moveTo(test, campaign.id, 'review', 'published')
    const administrator = await test.as('administrator')
    expect(await ok(administrator.get<object>('/api/audit/verification'))).toMatchObject({ ok: true })
  })
})
