// Published vectors of other verifiable draws, reproduced with this library's own primitives: its SHA-256, its order of tickets.
// Each adapter turns our primitive into the other scheme's rule; sources stand in the fixture beside each vector.
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createDigest, digestHex } from '../../sampling/hash.ts'
import { rankCounter } from '../../sampling/method/ranks.ts'
import { ticketOf, ticketOrder, uniformOf } from '../../sampling/tickets.ts'
import { utf8Bytes } from '../../sampling/utf8.ts'
import { fixture } from './support.ts'

interface Vectors {
  readonly rfc3797: {
    readonly pool: number
    readonly seeds: readonly (readonly number[])[]
    readonly key: string
    readonly steps: readonly { index: number; md5: string; div: number; selected: number }[]
  }
  readonly rivest2011: { readonly vectors: readonly { seed: string; N: number; first: readonly number[] }[] }
  readonly consistent_sampler: {
    readonly vectors: readonly [
      { seed: string; id: string; ticket: string },
      { seed: string; ids: readonly string[]; order: readonly string[]; tickets: readonly string[] },
    ]
  }
  readonly cryptorandom: {
    readonly seed: string
    readonly randint_trunc_1_1001: readonly number[]
    readonly random: readonly number[]
    readonly hex: readonly string[]
  }
  readonly icann_octo41: {
    readonly D: string
    readonly S: number
    readonly names: readonly string[]
    readonly digests: Readonly<Record<string, string>>
    readonly order: readonly string[]
  }
  readonly rfc5869_case1: { readonly [key in 'ikm' | 'salt' | 'info' | 'prk' | 'okm_first32']: string }
  readonly drand: {
    readonly period_s: number
    readonly genesis: number
    readonly round: number
    readonly signature: string
    readonly randomness: string
  }
}
const vectors = JSON.parse(fixture('verifiable-vectors.json')) as Vectors

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], pair => parseInt(pair, 16))
const numberOf = (hex: string): bigint => BigInt(`0x${hex}`)
/** Names in the order that our bottom-k gives their tickets. */
const inOrder = <T>(names: readonly T[], tickets: readonly string[]): T[] => {
  const words = Int32Array.from(tickets.flatMap(hex => hex.match(/.{8}/g)!.map(word => parseInt(word, 16) | 0)))
  const rows = Uint32Array.from(names, (_, i) => i)
  return ticketOrder({ rows, words, length: names.length }).map(i => names[i]!)
}

describe('RFC 3797, the selection of committees', () => {
  const { pool, seeds, key, steps } = vectors.rfc3797
  it('builds its key from the sources', () => {
    const line = (numbers: readonly number[]): string =>
      [...numbers]
        .sort((a, b) => a - b)
        .map(n => `${n}.`)
        .join('')
    expect(seeds.map(numbers => `${line(numbers)}/`).join('')).toBe(key)
  })
  it('picks the same sixteen of twenty-five', () => {
    const remaining = Array.from({ length: pool }, (_, i) => i + 1)
    for (const { index, md5, div, selected } of steps) {
      const mark = Uint8Array.of((index - 1) >> 8, (index - 1) & 255)
      const digest = createHash('md5').update(mark).update(key).update(mark).digest('hex')
      expect(digest.toUpperCase()).toBe(md5)
      expect(remaining).toHaveLength(div)
      expect(remaining.splice(Number(numberOf(digest) % BigInt(div)), 1)).toEqual([selected])
    }
  })
})

describe('RFC 5869, HKDF, on our SHA-256', () => {
  const digest = (...parts: Uint8Array[]): Uint8Array =>
    bytesOf(parts.reduce((sum, part) => sum.update(part), createDigest('sha256')).hex())
  const hmac = (key: Uint8Array, message: Uint8Array): Uint8Array => {
    const block = new Uint8Array(64)
    block.set(key.length > 64 ? digest(key) : key)
    const inner = digest(
      block.map(byte => byte ^ 0x36),
      message,
    )
    return digest(
      block.map(byte => byte ^ 0x5c),
      inner,
    )
  }
  const { ikm, salt, info, prk, okm_first32 } = vectors.rfc5869_case1
  it('extracts and expands', () => {
    expect(hmac(bytesOf(salt), bytesOf(ikm))).toEqual(bytesOf(prk))
    expect(hmac(bytesOf(prk), Uint8Array.of(...bytesOf(info), 1))).toEqual(bytesOf(okm_first32))
  })
})

describe('Rivest’s sampler of 2011', () => {
  it.each(vectors.rivest2011.vectors.map(one => [one.seed, one] as const))('seed %s', (seed, { N, first }) => {
    const found = first.map((_, i) => 1 + Number(numberOf(digestHex(`${seed},${i + 1}`)) % BigInt(N)))
    expect(found).toEqual(first)
  })
})

describe('consistent_sampler', () => {
  const digitsOf = (seed: string, id: string): string =>
    Array.from(numberOf(digestHex(digestHex(seed) + id)).toString())
      .reverse()
      .join('')
  const [single, several] = vectors.consistent_sampler.vectors
  it('gives the tickets', () => {
    expect(`0.${digitsOf(single.seed, single.id)}`).toBe(single.ticket)
    expect(several.order.map(id => `0.${digitsOf(several.seed, id)}`)).toEqual(several.tickets)
  })
  it('orders them as our bottom-k does', () => {
    // The fraction as a number of 256 bits, which is what a ticket is here.
    const tickets = several.ids.map(id => {
      const digits = digitsOf(several.seed, id)
      return ((BigInt(digits) << 256n) / 10n ** BigInt(digits.length)).toString(16).padStart(64, '0')
    })
    expect(inOrder(several.ids, tickets)).toEqual(several.order)
  })
})

describe('cryptorandom', () => {
  const { seed, randint_trunc_1_1001, random, hex } = vectors.cryptorandom
  const output = (i: number): string => digestHex(Uint8Array.of(...utf8Bytes(`${seed},`), ...new Uint8Array(i)))
  it('gives the same blocks, numbers and places', () => {
    expect(hex.map((_, i) => output(i))).toEqual(hex)
    expect(random.map((_, i) => Number(numberOf(output(i))) / 2 ** 256)).toEqual(random)
    expect(randint_trunc_1_1001.map((_, i) => 1 + Number(numberOf(output(i)) % 1000n))).toEqual(randint_trunc_1_1001)
  })
  it('its uniform number and ours differ by less than the 52 bits we keep', () => {
    random.forEach((value, i) => expect(Math.abs(uniformOf(output(i)) - value)).toBeLessThanOrEqual(2 ** -53))
  })
})

describe('ICANN OCTO-41', () => {
  const { D, S, names, digests, order } = vectors.icann_octo41
  const digest = (name: string): string => {
    // The published code writes bytes below 0x10 with one digit.
    const hex = Array.from(utf8Bytes(`${name}/${D}`), byte => byte.toString(16)).join('')
    return digestHex(hex)
  }
  it('gives the digests and, from the largest down, the candidates', () => {
    expect(Object.fromEntries(names.map(name => [name, digest(name)]))).toEqual(digests)
    // Largest first is our order of the complements.
    const complements = names.map(name => digest(name).replace(/./g, digit => (15 - parseInt(digit, 16)).toString(16)))
    expect(inOrder(names, complements)).toEqual(order)
    expect(inOrder(names, complements).slice(0, S)).toEqual(order.slice(0, S))
  })
})

describe('drand', () => {
  const { period_s, genesis, round, signature, randomness } = vectors.drand
  it('its randomness is our SHA-256 of the signature', () => expect(digestHex(bytesOf(signature))).toBe(randomness))
  it('a round begins at its own second', () => {
    const roundAt = (time: number): number => Math.floor((time - genesis) / period_s) + 1
    const start = genesis + (round - 1) * period_s
    expect([roundAt(start - 1), roundAt(start), roundAt(start + period_s - 1)]).toEqual([round - 1, round, round])
  })
})

describe('our sampling with rejection', () => {
  it('is the rule of these schemes, a number modulo the pool, without their bias', () => {
    const key = digestHex('a key')
    const words = Array.from({ length: 40 }, (_, block) => ticketOf(key, `index/层/${block}`).match(/.{8}/g)!)
      .flat()
      .map(hex => parseInt(hex, 16))
    for (const below of [25, 876, 1000, 2 ** 31 + 1, 3 * 2 ** 30]) {
      const limit = 2 ** 32 - (2 ** 32 % below)
      const expected = words.filter(word => word < limit).map(word => word % below)
      const counter = rankCounter(key, '层')
      expect(expected.map(() => counter.next(below))).toEqual(expected)
    }
    expect(words.filter(word => word >= 2 ** 31 + 1).length).toBeGreaterThan(50)
  })
})
