// Two notes when a bad rating comes. Browsers keep pages silent until somebody clicked; whether it rings is remembered.
import { useCallback, useEffect, useRef, useState } from 'react'

const KEPT = 'minping-monitor-sound'

export interface Alarm {
  readonly wanted: boolean
  /** A click has allowed it. */
  readonly ready: boolean
  readonly toggle: () => void
  readonly ring: () => void
}

export function useAlarm(): Alarm {
  const [wanted, setWanted] = useState(() => localStorage.getItem(KEPT) !== 'off')
  const [ready, setReady] = useState(false)
  const audio = useRef<AudioContext>(undefined)
  useEffect(() => {
    const wake = () => {
      audio.current ??= new AudioContext()
      void audio.current.resume().then(() => setReady(true))
    }
    window.addEventListener('pointerdown', wake)
    window.addEventListener('keydown', wake)
    return () => {
      window.removeEventListener('pointerdown', wake)
      window.removeEventListener('keydown', wake)
      void audio.current?.close()
      audio.current = undefined
    }
  }, [])
  const ring = useCallback(() => {
    if (audio.current?.state === 'running') play(audio.current)
  }, [])
  const toggle = useCallback(() => {
    setWanted(before => {
      localStorage.setItem(KEPT, before ? 'off' : 'on')
      if (!before) setTimeout(ring, 60)
      return !before
    })
  }, [ring])
  return { wanted, ready, toggle, ring }
}

function play(audio: AudioContext): void {
  for (const [at, pitch] of [
    [0, 880],
    [0.22, 660],
  ] as const) {
    const from = audio.currentTime + at
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0, from)
    volume.gain.linearRampToValueAtTime(0.25, from + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.001, from + 0.5)
    tone.connect(volume).connect(audio.destination)
    tone.start(from)
    tone.stop(from + 0.52)
  }
}
