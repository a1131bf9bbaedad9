// People with sizes, places and villages, and a design for every method, for the tests of draws.
import type { Design, Method } from '../../sampling/designtypes.ts'

export interface Person {
  readonly elementId: string
  readonly stratum: string
  readonly size: number
  readonly values: { readonly x: number; readonly y: number; readonly village: string }
}

/** N people in two strata, two of three in 甲; number 4 has size 0. */
export const manyPeople = (N: number): Person[] =>
  Array.from({ length: N }, (_, i) => ({
    elementId: `p${String(i).padStart(3, '0')}`,
    stratum: i % 3 === 0 ? '乙' : '甲',
    size: i === 4 ? 0 : 2 + ((i * 7) % 5),
    values: { x: i % 8, y: Math.floor(i / 8), village: `v${i % 8}` },
  }))

const settings: Readonly<Partial<Record<Method, Partial<Design>>>> = {
  pivotal: { coordinates: ['x', 'y'] },
  cube: { balance: ['x', 'size'] },
  cluster: { cluster: 'village', allocation: { kind: 'equal', n: 4 } },
  two_stage: { cluster: 'village', second: { method: 'srs', n: 2 }, allocation: { kind: 'equal', n: 4 } },
}

/** A design of 12 by a method, with what the method needs. */
export const designFor = (method: Method, more: Partial<Design>): Design => ({
  method,
  columns: ['x', 'y', 'village'],
  allocation: { kind: 'proportional', n: 12 },
  ...settings[method],
  ...more,
})
