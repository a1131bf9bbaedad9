// `minping score` from the shell's side: encodings and delimiters, exit codes, what goes to which stream.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeXlsx } from '../../server/files/xlsx.ts'
import { scoreCommand } from '../../server/score/cli.ts'

interface Answer {
  encoding?: string
  respondents?: number
  type?: string
  problems?: { pointer?: string }[]
  units: Record<string, { score: number; awareness: number; groups: Record<string, unknown> }>
}

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'score-'))))
afterAll(() => rm(folder, { recursive: true }))

const scheme = {
  layout: 'wide',
  respondent: '编号',
  group: '类别',
  units: { police: '公安局', health: '卫健委' },
  value_map: { 满意: 100, 不满意: 0 },
  missing: ['不了解'],
  group_weights: { 居民: 1, 企业: 1 },
}
const header = ['编号', '类别', '公安局', '卫健委']
const rows = Array.from({ length: 12 }, (_, i) => [
  `P${i}`,
  i % 2 ? '居民' : '企业',
  i % 3 ? '满意' : '不满意',
  i % 4 ? '满意' : '不了解',
])
const csv = (delimiter = ',') => [header, ...rows].map(row => row.join(delimiter)).join('\r\n')

async function run(content: string | Uint8Array, body: unknown = scheme, name = 'answers.csv') {
  const [file, schemeFile] = [join(folder, name), join(folder, 'scheme.json')]
  await writeFile(file, content)
  await writeFile(schemeFile, typeof body === 'string' ? body : JSON.stringify(body))
  return await command(file, '--scheme', schemeFile)
}

async function command(...args: string[]) {
  let [stdout, stderr] = ['', '']
  const code = await scoreCommand(args, { stdout: text => (stdout += text), stderr: text => (stderr += text) })
  return { code, json: stdout === '' ? null : (JSON.parse(stdout) as Answer), stderr }
}

describe('reads office files', () => {
  const workbook = async () =>
    new Uint8Array(await new Response(writeXlsx([header, ...rows], { sheet: '答卷' })).arrayBuffer())

  it.each([
    ['UTF-8', csv(), 'utf-8', ','],
    ['UTF-8 with a mark', `\uFEFF${csv()}`, 'utf-8', ','],
    ['GB18030', iconv.encode(csv(), 'gb18030'), 'gb18030', ','],
    ['UTF-16 with tabs', iconv.encode(csv('\t'), 'utf-16le', { addBOM: true }), 'utf-16', '\t'],
    ['semicolons', csv(';'), 'utf-8', ';'],
  ])('%s', async (_name, content, encoding, delimiter) => {
    const { code, json } = await run(content)
    expect(code).toBe(0)
    expect(json).toMatchObject({ encoding, delimiter, respondents: 12 })
    expect(json!.units['police']!).toMatchObject({ n: 12, awareness: 1 })
    expect(json!.units['police']!.score).toBeCloseTo((100 * 8) / 12, 9)
    expect(json!.units['health']!.awareness).toBeCloseTo(9 / 12, 12)
  })

  it('a workbook', async () => {
    const { code, json } = await run(await workbook(), scheme, 'answers.xlsx')
    expect([code, json?.encoding, json?.respondents]).toEqual([0, 'xlsx', 12])
  })
})

describe('says what is wrong and scores nothing', () => {
  it('an unknown code, by line and column, exit 1', async () => {
    const { code, json, stderr } = await run(csv().replace('P5,居民,满意', 'P5,居民,很好'))
    expect(code).toBe(1)
    expect(json).toMatchObject({
      problem_count: 1,
      problems: [{ code: 'value_unknown', line: 7, column: '公安局', value: '"很好"' }],
    })
    expect(json!.units).toBeUndefined()
    expect(stderr).toContain('第 7 行列“公安局”')
  })

  it.each([
    ['empty', '', 'score-empty-file'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0), 'score-binary-file'],
    ['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'score-old-workbook'],
    ['a damaged workbook', Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9, 9), 'score-damaged-workbook'],
    ['a quote that never closes', `${csv()}\r\nP99,"居民,满意,满意`, 'score-open-quote'],
    ['a line without end', `${csv()}\r\n${'x'.repeat(1_000_001)}`, 'score-line-too-long'],
  ])('%s, exit 1', async (_name, content, slug) => {
    const { code, json } = await run(content)
    expect([code, json?.type]).toEqual([1, `/problems/${slug}`])
  })

  it('a scheme that is no JSON or has faults, exit 2', async () => {
    expect((await run(csv(), '{')).code).toBe(2)
    const { code, json } = await run(csv(), { ...scheme, valeu_map: {} })
    expect([code, json?.problems?.[0]?.pointer]).toEqual([2, '/valeu_map'])
    const channel = await run(csv(), { ...scheme, hcp: { share: '20' } })
    expect([channel.code, channel.json?.problems?.[0]?.pointer]).toEqual([2, '/hcp'])
    expect(channel.stderr).toContain('好差评')
  })

  it('missing files and arguments, exit 2; help, exit 0', async () => {
    expect((await command()).code).toBe(2)
    expect((await command('answers.csv')).code).toBe(2)
    await run(csv())
    expect((await command(join(folder, 'nowhere.csv'), '--scheme', join(folder, 'scheme.json'))).code).toBe(2)
    const help = await command('--help')
    expect([help.code, help.json]).toEqual([0, null])
    expect(help.stderr).toContain('"value_map"')
  })
})

it('hides cells of fewer than five', async () => {
  const few = [header, ...rows.slice(0, 6)].map(row => row.join(',')).join('\n')
  const { json } = await run(few)
  expect(json!.units['police']!.groups['居民']).toMatchObject({ mean: null, n: null, hidden: true })
  expect(json!.units['police']!.score).not.toBeNull()
  expect(json!.units['health']!).toMatchObject({ score: null, n: null, hidden: true })
})
