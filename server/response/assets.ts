// Where the built phone page lies: its boot script by the build's manifest.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** @returns a function giving the boot script's address, or '' when the pages are not built; a new build is noticed */
export function bootScript(distDir: string): () => string {
  const file = join(distDir, 'respond', '.vite', 'manifest.json')
  let known = { at: 0, path: '' }
  return () => {
    if (!existsSync(file)) return ''
    const at = statSync(file).mtimeMs
    if (at !== known.at) {
      const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { file: string; isEntry?: boolean }>
      const entry = Object.values(manifest).find(each => each.isEntry)
      known = { at, path: entry ? `/respond/${entry.file}` : '' }
    }
    return known.path
  }
}
