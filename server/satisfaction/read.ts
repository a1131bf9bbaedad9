// What one reader may see of what was asked: the total, the breakdown, the centre beside it, and who differs from the rest.
import { chinaDay } from '../china-time.ts'
import type { Context } from '../context.ts'
import type { SessionUser } from '../http/route.ts'
import { generalProblem } from '../problem/general.ts'
import { satisfactionProblem } from '../problem/satisfaction.ts'
import { requireInScope, type Scope, scopeOf } from '../window/scope.ts'
import { findCenter, findPoint, findStaff } from '../window/window.store.ts'
import { type Cell, cellsOf, type Compared, comparisonsOf, mergeTallies, type Tally, totalOf } from './satisfaction.ts'
import { type Asked, type Breakdown, type NamedKey, namesOf } from './satisfaction.store.ts'
import { readTallies } from './tallies.ts'

/** Longest period of one answer. */
export const MOST_DAYS = 1_100
const DEFAULT_DAYS = 30

export interface Place {
  readonly center?: string | undefined
  readonly point?: string | undefined
  readonly matter?: string | undefined
  readonly staff?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export interface Query extends Place {
  readonly by: Breakdown
}

export interface Row extends Cell {
  readonly code: string
  readonly name: string
  readonly compared: Compared | null
}

export interface Satisfaction {
  readonly from: string
  readonly to: string
  readonly by: Breakdown
  readonly total: Cell
  /** The whole centre, where the total is of less. */
  readonly reference: Cell | null
  readonly rows: readonly Row[]
}

/** @throws Problem when the period is no period, or something asked for is out of the reader's reach */
export async function readSatisfaction(
  context: Context,
  user: Pick<SessionUser, 'id' | 'role'>,
  query: Query,
): Promise<Satisfaction> {
  const asked = await askedOf(context, user, query)
  const { by } = query
  const read = (what: Asked, key: Breakdown) => readTallies(context.db, what, key, context.now())
  const own = await ownStaff(context, user)
  const tallies = onlyOwn(by, own, await read(asked, by))
  const narrowed = Boolean(asked.point ?? asked.matter ?? asked.staff) || asked.scope.pointIds !== null
  const whole: Asked = {
    scope: { centerIds: asked.scope.centerIds, pointIds: null },
    center: asked.center,
    from: asked.from,
    to: asked.to,
  }
  const total = await read(asked, 'center')
  const centers = narrowed ? await read(whole, 'center') : total
  const names = await namesOf(context.db, by, asked)
  return {
    from: asked.from,
    to: asked.to,
    by,
    total: totalOf(mergeTallies('', '', total), narrowed, await cellAmong(asked, read)),
    reference: narrowed ? totalOf(mergeTallies('', '', centers), false) : null,
    rows: inOrder(rowsOf(by, tallies, centers, names), names),
  }
}

/** The cell that somebody narrowed the total down to, beside the others of its kind. */
async function cellAmong(
  asked: Asked,
  read: (what: Asked, by: Breakdown) => Promise<Tally[]>,
): Promise<Cell | undefined> {
  const narrowed = (
    [
      ['point', 'window'],
      ['matter', 'matter'],
      ['staff', 'staff'],
    ] as const
  ).filter(([name]) => asked[name] !== undefined)
  const [only] = narrowed
  if (!only || narrowed.length > 1 || asked.scope.pointIds) return undefined
  const [name, by] = only
  const all = await read({ ...asked, [name]: undefined }, by)
  const own = all.find(tally => tally.key === asked[name])
  const group = by === 'matter' ? all : all.filter(tally => tally.centerId === own?.centerId)
  return cellsOf(group).find(cell => cell.key === asked[name])
}

export async function askedOf(context: Context, user: Pick<SessionUser, 'id' | 'role'>, query: Place): Promise<Asked> {
  const scope = await scopeOf(context.db, user)
  const to = query.to ?? chinaDay(context.now())
  const from = query.from ?? dayBefore(to, DEFAULT_DAYS - 1)
  const span = (Date.parse(to) - Date.parse(from)) / 86_400_000
  if (!(span >= 0 && span < MOST_DAYS)) throw satisfactionProblem.period(MOST_DAYS)
  await requireReach(context, user, scope, query)
  return { scope, center: query.center, point: query.point, matter: query.matter, staff: query.staff, from, to }
}

async function requireReach(
  context: Context,
  user: Pick<SessionUser, 'id' | 'role'>,
  scope: Scope,
  query: Place,
): Promise<void> {
  if (query.center) {
    const center = await findCenter(context.db, query.center)
    requireInScope({ centerIds: scope.centerIds, pointIds: null }, center && { centerId: center.id })
  }
  if (query.point) {
    const point = await findPoint(context.db, query.point)
    requireInScope(scope, point && { centerId: point.centerId, pointId: point.id })
  }
  if (query.staff) {
    const staff = await findStaff(context.db, query.staff)
    requireInScope({ centerIds: scope.centerIds, pointIds: null }, staff && { centerId: staff.centerId })
    const own = await ownStaff(context, user)
    if (own && !own.has(query.staff)) throw generalProblem.notFound(['内容', 'item'])
  }
}

export const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)

/** Places of a person who sees no colleague by name; null for those who see everybody within reach. */
async function ownStaff(context: Context, user: Pick<SessionUser, 'id' | 'role'>): Promise<ReadonlySet<string> | null> {
  if (user.role !== 'window_staff') return null
  const rows = await context.db.selectFrom('windowStaff').select('id').where('userId', '=', user.id).execute()
  return new Set(rows.map(row => row.id))
}

function onlyOwn(by: Breakdown, own: ReadonlySet<string> | null, tallies: readonly Tally[]): readonly Tally[] {
  return by === 'staff' && own ? tallies.filter(tally => own.has(tally.key)) : tallies
}

/** Windows and people beside the rest of their own centre, centres and matters beside all others; times beside nothing. */
function rowsOf(
  by: Breakdown,
  tallies: readonly Tally[],
  centers: readonly Tally[],
  names: ReadonlyMap<string, NamedKey>,
): Row[] {
  const cells = new Map<string, Cell>()
  const compared = new Map<string, Compared>()
  const local = by === 'window' || by === 'staff'
  for (const group of local ? groupByCenter(tallies) : [tallies]) {
    const shown = cellsOf(group)
    shown.forEach(cell => cells.set(cell.key, cell))
    if (by === 'hour' || by === 'day' || by === 'month') continue
    const inCenter = local ? centers.filter(center => center.centerId === group[0]?.centerId) : centers
    // Of a matter the whole is all that is in sight.
    const whole = mergeTallies('', '', by === 'matter' ? group : inCenter)
    comparisonsOf(group, shown, whole).forEach((one, at) => compared.set(group[at]!.key, one))
  }
  return [...cells.values()].map(cell => ({
    ...cell,
    code: names.get(cell.key)?.code ?? '',
    name: names.get(cell.key)?.name ?? cell.key,
    compared: compared.get(cell.key) ?? null,
  }))
}

function groupByCenter(tallies: readonly Tally[]): Tally[][] {
  const groups = new Map<string, Tally[]>()
  for (const tally of tallies) groups.set(tally.centerId, [...(groups.get(tally.centerId) ?? []), tally])
  return [...groups.values()]
}

function inOrder(rows: readonly Row[], names: ReadonlyMap<string, NamedKey>): Row[] {
  const order = new Map([...names.keys()].map((key, at) => [key, at]))
  const place = (row: Row): number => order.get(row.key) ?? order.size
  return rows.toSorted((a, b) => place(a) - place(b) || (a.key < b.key ? -1 : 1))
}
