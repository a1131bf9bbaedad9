// What a design file may say, key by key.
import { createChecker, isObject, pointerTo, type Checker, type JsonObject } from './check.ts'
import { laterMethods, methods, type Design } from './designtypes.ts'
import { expecting, problem, refuse, shown } from './problem.ts'

const kinds = ['equal', 'proportional', 'neyman', 'power', 'fixed']
const designKeys = ['method', 'allocation', 'reserve', 'strata', 'hash', 'profile', 'title', 'note', 'assignment']
const allocationKeys = ['kind', 'n', 'min', 'max', 'census_below', 'sd', 'per_stratum', 'power']
const stratumKeys = ['n', 'min', 'max', 'reserve', 'method']

/** Give a design its type, or throw an InputError with everything that is wrong with it. */
export function checkDesign(value: unknown): Design {
  const check = createChecker('design')
  if (!isObject(value)) {
    refuse([problem('wrong_type', { file: 'design', pointer: '/', ...expecting('object'), found: shown(value) })])
  }
  const design = value as JsonObject
  check.keys(design, '', designKeys)
  checkMethod(check, design, '', 'required')
  check.choice(design, '', 'hash', ['sha256', 'sm3'])
  checkProfile(check, design)
  check.value(design, '', 'title', 'string')
  check.value(design, '', 'note', 'string')
  check.value(design, '', 'assignment', 'object')
  if (check.value(design, '', 'allocation', 'object', 'required')) {
    checkAllocation(check, design['allocation'] as JsonObject)
  }
  checkReserve(check, design)
  checkStrata(check, design)
  refuse(check.problems)
  return value as Design
}

function checkMethod(check: Checker, owner: JsonObject, at: string, required?: 'required'): void {
  const found = owner['method']
  if (typeof found === 'string' && laterMethods.includes(found)) {
    const details = { file: 'design', pointer: pointerTo(at, 'method'), found, known: methods.join(', ') }
    check.problems.push(problem('method_later', details))
  } else check.choice(owner, at, 'method', methods, required)
}

function checkProfile(check: Checker, design: JsonObject): void {
  if (design['profile'] === 'index') {
    check.problems.push(problem('profile_later', { file: 'design', pointer: '/profile', found: 'index', known: 'id' }))
  } else check.choice(design, '', 'profile', ['id'])
}

function checkAllocation(check: Checker, allocation: JsonObject): void {
  const at = '/allocation'
  check.keys(allocation, at, allocationKeys)
  check.choice(allocation, at, 'kind', kinds, 'required')
  const kind = allocation['kind']
  check.value(allocation, at, 'n', 'positive', kind === 'fixed' ? undefined : 'required')
  check.value(allocation, at, 'census_below', 'count')
  check.value(allocation, at, 'power', 'power')
  checkBounds(check, allocation, at)
  check.record(allocation, at, 'sd', 'number')
  const perStratum = check.record(allocation, at, 'per_stratum', 'count')
  if (kind === 'neyman' && allocation['sd'] === undefined) {
    check.problems.push(problem('missing_key', { file: 'design', pointer: '/allocation/sd', ...expecting('object') }))
  }
  if (kind === 'fixed' && allocation['per_stratum'] === undefined) {
    const details = { file: 'design', pointer: '/allocation/per_stratum', ...expecting('object') }
    check.problems.push(problem('missing_key', details))
  }
  // Keys that another kind reads would be dead letters here, and a reader would think they count.
  const strange: Record<string, string> = { sd: 'neyman', per_stratum: 'fixed', power: 'power' }
  for (const [key, owner] of Object.entries(strange)) {
    if (allocation[key] === undefined || kind === owner || (key === 'per_stratum' && !perStratum)) continue
    const known = allocationKeys.filter(name => strange[name] === undefined || strange[name] === kind).join(', ')
    check.problems.push(problem('unknown_key', { file: 'design', pointer: `${at}/${key}`, known }))
  }
}

function checkBounds(check: Checker, owner: JsonObject, at: string): void {
  const low = check.value(owner, at, 'min', 'count')
  const high = check.value(owner, at, 'max', 'count')
  const min = owner['min'] as number
  const max = owner['max'] as number
  if (low && high && min > max) check.problems.push(problem('min_above_max', { file: 'design', pointer: at, min, max }))
}

function checkReserve(check: Checker, design: JsonObject): void {
  const reserve = design['reserve']
  if (isObject(reserve)) {
    check.keys(reserve, '/reserve', ['per_stratum'])
    if (reserve['per_stratum'] !== undefined) return void check.record(reserve, '/reserve', 'per_stratum', 'count')
  } else if (reserve === undefined || (Number.isSafeInteger(reserve) && (reserve as number) >= 0)) return
  const details = { file: 'design', pointer: '/reserve', ...expecting('reserve'), found: shown(reserve) }
  check.problems.push(problem('wrong_type', details))
}

function checkStrata(check: Checker, design: JsonObject): void {
  if (!check.value(design, '', 'strata', 'object')) return
  const strata = design['strata'] as JsonObject
  for (const name of Object.keys(strata)) {
    const at = pointerTo('/strata', name)
    if (!check.value(strata, '/strata', name, 'object')) continue
    const stratum = strata[name] as JsonObject
    check.keys(stratum, at, stratumKeys)
    check.value(stratum, at, 'n', 'count')
    check.value(stratum, at, 'reserve', 'count')
    checkBounds(check, stratum, at)
    checkMethod(check, stratum, at)
  }
}
