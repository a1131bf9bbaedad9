// Shares pictures of a place among everybody who watches it: taken at most five times a second, and only while somebody watches.
import type { Context } from '../context.ts'
import { chinaDay, chinaMinute } from '../china-time.ts'
import { takeSnapshot, type Snapshot } from './monitor.ts'
import { type MonitorPlace, readVersion } from './monitor.store.ts'

export type Watcher = (snapshot: Snapshot) => void

export interface MonitorHub {
  /** Calls with the picture of now, and again after each change, until the function returned is called. */
  watch(place: MonitorPlace, watcher: Watcher): () => void
  /** Places somebody watches now. */
  readonly watched: number
}

/** Between two pictures of one place. */
const APART_MS = 200
/** Another process may have written: PostgreSQL serves several, SQLite one and its imports. */
const POLL_MS = { postgres: 500, sqlite: 2_000 } as const

const hubs = new WeakMap<Context, MonitorHub>()

/** One hub a context. */
export function hubOf(context: Context): MonitorHub {
  const known = hubs.get(context)
  if (known) return known
  const hub = createHub(context)
  hubs.set(context, hub)
  return hub
}

function createHub(context: Context): MonitorHub {
  const channels = new Map<string, Channel>()
  return {
    get watched() {
      return channels.size
    },
    watch(place, watcher) {
      const name = `${place.centerId} ${place.pointIds?.toSorted().join(' ') ?? '*'}`
      const channel = channels.get(name) ?? new Channel(context, place)
      channels.set(name, channel)
      channel.add(watcher)
      return () => {
        if (channel.remove(watcher) > 0 || channels.get(name) !== channel) return
        channel.end()
        channels.delete(name)
      }
    },
  }
}

class Channel {
  readonly #context: Context
  readonly #place: MonitorPlace
  readonly #watchers = new Set<Watcher>()
  readonly #stopListening: () => void
  readonly #poll: NodeJS.Timeout
  #latest: Snapshot | undefined
  #timer: NodeJS.Timeout | undefined
  #busy = false
  #again = false
  #polling = false
  #takenAt = 0
  #ended = false

  constructor(context: Context, place: MonitorPlace) {
    this.#context = context
    this.#place = place
    this.#stopListening = context.live.on(event => {
      if (event.centerId === place.centerId) this.#soon()
    })
    this.#poll = setInterval(() => void this.#look(), POLL_MS[context.engine])
    this.#poll.unref()
  }

  add(watcher: Watcher): void {
    this.#watchers.add(watcher)
    // Whoever comes later gets the last picture at once, and the next with everybody.
    if (this.#latest) watcher(this.#latest)
    this.#soon()
  }

  remove(watcher: Watcher): number {
    this.#watchers.delete(watcher)
    return this.#watchers.size
  }

  end(): void {
    this.#ended = true
    this.#stopListening()
    clearInterval(this.#poll)
    clearTimeout(this.#timer)
  }

  #soon(): void {
    if (this.#busy) this.#again = true
    else if (!this.#timer)
      this.#timer = setTimeout(() => void this.#take(), Math.max(0, this.#takenAt + APART_MS - performance.now()))
  }

  async #take(): Promise<void> {
    this.#timer = undefined
    if (this.#ended) return
    this.#busy = true
    this.#takenAt = performance.now()
    try {
      const snapshot = await takeSnapshot(this.#context, this.#place)
      const known = this.#latest
      this.#latest = snapshot
      if (!known || known.version !== snapshot.version || known.at !== snapshot.at)
        for (const watcher of this.#watchers) watcher(snapshot)
    } catch (error) {
      this.#context.log.error({ err: error }, 'monitor snapshot failed')
    } finally {
      this.#busy = false
      if (this.#again) {
        this.#again = false
        this.#soon()
      }
    }
  }

  /** The version is cheap; a picture is taken when it moved. Minutes move too: deadlines come nearer. */
  async #look(): Promise<void> {
    if (this.#polling || this.#busy || this.#ended) return
    this.#polling = true
    try {
      const now = this.#context.now()
      const version = await readVersion(this.#context.db, this.#place, chinaDay(now))
      if (version !== this.#latest?.version || chinaMinute(now) !== this.#latest.at) this.#soon()
    } catch (error) {
      this.#context.log.warn({ err: error }, 'monitor version failed')
    } finally {
      this.#polling = false
    }
  }
}
