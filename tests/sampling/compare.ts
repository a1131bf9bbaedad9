// Comparing a case's result with its reference, number by number.
//
// Tolerances, relative: estimates, weights and counts 1e-10; standard errors and what is made of them (covariances, coefficients
// of variation, intervals, design effects, test statistics) 1e-9; everything of an iterated method (raking, calibration, trimming
// of raked weights) and p values, whose relative error is that of the statistic times its square, 1e-8. A case's own `tol` goes
// before these: its keys name parts of the result (`weights`, `se`, `likelihood`, `maxentropy`) or `all`. Near zero an absolute
// error of 1e-12 is allowed; within a covariance matrix that zero is measured by the matrix's largest entry, within a standard
// error or interval of 0 by the estimate, since the one is computed from differences of the other.
// `version_sensitive`: where a newer R differs, the newer value counts.

export interface ReferenceCase {
  readonly id: string
  readonly data: string | null
  readonly op: string
  readonly args: unknown
  readonly design: unknown
  readonly expected: unknown
  readonly note?: string
  readonly tol?: Readonly<Record<string, number>>
  readonly version_sensitive?: Readonly<Record<string, unknown>>
}

export interface Difference {
  readonly path: string
  readonly expected: unknown
  readonly actual: unknown
  /** |actual − expected| / |expected|; null where numbers cannot be compared. */
  readonly relative: number | null
  readonly allowed: number
}

export interface Comparison {
  readonly numbers: number
  /** Largest relative error of a number that is not near zero. */
  readonly worst: number
  readonly differences: readonly Difference[]
}

const iterated = new Set(['rake', 'rake.rdefault', 'calibrate', 'trimWeights', 'order_exact_pi'])
const secondOrder =
  /^(se|.*_se|se_.*|vcov|cv|ci.*|lo|hi|deff.*|t|statistic|parameter|df_.*|kappa|moe.*|var.*|rscales.*)$/
const pValue = /^(p|p_.*)$/

export function toleranceOf(one: ReferenceCase, path: readonly string[]): number {
  for (const [key, value] of Object.entries(one.tol ?? {})) {
    if (key === 'all' || path.includes(key)) return value
  }
  if (iterated.has(one.op) || path.some(key => pValue.test(key))) return 1e-8
  return path.some(key => secondOrder.test(key)) ? 1e-9 : 1e-10
}

/** The expected values, those of a newer R in place of older ones. */
export function expectedOf(one: ReferenceCase): unknown {
  const expected = structuredClone(one.expected)
  const newer = one.version_sensitive?.['survey_4_5']
  for (const [path, value] of Object.entries(newer ?? {})) {
    const keys = path.split('.')
    const last = keys.pop()!
    const place = keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], expected)
    ;(place as Record<string, unknown>)[last] = value
  }
  return expected
}

const numberOf = (value: unknown): number | null => {
  if (typeof value === 'number') return value
  if (value === 'NaN') return NaN
  if (value === 'Inf' || value === '-Inf') return value === 'Inf' ? Infinity : -Infinity
  return null
}

export function compare(one: ReferenceCase, result: unknown): Comparison {
  const differences: Difference[] = []
  let numbers = 0
  let worst = 0
  const differ = (path: readonly string[], expected: unknown, actual: unknown, relative: number | null = null): void =>
    void differences.push({ path: path.join('.'), expected, actual, relative, allowed: toleranceOf(one, path) })

  const walk = (path: readonly string[], expected: unknown, actual: unknown, scale: number): void => {
    const number = numberOf(expected)
    if (number !== null) {
      numbers++
      const found = numberOf(actual)
      if (found === null) return differ(path, expected, actual)
      if (Object.is(number, found) || number === found) return
      const error = Math.abs(found - number)
      const relative = error / Math.abs(number)
      if (!(error <= 1e-12 * scale)) {
        if (!(relative <= toleranceOf(one, path))) return differ(path, expected, actual, relative)
        worst = Math.max(worst, relative)
      }
      return
    }
    if (typeof expected !== 'object' || expected === null) {
      if (expected !== actual) differ(path, expected, actual)
      return
    }
    if (typeof actual !== 'object' || actual === null) return differ(path, expected, actual)
    if (Array.isArray(expected) && (!Array.isArray(actual) || actual.length !== expected.length)) {
      return differ(path, `${expected.length} values`, Array.isArray(actual) ? `${actual.length} values` : actual)
    }
    for (const [key, value] of Object.entries(expected)) {
      const other = (actual as Record<string, unknown>)[key]
      if (other === undefined) differ([...path, key], value, undefined)
      else walk([...path, key], value, other, scaleBelow(key, expected as Record<string, unknown>, scale))
    }
  }
  walk([], expectedOf(one), result, 1)
  return { numbers, worst, differences }
}

// Where zero is: see the head of this file.
function scaleBelow(key: string, siblings: Readonly<Record<string, unknown>>, above: number): number {
  if (key === 'vcov') return Math.max(1, largest(siblings[key]))
  if (/^(se|ci)/.test(key) && siblings['est'] !== undefined) return Math.max(1, largest(siblings['est']))
  return above
}

function largest(value: unknown): number {
  if (typeof value === 'number') return Math.abs(value)
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce<number>((most, one) => Math.max(most, largest(one)), 0)
}
