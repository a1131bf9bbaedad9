// Tickets by the batch: four lanes of WebAssembly, plain JavaScript and the platform's SHA-256 give the same words.
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { toFrame, elementIdOf, type Frame } from '../../sampling/frame.ts'
import { laneHasher } from '../../sampling/sha256lanes.ts'
import { ticketAt, ticketBatch, ticketBatches } from '../../sampling/ticketbatch.ts'
import { signedLeb, unsignedLeb, wasmInstance } from '../../sampling/wasm.ts'
import { sha256 } from './support.ts'

const key = sha256('key')
const frameOf = (ids: readonly string[]): Frame => toFrame(ids.map(elementId => ({ elementId, stratum: '甲' })))

function tickets(frame: Frame, hash: 'sha256' | 'sm3', engine: 'best' | 'plain'): string[] {
  const batches = ticketBatches(frame, key, hash, engine)
  const found: string[] = []
  for (let from = 0; from < frame.count; from += ticketBatch) {
    const to = Math.min(frame.count, from + ticketBatch)
    const words = batches(from, to)
    for (let row = from; row < to; row++) {
      const eight = Array.from({ length: 8 }, (_, w) => words[ticketAt(row - from) + 4 * w]! >>> 0)
      found.push(eight.map(word => word.toString(16).padStart(8, '0')).join(''))
    }
  }
  return found
}

describe('tickets by the batch', () => {
  it('run in WebAssembly here', () => {
    expect(laneHasher(new Int32Array(8))).not.toBeNull()
  })

  it.each(['best', 'plain'] as const)('%s: every length of id, and batches that are not full', engine => {
    const ids = Array.from({ length: 130 }, (_, i) => 'x'.repeat(i + 1))
    for (const count of [1, 2, 3, 4, 5, 130]) {
      const frame = frameOf(ids.slice(130 - count))
      const right = Array.from({ length: count }, (_, row) => sha256(`${key}:${elementIdOf(frame, row)}`))
      expect(tickets(frame, 'sha256', engine)).toEqual(right)
    }
  })

  it('both engines agree on any ids', () => {
    const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    // oxlint-disable-next-line no-control-regex -- ids with control characters are another test
    const fit = (text: string): boolean => !/[\u0000-\u001f\u007f\u2028\u2029]|^\s|\s$/.test(text)
    const ids = fc.uniqueArray(id.filter(fit), { minLength: 1, maxLength: 50, selector: text => text.normalize('NFC') })
    fc.assert(
      fc.property(ids, fc.constantFrom('sha256' as const, 'sm3' as const), (list, hash) => {
        const frame = frameOf(list)
        expect(tickets(frame, hash, 'best')).toEqual(tickets(frame, hash, 'plain'))
      }),
    )
  })

  it('over several batches, some of them full of very long ids', () => {
    const ids = Array.from(
      { length: 9001 },
      (_, i) => `${i}${i > 4000 && i < 8500 && i % 3 > 0 ? 'y'.repeat(200) : ''}`,
    )
    const frame = frameOf(ids)
    const found = tickets(frame, 'sha256', 'best')
    for (let row = 0; row < 9001; row += 53) expect(found[row]).toBe(sha256(`${key}:${elementIdOf(frame, row)}`))
    expect(found).toEqual(tickets(frame, 'sha256', 'plain'))
  })

  describe('where a policy forbids WebAssembly', () => {
    afterEach(() => {
      vi.unstubAllGlobals()
      vi.resetModules()
    })
    it('JavaScript takes over', async () => {
      vi.resetModules()
      vi.stubGlobal('WebAssembly', { Module: () => new Error('refused') })
      const lanes = await import('../../sampling/sha256lanes.ts')
      const fresh = await import('../../sampling/ticketbatch.ts')
      expect(lanes.laneHasher(new Int32Array(8))).toBeNull()
      const words = fresh.ticketBatches(frameOf(['a', 'b']), key)(0, 2)
      expect((words[1]! >>> 0).toString(16).padStart(8, '0')).toBe(sha256(`${key}:b`).slice(0, 8))
    })
  })
})

describe('the assembler', () => {
  it('writes numbers in base 128', () => {
    expect([unsignedLeb(0), unsignedLeb(127), unsignedLeb(624485)]).toEqual([[0], [127], [0xe5, 0x8e, 0x26]])
    expect([signedLeb(63), signedLeb(64), signedLeb(-123456)]).toEqual([[63], [0xc0, 0], [0xc0, 0xbb, 0x78]])
  })
  it('gives null for a module that does not hold', () => {
    expect(wasmInstance(1, [{ name: 'f', parameters: [], locals: [], body: [0x6a] }])).toBeNull()
  })
})
