// What a design file may say of its methods, of coordination and of people left out.
import { isObject, pointerTo, type Checker, type JsonObject } from './check.ts'
import type { Design, Method } from './designtypes.ts'
import { methodTraits, methods, settingsOf, type SettingName } from './methods.ts'
import { expecting, problem, shown } from './problem.ts'

export const settingKeys: readonly SettingName[] = ['order', 'coordinates', 'balance', 'cluster', 'second']

const kinds = { order: 'names', coordinates: 'names', balance: 'names', cluster: 'string', second: 'object' } as const

/**
 * Settings of the whole design and of each stratum: their kind, whether a method reads them, whether one is missing.
 *
 * @internal
 */
export function checkSettings(check: Checker, design: Design): void {
  const places: [string, JsonObject][] = [['', design as unknown as JsonObject]]
  for (const [name, own] of Object.entries(design.strata ?? {})) {
    places.push([pointerTo('/strata', name), own as JsonObject])
  }
  for (const [at, owner] of places) {
    for (const key of settingKeys) if (!check.value(owner, at, key, kinds[key])) continue
    if (isObject(owner['second'])) checkSecond(check, owner['second'], `${at}/second`)
  }
  if (check.problems.length > 0) return
  checkRead(check, design)
  checkColumns(check, design)
  checkNeeds(check, design, '', design.method)
  for (const name of Object.keys(design.strata ?? {})) {
    checkNeeds(check, design, name, settingsOf(design, name).method)
  }
  checkProfile(check, design)
  checkCoordinated(check, design)
}

function checkSecond(check: Checker, second: JsonObject, at: string): void {
  check.keys(second, at, ['method', 'n'])
  check.choice(second, at, 'method', ['srs', 'systematic'], 'required')
  check.value(second, at, 'n', 'positive', 'required')
}

const methodsOf = (design: Design): Set<Method> =>
  new Set([design.method, ...Object.keys(design.strata ?? {}).map(name => settingsOf(design, name).method)])

// A setting that no method of its place reads would be a dead letter, and a reader would think it counts.
function checkRead(check: Checker, design: Design): void {
  const reads = (method: Method, key: SettingName): boolean => {
    const { needs, may } = methodTraits[method]
    return needs.includes(key) || may.includes(key)
  }
  const report = (key: SettingName, at: string): void => {
    const known = methods.filter(method => reads(method, key)).join(', ')
    check.problems.push(problem('setting_unread', { file: 'design', pointer: pointerTo(at, key), known }))
  }
  const used = methodsOf(design)
  for (const key of settingKeys) {
    if (design[key] !== undefined && ![...used].some(method => reads(method, key))) report(key, '')
    for (const [name, own] of Object.entries(design.strata ?? {})) {
      const { method } = settingsOf(design, name)
      if (own[key] !== undefined && !reads(method, key)) report(key, pointerTo('/strata', name))
    }
  }
}

function checkNeeds(check: Checker, design: Design, stratum: string, method: Method): void {
  const settings: Partial<Record<SettingName, unknown>> = stratum === '' ? design : settingsOf(design, stratum)
  const at = stratum === '' ? '' : pointerTo('/strata', stratum)
  for (const key of methodTraits[method].needs) {
    const value = settings[key]
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) continue
    // Where every stratum goes another way, the design's own method needs nothing; that is seen against the frame.
    if (stratum === '' && Object.keys(design.strata ?? {}).length > 0) continue
    const details = { file: 'design', pointer: pointerTo(at, key), method, ...expecting(kinds[key]) }
    check.problems.push(problem('setting_missing', details))
  }
}

// The digest of the frame must cover what the draw reads, so every column is named once, under `columns`.
function checkColumns(check: Checker, design: Design): void {
  const named = new Set(design.columns ?? [])
  const reserved = (design.columns ?? []).filter(name => ['element_id', 'stratum', 'size'].includes(name))
  for (const found of reserved) {
    check.problems.push(problem('column_standard', { file: 'design', pointer: '/columns', found }))
  }
  const look = (owner: JsonObject, at: string): void => {
    const { order, coordinates, balance, cluster } = owner as Partial<Design>
    const read: [string, readonly string[], readonly string[]][] = [
      ['order', (order ?? []).map(key => (named.has(key) ? key : key.replace(/^-/, ''))), ['size', 'element_id']],
      ['coordinates', coordinates ?? [], []],
      ['balance', balance ?? [], ['size']],
      ['cluster', cluster === undefined ? [] : [cluster], []],
    ]
    for (const [key, columns, standard] of read) {
      for (const found of columns.filter(name => !named.has(name) && !standard.includes(name))) {
        const known = [...standard, ...named].join(', ')
        check.problems.push(problem('column_unnamed', { file: 'design', pointer: pointerTo(at, key), found, known }))
      }
    }
  }
  look(design as unknown as JsonObject, '')
  for (const [name, own] of Object.entries(design.strata ?? {})) look(own as JsonObject, pointerTo('/strata', name))
}

function checkProfile(check: Checker, design: Design): void {
  if (design.profile !== 'index') return
  for (const method of methodsOf(design)) {
    if (method !== 'srs') check.problems.push(problem('profile_method', { method }))
  }
  for (const key of ['coordination', 'exclude'] as const) {
    if (design[key] !== undefined) check.problems.push(problem('profile_alone', { pointer: `/${key}`, key }))
  }
}

function checkCoordinated(check: Checker, design: Design): void {
  if (design.coordination === undefined) return
  const known = methods.filter(method => methodTraits[method].coordinated).join(', ')
  for (const method of methodsOf(design)) {
    if (!methodTraits[method].coordinated) check.problems.push(problem('not_coordinated', { method, known }))
    if (design.coordination.wave !== undefined && method !== 'srs') {
      check.problems.push(problem('rotation_method', { pointer: '/coordination/wave', method }))
    }
  }
}

/** The form of `coordination`. @internal */
export function checkCoordination(check: Checker, design: JsonObject): void {
  if (!check.value(design, '', 'coordination', 'object')) return
  const [found, at] = [design['coordination'] as JsonObject, '/coordination']
  check.keys(found, at, ['panel', 'key_digest', 'start', 'direction', 'wave', 'kept'])
  check.value(found, at, 'panel', 'string', 'required')
  check.value(found, at, 'key_digest', 'digest', 'required')
  const start = found['start']
  if (start !== 'seed' && (typeof start !== 'number' || !(start >= 0 && start < 1))) {
    const details = { file: 'design', pointer: `${at}/start`, ...expecting('start') }
    check.problems.push(
      start === undefined
        ? problem('missing_key', details)
        : problem('wrong_type', { ...details, found: shown(start) }),
    )
  }
  check.choice(found, at, 'direction', ['up', 'down'])
  check.value(found, at, 'wave', 'positive', found['kept'] === undefined ? undefined : 'required')
  check.value(found, at, 'kept', 'power', found['wave'] === undefined ? undefined : 'required')
}

/** The form of `exclude`. @internal */
export function checkExclusion(check: Checker, design: JsonObject): void {
  if (!check.value(design, '', 'exclude', 'object')) return
  const [found, at] = [design['exclude'] as JsonObject, '/exclude']
  check.keys(found, at, ['samples', 'drawn_at_least'])
  check.value(found, at, 'samples', 'digests', 'required')
  check.value(found, at, 'drawn_at_least', 'positive')
}
