// `roster check` against five files in five encodings whose truth is known, and against files that are no rosters.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { encodeGb18030 } from '../../server/files/encoding.ts'
import { writeXlsx } from '../../server/files/xlsx.ts'
import { checkRoster, type RosterCheck } from '../../server/roster/check.ts'
import { inspectRoster } from '../../server/roster/reading.ts'
import { rosterCommand } from '../../server/roster/cli.ts'

const fixtures = join(import.meta.dirname, '../fixtures/rosters')
type Truth = Pick<
  RosterCheck,
  'encoding' | 'delimiter' | 'header_line' | 'valid' | 'lost' | 'duplicate' | 'blank' | 'people'
>
const truth = JSON.parse(readFileSync(join(fixtures, 'truth.json'), 'utf8')) as { files: Record<string, Truth> }

const folder = mkdtempSync(join(tmpdir(), 'minping-roster-'))
let count = 0
function file(bytes: Uint8Array | string): string {
  const path = join(folder, `f${count++}`)
  writeFileSync(path, bytes)
  return path
}

async function run(...args: string[]) {
  let stdout = ''
  let stderr = ''
  const io = { stdout: (text: string) => void (stdout += text), stderr: (text: string) => void (stderr += text) }
  return { code: await rosterCommand(args, io), stdout, stderr }
}

describe('roster check', () => {
  it.each(Object.keys(truth.files))('agrees with the truth on %s', async name => {
    const { code, stdout } = await run('check', join(fixtures, name))
    expect(code).toBe(0)
    const found = JSON.parse(stdout) as RosterCheck
    expect(found).toMatchObject(truth.files[name] ?? {})
    expect(found.columns.mobile).toMatch(/电话|手机/)
    const lost = found.problems.filter(problem => /^mobile_(missing|short|scientific)$/.test(problem.problem))
    expect(lost.length).toBe(found.lost)
    expect(found.problems.filter(problem => problem.problem === 'duplicate').length).toBe(found.duplicate)
  })

  it('counts lines as a spreadsheet does, past a title and a cell of two lines', async () => {
    const path = file('名单\r\n姓名,手机,备注\r\n张三,19900001234,"两\r\n行"\r\n李四,1.99E+10,\r\n')
    expect((await checkRoster(path)).problems).toEqual([
      { line: 4, column: '手机', value: '1.99E+10', problem: 'mobile_scientific' },
    ])
  })

  it('reads a workbook: title row, numbers, dates, a missing row', async () => {
    const rows = [
      ['名单'],
      ['姓名', '手机', '办理时间'],
      ['王㛃', 19900001234, new Date('2026-01-02')],
      [],
      ['李〇一', '+86 19900001235', '2026.1.3'],
    ]
    const path = file(Buffer.from(await new Response(writeXlsx(rows, { sheet: '名单' })).arrayBuffer()))
    expect(await checkRoster(path)).toMatchObject({
      encoding: 'xlsx',
      delimiter: null,
      header_line: 2,
      valid: 2,
      blank: 1,
      people: [
        ['王㛃', '19900001234'],
        ['李〇一', '19900001235'],
      ],
      problems: [],
    })
  })

  it('reads the first sheet that holds anything, and says which others do', async () => {
    const { writeXlsx: writeSheets } = await import('hucre/xlsx')
    const sheet = (name: string, rows: string[][]) => ({ name, rows })
    const bytes = await writeSheets({
      sheets: [
        sheet('封面', []),
        sheet('甲', [
          ['姓名', '手机'],
          ['张三', '19900001234'],
        ]),
        sheet('乙', [
          ['姓名', '手机'],
          ['李四', '19900001235'],
          ['王五', '19900001236'],
        ]),
      ],
    })
    const path = file(bytes)
    expect((await inspectRoster(path)).sheets).toEqual([2, 3])
    expect((await checkRoster(path)).people).toEqual([['张三', '19900001234']])
    expect((await checkRoster(path, { sheet: 3 })).valid).toBe(2)
  })

  it('reads a file without a header by what stands in it', async () => {
    const lines = Array.from(
      { length: 30 },
      (_, i) => `${i + 1}|丰泽区|张${'伟芳娜敏静'[i % 5]}${'一二三四五六'[i % 6]}|199000012${10 + i}`,
    )
    const found = await checkRoster(file(encodeGb18030(lines.join('\n'))))
    expect(found).toMatchObject({ delimiter: '|', header_line: 0, valid: 30, columns: { name: 'C', mobile: 'D' } })
  })

  it.each([
    ['empty', '', 'roster-empty-file'],
    ['blank', '\r\n \r\n', 'roster-empty-file'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'roster-binary-file'],
    ['random bytes', Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * i * 7 + i) % 256)), 'roster-binary-file'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'roster-old-workbook'],
    ['a broken workbook', Buffer.from('504b0304deadbeef', 'hex'), 'roster-damaged-workbook'],
    ['a web page', '<html><table><tr><td>姓名</td></tr></table></html>', 'roster-web-page'],
    ['no phone column', '品名,数量,单价\n苹果,3,2\n', 'roster-columns-unknown'],
    [
      'a line of 50 MB',
      Buffer.concat([Buffer.from('姓名,手机\n'), Buffer.alloc(50_000_000, 'x')]),
      'roster-line-too-long',
    ],
    [
      'a long line far below',
      `姓名,手机\n${'张三,19900001234\n'.repeat(400)}${'x'.repeat(2_000_000)}`,
      'roster-line-too-long',
    ],
  ])('refuses %s with a clear problem', async (_name, bytes, slug) => {
    const { code, stdout, stderr } = await run('check', file(bytes))
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ type: `/problems/${slug}` })
    expect(stderr).toMatch(/没有导入任何内容/)
  })

  it('explains itself', async () => {
    expect((await run()).code).toBe(2)
    expect((await run('check', join(folder, 'none.csv'))).code).toBe(2)
    expect((await run('--help')).stderr).toContain('header_line')
  })
})
