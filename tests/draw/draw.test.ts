// The ceremony of a draw through the API on both engines, and the same draw from its files by the command.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { transact } from '../../server/db/engine.ts'
import { clearVoid } from '../../server/draw/draw.store.ts'
import { createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import type { TestCampaign } from '../support/campaign.ts'
import { moveTo } from '../frame/support.ts'
import { addDesign, BODY, CEREMONY, commit, drawn, readyToDraw, SEED } from './support.ts'

interface Detail {
  draw: {
    state: string
    drawKey: string | null
    secret: string | null
    sampleDigest: string
    manifestDigest: string
    sampleOpen: boolean
    strata: { stratum: string; N: number; n: number; r: number }[]
    loads: { unit: string; sample: number; reserve: number }[]
  }
}
interface Refusal {
  type: string
}

const FILES = ['frame.csv', 'design.json', 'manifest.json', 'sample.csv'] as const
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const cli = join(import.meta.dirname, '../../sampling/cli.ts')
const sampling = async (...args: string[]) => {
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args])
  return JSON.parse(stdout) as { draw_key: string; verdict: string; sample_digest: string }
}

describe.each(ENGINES)('draws on %s', engine => {
  let test: TestApp
  let campaign: TestCampaign
  let frameId = ''
  let folder = ''
  const download = async (drawId: string) => {
    const statistics = await test.as('statistics')
    const files: Record<string, string> = {}
    for (const name of FILES) {
      const answer = await statistics.fetch(`/api/draws/${drawId}/${name}`)
      expect(answer.status).toBe(200)
      files[name] = await answer.text()
      await writeFile(join(folder, name), files[name] ?? '')
    }
    return files
  }
  const verify = () =>
    sampling(
      'verify',
      ...['frame.csv', 'design.json', 'manifest.json', 'sample.csv'].flatMap(name => [
        `--${name.split('.')[0]}`,
        join(folder, name),
      ]),
    )

  beforeAll(async () => {
    test = await createTestApp(engine)
    const ready = await readyToDraw(test)
    campaign = ready.campaign
    frameId = ready.frame.id
    folder = await mkdtemp(join(tmpdir(), 'minping-draw-'))
  })
  afterAll(async () => {
    await test.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('draws what the command draws from the same files, byte for byte, and the command says yes', async () => {
    const draw = await drawn(test, campaign.id, frameId)
    const files = await download(draw.id)
    const manifest = JSON.parse(files['manifest.json'] ?? '') as { committed_at: string; seed: { recorded_at: string } }
    const again = await sampling(
      'draw',
      '--frame',
      join(folder, 'frame.csv'),
      '--design',
      join(folder, 'design.json'),
      '--seed',
      SEED,
      '--committed-at',
      manifest.committed_at,
      '--recorded-at',
      manifest.seed.recorded_at,
      '--place',
      CEREMONY.place,
      ...CEREMONY.witnesses.flatMap(name => ['--witness', name]),
      '--out',
      join(folder, 'again'),
    )
    expect(await readFile(join(folder, 'again/sample.csv'), 'utf8')).toBe(files['sample.csv'])
    expect(await readFile(join(folder, 'again/manifest.json'), 'utf8')).toBe(files['manifest.json'])
    expect((await verify()).verdict).toBe('yes')
    const { body } = await (await test.as('statistics')).get<Detail>(`/api/draws/${draw.id}`)
    expect(body.draw).toMatchObject({
      state: 'drawn',
      drawKey: again.draw_key,
      sampleDigest: sha256(files['sample.csv'] ?? ''),
    })
    expect(body.draw.manifestDigest).toBe(sha256(files['manifest.json'] ?? ''))
    const line = (files['sample.csv'] ?? '').split('\n')[1]?.split(',') ?? []
    expect(sha256(`${again.draw_key}:${line[1]}`)).toBe(line[4])
    await writeFile(join(folder, 'sample.csv'), (files['sample.csv'] ?? '').replace(/[0-8](?=,sample)/, '9'))
    await expect(verify()).rejects.toMatchObject({ code: 1 })
    const check = await (await test.as('viewer')).post<{ verdict: string }>(`/api/draws/${draw.id}/verification`)
    expect(check.body.verdict).toBe('yes')
  })

  it('draws systematically and by rank too, and both verify', async () => {
    for (const way of [{ method: 'systematic' }, { profile: 'index' }]) {
      const draw = await drawn(test, campaign.id, frameId, { body: { ...BODY, ...way } })
      const files = await download(draw.id)
      const { strata } = JSON.parse(files['manifest.json'] ?? '') as { strata: { replay: string }[] }
      expect(new Set(strata.map(own => own.replay))).toEqual(new Set([way.method ? 'start' : 'index']))
      expect((await verify()).verdict).toBe('yes')
      const check = await (await test.as('viewer')).post<{ verdict: string }>(`/api/draws/${draw.id}/verification`)
      expect(check.body.verdict).toBe('yes')
    }
  })

  it('stores sample and reserve in order with their units, those served with their own unit', async () => {
    const draw = await drawn(test, campaign.id, frameId)
    const { db } = test.context
    const elements = await db.selectFrom('drawElement').selectAll().where('drawId', '=', draw.id).execute()
    expect(elements.filter(row => row.role === 'sample')).toHaveLength(18)
    expect(elements.filter(row => row.role === 'reserve')).toHaveLength(9)
    const sampled = elements.filter(row => row.role === 'sample' && row.stratum === '人大代表')
    expect(sampled.map(row => row.baseWeight)).toEqual(sampled.map(() => 20 / sampled.length))
    expect(elements.filter(row => row.role === 'reserve').every(row => row.baseWeight === null)).toBe(true)
    const assignments = await db.selectFrom('drawAssignment').selectAll().where('drawId', '=', draw.id).execute()
    const unitsOf = Map.groupBy(assignments, row => row.elementId)
    for (const element of elements) {
      const units = (unitsOf.get(element.elementId) ?? []).map(row => row.unitId)
      if (element.category === 'service_recipient') expect(units).toEqual([element.unitId])
      else expect(units).toHaveLength(2)
    }
    const loads = (await (await test.as('viewer')).get<Detail>(`/api/draws/${draw.id}`)).body.draw.loads
    expect(loads.reduce((sum, load) => sum + load.sample, 0)).toBe(14 + 2 * 4)
  })

  it('refuses a seed older than the commit, from the future, of two lines, and a second one', async () => {
    const statistics = await test.as('statistics')
    const design = await addDesign(test, campaign.id, frameId)
    const draw = await commit(test, campaign.id, design.id)
    const seed = (change: object) => statistics.post<Refusal>(`/api/draws/${draw.id}/seed`, { ...CEREMONY, ...change })
    const early = await seed({ recordedAt: new Date(Date.parse(draw.committedAt) - 1).toISOString() })
    expect([early.status, early.body.type]).toEqual([422, '/problems/draw-seed-before-commit'])
    const future = await seed({ recordedAt: '2999-01-01T00:00:00Z' })
    expect([future.status, future.body.type]).toEqual([422, '/problems/draw-seed-in-future'])
    expect((await seed({ seed: '1\n2' })).body.type).toBe('/problems/draw-seed-malformed')
    expect((await seed({ seed: '  ' })).status).toBe(422)
    expect((await seed({ witnesses: [] })).status).toBe(422)
    const undrawn = await statistics.post<Refusal>(`/api/draws/${draw.id}/draw`)
    expect([undrawn.status, undrawn.body.type]).toEqual([409, '/problems/draw-not-seeded'])
    expect((await seed({})).status).toBe(200)
    const second = await seed({ seed: 'another' })
    expect([second.status, second.body.type]).toEqual([409, '/problems/draw-seed-recorded'])
    expect((await statistics.post(`/api/draws/${draw.id}/draw`)).status).toBe(200)
    const again = await statistics.post<Refusal>(`/api/draws/${draw.id}/draw`)
    expect([again.status, again.body.type]).toEqual([409, '/problems/draw-done'])
    const twice = await statistics.post<Refusal>(`/api/campaigns/${campaign.id}/draws`, {
      designId: design.id,
      withSecret: false,
    })
    expect([twice.status, twice.body.type]).toEqual([409, '/problems/draw-design-used'])
  })

  it('voids with a reason before the draw, never after, and keeps it in sight', async () => {
    const statistics = await test.as('statistics')
    const design = await addDesign(test, campaign.id, frameId)
    const draw = await commit(test, campaign.id, design.id)
    expect((await statistics.post(`/api/draws/${draw.id}/void`, { reason: '' })).status).toBe(422)
    expect((await statistics.post(`/api/draws/${draw.id}/void`, { reason: '种子抄错' })).status).toBe(200)
    const late = await statistics.post<Refusal>(`/api/draws/${draw.id}/seed`, CEREMONY)
    expect([late.status, late.body.type]).toEqual([409, '/problems/draw-void'])
    const next = await commit(test, campaign.id, design.id)
    expect(next.id).not.toBe(draw.id)
    const list = await statistics.get<{ draws: { id: string; voidReason: string | null }[] }>(
      `/api/campaigns/${campaign.id}/draws`,
    )
    expect(list.body.draws.find(item => item.id === draw.id)?.voidReason).toBe('种子抄错')
    const done = await drawn(test, campaign.id, frameId)
    const refused = await statistics.post<Refusal>(`/api/draws/${done.id}/void`, { reason: '不满意' })
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/draw-done'])
    const { db } = test.context
    const rows = (drawId: string) => db.selectFrom('drawElement').selectAll().where('drawId', '=', drawId).execute()
    const [written] = await rows(done.id)
    if (!written) throw new Error('the draw must have elements')
    await db
      .insertInto('drawElement')
      .values({ ...written, drawId: draw.id })
      .execute()
    for (const id of [draw.id, done.id]) await transact(db, trx => clearVoid(trx, id))
    expect([(await rows(draw.id)).length, (await rows(done.id)).length]).toEqual([0, 27])
  })

  it('publishes both digests in the audit log with the commit, which freezes the design', async () => {
    const statistics = await test.as('statistics')
    const design = await addDesign(test, campaign.id, frameId)
    const draw = await commit(test, campaign.id, design.id)
    const audit = await statistics.get<{ entries: { subject: string; details: string }[] }>(
      '/api/audit?action=draw.commit',
    )
    const entry = audit.body.entries.find(item => item.subject === `draw/${draw.id}`)
    expect(JSON.stringify(entry?.details)).toContain(design.digest)
    const changed = await statistics.put<Refusal>(`/api/designs/${design.id}`, {
      name: 'x',
      frameId,
      body: { method: 'srs', allocation: { kind: 'equal', n: 3 } },
    })
    expect([changed.status, changed.body.type]).toEqual([409, '/problems/design-committed'])
    expect((await statistics.delete(`/api/designs/${design.id}`)).status).toBe(409)
  })

  it('lets only the statistics team and the administrator hold the ceremony, and seals the sample till fieldwork is over', async () => {
    const design = await addDesign(test, campaign.id, frameId)
    const draw = await drawn(test, campaign.id, frameId)
    for (const role of ['review_group', 'viewer'] as const) {
      const caller = await test.as(role)
      const body = { designId: design.id, withSecret: false }
      expect((await caller.post(`/api/campaigns/${campaign.id}/draws`, body)).status).toBe(403)
      for (const step of ['seed', 'draw', 'reveal', 'void'])
        expect((await caller.post(`/api/draws/${draw.id}/${step}`, {})).status).toBe(403)
      const sealed = await caller.get<Refusal>(`/api/draws/${draw.id}/sample.csv`)
      expect([sealed.status, sealed.body.type]).toEqual([403, '/problems/draw-sample-sealed'])
      expect((await caller.get(`/api/draws/${draw.id}/manifest.json`)).status).toBe(200)
    }
    expect((await test.anyone.get(`/api/draws/${draw.id}`)).status).toBe(401)
    expect((await test.anyone.get(`/api/draws/${draw.id}/sample.csv`)).status).toBe(401)
    expect((await (await test.as('administrator')).get(`/api/draws/${draw.id}/sample.csv`)).status).toBe(200)
  })

  it('keeps a secret that must fit, hides the key until the reveal after fieldwork, then lets everybody recompute', async () => {
    const statistics = await test.as('statistics')
    const viewer = await test.as('viewer')
    const design = await addDesign(test, campaign.id, frameId)
    const draw = await commit(test, campaign.id, design.id, true)
    expect(draw.secret).toMatch(/^[0-9a-f]{64}$/)
    expect(draw.secretDigest).toBe(sha256(draw.secret ?? ''))
    const row = await test.context.db.selectFrom('draw').selectAll().where('id', '=', draw.id).executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain(draw.secret)
    await statistics.post(`/api/draws/${draw.id}/seed`, CEREMONY)
    const attempt = (body: object) => statistics.post<Refusal>(`/api/draws/${draw.id}/draw`, body)
    expect((await attempt({})).body.type).toBe('/problems/draw-secret-required')
    const wrong = await attempt({ secret: '0'.repeat(64) })
    expect([wrong.status, wrong.body.type]).toEqual([422, '/problems/draw-secret-wrong'])
    expect((await attempt({ secret: draw.secret })).status).toBe(200)
    await download(draw.id)
    const open = await sampling(
      'verify',
      ...FILES.flatMap(name => [`--${name.split('.')[0]}`, join(folder, name)]),
    ).catch((error: { stdout: string }) => JSON.parse(error.stdout) as { verdict: string })
    expect(open.verdict).toBe('not_yet')
    const before = (await statistics.get<Detail>(`/api/draws/${draw.id}`)).body.draw
    expect([before.drawKey, before.secret]).toEqual([null, null])
    const reveal = (secret: string | null) => statistics.post<Refusal>(`/api/draws/${draw.id}/reveal`, { secret })
    expect((await reveal(draw.secret)).body.type).toBe('/problems/draw-reveal-too-early')
    await moveTo(test, campaign.id, 'scoring')
    expect((await reveal('0'.repeat(64))).body.type).toBe('/problems/draw-secret-wrong')
    expect((await reveal(draw.secret)).status).toBe(200)
    expect((await reveal(draw.secret)).body.type).toBe('/problems/draw-no-secret')
    expect((await viewer.get(`/api/draws/${draw.id}/sample.csv`)).status).toBe(200)
    await download(draw.id)
    expect((await verify()).verdict).toBe('yes')
    const late = await statistics.post<Refusal>(`/api/campaigns/${campaign.id}/draws`, {
      designId: design.id,
      withSecret: false,
    })
    expect([late.status, late.body.type]).toEqual([409, '/problems/draw-stage'])
  })
})
