// Shapes and operations of the indicators.
import { operation, z } from '../http/route.ts'
import { BREAKDOWNS } from './satisfaction.store.ts'

const tag = 'satisfaction'
const Id = z.string().min(1).max(64)
const Day = z.iso.date()
const Count = z.number().int()

export const Asking = z.object({
  center: Id.optional(),
  point: Id.optional(),
  matter: Id.optional(),
  staff: Id.optional(),
  from: Day.optional(),
  to: Day.optional(),
  by: z.enum(BREAKDOWNS).default('window'),
})

export const Rate = z
  .object({
    numerator: Count.nullable(),
    denominator: Count.nullable(),
    estimate: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    method: z.enum(['wilson', 'days']).nullable(),
    days: Count.nullable(),
    designEffect: z.number().nullable(),
    hidden: z.boolean(),
  })
  .openapi('Rate')

const Rates = z.object({
  rated: Rate,
  unrated: Rate,
  good: Rate,
  bad: Rate,
  replied: Rate,
  calledBack: Rate,
  mended: Rate,
  mendedContent: Rate,
})

const Cell = z.object({
  key: z.string(),
  centerId: z.string(),
  visits: Count,
  ratings: Count.nullable(),
  levels: z.array(Count).readonly().nullable(),
  autoDefault: Count,
  excluded: Count,
  unlinked: Count.nullable(),
  openCases: Count,
  rates: Rates,
})

const Comparison = z
  .object({
    difference: z.number(),
    interval: z.tuple([z.number(), z.number()]).readonly(),
    pValue: z.number(),
    adjusted: z.number(),
    verdict: z.enum(['higher', 'lower', 'noise']),
  })
  .nullable()

const Row = Cell.extend({
  code: z.string(),
  name: z.string(),
  compared: z.object({ rated: Comparison, good: Comparison, bad: Comparison }).nullable(),
})

export const showSatisfaction = operation({
  method: 'get',
  path: '/satisfaction',
  tag,
  summary: ['满意度指标', 'Indicators of satisfaction'],
  permission: 'satisfaction.read',
  request: { query: Asking },
  response: z.object({
    from: z.string(),
    to: z.string(),
    by: z.enum(BREAKDOWNS),
    total: Cell,
    reference: Cell.nullable(),
    rows: z.array(Row).readonly(),
  }),
})

export const showHeat = operation({
  method: 'get',
  path: '/satisfaction/hours',
  tag,
  summary: ['按星期和时段', 'By weekday and hour'],
  permission: 'satisfaction.read',
  request: { query: Asking.omit({ by: true }) },
  response: z.object({
    cells: z.array(
      z.object({
        /** 1 Monday to 7 Sunday. */
        weekday: Count,
        hour: Count,
        visits: Count,
        ratings: Count.nullable(),
        good: z.number().nullable(),
        rated: z.number().nullable(),
      }),
    ),
  }),
})

export const verifySatisfaction = operation({
  method: 'get',
  path: '/satisfaction/verification',
  tag,
  summary: ['指标重算核验', 'Recount of all tallies'],
  permission: 'satisfaction.verify',
  response: z.object({
    agrees: z.boolean(),
    at: z.string(),
    visits: Count,
    ratings: Count,
    /** At most 50 of each kind. */
    differences: z.array(
      z.object({
        what: z.enum(['visit_tally', 'rating_tally', 'rated_at']),
        place: z.string(),
        difference: z.string(),
      }),
    ),
  }),
})

export type SatisfactionCell = z.infer<typeof Cell>
