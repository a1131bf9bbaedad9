// Tablets on the counters: a page that shows six digits, a person who types them in the console, and from then on a cookie.
import { createHmac, randomBytes } from 'node:crypto'
import type { Context as HonoContext } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Selectable } from 'kysely'
import { type Actor, recordAudit } from '../audit/audit.store.ts'
import { hashCode } from '../code.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { windowProblem } from '../problem/window.ts'
import {
  countDevices,
  deleteExpired,
  findDeviceByToken,
  findPending,
  insertDevice,
  updateDevice,
} from './device.store.ts'
import { requireTries } from './tries.ts'
import { findCenter, findPoint } from './window.store.ts'
import type { WindowDeviceTable } from './window.table.ts'

export type WindowDevice = Selectable<WindowDeviceTable>

export const TABLET_COOKIE = 'mp_tablet'
const YEAR_SECONDS = 365 * 86_400
const PAIRING_MS = 10 * 60_000
/** Tablets of one window that may wait at once: the address of the page is on every card, so anyone can open it. */
const PENDING_LIMIT = 20
export const TABLET_LIMIT = 5
/** How often "last seen" is written. */
const SEEN_MS = 60_000

export interface Pairing {
  readonly device: WindowDevice
  /** Goes into the cookie, nowhere else. */
  readonly token: string
  /** Six digits to show on the tablet. */
  readonly code: string
}

/** The paired tablet that asks; none when it was never paired or was revoked, at once. Its window: `device.pointId`. */
export async function deviceOf(context: Context, c: HonoContext): Promise<WindowDevice | undefined> {
  const device = await deviceOfToken(context, getCookie(c, TABLET_COOKIE))
  if (device?.state !== 'paired') return undefined
  const at = context.now()
  if (!device.seenAt || at.getTime() - Date.parse(device.seenAt) > SEEN_MS)
    await updateDevice(context.db, device.id, 'paired', { seenAt: at.toISOString() })
  return device
}

/** What an unpaired tablet shows: the code it already has while that is valid, otherwise a new one; keeps the cookie.
 * @throws Problem when too many tablets of the window wait */
export async function pairingOf(context: Context, c: HonoContext, pointId: string): Promise<Pairing> {
  const token = getCookie(c, TABLET_COOKIE)
  const device = await deviceOfToken(context, token)
  const waits =
    device?.state === 'pending' &&
    device.pointId === pointId &&
    device.pairExpiresAt !== null &&
    device.pairExpiresAt > context.now().toISOString()
  if (waits && token) return { device, token, code: pairingCode(context, token) }
  const pairing = await startPairing(context, pointId)
  setCookie(c, TABLET_COOKIE, pairing.token, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: YEAR_SECONDS,
    secure: context.config.baseUrl.startsWith('https:'),
  })
  return pairing
}

/** Notes a tablet that waits for its window's staff; the page must already know that the window is active.
 * @throws Problem when too many tablets of the window wait */
export async function startPairing(context: Context, pointId: string): Promise<Pairing> {
  const now = context.now()
  const at = now.toISOString()
  return await transact(context.db, async trx => {
    const point = await findPoint(trx, pointId)
    if (point?.active !== 1) throw windowProblem.closed()
    await deleteExpired(trx, pointId, at)
    if ((await countDevices(trx, pointId, 'pending')) >= PENDING_LIMIT) throw windowProblem.pairingBusy()
    let token = randomBytes(32).toString('base64url')
    // Two tablets that wait never show the same six digits.
    while (await findPending(trx, pairHash(context, pairingCode(context, token))))
      token = randomBytes(32).toString('base64url')
    const code = pairingCode(context, token)
    const device: WindowDevice = {
      id: context.newId(),
      centerId: point.centerId,
      pointId,
      name: '',
      state: 'pending',
      tokenHash: hashCode(token),
      pairHash: pairHash(context, code),
      pairExpiresAt: new Date(now.getTime() + PAIRING_MS).toISOString(),
      pairedBy: null,
      pairedAt: null,
      revokedBy: null,
      revokedAt: null,
      seenAt: null,
      createdAt: at,
    }
    await insertDevice(trx, device)
    return { device, token, code }
  })
}

type Person = Actor & { readonly id: string }

/** Makes the tablet that shows `code` one of the window's. The caller has checked that the person may.
 * @throws Problem wrong, expired, too many tries, too many tablets, window closed */
export async function pairDevice(
  context: Context,
  actor: Person,
  asked: { readonly pointId: string; readonly code: string; readonly name: string },
): Promise<WindowDevice> {
  const tries = requireTries(context, actor.id)
  const at = context.now().toISOString()
  const device = await transact(context.db, async trx => {
    const point = await findPoint(trx, asked.pointId)
    const center = point && (await findCenter(trx, point.centerId))
    if (point?.active !== 1 || center?.active !== 1) throw windowProblem.closed()
    const found = await findPending(trx, pairHash(context, asked.code.replaceAll(/\D/g, '')))
    if (found?.pointId !== asked.pointId) return 'wrong'
    if ((found.pairExpiresAt ?? '') <= at) return 'expired'
    if ((await countDevices(trx, asked.pointId, 'paired')) >= TABLET_LIMIT)
      throw windowProblem.tooManyTablets(TABLET_LIMIT)
    const change = { state: 'paired', name: asked.name, pairHash: null, pairExpiresAt: null } as const
    const paired = { ...change, pairedBy: actor.id, pairedAt: at }
    if (!(await updateDevice(trx, found.id, 'pending', paired))) return 'wrong'
    await recordAudit(trx, context, {
      actor,
      action: 'window.pair',
      subject: `window-device/${found.id}`,
      details: { pointId: asked.pointId, name: asked.name },
    })
    return { ...found, ...paired }
  })
  if (device === 'wrong' || device === 'expired') {
    tries.failed()
    throw device === 'wrong' ? windowProblem.pairingWrong() : windowProblem.pairingExpired()
  }
  context.live.emit({ kind: 'device', centerId: device.centerId, pointId: device.pointId })
  return device
}

/** From now on the tablet is a stranger's.
 * @throws Problem when it was not paired */
export async function revokeDevice(
  context: Context,
  actor: Person,
  device: Pick<WindowDevice, 'id' | 'centerId' | 'pointId'>,
): Promise<void> {
  await transact(context.db, async trx => {
    const change = { state: 'revoked', revokedBy: actor.id, revokedAt: context.now().toISOString() } as const
    if (!(await updateDevice(trx, device.id, 'paired', change))) throw windowProblem.notPaired()
    await recordAudit(trx, context, {
      actor,
      action: 'window.revoke',
      subject: `window-device/${device.id}`,
      details: { pointId: device.pointId },
    })
  })
  context.live.emit({ kind: 'device', centerId: device.centerId, pointId: device.pointId })
}

async function deviceOfToken(context: Context, token: string | undefined): Promise<WindowDevice | undefined> {
  return token ? await findDeviceByToken(context.db, hashCode(token)) : undefined
}

/** The digits follow from the token, so that a page that is loaded again shows the same ones. */
function pairingCode(context: Pick<Context, 'key'>, token: string): string {
  const digest = createHmac('sha256', context.key('window-pairing')).update(token).digest()
  return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0')
}

/** Keyed: a million codes are soon hashed. */
function pairHash(context: Pick<Context, 'key'>, code: string): string {
  return createHmac('sha256', context.key('window-pairing')).update(`code/${code}`).digest('hex')
}
