// Strict reading of a campaign's scheme: scoring, rounding, composite weights and the grade rule in one document.
import { isObject } from './check.ts'
import type { CompositeRule } from './composite.ts'
import { addDecimals, compareDecimals, isDecimal } from './decimal.ts'
import type { GradeLimit, GradeRule, TieKey } from './grade.ts'
import type { CampaignScheme, ValueMap } from './scheme.ts'
import { defaultScheme } from './scheme.ts'
import { type Read, readScoring } from './scheme-check.ts'
import { readHcp } from './scheme-hcp.ts'
import { SchemeReader } from './scheme-reader.ts'

type Body = Readonly<Record<string, unknown>>

/**
 * Read a campaign's scheme; keys left out take their default, keys nobody knows are faults. Only `hcp` has no default when left
 * out: a scheme that does not name the 好差评 channel has none, so that schemes frozen before it existed keep their meaning.
 *
 * @param body parsed JSON
 * @returns the scheme with defaults filled in, or null and everything that is wrong with its JSON pointer
 * @example readCampaignScheme({ value_map: { s4: 100 }, rounding: 2 }).problems[0]?.pointer // => '/rounding'
 */
export function readCampaignScheme(body: unknown): Read<CampaignScheme> {
  const reader = new SchemeReader()
  if (!isObject(body)) {
    reader.report('scheme_not_object', '/', {})
    return { scheme: null, problems: reader.problems }
  }
  reader.knownKeys(body, '', [...Object.keys(defaultScheme), 'label', 'note', 'source'])
  const filled: Body = { ...defaultScheme, hcp: null, ...body }
  const alt_value_maps = readAlternatives(filled, reader)
  const scheme: CampaignScheme = {
    ...readScoring(filled, reader),
    alt_value_maps,
    unit_target_n: reader.number(filled, 'unit_target_n', 'count', defaultScheme.unit_target_n),
    hcp: readHcp(filled['hcp'], alt_value_maps, reader),
    round: readRounding(filled['round'], '/round', reader),
    composite: readComposite(filled['composite'], reader),
    grade: readGrade(filled['grade'], reader),
  }
  if (!scheme.dimension_weights) reader.missing('/dimension_weights', 'weights')
  if (!scheme.group_weights) reader.missing('/group_weights', 'weights')
  return { scheme: reader.problems.length > 0 ? null : scheme, problems: reader.problems }
}

function readAlternatives(body: Body, reader: SchemeReader): Readonly<Record<string, ValueMap>> {
  const maps = body['alt_value_maps']
  if (!isObject(maps)) {
    reader.wrong('/alt_value_maps', 'value_map', maps)
    return {}
  }
  const inner = new SchemeReader()
  for (const name of Object.keys(maps)) inner.valueMap(maps, name)
  for (const problem of inner.problems) reader.wrong(`/alt_value_maps${problem.pointer ?? ''}`, 'value_map', maps)
  return maps as Record<string, ValueMap>
}

function readRounding(value: unknown, at: string, reader: SchemeReader): CampaignScheme['round'] {
  const good =
    isObject(value) &&
    Number.isInteger(value['places']) &&
    (value['places'] as number) >= 0 &&
    (value['places'] as number) <= 10 &&
    (value['mode'] === 'half_up' || value['mode'] === 'half_even')
  if (!good) reader.wrong(at, 'rounding', value)
  return good ? (value as unknown as CampaignScheme['round']) : defaultScheme.round
}

/** An object whose keys are those of a pattern; other keys are faults, missing ones take the pattern's value. */
function section<T extends object>(
  value: unknown,
  at: string,
  pattern: T,
  reader: SchemeReader,
): Record<keyof T, unknown> {
  if (!isObject(value)) {
    reader.wrong(at, 'section', value)
    return pattern
  }
  reader.knownKeys(value, at, Object.keys(pattern))
  return { ...pattern, ...value }
}

function decimal(value: unknown, at: string, reader: SchemeReader): string {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text === 'string' && isDecimal(text) && compareDecimals(text, '0') >= 0) return text
  reader.wrong(at, 'decimal', value)
  return '0'
}

const decimalOrNull = (value: unknown, at: string, reader: SchemeReader): string | null =>
  value === null ? null : decimal(value, at, reader)

function choice<const T extends string>(value: unknown, at: string, choices: readonly T[], reader: SchemeReader): T {
  if (choices.includes(value as T)) return value as T
  reader.wrong(at, 'section', value)
  return choices[0]!
}

function flag(value: unknown, at: string, reader: SchemeReader): boolean {
  if (typeof value !== 'boolean') reader.wrong(at, 'flag', value)
  return value === true
}

/** Decimals by name that must add up to 100. */
function shares<K extends string>(
  value: unknown,
  at: string,
  pattern: Readonly<Record<K, string>>,
  reader: SchemeReader,
) {
  const found = section(value, at, pattern, reader)
  const read = Object.fromEntries(
    Object.keys(pattern).map(key => [key, decimal(found[key as K], `${at}/${key}`, reader)]),
  ) as Record<K, string>
  if (compareDecimals(addDecimals(Object.values(read)), '100') !== 0) reader.wrong(at, 'hundred', value)
  return read
}

function readComposite(value: unknown, reader: SchemeReader): CompositeRule {
  const at = '/composite'
  const pattern = defaultScheme.composite
  const found = section(value, at, pattern, reader)
  const places = found.public_places
  const goodPlaces = Number.isInteger(places) && (places as number) >= 0 && (places as number) <= 10
  if (!goodPlaces) reader.wrong(`${at}/public_places`, 'count', places)
  return {
    weights: shares(found.weights, `${at}/weights`, pattern.weights, reader),
    leader_blocks: shares(found.leader_blocks, `${at}/leader_blocks`, pattern.leader_blocks, reader),
    bonus_cap: decimalOrNull(found.bonus_cap, `${at}/bonus_cap`, reader),
    deduction_cap: decimalOrNull(found.deduction_cap, `${at}/deduction_cap`, reader),
    floor: decimalOrNull(found.floor, `${at}/floor`, reader),
    round: readRounding(found.round, `${at}/round`, reader),
    public_places: goodPlaces ? (places as number) : pattern.public_places,
  }
}

function limit(value: unknown, at: string, pattern: GradeLimit, reader: SchemeReader): GradeLimit {
  const found = section(value, at, pattern, reader)
  return {
    min: decimal(found.min, `${at}/min`, reader),
    min_op: choice(found.min_op, `${at}/min_op`, ['>=', '>'], reader),
  }
}

function readGrade(value: unknown, reader: SchemeReader): GradeRule {
  const pattern = defaultScheme.grade
  const found = section(value, '/grade', pattern, reader)
  const excellent = section(found.excellent, '/grade/excellent', pattern.excellent, reader)
  const quota = section(found.quota, '/grade/quota', pattern.quota, reader)
  const tie = section(found.tie, '/grade/tie', pattern.tie, reader)
  const chain = Array.isArray(tie.chain) ? tie.chain : []
  if (!Array.isArray(tie.chain)) reader.wrong('/grade/tie/chain', 'codes', tie.chain)
  const keys = ['target', 'public', 'leader', 'deduction'] as const satisfies readonly TieKey[]
  return {
    excellent: {
      ...limit(found.excellent, '/grade/excellent', pattern.excellent, reader),
      share: decimal(excellent.share, '/grade/excellent/share', reader),
    },
    good: limit(found.good, '/grade/good', pattern.good, reader),
    fair: limit(found.fair, '/grade/fair', pattern.fair, reader),
    quota: {
      rounding: choice(quota.rounding, '/grade/quota/rounding', ['floor', 'half_up', 'ceil'], reader),
      refill: flag(quota.refill, '/grade/quota/refill', reader),
      city_excellent: flag(quota.city_excellent, '/grade/quota/city_excellent', reader),
      bonus_points: decimalOrNull(quota.bonus_points, '/grade/quota/bonus_points', reader),
      bonus_keeps_min: flag(quota.bonus_keeps_min, '/grade/quota/bonus_keeps_min', reader),
    },
    tie: {
      chain: chain.map((key, k) => choice(key, `/grade/tie/chain/${k}`, keys, reader)),
      final: choice(tie.final, '/grade/tie/final', ['include_all', 'exclude_all'], reader),
    },
    on_rounded: flag(found.on_rounded, '/grade/on_rounded', reader),
  }
}
