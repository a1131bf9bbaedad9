// The typed client of designs, and the form between a person and the design file.
import type { InferResponseType } from 'hono/client'
import { InputError, type Problem } from '../../../sampling/problem.ts'
import type { AllocationKind } from '../../../sampling/designtypes.ts'
import type { RespondentCategory } from '../../../server/campaign/campaign.ts'
import { type AssignmentRule, defaultAssignment } from '../../../server/design/assignment.ts'
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
  readonly fixed: Numbers
  readonly reserveBy: 'total' | 'stratum'
  readonly reserve: number | null
  readonly reservePer: Numbers
  readonly maxUnits: number
  readonly rules: Readonly<Partial<Record<RespondentCategory, AssignmentRule>>>
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
  fixed: {},
  reserveBy: 'total',
  reserve: null,
  reservePer: {},
  maxUnits: defaultAssignment.max_units,
  rules: defaultAssignment.rules,
}

/** What a deviation is taken to be where nobody has said, in points of 100. */
export const USUAL_SD = 20

/** The design file that a form stands for. */
export function bodyOf(form: DesignForm, strata: readonly StratumSize[]): Record<string, unknown> {
  const known = (numbers: Numbers, otherwise: number | null) =>
    Object.fromEntries(
      strata.flatMap(({ stratum }) => {
        const number = numbers[stratum] ?? otherwise
        return number === null ? [] : [[stratum, number]]
      }),
    )
  const { kind, n, min, max, census } = form
  const reserve = form.reserveBy === 'total' ? form.reserve : { per_stratum: known(form.reservePer, null) }
  return {
    method: form.way === 'systematic' ? 'systematic' : 'srs',
    ...(form.way === 'index' ? { profile: 'index' } : {}),
    allocation: {
      kind,
      ...(n === null || kind === 'fixed' ? {} : { n }),
      ...(min === null || kind === 'fixed' ? {} : { min }),
      ...(max === null || kind === 'fixed' ? {} : { max }),
      ...(census === null || kind === 'fixed' ? {} : { census_below: census }),
      ...(kind === 'power' ? { power: form.power } : {}),
      ...(kind === 'neyman' ? { sd: known(form.sd, USUAL_SD) } : {}),
      ...(kind === 'fixed' ? { per_stratum: known(form.fixed, 0) } : {}),
    },
    ...(reserve === null ? {} : { reserve }),
    assignment: { max_units: form.maxUnits, rules: form.rules },
  }
}

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
    readonly per_stratum?: Numbers
  }
  readonly reserve?: number | { readonly per_stratum: Numbers }
  readonly assignment?: { readonly max_units: number; readonly rules: DesignForm['rules'] }
}

/** The form that stands for a saved design. */
export function formOf(design: Pick<Design, 'name' | 'frameId' | 'body'>): DesignForm {
  const { method, profile, allocation, reserve, assignment } = design.body as unknown as Body
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
    fixed: allocation.per_stratum ?? {},
    reserveBy: typeof reserve === 'object' ? 'stratum' : 'total',
    reserve: typeof reserve === 'number' ? reserve : null,
    reservePer: typeof reserve === 'object' ? reserve.per_stratum : {},
    ...(assignment ? { maxUnits: assignment.max_units, rules: assignment.rules } : {}),
  }
}

export type Checked =
  | { readonly checked: CheckedDesign; readonly problems: readonly Problem[] }
  | { readonly checked: null; readonly problems: readonly Problem[] }

/** The same check and allocation as the server's, in the browser, so that the table follows the typing. */
export function tryDesign(form: DesignForm, strata: readonly StratumSize[]): Checked {
  if (strata.length === 0 || (form.n === null && form.kind !== 'fixed')) return { checked: null, problems: [] }
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
