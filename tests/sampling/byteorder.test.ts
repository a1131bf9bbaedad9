// Sorting ids by their bytes: as Buffer.compare does, whatever the ids look like and however many there are.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inCanonicalOrder } from '../../sampling/canonicalorder.ts'
import { createFrameStore } from '../../sampling/framestore.ts'

function check(ids: readonly string[]): void {
  const store = createFrameStore()
  for (const [i, id] of ids.entries()) {
    const bytes = Buffer.from(id)
    store.room(bytes.length)
    store.piece.set(bytes, store.at)
    store.close(store.at + bytes.length, i % 300, null, i + 2)
  }
  const { idBytes, idStarts, stratumOf, rows, distinct } = inCanonicalOrder(store)
  expect(distinct).toBe(new Set(ids).size === ids.length)
  const right = ids.map(id => Buffer.from(id)).sort((a, b) => Buffer.compare(a, b))
  expect(Array.from(ids, (_, i) => String(Buffer.from(idBytes.subarray(idStarts[i], idStarts[i + 1]))))).toEqual(
    right.map(String),
  )
  const cameAs = rows ?? Uint32Array.from(ids, (_, i) => i)
  expect(rows === null).toBe(
    ids.every((id, i) => i === 0 || Buffer.compare(Buffer.from(ids[i - 1]!), Buffer.from(id)) <= 0),
  )
  expect(cameAs.toSorted()).toEqual(Uint32Array.from(ids, (_, i) => i))
  expect(Array.from(cameAs, row => ids[row])).toEqual(right.map(String))
  expect([...stratumOf]).toEqual(Array.from(cameAs, row => row % 300))
}

// A small generator of its own, so that shuffles are the same at every run.
const shuffled = (ids: readonly string[]): string[] => {
  let state = 1
  const next = (): number => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) / 2 ** 32
  const list = [...ids]
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    ;[list[i], list[j]] = [list[j]!, list[i]!]
  }
  return list
}
const many = (make: (i: number) => string, count = 5000): string[] =>
  shuffled(Array.from({ length: count }, (_, i) => make(i)))

describe('canonical order', () => {
  it.each([
    ['numbers of one width', many(i => `E${String(i).padStart(8, '0')}`)],
    ['numbers of any width', many(i => String(i * 37))],
    ['beyond the key', many(i => `${String(i).padStart(20, '0')}/${(i * 7919) % 5000}`)],
    ['beyond the depth of the key', many(i => `${'x'.repeat(70)}${i}`)],
    ['all bytes', many(i => String.fromCodePoint(0x20 + (i % 90), 0x4e00 + i, 0x1f300 + (i % 50)))],
    ['hex words', many(i => Math.imul(i + 1, 0x9e3779b1).toString(16) + (i % 3))],
    ['one strange id among others', [...many(i => `p${i}`), '\u{10ffff}'.repeat(30), '!']],
    ['prefixes of each other', many(i => 'ab'.repeat(i % 120) + (i % 120 === 0 ? i : `c${i}`), 4000)],
    ['duplicates', many(i => `p${i % 4999}`)],
    ['duplicates beyond the key', many(i => String(i % 4990).padStart(30, '0'))],
    ['all the same', many(() => 'same', 3000)],
    ['already sorted', Array.from({ length: 3000 }, (_, i) => String(i).padStart(6, '0'))],
    [
      'already sorted, one twice',
      Array.from({ length: 3000 }, (_, i) => String(i - (i > 2000 ? 1 : 0)).padStart(6, '0')),
    ],
    ['long ids, in many pieces', many(i => `${'y'.repeat(900)}${(i * 7919) % 5000}`)],
    ['sixty thousand', many(i => `${i % 7}-${i}`, 60_000)],
  ])('%s', (_name, ids) => check(ids))

  it('few ids of any kind', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 5 }), { maxLength: 60 }), check))
  })

  it('many ids of any kind', () => {
    const letters = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'é', '乙'), maxLength: 12 }), {
      minLength: 2100,
      maxLength: 2200,
    })
    fc.assert(fc.property(letters, check), { numRuns: 10 })
  })
})
