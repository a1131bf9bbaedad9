// What just happened in this process, for pages that are open now. Never the only way to learn of anything: listeners re-read the database.

export interface LiveEvent {
  readonly kind: 'visit' | 'rating' | 'rectification' | 'device'
  readonly centerId: string
  readonly pointId: string | null
}

export type LiveListener = (event: LiveEvent) => void

export interface Live {
  emit(event: LiveEvent): void
  /** @returns a function that ends the listening */
  on(listener: LiveListener): () => void
}

export function createLive(): Live {
  const listeners = new Set<LiveListener>()
  return {
    emit(event) {
      for (const listener of listeners) listener(event)
    },
    on(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
