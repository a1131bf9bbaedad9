// What a design file may say, key by key.
import { checkAllocation, checkBounds } from './allocationcheck.ts'
import { createChecker, isObject, pointerTo, type Checker, type JsonObject } from './check.ts'
import { checkCoordination, checkExclusion, checkSettings, settingKeys } from './designsettings.ts'
import type { Design } from './designtypes.ts'
import { methods } from './methods.ts'
import { expecting, problem, refuse, shown } from './problem.ts'

const drawKeys = ['method', 'allocation', 'reserve', 'strata', 'hash', 'profile', 'columns', 'coordination', 'exclude']
const designKeys = [...drawKeys, ...settingKeys, 'title', 'note', 'assignment']
const stratumKeys = ['n', 'min', 'max', 'reserve', 'method', ...settingKeys]

/** Give a design its type, or throw an InputError with everything that is wrong with it. @internal */
export function checkDesign(value: unknown): Design {
  const check = createChecker('design')
  if (!isObject(value)) {
    refuse([problem('wrong_type', { file: 'design', pointer: '/', ...expecting('object'), found: shown(value) })])
  }
  const design = value as JsonObject
  check.keys(design, '', designKeys)
  check.choice(design, '', 'method', methods, 'required')
  check.choice(design, '', 'hash', ['sha256', 'sm3'])
  check.choice(design, '', 'profile', ['id', 'index'])
  check.value(design, '', 'columns', 'names')
  check.value(design, '', 'title', 'string')
  check.value(design, '', 'note', 'string')
  check.value(design, '', 'assignment', 'object')
  if (check.value(design, '', 'allocation', 'object', 'required')) {
    checkAllocation(check, design['allocation'] as JsonObject)
  }
  checkReserve(check, design)
  checkStrata(check, design)
  checkCoordination(check, design)
  checkExclusion(check, design)
  refuse(check.problems)
  checkSettings(check, value as Design)
  refuse(check.problems)
  return value as Design
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
    check.choice(stratum, at, 'method', methods)
  }
}
