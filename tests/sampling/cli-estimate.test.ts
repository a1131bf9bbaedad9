// `sampling estimate` as a person at a shell meets it, with cases and files that are wrong in every way there is.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { InputError } from '../../sampling/problem.ts'
import { readSpec, runCases } from '../../sampling/spec/cases.ts'
import { parseTable } from '../../sampling/spec/table.ts'
import type { Operations } from '../../sampling/spec/types.ts'
import { fixture } from './support.ts'

const cli = fileURLToPath(new URL('../../sampling/cli.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'sampling-estimate-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Outcome {
  readonly id: string
  readonly result?: { readonly est: Readonly<Record<string, number>>; readonly se: Readonly<Record<string, number>> }
  readonly error?: Readonly<Record<string, string>>
}
interface Answer {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}
const estimate = (...args: string[]): Promise<Answer> =>
  new Promise(resolve => {
    const env = { ...process.env, LC_ALL: 'C.UTF-8' }
    execFile(process.execPath, [cli, 'estimate', ...args], { env, maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
  })
const file = (name: string, text: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const dataFolder = join(folder, 'data')
mkdirSync(dataFolder)
file('data/apistrat.csv', fixture('apistrat.csv'))
file('data/ragged.csv', 'x,w\n1,2\n3\n')
file('data/words.csv', 'x,w\n1,2\nmany,2\n')
file('data/gbk.csv', Uint8Array.from([120, 10, 0xd6, 0xd0, 10]))
const outside = file('outside.csv', 'x,w\n1,2\n')
symlinkSync(outside, join(dataFolder, 'link.csv'))
symlinkSync('apistrat.csv', join(dataFolder, 'same.csv'))

const design = { kind: 'taylor', ids: null, strata: ['stype'], fpc: ['fpc'], weights: 'pw', nest: false }
const plain = { kind: 'taylor', ids: null, strata: null, fpc: null, weights: 'w', nest: false }
const good = { id: 'good', data: 'apistrat.csv', design, op: 'mean', args: { vars: ['api00'] } }
const mean = (id: string, data: unknown, more: object = {}): object => ({
  id,
  data,
  design: plain,
  op: 'mean',
  args: { vars: ['x'] },
  ...more,
})

/** A case that cannot be answered, and the error it gets. */
const BAD: readonly (readonly [unknown, string, string, string])[] = [
  [mean('no file', 'none.csv'), 'data_missing', '', 'The data folder has no file "none.csv".'],
  [mean('a folder', '.'), 'data_outside', '', 'File "." is outside the data folder and is not read.'],
  [mean('upwards', '../outside.csv'), 'data_outside', '', 'outside the data folder'],
  [mean('absolute', outside), 'data_outside', '', 'outside the data folder'],
  [mean('by a link', 'link.csv'), 'data_outside', '', 'outside the data folder'],
  [mean('no data', null), 'case_without_data', '', 'The case names no data file.'],
  [
    mean('no design', 'apistrat.csv', { design: null, args: { vars: ['api00'] } }),
    'case_without_design',
    '',
    'The case has no design.',
  ],
  [mean('ragged', 'ragged.csv'), 'field_count', '', 'ragged.csv: Line 3 has 1 fields, the header has 2.'],
  [mean('words', 'words.csv'), 'column_not_numbers', '', 'column "x" must hold numbers, line 3 holds "many".'],
  [mean('gbk', 'gbk.csv'), 'not_utf8', '', 'gbk.csv: The file is not UTF-8 (near line 2).'],
  [mean('paint', 'apistrat.csv', { op: 'paint' }), 'unknown_operation', '/op', 'There is no operation "paint"'],
  [mean('__proto__', 'apistrat.csv', { op: 'toString' }), 'unknown_operation', '/op', 'no operation "toString"'],
  [mean('op', 'apistrat.csv', { op: 7 }), 'bad_case', '/op', 'The case\'s "op" must be a text, found 7.'],
  [mean('data', 3), 'bad_case', '/data', 'The case\'s "data" must be a text, found 3.'],
  [mean('args', 'apistrat.csv', { args: 'x' }), 'bad_case', '/args', 'The case\'s "args" must be an object'],
  [mean('good', 'apistrat.csv'), 'duplicate_case', '/id', 'The id "good" is already that of case 1.'],
  [{ op: 'mean' }, 'bad_case', '/id', 'The case\'s "id" must be a text, found undefined.'],
  [null, 'bad_case', '', 'found null'],
  ['mean', 'bad_case', '', 'found "mean"'],
]

describe('the command', () => {
  it('answers the cases it can, in order, and says why it cannot answer the others', async () => {
    const cases = [good, ...BAD.map(([one]) => one), { ...good, id: 'again', data: 'same.csv' }]
    const found = await estimate('--data', dataFolder, '--spec', file('spec.json', JSON.stringify(cases)))
    expect(found.status).toBe(1)
    const outcomes = JSON.parse(found.stdout) as Outcome[]
    expect(outcomes).toHaveLength(cases.length)
    expect(outcomes[0]!.result!.est['api00']).toBeCloseTo(662.28736315932, 10)
    expect(outcomes[0]!.result!.se['api00']).toBeCloseTo(9.408940802784, 9)
    expect(outcomes.at(-1)).toEqual({ ...outcomes[0], id: 'again' })
    for (const [i, [, code, pointer, message]] of BAD.entries()) {
      const { error } = outcomes[i + 1]!
      expect(error).toMatchObject({ code, pointer: `/${i + 1}${pointer}` })
      expect(error!['message_en']).toContain(message)
      expect(error!['message_zh']).toMatch(/[\u4e00-\u9fff]/)
      expect(`${error!['message_en']}${error!['message_zh']}`).not.toMatch(/\{\w+\}/)
    }
    expect(found.stderr).toContain(`${cases.length} cases: 2 answered, ${BAD.length} failed.`)
  })

  it('status 0 when all are answered; a whole file of reference cases is a spec too; words in Chinese', async () => {
    const spec = file('whole.json', `\ufeff${JSON.stringify({ meta: {}, cases: [good] })}`)
    const found = await estimate('--data', dataFolder, '--spec', spec, '--lang', 'zh')
    expect(found).toMatchObject({ status: 0, stderr: '1 个算例：算出 1 个，未算出 0 个。\n' })
    expect(JSON.parse(found.stdout)).toMatchObject([{ id: 'good' }])
    const none = await estimate('--data', dataFolder, '--spec', file('none.json', '[]'))
    expect(none).toMatchObject({ status: 0, stderr: '0 cases: 0 answered, 0 failed.\n' })
    expect(JSON.parse(none.stdout)).toEqual([])
  })

  it.each([
    ['{"cases": 3}', 'spec_not_cases'],
    ['7', 'spec_not_cases'],
    ['[{]', 'not_json'],
    ['', 'not_json'],
  ])('spec %j: status 1 and a problem', async (text, code) => {
    const found = await estimate('--data', dataFolder, '--spec', file('bad.json', text))
    expect(found.status).toBe(1)
    expect(JSON.parse(found.stdout)).toMatchObject({ ok: false, problems: [{ code }] })
  })

  it.each([
    [[], '--data is missing'],
    [['--data', dataFolder], '--spec is missing'],
    [['--data', join(folder, 'gone'), '--spec', outside], 'There is no folder'],
    [['--data', outside, '--spec', outside], 'is a file, not a folder'],
    [['--data', dataFolder, '--spec', join(folder, 'gone.json')], 'There is no file'],
    [['--dat', dataFolder], "Unknown option '--dat'"],
  ])('wrong usage %j: status 2, nothing on standard output', async (args, message) => {
    const found = await estimate(...args)
    expect(found).toMatchObject({ status: 2, stdout: '' })
    expect(found.stderr).toContain(message)
  })

  it('--help shows a case', async () => {
    const found = await estimate('--help')
    expect(found.status).toBe(0)
    expect(found.stderr).toContain('"op": "mean"')
  })
})

describe('cases that lean on each other', () => {
  const known: Operations = {
    count: context => context.table().count,
    twice: context => 2 * (context.other(context.case.args['of'] as string).result as number),
    broken: () => {
      throw new TypeError('boom')
    },
    odd: () => [NaN, Infinity],
  }
  const run = (cases: readonly object[], tables = () => parseTable('x\n1\n2\n')) =>
    runCases(cases, tables, { operations: known })

  it('are computed once, whatever their order, and files are read once', () => {
    let reads = 0
    const cases = [
      { id: 'b', op: 'twice', args: { of: 'a' } },
      { id: 'a', op: 'count', data: 'x.csv' },
      { id: 'c', op: 'twice', args: { of: 'b' } },
    ]
    const found = run(cases, () => {
      reads++
      return parseTable('x\n1\n2\n')
    })
    expect(found.map(one => one.result)).toEqual([4, 2, 8])
    expect(reads).toBe(1)
  })

  it('circles, missing cases and failures behind a case are named; a broken operation stops only itself', () => {
    const found = run([
      { id: 'a', op: 'twice', args: { of: 'b' } },
      { id: 'b', op: 'twice', args: { of: 'a' } },
      { id: 'self', op: 'twice', args: { of: 'self' } },
      { id: 'lost', op: 'twice', args: { of: 'gone' } },
      { id: 'broken', op: 'broken', args: [] },
      { id: 'behind', op: 'twice', args: { of: 'broken' } },
      { id: 'fine', op: 'count', data: 'x.csv' },
    ])
    const codes = ['circular_case', 'circular_case', 'circular_case', 'unknown_case', 'case_failed', 'case_failed']
    expect(found.map(one => one.error?.code ?? one.result)).toEqual([...codes, 2])
    expect(found[0]!.error!.message_en).toBe('Case "a" refers to itself: a → b → a.')
    expect(found[5]!.error).toMatchObject({ message_en: 'The case cannot be computed: boom.', pointer: '/5' })
  })

  it('a file that cannot be read is tried once and fails each case that needs it', () => {
    let reads = 0
    const cases = ['a', 'b'].map(id => ({ id, op: 'count', data: 'x.csv' }))
    const found = run(cases, () => {
      reads++
      return parseTable('x\n1,2\n')
    })
    expect(found.map(one => one.error?.code)).toEqual(['field_count', 'field_count'])
    expect(reads).toBe(1)
  })

  it('a spec may hold only so many cases', () => {
    expect(() => readSpec(`[${'0,'.repeat(100_000)}0]`)).toThrow(InputError)
  })
})
