// The built scripts of the rating pages, read once for each build and put into the page itself.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** `phone` and `tablet` go into their pages; `shell` is the tablet's service worker. */
export type RateScript = 'phone' | 'tablet' | 'shell'

/** @returns a function giving the source, or '' when the pages are not built; a new build is noticed */
export function rateScripts(distDir: string): (name: RateScript) => string {
  const known = new Map<RateScript, { readonly at: number; readonly source: string }>()
  return name => {
    const file = join(distDir, 'rate', `${name}.js`)
    if (!existsSync(file)) return ''
    const at = statSync(file).mtimeMs
    const before = known.get(name)
    if (before?.at === at) return before.source
    // A stray end of script in a text would end the inline script early.
    const source = readFileSync(file, 'utf8').trim().replaceAll('</script', String.raw`<\/script`)
    known.set(name, { at, source })
    return source
  }
}
