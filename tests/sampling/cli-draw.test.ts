// The `sampling` command as a person at a shell meets it: files in, JSON and words out, exit status.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { manyPeople } from './draw-support.ts'
import { fixture, sha256, vector } from './support.ts'

const cli = fileURLToPath(new URL('../../sampling/cli.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'sampling-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Answer {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
  // oxlint-disable-next-line typescript/no-explicit-any -- the shape is what the tests are about
  readonly json: any
}
const sampling = (...args: string[]): Promise<Answer> =>
  new Promise(resolve => {
    const env = { ...process.env, LC_ALL: 'C.UTF-8' }
    execFile(process.execPath, [cli, ...args], { env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const status = error === null ? 0 : Number(error.code)
      resolve({ status, stdout, stderr, json: stdout === '' ? null : JSON.parse(stdout) })
    })
  })
const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const frame = file('frame.csv', vector.frame_csv)
const design = file('design.json', JSON.stringify(vector.design, null, 2))
const schools = file('apipop.csv', fixture('apipop.csv'))
const schoolDesign = file('school.json', '{"method":"srs","allocation":{"kind":"proportional","n":200},"reserve":50}')

describe('draw and verify', () => {
  it('gives the vector, and says yes to its own files', async () => {
    const out = join(folder, 'drawn')
    const drawn = await sampling('draw', '--frame', frame, '--design', design, '--seed', vector.seed, '--out', out)
    expect(drawn).toMatchObject({ status: 0, stderr: 'Drawn: 9 in the sample, 3 in reserve.\n' })
    expect(drawn.json).toMatchObject({
      frame_digest: vector.frame_digest,
      design_digest: vector.design_digest,
      draw_key: vector.draw_key,
      N: vector.N,
      n: vector.n,
      reserve: vector.reserve,
      selected: vector.selected.map(one => expect.objectContaining(one)),
    })
    const sample = readFileSync(join(out, 'sample.csv'), 'utf8')
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as { sample_digest: string }
    expect(manifest.sample_digest).toBe(sha256(sample))

    const files = ['--frame', frame, '--design', design, '--manifest', join(out, 'manifest.json')]
    const yes = await sampling('verify', ...files, '--sample', join(out, 'sample.csv'))
    expect(yes).toMatchObject({ status: 0, json: { ok: true, verdict: 'yes', first_difference: null } })
    expect(yes.stderr).toContain('Yes: drawing again gives the same sample.')

    const changed = file('changed.csv', sample.replace('018-A-010', '018-A-011'))
    const no = await sampling('verify', ...files, '--sample', changed, '--lang', 'zh')
    expect(no).toMatchObject({ status: 1, json: { ok: false, verdict: 'no' } })
    expect(no.json.first_difference).toBe('样本文件第 3 行：element_id 是 018-A-011，应为 018-A-010。')
    expect(no.stderr).toContain('核验不通过。')
  })

  it('the school frame by its own columns, with a secret that is revealed later', async () => {
    const out = join(folder, 'schools')
    const columns = ['--id', 'snum', '--stratum', 'stype', '--design', schoolDesign]
    const secret = sha256('256 random bits')
    const secretFile = file('secret.txt', `${secret}\n`)
    const options = ['--frame', schools, ...columns, '--seed', '5 0 9', '--secret-file', secretFile, '--out', out]
    const times = ['--committed-at', '2026-09-01', '--recorded-at', '2026-09-02']
    const people = ['--place', '公证处', '--witness', '一', '--witness', '二']
    const drawn = await sampling('draw', ...options, ...times, ...people)
    expect(drawn.json).toMatchObject({ n: { E: 143, H: 24, M: 33 }, reserve: { E: 36, H: 6, M: 8 } })
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as Record<string, unknown>
    expect(manifest).toMatchObject({
      secret_digest: sha256(secret),
      committed_at: '2026-09-01',
      seed: { value: '5 0 9', recorded_at: '2026-09-02', place: '公证处', witnesses: ['一', '二'] },
    })
    const files = ['--manifest', join(out, 'manifest.json'), '--sample', join(out, 'sample.csv')]
    const early = await sampling('verify', '--frame', schools, ...columns, ...files)
    expect(early).toMatchObject({ status: 1, json: { ok: false, verdict: 'not_yet', first_difference: null } })
    expect(early.stderr).toContain('the draw itself only after the reveal')
    const standard = ['--frame', join(out, 'frame.csv'), '--design', schoolDesign]
    expect(await sampling('verify', ...standard, ...files, '--secret', secret)).toMatchObject({
      status: 0,
      json: { verdict: 'yes' },
    })
  })

  it('by size, with permanent numbers, without the people of the last wave', async () => {
    const people = manyPeople(60).map(one => [one.elementId, one.stratum, one.size, one.values.village].join())
    const list = file('list.csv', ['id,stratum,size,village', ...people, ''].join('\n'))
    const common = ['--frame', list, '--id', 'id']
    const first = file('first.json', '{"method":"srs","allocation":{"kind":"equal","n":8}}')
    const last = join(folder, 'last')
    const before = await sampling('draw', ...common, '--design', first, '--seed', '1', '--out', last)
    const key = sha256('panel 2026')
    const design = file(
      'wave.json',
      JSON.stringify({
        method: 'pareto',
        allocation: { kind: 'proportional', n: 12 },
        columns: ['village'],
        strata: { 乙: { n: 4, reserve: 2 } },
        coordination: { panel: '2026', key_digest: sha256(key), start: 0.5 },
        exclude: { samples: [before.json.sample_digest] },
      }),
    )
    const more = ['--design', design, '--earlier', join(last, 'sample.csv')]
    const numbers = [
      { stratum: '乙', N: 16, n: 4, r: 2, method: 'pareto', excluded: 4, zero_size: 0, certainties: 0 },
      { stratum: '甲', N: 36, n: 8, r: 0, method: 'pareto', excluded: 4, zero_size: 1, certainties: 0 },
    ]
    expect((await sampling('allocate', ...common, ...more)).json.strata).toEqual(numbers)
    const out = join(folder, 'wave')
    const keyFile = file('panel.txt', `${key}\n`)
    const keyless = await sampling('draw', ...common, ...more, '--seed', '2')
    expect(keyless).toMatchObject({ status: 1, json: { problems: [{ code: 'panel_key_absent' }] } })
    const drawn = await sampling('draw', ...common, ...more, '--panel-key-file', keyFile, '--seed', '2', '--out', out)
    expect(drawn.json.strata).toEqual(numbers)
    expect(drawn.stderr).toContain('Stratum "甲": 4 people drawn in earlier waves are left out')
    expect(readFileSync(join(out, 'frame.csv'), 'utf8')).toMatch(/^element_id,stratum,size,village\np000,乙,2,v0\n/)
    const files = [
      '--frame',
      join(out, 'frame.csv'),
      '--manifest',
      join(out, 'manifest.json'),
      '--sample',
      join(out, 'sample.csv'),
    ]
    const early = await sampling('verify', ...files, ...more)
    expect(early).toMatchObject({ status: 1, json: { verdict: 'not_yet' } })
    expect(early.stderr).toContain('The panel key is not given')
    expect((await sampling('verify', ...files, '--design', design)).stderr).toContain(
      '1 earlier sample files, 0 were given',
    )
    expect(await sampling('verify', ...files, ...more, '--panel-key', key)).toMatchObject({
      status: 0,
      json: { ok: true },
    })
  })

  it('allocates and gives the digests to be published', async () => {
    const found = await sampling('allocate', '--frame', frame, '--design', design)
    expect(found.status).toBe(0)
    expect(found.json).toMatchObject({
      frame_digest: vector.frame_digest,
      design_digest: vector.design_digest,
      n: 9,
      r: 3,
      strata: [
        { stratum: '乙', N: 11, n: 3, r: 1 },
        { stratum: '甲', N: 22, n: 6, r: 2 },
      ],
    })
  })
})

describe('what cannot be used', () => {
  it('bad input: status 1, every problem as JSON and in words', async () => {
    const bad = file('bad.csv', 'element_id,stratum\na,甲\na,乙\nb,\n')
    const found = await sampling('draw', '--frame', bad, '--design', design, '--seed', '1')
    expect(found.status).toBe(1)
    expect(found.json.problems).toEqual([
      { code: 'duplicate_id', line: 3, message: 'Line 3: element_id a is already on line 2.' },
      { code: 'empty_stratum', line: 4, message: 'Line 4: element b has an empty stratum.' },
    ])
    expect(found.stderr).toContain('Line 3: element_id a is already on line 2.')
    const large = file('large.json', '{"method":"srs","allocation":{"kind":"equal","n":99}}')
    const tooMany = await sampling('draw', '--frame', frame, '--design', large, '--seed', '1')
    expect(tooMany).toMatchObject({ status: 1, json: { problems: [{ code: 'n_above_population' }] } })
  })

  it.each([
    [['draw', '--frame', frame, '--design', design], '--seed is missing'],
    [['draw', '--frame', join(folder, 'none.csv'), '--design', design, '--seed', '1'], 'There is no file'],
    [['draw', '--frame', folder, '--design', design, '--seed', '1'], 'is a folder, not a file'],
    [['draw', '--sed', '1'], "Unknown option '--sed'"],
    [['paint'], 'There is no command "paint"'],
    [['estimate'], '--data is missing'],
    [['rates', '--data', 'x'], "Unknown option '--data'"],
    [[], 'Usage: npm run -s sampling'],
  ])('wrong usage %j: status 2, nothing on standard output', async (args, message) => {
    const found = await sampling(...args)
    expect(found).toMatchObject({ status: 2, stdout: '' })
    expect(found.stderr).toContain(message)
  })

  it.each(['draw', 'verify', 'allocate'])('%s --help gives an example', async command => {
    const found = await sampling(command, '--help')
    expect(found.status).toBe(0)
    expect(found.stderr).toContain(`npm run -s sampling -- ${command} --frame`)
  })
})
