// Verification of every method: yes to an honest draw, no to any changed digit of the sample, the manifest or the frame.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Design } from '../../sampling/designtypes.ts'
import { drawSample, type DrawResult } from '../../sampling/draw.ts'
import { digestHex } from '../../sampling/hash.ts'
import { methods } from '../../sampling/methods.ts'
import { ticketOf } from '../../sampling/tickets.ts'
import { verifyDraw, type VerifyInput, type VerifyReport } from '../../sampling/verify.ts'
import { designFor, manyPeople } from './draw-support.ts'
import { sha256 } from './support.ts'

const people = manyPeople(40)
const frame = [
  'element_id,stratum,size,x,y,village',
  ...people.map(({ elementId, stratum, size, values: { x, y, village } }) =>
    [elementId, stratum, size, x, y, village].join(','),
  ),
  '',
].join('\n')

type Drawn = DrawResult & { readonly design: Design }
const draw = (design: Design, more: { secret?: string; panelKey?: string } = {}): Drawn => ({
  ...drawSample({ elements: people, design, seed: 'dice 6 2 4', ...more }),
  design,
})
const verify = (drawn: Drawn, change: Partial<VerifyInput> = {}): VerifyReport => {
  const { design, manifest, sampleCsv } = drawn
  return verifyDraw({
    frame,
    design: JSON.stringify(design),
    manifest: JSON.stringify(manifest),
    sample: sampleCsv,
    ...change,
  })
}
const otherDigit = (text: string, at: number): string =>
  text.slice(0, at) + String((Number(text[at]) + 1) % 10) + text.slice(at + 1)
const digitsOf = (text: string): number[] => [...text.matchAll(/\d/g)].map(match => match.index)

const designs = methods.map(method => [method, designFor(method, method === 'poisson' ? {} : { reserve: 3 })] as const)
const index: Design = { ...designFor('srs', { reserve: 3 }), profile: 'index' }

describe.each([...designs, ['index', index] as const])('%s', (_name, design) => {
  const drawn = draw(design)

  it('an honest draw passes every check', () => {
    const report = verify(drawn)
    expect(report).toMatchObject({ verdict: 'yes', firstDifference: null })
    expect(report.strata).toEqual(drawn.manifest.strata)
    expect(report.checks.filter(check => check.outcome !== 'pass').map(check => check.id)).toEqual(['seed_time'])
  })

  it('any changed digit of the sample is found, and named with its line', () => {
    const digits = digitsOf(drawn.sampleCsv)
    fc.assert(
      fc.property(fc.constantFrom(...digits), at => {
        const report = verify(drawn, { sample: otherDigit(drawn.sampleCsv, at) })
        expect(report.verdict).toBe('no')
        const line = drawn.sampleCsv.slice(0, at).split('\n').length
        expect(report.firstDifference?.line).toBe(line)
        expect(report.firstDifference?.zh).toContain(`第 ${line} 行`)
      }),
      { numRuns: 30 },
    )
  })

  it('any changed digit of the manifest is found', () => {
    const text = JSON.stringify(drawn.manifest)
    fc.assert(
      fc.property(fc.constantFrom(...digitsOf(text)), at => {
        expect(verify(drawn, { manifest: otherDigit(text, at) }).verdict).toBe('no')
      }),
      { numRuns: 30 },
    )
  })

  it('any changed digit of the frame is found, in whatever column', () => {
    const from = frame.indexOf('\n')
    fc.assert(
      fc.property(fc.constantFrom(...digitsOf(frame).filter(at => at > from)), at => {
        expect(verify(drawn, { frame: otherDigit(frame, at) }).verdict).toBe('no')
      }),
      { numRuns: 30 },
    )
  })

  it('while the secret is sealed its shape can be checked, and is', () => {
    const sealed = draw(design, { secret: sha256('secret') })
    expect(verify(sealed)).toMatchObject({ verdict: 'not_yet', firstDifference: null })
    expect(verify(sealed, { secret: sha256('secret') }).verdict).toBe('yes')
    const lines = sealed.sampleCsv.split('\n')
    const twice = lines.with(2, lines[2]!.replace(/,p\d+,/, /,p\d+,/.exec(lines[1]!)![0]))
    const report = verify(sealed, { sample: twice.join('\n') })
    expect(report.firstDifference).toMatchObject({ code: 'sample_not_in_frame', line: 3 })
    const heavier = lines.with(
      1,
      lines[1]!.replace(/[^,]*$/, weight => String(Number(weight) * 2)),
    )
    expect(verify(sealed, { sample: heavier.join('\n') }).firstDifference).toMatchObject({
      code: 'sample_field',
      line: 2,
    })
  })
})

it.each(['pareto', 'pivotal', 'two_stage'] as const)('%s by SM3 throughout', method => {
  const drawn = draw(designFor(method, { hash: 'sm3', reserve: 2 }))
  expect(verify(drawn).verdict).toBe('yes')
  const plain = draw(designFor(method, { reserve: 2 }))
  expect(drawn.selected.map(one => one.ticket)).not.toEqual(plain.selected.map(one => one.ticket))
  expect(drawn.selected[0]!.ticket).toBe(ticketOf(drawn.drawKey, drawn.selected[0]!.elementId, 'sm3'))
})

describe('what a manifest says of a stratum', () => {
  it.each([
    ['pareto', 'zero_size', 'manifest /strata/1/zero_size is 2, expected 1.'],
    ['pareto', 'certainties', 'manifest /strata/1/certainties is 1, expected 0.'],
    ['poisson', 'realised', /^manifest \/strata\/1\/realised is \d+, expected \d+\.$/],
    ['cluster', 'elements', 'manifest /strata/1/elements is 27, expected 26.'],
  ] as const)('%s: a wrong %s is named', (method, key, message) => {
    const drawn = draw(designFor(method, {}))
    const strata = drawn.manifest.strata.map((own, i) => (i === 1 ? { ...own, [key]: own[key]! + 1 } : own))
    const report = verify(drawn, { manifest: { ...drawn.manifest, strata } })
    expect(report.firstDifference?.en).toMatch(message)
  })

  it('a method given as another is named', () => {
    const drawn = draw(designFor('pps_systematic', {}))
    const strata = drawn.manifest.strata.map(own => ({ ...own, replay: undefined }))
    expect(verify(drawn, { manifest: { ...drawn.manifest, strata } }).firstDifference?.zh).toBe(
      '抽样清单的 /strata/0/replay 是 null，应为 "start"。',
    )
    expect(verify(drawn, { manifest: { ...drawn.manifest, method: 'pareto' } }).firstDifference?.en).toBe(
      'manifest /method is pareto, expected pps_systematic.',
    )
  })

  it('a frame without the column the design names', () => {
    const drawn = draw(designFor('cube', {}))
    expect(verify(drawn, { frame: frame.replace(',x,', ',lon,') }).firstDifference?.zh).toBe(
      '第 1 行表头缺少列 x；现有列：element_id, stratum, size, lon, y, village。',
    )
  })
})

describe('panel key and earlier files', () => {
  const panelKey = sha256('panel 2026')
  const coordination = { panel: '2026', key_digest: digestHex(panelKey), start: 'seed' as const }
  const drawn = draw(designFor('srs', { coordination, reserve: 2 }), { panelKey })

  it('without the panel key the draw waits for it; with another one it fails', () => {
    const report = verify(drawn)
    expect(report).toMatchObject({ verdict: 'not_yet', firstDifference: null })
    expect(report.checks.find(check => check.id === 'panel')).toMatchObject({
      outcome: 'open',
      problem: { code: 'panel_key_not_given' },
    })
    expect(verify(drawn, { panelKey }).verdict).toBe('yes')
    expect(verify(drawn, { manifest: { ...drawn.manifest, panel_key: panelKey } }).verdict).toBe('yes')
    expect(verify(drawn, { panelKey: sha256('another') }).firstDifference?.code).toBe('panel_key_differs')
    const start = { ...drawn.manifest.coordination!, start: 0.25 }
    expect(
      verify(drawn, { panelKey, manifest: { ...drawn.manifest, coordination: start } }).firstDifference,
    ).toMatchObject({ code: 'value_differs', pointer: '/coordination' })
  })

  it('without the earlier files nobody can say who was left out', () => {
    const first = draw(designFor('srs', {}))
    const design = designFor('srs', { exclude: { samples: [first.manifest.sample_digest] } })
    const next = { ...drawSample({ elements: people, design, seed: '2', earlier: [first.sampleCsv] }), design }
    expect(verify(next)).toMatchObject({ verdict: 'not_yet', firstDifference: null })
    expect(verify(next, { earlier: [first.sampleCsv] }).verdict).toBe('yes')
    expect(verify(next, { earlier: [next.sampleCsv] }).firstDifference?.code).toBe('earlier_unknown')
    expect(verify(first, { earlier: [next.sampleCsv] }).firstDifference?.code).toBe('earlier_unknown')
    const strata = next.manifest.strata.map(own => ({ ...own, excluded: own.excluded! + 1 }))
    const wrong = verify(next, { earlier: [first.sampleCsv], manifest: { ...next.manifest, strata } })
    expect(wrong.firstDifference?.en).toBe('manifest /strata/0/excluded is 5, expected 4.')
  })
})
