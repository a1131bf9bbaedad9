// Verification: yes to an honest draw, no to one changed digit anywhere, with the first difference by name.
import { describe, expect, it } from 'vitest'
import type { Design } from '../../sampling/designtypes.ts'
import { drawSample, type DrawResult } from '../../sampling/draw.ts'
import { parseFrame } from '../../sampling/framecsv.ts'
import { verifyDraw, type VerifyInput, type VerifyReport } from '../../sampling/verify.ts'
import { schoolFrameCsv, sha256 } from './support.ts'

const frame = schoolFrameCsv()
const design: Design = { method: 'srs', allocation: { kind: 'proportional', n: 200 }, reserve: 50 }
const times = { committedAt: '2026-09-01', seedRecord: { recordedAt: '2026-09-02', place: '公证处' } }
const open = drawSample({ elements: parseFrame(frame), design, seed: '福彩3D 2026311: 5 0 9', ...times })
const secret = sha256('256 random bits')
const sealed = drawSample({ elements: parseFrame(frame), design, seed: '福彩3D 2026311: 5 0 9', secret, ...times })

const filesOf = (result: DrawResult): VerifyInput => ({
  frame,
  design: JSON.stringify(design),
  manifest: JSON.stringify(result.manifest),
  sample: result.sampleCsv,
})
const verify = (change: Partial<VerifyInput>, result = open): VerifyReport =>
  verifyDraw({ ...filesOf(result), ...change })
const outcomes = (report: VerifyReport): Record<string, string> =>
  Object.fromEntries(report.checks.map(check => [check.id, check.outcome]))

/** Put another digit in place of the one at `at`. */
const otherDigit = (text: string, at: number): string =>
  text.slice(0, at) + String((Number(text[at]) + 1) % 10) + text.slice(at + 1)

describe('an honest draw', () => {
  it('passes every check', () => {
    const report = verify({})
    expect(report).toMatchObject({ verdict: 'yes', firstDifference: null, drawKey: open.drawKey })
    expect(Object.values(outcomes(report))).toEqual(Array(8).fill('pass'))
    expect(report.checks.map(check => check.id)).not.toContain('secret')
  })
  it('passes from bytes, with a byte order mark, with the lines of the frame in another order, and by elements', () => {
    const turned = ['element_id,stratum', ...frame.trim().split('\n').slice(1).reverse()].join('\r\n')
    expect(verify({ frame: Buffer.from(`\ufeff${turned}`), sample: Buffer.from(open.sampleCsv) }).verdict).toBe('yes')
    const elements = turned
      .split('\r\n')
      .slice(1)
      .map(line => line.split(','))
    expect(
      verify({ frame: elements.map(([elementId, stratum]) => ({ elementId: elementId!, stratum: stratum! })) }).verdict,
    ).toBe('yes')
  })
  it('does not claim what the manifest does not say', () => {
    const { committed_at: _, ...manifest } = open.manifest
    expect(outcomes(verify({ manifest }))).toMatchObject({ seed_time: 'open' })
  })
})

describe('one changed digit', () => {
  const lines = open.sampleCsv.split('\n')
  const cell = (line: number, column: number): string => lines[line - 1]!.split(',')[column]!
  const changedSample = (line: number, column: number): string => {
    const fields = lines[line - 1]!.split(',')
    const digit = fields[column]!.search(/\d/)
    fields[column] = otherDigit(fields[column]!, digit)
    return lines.with(line - 1, fields.join(',')).join('\n')
  }

  it.each([
    [12, 0, 'order'],
    [12, 1, 'element_id'],
    [150, 4, 'ticket'],
    [200, 5, 'inclusion_probability'],
    [2, 6, 'base_weight'],
  ])('in the sample, line %i, column %i', (line, column, name) => {
    const sample = changedSample(line, column)
    const changed = sample.split('\n')[line - 1]!.split(',')[column]
    const report = verify({ sample })
    expect(report.verdict).toBe('no')
    expect(report.firstDifference?.en).toBe(
      `sample line ${line}: ${name} is ${changed}, expected ${cell(line, column)}.`,
    )
    expect(report.firstDifference?.zh).toBe(
      `样本文件第 ${line} 行：${name} 是 ${changed}，应为 ${cell(line, column)}。`,
    )
    expect(outcomes(report)).toMatchObject({ draw: 'fail', sample_digest: 'fail', frame_digest: 'pass' })
  })

  it('in the frame: an id that exists already, and one that does not', () => {
    const twice = verify({ frame: otherDigit(frame, frame.indexOf('\n') + 1) })
    expect(twice.verdict).toBe('no')
    expect(twice.firstDifference?.en).toBe('Line 3: element_id 2 is already on line 2.')
    const changed = frame.replace('\n6194,', '\n6195,')
    expect(changed).not.toBe(frame)
    const report = verify({ frame: changed })
    expect(report.firstDifference).toMatchObject({
      code: 'digest_differs',
      details: { file: 'frame', expected: open.frameDigest },
    })
    expect(report.firstDifference?.en).toMatch(/^frame: digest is [0-9a-f]{64}, the manifest says [0-9a-f]{64}\.$/)
    expect(outcomes(report)).toMatchObject({ frame_digest: 'fail', design_digest: 'pass', sample_digest: 'pass' })
  })

  it('in the seed of the manifest', () => {
    const manifest = { ...open.manifest, seed: { ...open.manifest.seed, value: '福彩3D 2026311: 5 0 8' } }
    const report = verify({ manifest })
    expect(report.verdict).toBe('no')
    expect(report.firstDifference).toMatchObject({ code: 'sample_other_key', line: 2 })
    expect(report.firstDifference?.en).toMatch(
      /^sample line 2: element_id is \d+, expected \d+\. No ticket in the file comes from this draw key/,
    )
    expect(outcomes(report)).toMatchObject({
      frame_digest: 'pass',
      allocation: 'pass',
      draw: 'fail',
      sample_digest: 'pass',
    })
  })

  it.each([
    ['frame_digest', 'frame: digest is'],
    ['design_digest', 'design: digest is'],
    ['sample_digest', 'sample: every field is right but the bytes differ'],
  ] as const)('in the %s of the manifest', (key, message) => {
    const value = open.manifest[key]
    const report = verify({ manifest: { ...open.manifest, [key]: otherDigit(value, value.search(/\d/)) } })
    expect(report.verdict).toBe('no')
    expect(report.firstDifference?.en).toContain(message)
  })

  it('in a number of the manifest, and in the design', () => {
    const strata = open.manifest.strata.map((s, i) => (i === 1 ? { ...s, n: s.n + 1 } : s))
    expect(verify({ manifest: { ...open.manifest, strata } }).firstDifference?.en).toBe(
      'manifest /strata/1/n is 25, expected 24.',
    )
    const report = verify({ design: { ...design, reserve: 51 } })
    expect(report.firstDifference?.en).toContain('design: digest is')
    expect(outcomes(report)).toMatchObject({ design_digest: 'fail', allocation: 'fail', draw: 'fail' })
  })
})

describe('other tampering', () => {
  const lines = open.sampleCsv.split('\n')
  it('a line dropped, a line too many, no lines', () => {
    expect(verify({ sample: lines.toSpliced(250, 1).join('\n') }).firstDifference?.en).toMatch(
      /^sample line 251: the line is missing, expected 41,/,
    )
    expect(verify({ sample: `${open.sampleCsv}9,x,M,reserve,y,,\n` }).firstDifference?.en).toBe(
      'sample line 252: 9,x,M,reserve,y,, is one line too many.',
    )
    expect(verify({ sample: '' }).firstDifference?.en).toMatch(/^sample line 1: the line is missing, expected order,/)
  })
  it('two people exchanged', () => {
    const swapped = lines.with(1, lines[2]!).with(2, lines[1]!).join('\n')
    expect(verify({ sample: swapped }).firstDifference?.en).toBe('sample line 2: order is 2, expected 1.')
  })
  it('bytes changed by a spreadsheet program, fields not', () => {
    const report = verify({ sample: `\ufeff${open.sampleCsv.replaceAll('\n', '\r\n')}` })
    expect(report.firstDifference?.code).toBe('sample_bytes')
  })
  it('a seed from before the commit', () => {
    const seed = { ...open.manifest.seed, recorded_at: '2026-08-31' }
    expect(verify({ manifest: { ...open.manifest, seed } }).firstDifference?.code).toBe('seed_before_commit')
  })
  it('another hash or method in the manifest than in the design', () => {
    expect(verify({ manifest: { ...open.manifest, hash: 'sm3' } }).firstDifference?.en).toBe(
      'manifest /hash is sm3, expected sha256.',
    )
  })
  it('files that cannot be read: each is named', () => {
    const report = verifyDraw({ frame: 'id\n1\n', design: '{', manifest: '{"version":"x"}', sample: '' })
    expect(report.verdict).toBe('no')
    expect(new Set(report.checks.map(check => check.problem?.code))).toEqual(
      new Set(['missing_column', 'not_json', 'missing_key', 'unknown_choice']),
    )
  })
  it('a design that the frame cannot carry', () => {
    const report = verify({ design: { ...design, allocation: { kind: 'proportional', n: 7000 } } })
    expect(report.verdict).toBe('no')
    expect(report.checks.find(check => check.id === 'allocation')?.problem?.code).toBe('n_above_population')
  })
})

describe('a sealed draw', () => {
  it('before the reveal: what can be checked passes, the draw stays open', () => {
    const report = verify({}, sealed)
    expect(report).toMatchObject({ verdict: 'not_yet', firstDifference: null })
    expect(report.drawKey).toBeUndefined()
    expect(outcomes(report)).toMatchObject({ secret: 'open', draw: 'open', allocation: 'pass', sample_digest: 'pass' })
    expect(report.checks.find(check => check.id === 'draw')?.problem?.en).toContain('only after the reveal')
  })
  it('before the reveal, without a sample file', () => {
    const report = verify({ sample: undefined }, sealed)
    expect(report.verdict).toBe('not_yet')
    expect(outcomes(report)).toMatchObject({ draw: 'open', sample_digest: 'open' })
  })
  it('before the reveal, a sample that no secret could give', () => {
    const lines = sealed.sampleCsv.split('\n')
    const cells = lines[3]!.split(',')
    const changed = (at: number, value: string): string => lines.with(3, cells.with(at, value).join(',')).join('\n')
    const first = (sample: string): string | undefined => verify({ sample }, sealed).firstDifference?.en
    expect(first(changed(1, '99999'))).toBe('sample line 4: 99999 is not in stratum "E" of the frame.')
    expect(first(changed(4, '0'.repeat(64)))).toMatch(/^sample line 4: ticket 0{64} does not follow/)
    expect(first(changed(3, 'reserve'))).toBe('sample line 4: role is reserve, expected sample.')
    expect(first(lines.slice(0, 60).join('\n'))).toMatch(/^sample line 61: the line is missing/)
    expect(first(`${sealed.sampleCsv}1,x,y,sample,z,,\n`)).toMatch(/is one line too many/)
  })
  it('after the reveal, by argument or in the manifest', () => {
    expect(verify({ secret }, sealed).verdict).toBe('yes')
    expect(verify({ manifest: { ...sealed.manifest, secret } }, sealed).verdict).toBe('yes')
  })
  it('another secret than the one committed to', () => {
    const report = verify({ secret: sha256('another') }, sealed)
    expect(report.verdict).toBe('no')
    expect(report.firstDifference?.code).toBe('secret_differs')
    expect(verify({ secret }).firstDifference?.code).toBe('secret_unexpected')
  })
})
