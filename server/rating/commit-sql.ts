// The statements of a batch of ratings; server/db/batch.ts gives them their rows.
import type { BatchStatement } from '../db/batch.ts'
import type { NewRating } from './commit.ts'

/** Columns of `rating` in the order they are written, by the names of `NewRating`. */
export const RATING_COLUMNS = {
  id: 'id',
  center_id: 'centerId',
  point_id: 'pointId',
  unit_id: 'unitId',
  matter_id: 'matterId',
  staff_id: 'staffId',
  visit_id: 'visitId',
  first_id: 'firstId',
  sequence: 'sequence',
  kind: 'kind',
  level: 'level',
  tags: 'tags',
  words: 'words',
  named: 'named',
  channel: 'channel',
  client_id: 'clientId',
  receipt_hash: 'receiptHash',
  made_at: 'madeAt',
  rated_at: 'ratedAt',
  rated_hour: 'ratedHour',
} as const satisfies Record<string, keyof NewRating>

type Columns = BatchStatement['columns']
const texts = (...names: readonly string[]): Columns => Object.fromEntries(names.map(name => [name, 'text' as const]))
const integers = (...names: readonly string[]): Columns =>
  Object.fromEntries(names.map(name => [name, 'integer' as const]))
const list = (columns: Columns): string => Object.keys(columns).join(', ')

const ratingColumns: Columns = { ...texts(...Object.keys(RATING_COLUMNS)), ...integers('sequence', 'named') }
export const INSERT_RATINGS: BatchStatement = {
  name: 'insert-ratings',
  columns: ratingColumns,
  sql: `insert into rating (${list(ratingColumns)}) select ${list(ratingColumns)} from {rows}
    where true on conflict do nothing returning id`,
}

export const FIND_CLIENTS: BatchStatement = {
  name: 'find-clients',
  columns: texts('client_id'),
  sql: `select id, client_id, point_id, level from rating where client_id in (select client_id from {rows})`,
}

const contactColumns = texts('rating_id', 'sealed')
export const INSERT_CONTACTS: BatchStatement = {
  name: 'insert-contacts',
  columns: contactColumns,
  sql: `insert into rating_contact (${list(contactColumns)}) select ${list(contactColumns)} from {rows}`,
}

const traceColumns = texts('rating_id', 'center_id', 'day', 'device_hash', 'network_hash', 'mobile_hash')
export const INSERT_TRACES: BatchStatement = {
  name: 'insert-traces',
  columns: traceColumns,
  sql: `insert into rating_trace (${list(traceColumns)}) select ${list(traceColumns)} from {rows}`,
}

/** Named apart from the columns of `visit`, so that what is returned is the visit's own: an import may have moved it. */
export const MARK_VISITS: BatchStatement = {
  name: 'mark-visits',
  columns: texts('rated_visit', 'first_rated_at'),
  sql: `update visit set rated_at = given.first_rated_at from {rows}
    where visit.id = given.rated_visit and visit.rated_at is null
    returning visit.center_id, visit.point_id, visit.unit_id, visit.matter_id, visit.staff_id, visit.finished_hour`,
}

/** As `currentVisit` of visit.store.ts, for many windows at once. Indexes visit_offered, visit_point. */
const unrated = (column: 'offered_at' | 'finished_at', since: string): string =>
  `(select visit.id from visit where visit.point_id = given.asked_point and visit.rated_at is null
    and visit.${column} >= given.${since} order by visit.${column} desc, visit.id desc limit 1)`
export const FIND_CURRENT: BatchStatement = {
  name: 'find-current',
  columns: texts('asked_point', 'offered_since', 'finished_since'),
  sql: `select visit.id, visit.point_id, visit.unit_id, visit.matter_id, visit.staff_id
    from (select coalesce(${unrated('offered_at', 'offered_since')}, ${unrated('finished_at', 'finished_since')}) as found
      from {rows}) as current_visit
    join visit on visit.id = current_visit.found`,
}

const KEY = ['center_id', 'hour', 'point_id', 'unit_id', 'matter_id', 'staff_id']
const visitTallyColumns = { ...texts(...KEY), ...integers('visits', 'rated') }
export const ADD_VISIT_TALLY: BatchStatement = addTo('visit_tally', visitTallyColumns, ['visits', 'rated'])
const LEVEL_COUNTS = [
  'very_satisfied',
  'satisfied',
  'basically_satisfied',
  'dissatisfied',
  'very_dissatisfied',
  'auto_default',
  'excluded',
]
export const ADD_TALLY = addTo('rating_tally', { ...texts(...KEY), ...integers(...LEVEL_COUNTS) }, LEVEL_COUNTS)

function addTo(table: string, columns: Columns, counts: readonly string[]): BatchStatement {
  const sums = counts.map(name => `${name} = ${table}.${name} + excluded.${name}`)
  return {
    name: `add-to-${table}`,
    columns,
    sql: `insert into ${table} (${list(columns)}) select ${list(columns)} from {rows}
      where true on conflict (${KEY.join(', ')}) do update set ${sums.join(', ')}`,
  }
}
