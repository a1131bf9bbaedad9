// Outcome rates: the definitions, the codes, files of dispositions, and the command a person at a shell meets.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { dispositionTables } from '../../sampling/dispositioncodes.ts'
import { createDispositionReader } from '../../sampling/dispositionfile.ts'
import { outcomeOf } from '../../sampling/dispositions.ts'
import { InputError } from '../../sampling/problem.ts'
import { outcomeClasses, outcomeRates, rateNames, type OutcomeCounts } from '../../sampling/rates.ts'

const cli = fileURLToPath(new URL('../../sampling/cli.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'sampling-rates-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Answer {
  readonly status: number
  readonly stderr: string
  // oxlint-disable-next-line typescript/no-explicit-any -- the shape is what the tests are about
  readonly json: any
}
const rates = (...args: string[]): Promise<Answer> =>
  new Promise(resolve => {
    const env = { ...process.env, LC_ALL: 'C.UTF-8' }
    execFile(process.execPath, [cli, 'rates', ...args], { env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const status = error === null ? 0 : Number(error.code)
      resolve({ status, stderr, json: stdout === '' ? null : JSON.parse(stdout) })
    })
  })
const file = (name: string, text: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('rates', () => {
  const counts = fc.record(
    Object.fromEntries(outcomeClasses.map(name => [name, fc.nat(500)])),
  ) as fc.Arbitrary<OutcomeCounts>
  it('keep the order their definitions imply, whatever was counted', () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0, max: 1, noNaN: true }), (counted, e) => {
        fc.pre(counted.I! > 0)
        const found = outcomeRates(counted, { e }).rates
        const up = (...names: (typeof rateNames)[number][]): void =>
          names.slice(1).forEach((name, i) => expect(found[name]).toBeGreaterThanOrEqual(found[names[i]!] - 1e-12))
        up('RR1', 'RR3', 'RR5', 'COOP1', 'COOP3')
        up('RR2', 'RR4', 'RR6', 'COOP2', 'COOP4')
        up('REF1', 'REF2', 'REF3')
        up('CON1', 'CON2', 'CON3')
        // Everybody contacted has answered, refused, or could not: response is contact times cooperation.
        for (const [response, contact] of [
          ['RR1', 'CON1'],
          ['RR3', 'CON2'],
          ['RR5', 'CON3'],
        ] as const) {
          expect(found[response]).toBeCloseTo(found[contact] * found.COOP1, 12)
        }
        for (const name of rateNames) {
          expect(found[name]).toBeGreaterThanOrEqual(0)
          expect(found[name]).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('RR3 lies between RR1 and RR5 as e goes from 1 to 0, and the usual e is the share among the known', () => {
    const counted = { I: 40, R: 10, NC: 30, UH: 80, NE: 20 }
    expect(outcomeRates(counted, { e: 1 }).rates.RR3).toBe(outcomeRates(counted).rates.RR1)
    expect(outcomeRates(counted, { e: 0 }).rates.RR3).toBe(outcomeRates(counted).rates.RR5)
    expect(outcomeRates(counted)).toMatchObject({ e: 0.8, eBasis: 'proportional', unjustified: ['RR5', 'RR6'] })
    expect(outcomeRates(counted, { e: 0 }).unjustified).toEqual([])
    expect(outcomeRates({ I: 1, NE: 3 }).unjustified).toEqual([])
  })

  it('are not a number where nobody is in the denominator, and refuse what is no count', () => {
    expect(outcomeRates({ NE: 4 }).rates.RR1).toBeNaN()
    expect(outcomeRates({ I: 3 }).rates.RR3).toBe(1)
    expect(() => outcomeRates({ I: -1 })).toThrow('outcomeRates requires counts of 0 or more')
    expect(() => outcomeRates({ I: 1 }, { e: 1.1 })).toThrow('outcomeRates requires e from 0 to 1')
  })
})

describe('codes', () => {
  it('are listed once per table, and the two tables agree', () => {
    const classes = new Map<string, string>()
    for (const table of Object.values(dispositionTables)) {
      expect(new Set(table.map(one => Number(one.code))).size).toBe(table.length)
      for (const { code, outcome, zh, en } of table) {
        expect(classes.get(code) ?? outcome).toBe(outcome)
        classes.set(code, outcome)
        expect(code.startsWith('4.')).toBe(outcome === 'NE')
        expect(code.startsWith('3.')).toBe(outcome === 'UH' || outcome === 'UO')
        expect(`${zh}${en}`).toMatch(/^\p{Script=Han}.*[a-z]$/u)
      }
    }
  })

  it.each([
    ['1.1', 'I'],
    ['1.10', 'I'],
    ['1.2', 'P'],
    ['2.112', 'R'],
    ['2.12', 'R'],
    ['2.2', 'NC'],
    ['2.20', 'NC'],
    ['2.332', 'O'],
    ['3.13', 'UH'],
    ['3.91', 'UO'],
    ['4.7', 'NE'],
    ['NC', 'NC'],
    ['2.99', null],
    ['11', null],
    ['', null],
  ])('%s is %s', (code, outcome) => expect(outcomeOf(code)).toBe(outcome))

  it('of one mode only', () => {
    expect([outcomeOf('2.26', 'web'), outcomeOf('2.26', 'phone')]).toEqual(['NC', null])
  })
})

describe('files', () => {
  const read = (
    text: string,
    columns = {},
    size = 7,
  ): ReturnType<ReturnType<typeof createDispositionReader>['finish']> => {
    const reader = createDispositionReader(columns)
    const bytes = new TextEncoder().encode(text)
    for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size))
    return reader.finish()
  }
  it('give the same however they are cut into pieces, with any line ends, quotes and a byte order mark', () => {
    const lines = ['id,disposition,区', '1,1.1,"东,1"', '2,"2.2",西', '3,3.13,"东,1"', '']
    const expected = read(lines.join('\n'), { by: '区' }, 1000).byGroup()
    expect(expected.map(one => [one.group, one.cases])).toEqual([
      ['东,1', 2],
      ['西', 1],
    ])
    for (const end of ['\n', '\r\n', '\r']) {
      for (const size of [1, 2, 5, 1000]) {
        const bom = end === '\n' ? '' : '\ufeff'
        expect(read(bom + lines.join(end), { by: '区' }, end === '\r' ? 1000 : size).byGroup()).toEqual(expected)
      }
    }
  })
  it('name every line that cannot be counted', () => {
    const text = 'code,w\n1.1,2\n7.7,1\n,1\n1.2,-3\n1.2,x\n1.1\n'
    const problems = ((): InputError['problems'] => {
      try {
        read(text, { weight: 'w' })
      } catch (error) {
        if (error instanceof InputError) return error.problems
      }
      return []
    })()
    expect(problems.map(one => [one.code, one.line])).toEqual([
      ['unknown_disposition', 3],
      ['empty_disposition', 4],
      ['case_weight', 5],
      ['case_weight', 6],
      ['field_count', 7],
    ])
  })
  it.each([
    ['no such column', 'a,b\n1,2\n', {}, 'the header has no column disposition; it has a, b'],
    ['no such weight', 'code,b\n1.1,2\n', { weight: 'w' }, 'the header has no column w'],
    ['a column twice', 'code,code\n1.1,1.1\n', {}, 'the header names column code twice'],
    ['nothing', '', {}, 'The file holds no disposition.'],
    ['a header only', 'code\n', {}, 'The file holds no disposition.'],
    ['open quotes', 'code\n"1.1\n', {}, 'a quotation mark is never closed'],
  ])('refuse %s', (_name, text, columns, message) => expect(() => read(text, columns)).toThrow(message))
  it('list the first thousand problems and say how many more there are', () => {
    try {
      read(`code\n${'9.9\n'.repeat(1500)}`, {}, 1 << 16)
      expect.unreachable()
    } catch (error) {
      const { problems } = error as InputError
      expect(problems).toHaveLength(1001)
      expect(problems.at(-1)!.en).toBe('500 more problems are not listed.')
    }
  })
})

describe('sampling rates', () => {
  it('from counts, in both languages', async () => {
    const counts = { I: 812, P: 37, R: 421, NC: 655, O: 58, UH: 1290, UO: 77, NE: 340 }
    const english = await rates('--counts', JSON.stringify(counts))
    expect(english.status).toBe(0)
    expect(english.json).toMatchObject({ counts, e_basis: 'proportional', unjustified: ['RR5', 'RR6'] })
    expect(english.json.rates.RR3).toBeCloseTo(0.2577841189405338, 14)
    expect(english.stderr).toContain('RR3     25.8 %  response, unknown cases counted by e')
    expect(english.stderr).toContain('RR5, RR6 should not be published')
    const chinese = await rates('--counts', JSON.stringify(counts), '--e', '0.4', '--lang', 'zh')
    expect(chinese.json).toMatchObject({ e: 0.4, e_basis: 'given' })
    expect(chinese.stderr).toContain('e = 0.4000，事先给定')
    expect(chinese.stderr).toContain('RR5、RR6 不应公布')
  })

  it('from a file, weighted and by group, with its own names of columns', async () => {
    const path = file('cases.csv', 'id,结果,w,区\n1,1.1,2,东\n2,2.20,1,东\n3,3.13,1.5,西\n4,2.112,1,西\n')
    const { status, json, stderr } = await rates('--file', path, '--code', '结果', '--weight', 'w', '--by', '区')
    expect(status).toBe(0)
    expect(json).toMatchObject({ cases: 4, counts: { I: 1, NC: 1, UH: 1, R: 1 }, sums: { I: 2, UH: 1.5 }, e: 1 })
    expect(json.rates.RR1).toBeCloseTo(2 / 5.5, 14)
    expect(json.codes).toEqual({ '1.1': 1, '2.112': 1, '2.20': 1, '3.13': 1 })
    expect(json.groups.map((one: { group: string; cases: number }) => [one.group, one.cases])).toEqual([
      ['东', 2],
      ['西', 2],
    ])
    expect(json.groups[0].rates.RR1).toBeCloseTo(2 / 3, 14)
    expect(stderr).toContain('东\t2\tRR1 66.7 %')
  })

  it('a file without anybody eligible gives null, not a made-up rate', async () => {
    const { json } = await rates('--file', file('none.csv', 'code\n4.70\n4.10\n'))
    expect(json.rates.RR1).toBeNull()
    expect(json.e).toBe(0)
  })

  it('refuses unknown codes with their lines, and says so in Chinese', async () => {
    const path = file('strange.csv', 'code\n1.1\n2.26\n9.9\n')
    const { status, json, stderr } = await rates('--file', path, '--codes', 'phone', '--lang', 'zh')
    expect(status).toBe(1)
    expect(json).toMatchObject({ ok: false, problems: [{ line: 3 }, { line: 4, code: 'unknown_disposition' }] })
    expect(stderr).toContain('第 4 行的处置代码 "9.9" 不在代码表（phone）里。')
  })

  it.each([
    ['nothing', [], 'Give either --file or --counts'],
    ['both', ['--file', 'x', '--counts', '{}'], 'Give either --file or --counts'],
    ['a share above 1', ['--counts', '{"I":1}', '--e', '1.5'], '--e must be a number from 0 to 1'],
    ['counts that are no JSON', ['--counts', '{I:1}'], '--counts is not valid JSON'],
    ['a column without a file', ['--counts', '{"I":1}', '--by', 'x'], '--by needs --file'],
    ['a strange table', ['--file', cli, '--codes', 'post'], '--codes must be one of phone, web'],
    ['a file that is not there', ['--file', join(folder, 'absent.csv')], 'There is no file'],
  ])('is used wrongly with %s', async (_name, args, message) => {
    const { status, json, stderr } = await rates(...args)
    expect([status, json]).toEqual([2, null])
    expect(stderr).toContain(message)
  })

  it('refuses a class that does not exist and a count below 0', async () => {
    const { status, json } = await rates('--counts', '{"I":1,"X":2,"R":-1}')
    expect(status).toBe(1)
    expect(json.problems.map((one: { message: string }) => one.message)).toEqual([
      '--counts X: expected a number of 0 or more, found 2; the classes are I, P, R, NC, O, UH, UO, NE.',
      '--counts R: expected a number of 0 or more, found -1; the classes are I, P, R, NC, O, UH, UO, NE.',
    ])
  })
})
