// What a design file may say under `allocation`: which keys each kind reads, and what they hold.
import type { Checker, JsonObject } from './check.ts'
import type { AllocationKind } from './designtypes.ts'
import { expecting, problem, type ExpectedKind } from './problem.ts'

const common = ['kind', 'n', 'min', 'max', 'census_below']

/** Keys a kind reads besides the common ones; a key of another kind would be a dead letter. */
const ownKeys: Readonly<Record<AllocationKind, readonly string[]>> = {
  equal: [],
  proportional: [],
  neyman: ['sd'],
  power: ['power'],
  fixed: ['per_stratum'],
  optimal: ['sd'],
  equal_precision: ['sd', 'mean', 'margin', 'cv'],
}

/** Every kind of allocation a design may name. */
const allocationKinds = Object.keys(ownKeys) as readonly AllocationKind[]

const targets = ['n', 'margin', 'cv']

/** Report what is wrong with the `allocation` of a design. @internal */
export function checkAllocation(check: Checker, allocation: JsonObject): void {
  const at = '/allocation'
  const known = [...new Set([...common, ...Object.values(ownKeys).flat()])]
  check.keys(allocation, at, known)
  const kindKnown = check.choice(allocation, at, 'kind', allocationKinds, 'required')
  const kind = allocation['kind'] as AllocationKind
  const free = kind === 'fixed' || kind === 'equal_precision'
  check.value(allocation, at, 'n', 'positive', free ? undefined : 'required')
  check.value(allocation, at, 'census_below', 'count')
  check.value(allocation, at, 'power', 'power')
  check.value(allocation, at, 'margin', 'above_zero')
  check.value(allocation, at, 'cv', 'above_zero')
  checkBounds(check, allocation, at)
  check.record(allocation, at, 'sd', 'number')
  check.record(allocation, at, 'mean', 'above_zero')
  check.record(allocation, at, 'per_stratum', 'count')
  if (!kindKnown) return
  for (const key of ['sd', 'per_stratum']) {
    if (ownKeys[kind].includes(key) && allocation[key] === undefined) missing(check, key, 'object')
  }
  if (kind === 'equal_precision') checkTarget(check, allocation)
  const readable = [...common, ...ownKeys[kind]]
  for (const key of Object.keys(allocation)) {
    if (!known.includes(key) || readable.includes(key)) continue
    const details = { file: 'design', pointer: `${at}/${key}`, known: readable.join(', ') }
    check.problems.push(problem('unknown_key', details))
  }
}

/** Report a `min` above its `max`. @internal */
export function checkBounds(check: Checker, owner: JsonObject, at: string): void {
  const low = check.value(owner, at, 'min', 'count')
  const high = check.value(owner, at, 'max', 'count')
  const min = owner['min'] as number
  const max = owner['max'] as number
  if (low && high && min > max) check.problems.push(problem('min_above_max', { file: 'design', pointer: at, min, max }))
}

function checkTarget(check: Checker, allocation: JsonObject): void {
  const given = targets.filter(key => allocation[key] !== undefined)
  if (given.length !== 1) {
    const details = {
      file: 'design',
      pointer: '/allocation',
      known: targets.join(', '),
      found: given.join(', ') || '—',
    }
    check.problems.push(problem('one_target', details))
  }
  if (allocation['cv'] !== undefined && allocation['mean'] === undefined) missing(check, 'mean', 'object')
}

const missing = (check: Checker, key: string, kind: ExpectedKind): void =>
  void check.problems.push(
    problem('missing_key', { file: 'design', pointer: `/allocation/${key}`, ...expecting(kind) }),
  )
