// Strict reading of scoring schemes: every key known, every value of the right kind, every fault with its place.
import { isObject } from './check.ts'
import { shown } from './problem.ts'
import type { FileLayout, FileScheme, ScoringScheme } from './scheme.ts'
import { SchemeReader } from './scheme-reader.ts'
import type { ScoreProblem } from './score-problem.ts'

const SCORING_KEYS = [
  'value_map',
  'dimension_weights',
  'min_answered_weight',
  'group_weights',
  'group_min_n',
  'unit_min_n',
  'small_group',
]
const LAYOUT_KEYS = [
  'layout',
  'respondent',
  'group',
  'stratum',
  'weight',
  'units',
  'unit',
  'dimension',
  'value',
  'missing',
  'not_asked',
  'group_map',
  'unit_map',
  'population',
]
/** Notes that may stand in any scheme file and change nothing. */
const NOTE_KEYS = ['label', 'note', 'method', 'source']

export interface Read<T> {
  readonly scheme: T | null
  readonly problems: readonly ScoreProblem[]
}

/**
 * Read the scheme file of `minping score`.
 *
 * @param body parsed JSON
 * @returns the scheme with defaults filled in, or null and everything that is wrong
 * @example readFileScheme({ layout: 'diagonal' }).problems[0]?.pointer // => '/layout'
 */
export function readFileScheme(body: unknown): Read<FileScheme> {
  const reader = new SchemeReader()
  if (!isObject(body)) {
    reader.report('scheme_not_object', '/', {})
    return { scheme: null, problems: reader.problems }
  }
  if (Object.hasOwn(body, 'hcp')) reader.report('scheme_hcp_file', '/hcp', {})
  reader.knownKeys(body, '', [...LAYOUT_KEYS, ...SCORING_KEYS, ...NOTE_KEYS, 'hcp'])
  const layout = readLayout(body, reader)
  const scoring = readScoring(body, reader)
  checkTogether(layout, scoring, reader)
  return reader.problems.length > 0
    ? { scheme: null, problems: reader.problems }
    : { scheme: { ...layout, ...scoring }, problems: [] }
}

/** Read the part of a scheme that scores; keys of other parts are the caller's to check. @internal */
export function readScoring(body: Readonly<Record<string, unknown>>, reader: SchemeReader): ScoringScheme {
  const value_map = reader.valueMap(body, 'value_map')
  const dimension_weights = reader.weights(body, 'dimension_weights')
  const group_weights = reader.weights(body, 'group_weights')
  return {
    value_map,
    dimension_weights,
    min_answered_weight: reader.number(body, 'min_answered_weight', 'percent', 50),
    group_weights,
    group_min_n: reader.number(body, 'group_min_n', 'count', 0),
    unit_min_n: reader.number(body, 'unit_min_n', 'count', 0),
    small_group: reader.choice(body, 'small_group', ['leave_out', 'merge_then_flag'], 'small_group', 'leave_out'),
  }
}

/** Read the part that says which column is what. */
function readLayout(body: Readonly<Record<string, unknown>>, reader: SchemeReader): FileLayout {
  const layout = reader.choice(body, 'layout', ['wide', 'long'], 'layout')
  const wide = layout === 'wide'
  return {
    layout,
    respondent: reader.text(body, 'respondent'),
    group: reader.textOrNull(body, 'group'),
    stratum: reader.textOrNull(body, 'stratum'),
    weight: reader.textOrNull(body, 'weight'),
    units: wide ? reader.units(body, 'units') : null,
    unit: wide ? null : reader.text(body, 'unit'),
    dimension: wide ? null : reader.textOrNull(body, 'dimension'),
    value: wide ? null : reader.text(body, 'value'),
    missing: reader.codes(body, 'missing'),
    not_asked: reader.codes(body, 'not_asked'),
    group_map: reader.aliases(body, 'group_map'),
    unit_map: reader.aliases(body, 'unit_map'),
    population: reader.sizes(body, 'population'),
  }
}

/** What no key shows alone: codes in two places, dimensions without a weight. */
function checkTogether(layout: FileLayout, scoring: ScoringScheme, reader: SchemeReader): void {
  for (const key of ['missing', 'not_asked'] as const)
    layout[key].forEach((code, index) => {
      if (Object.hasOwn(scoring.value_map, code))
        reader.report('scheme_code_twice', `/${key}/${index}`, { found: shown(code) })
    })
  layout.not_asked.forEach((code, index) => {
    if (layout.missing.includes(code)) reader.report('scheme_code_twice', `/not_asked/${index}`, { found: shown(code) })
  })
  for (const [unit, columns] of Object.entries(layout.units ?? {}))
    if (typeof columns !== 'string')
      for (const dimension of Object.keys(columns))
        if (!Object.hasOwn(scoring.dimension_weights ?? {}, dimension))
          reader.report('scheme_dimension_weight', `/units/${unit}/${dimension}`, { found: shown(dimension) })
  if (layout.dimension && !scoring.dimension_weights) reader.missing('/dimension_weights', 'weights')
}
