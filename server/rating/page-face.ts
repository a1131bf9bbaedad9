// The five faces, drawn, never an image file: one sprite a page, used wherever a level is shown.
import { html, raw } from 'hono/html'
import type { Html } from './public-page.ts'
import { LEVELS, type Level } from './level.ts'

const MOUTH: Record<Level, string> = {
  very_satisfied: '<path d="M14 27h20a10 10 0 0 1-20 0z" fill="currentColor" fill-opacity=".16"/>',
  satisfied: '<path d="M15 29q9 9 18 0"/>',
  basically_satisfied: '<path d="M16 31.5h16"/>',
  dissatisfied: '<path d="M15.5 34q8.5-8 17 0"/>',
  very_dissatisfied: '<path d="M15 35.5q9-10 18 0M13 16l6 3.5M35 16l-6 3.5"/>',
}

/** Stands once in the body; hidden from everybody, used by `face`. */
export const FACES = html`<svg width="0" height="0" aria-hidden="true" focusable="false" class="hide">${raw(
  LEVELS.map((level, at) => `<symbol id="f${at}" viewBox="0 0 48 48">${drawing(level)}</symbol>`).join(''),
)}</svg>`

/** 1 is the best level, 5 the worst: the class that colours it. */
export function levelClass(level: Level): string {
  return `l${LEVELS.indexOf(level) + 1}`
}

export function face(level: Level): Html {
  return html`<svg class="face" aria-hidden="true" focusable="false"><use href="#f${LEVELS.indexOf(level)}" /></svg>`
}

function drawing(level: Level): string {
  const eyes = level === 'very_dissatisfied' ? 'M17 21v.01M31 21v.01' : 'M17 18.5v2M31 18.5v2'
  return `<g fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"><circle cx="24" cy="24" r="20.5"/><path d="${eyes}"/>${MOUTH[level]}</g>`
}
