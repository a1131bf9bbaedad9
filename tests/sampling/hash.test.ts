// SHA-256, SM3, tickets and UTF-8 against node:crypto and Buffer.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createDigest, digestHex, ticketHasher } from '../../sampling/hash.ts'
import { ticketOf } from '../../sampling/tickets.ts'
import { compareUtf8, nfc, utf8Bytes } from '../../sampling/utf8.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 200 })

describe.each(['sha256', 'sm3'] as const)('%s', name => {
  it('agrees with OpenSSL at every length around the block boundaries', () => {
    for (let length = 0; length < 260; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255)
      expect(digestHex(bytes, name)).toBe(createHash(name).update(bytes).digest('hex'))
    }
  })

  it('is the same however the text is cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 150 }), { maxLength: 8 }), pieces => {
        const whole = createHash(name)
        const streamed = createDigest(name)
        for (const piece of pieces) {
          whole.update(piece)
          streamed.update(piece)
        }
        expect(streamed.hex()).toBe(whole.digest('hex'))
      }),
    )
  })

  it('agrees over long texts, in whatever pieces they come', () => {
    const text = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i * 31 + i) & 255)
    const right = createHash(name).update(text).digest('hex')
    for (const size of [4095, 4096, 4160, 65_537, 300_000]) {
      const digest = createDigest(name)
      for (let at = 0; at < text.length; at += size) digest.update(text.subarray(at, at + size))
      expect(digest.hex()).toBe(right)
    }
  })

  it('gives tickets that sha256sum or its like would give', () => {
    const key = createHash('sha256').update('key').digest('hex')
    const hasher = ticketHasher(key, name)
    fc.assert(
      fc.property(anyText, id => {
        expect(hasher.hex(id)).toBe(createHash(name).update(`${key}:${id}`, 'utf8').digest('hex'))
      }),
    )
  })
})

describe('published vectors', () => {
  it('SM3 of abc (GB/T 32905)', () => {
    expect(digestHex('abc', 'sm3')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  })
  it('SHA-256 of abc (FIPS 180-4)', () => {
    expect(digestHex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

describe('WebAssembly and JavaScript', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })
  it('give the same digest of a long text', async () => {
    const text = new Uint8Array(200_001).fill(7)
    const { blockCompression } = await import('../../sampling/sha256blocks.ts')
    expect(blockCompression()).not.toBeNull()
    vi.resetModules()
    vi.stubGlobal('WebAssembly', undefined)
    const plain = await import('../../sampling/hash.ts')
    const { blockCompression: refused } = await import('../../sampling/sha256blocks.ts')
    expect(refused()).toBeNull()
    expect(plain.digestHex(text)).toBe(digestHex(text))
  })
})

describe('refusals', () => {
  it('a key that does not fill one block', () => {
    expect(() => ticketOf('abc', 'x')).toThrow('keyedState requires a key of 64 lower-case hex digits')
  })
  it('a digest that is already finished', () => {
    const digest = createDigest()
    digest.hex()
    expect(() => digest.update('more')).toThrow('update requires a digest that is not finished')
  })
})

describe('UTF-8', () => {
  it('is written as Buffer writes it, lone surrogates included', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }), units => {
        const text = String.fromCharCode(...units)
        expect(Buffer.from(utf8Bytes(text)).equals(Buffer.from(text, 'utf8'))).toBe(true)
      }),
    )
  })
  it('orders as its bytes do, where JavaScript orders otherwise', () => {
    expect(['𠮷', '﹏'].sort()).toEqual(['𠮷', '﹏'])
    expect(['𠮷', '﹏'].sort(compareUtf8)).toEqual(['﹏', '𠮷'])
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
      }),
    )
  })
  it('NFC is that of the language', () => {
    fc.assert(
      fc.property(anyText, text => {
        expect(nfc(text)).toBe(text.normalize('NFC'))
      }),
    )
    expect(nfc('\u212bngstr\u00f6m')).toBe('\u00c5ngstr\u00f6m')
  })
})
