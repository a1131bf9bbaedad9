// The typed client of designs, and the form between a person and the design file.
import type { InferResponseType } from 'hono/client'
import { InputError, type Problem } from '../../../sampling/problem.ts'
import { type AllocationKind, ofStratum, type StratumDesign } from '../../../sampling/designtypes.ts'
import type { RespondentCategory } from '../../../server/campaign/campaign.ts'
import { type AssignmentRule, type AssignmentSpec, defaultAssignment } from '../../../server/design/assignment.ts'
import { type CheckedDesign, checkDesign, type StratumSize } from '../../../server/design/design.ts'
import type { DesignRoutes } from '../../../server/design/design.routes.ts'
import type { FrameRoutes } from '../../../server/frame/frame.routes.ts'
import { client } from '../shell/api.ts'

export const api = client<DesignRoutes>()
export const frameApi = client<FrameRoutes>()
export type Design = InferResponseType<(typeof api.designs)[':id']['$get'], 200>['design']

type Numbers = Readonly<Record<string, number>>

/** The ways of drawing that need no more than a frame made of rosters. */
export const WAYS = ['srs', 'systematic', 'index'] as const
type Way = (typeof WAYS)[number]

/** What equal precision starts from: a margin, a coefficient of variation, or a total. */
export const TARGETS = ['margin', 'n', 'cv'] as const
export type Target = (typeof TARGETS)[number]

export interface DesignForm {
  readonly name: string
  readonly frameId: string
  readonly way: Way
  readonly kind: AllocationKind
  readonly n: number | null
  readonly min: number | null
  readonly max: number | null
  readonly census: number | null
  readonly power: number
  readonly sd: Numbers
  readonly target: Target
  readonly aim: number | null
  /** Equal precision in proportion to the expected mean. */
  readonly relative: boolean
  readonly mean: Numbers
  readonly fixed: Numbers
  readonly reserveBy: 'total' | 'stratum'
  readonly reserve: number | null
  readonly reservePer: Numbers
  readonly maxUnits: number
  readonly rules: Readonly<Partial<Record<RespondentCategory, AssignmentRule>>>
  readonly minPerGroup: number | null
  /** False for a file that leaves the rules to custom, until they are touched. */
  readonly assigned: boolean
  /** What the file says besides, which the form does not show and does not lose. */
  readonly kept: Readonly<Record<string, unknown>>
}

export const emptyForm: DesignForm = {
  name: '',
  frameId: '',
  way: 'srs',
  kind: 'proportional',
  n: null,
  min: null,
  max: null,
  census: null,
  power: 0.5,
  sd: {},
  target: 'margin',
  aim: null,
  relative: false,
  mean: {},
  fixed: {},
  reserveBy: 'total',
  reserve: null,
  reservePer: {},
  maxUnits: defaultAssignment.max_units,
  rules: defaultAssignment.rules ?? {},
  minPerGroup: null,
  assigned: true,
  kept: {},
}

/** What a deviation is taken to be where nobody has said, in points of 100. */
export const USUAL_SD = 20

/** A mean to expect where nobody has said. */
export const USUAL_MEAN = 80

/** Kinds that read a standard deviation of each stratum. */
export const readsSd = (kind: AllocationKind): boolean =>
  kind === 'neyman' || kind === 'optimal' || kind === 'equal_precision'

/** Kinds for which the total is given, not found. */
export const readsTotal = ({ kind, target }: Pick<DesignForm, 'kind' | 'target'>): boolean =>
  kind !== 'fixed' && (kind !== 'equal_precision' || target === 'n')

/** The deviation of a stratum that margins are reckoned with. */
export const sdOf = (form: DesignForm, stratum: string, assumptions: Assumptions): number =>
  form.sd[stratum] ?? (readsSd(form.kind) ? USUAL_SD : assumptions.sd)

/** The design file that a form stands for. */
export function bodyOf(form: DesignForm, strata: readonly StratumSize[]): Record<string, unknown> {
  const own = form.kept['strata'] as Readonly<Record<string, StratumDesign>> | undefined
  // Nothing need be said of a stratum whose number is settled.
  const settled = ({ stratum, count }: StratumSize) =>
    ofStratum(own, stratum)?.n !== undefined || count < (form.census ?? 0)
  const known = (numbers: Numbers, otherwise: number | null) =>
    Object.fromEntries(
      strata.flatMap(size => {
        const number = numbers[size.stratum] ?? (settled(size) ? null : otherwise)
        return number === null ? [] : [[size.stratum, number]]
      }),
    )
  const { kind, n, min, max, census, aim } = form
  const reserve = form.reserveBy === 'total' ? form.reserve : { per_stratum: known(form.reservePer, null) }
  return {
    ...form.kept,
    method: form.way === 'systematic' ? 'systematic' : 'srs',
    ...(form.way === 'index' ? { profile: 'index' } : {}),
    allocation: {
      kind,
      ...(n === null || !readsTotal(form) ? {} : { n }),
      ...(min === null || kind === 'fixed' ? {} : { min }),
      ...(max === null || kind === 'fixed' ? {} : { max }),
      ...(census === null || kind === 'fixed' ? {} : { census_below: census }),
      ...(kind === 'power' ? { power: form.power } : {}),
      ...(readsSd(kind) ? { sd: known(form.sd, USUAL_SD) } : {}),
      ...(kind === 'equal_precision' && form.relative ? { mean: known(form.mean, USUAL_MEAN) } : {}),
      ...(kind === 'equal_precision' && form.target !== 'n' && aim !== null ? { [form.target]: aim } : {}),
      ...(kind === 'fixed' ? { per_stratum: known(form.fixed, 0) } : {}),
    },
    ...(reserve === null ? {} : { reserve }),
    ...(form.assigned ? { assignment: assignmentIn(form) } : {}),
  }
}

const assignmentIn = ({ maxUnits, rules, minPerGroup }: DesignForm): AssignmentSpec => ({
  max_units: maxUnits,
  rules,
  ...(minPerGroup === null ? {} : { min_per_group: minPerGroup }),
})

interface Body {
  readonly method: string
  readonly profile?: string
  readonly allocation: {
    readonly kind: AllocationKind
    readonly n?: number
    readonly min?: number
    readonly max?: number
    readonly census_below?: number
    readonly power?: number
    readonly sd?: Numbers
    readonly mean?: Numbers
    readonly margin?: number
    readonly cv?: number
    readonly per_stratum?: Numbers
  }
  readonly reserve?: number | { readonly per_stratum: Numbers }
  readonly assignment?: AssignmentSpec
}

/** The form that stands for a saved design. */
export function formOf(design: Pick<Design, 'name' | 'frameId' | 'body'>): DesignForm {
  const { method, profile, allocation, reserve, assignment, ...kept } = design.body as unknown as Body
  const { margin, cv, mean } = allocation
  return {
    ...emptyForm,
    name: design.name,
    frameId: design.frameId,
    way: profile === 'index' ? 'index' : method === 'systematic' ? 'systematic' : 'srs',
    kind: allocation.kind,
    n: allocation.n ?? null,
    min: allocation.min ?? null,
    max: allocation.max ?? null,
    census: allocation.census_below ?? null,
    power: allocation.power ?? emptyForm.power,
    sd: allocation.sd ?? {},
    target: cv !== undefined ? 'cv' : allocation.n !== undefined ? 'n' : 'margin',
    aim: margin ?? cv ?? null,
    relative: mean !== undefined,
    mean: mean ?? {},
    fixed: allocation.per_stratum ?? {},
    reserveBy: typeof reserve === 'object' ? 'stratum' : 'total',
    reserve: typeof reserve === 'number' ? reserve : null,
    reservePer: typeof reserve === 'object' ? reserve.per_stratum : {},
    ...(assignment ? { maxUnits: assignment.max_units, rules: assignment.rules ?? {} } : {}),
    minPerGroup: assignment?.min_per_group ?? null,
    assigned: assignment !== undefined,
    kept,
  }
}

export type Checked =
  | { readonly checked: CheckedDesign; readonly problems: readonly Problem[] }
  | { readonly checked: null; readonly problems: readonly Problem[] }

/** The same check and allocation as the server's, in the browser, so that the table follows the typing. */
export function tryDesign(form: DesignForm, strata: readonly StratumSize[]): Checked {
  const open = readsTotal(form) ? form.n === null : form.kind === 'equal_precision' && form.aim === null
  if (strata.length === 0 || open) return { checked: null, problems: [] }
  try {
    const checked = checkDesign(bodyOf(form, strata), strata)
    return { checked, problems: checked.allocation.warnings }
  } catch (error) {
    if (error instanceof InputError) return { checked: null, problems: error.problems }
    throw error
  }
}

/** What precision is reckoned with; these are not part of the design file. */
export interface Assumptions {
  readonly sd: number
  /** Per cent. */
  readonly rate: number
}
