// The built pages: the office console, the inspector's page, and the assets of the phone page.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import type { Context } from '../context.ts'
import { generalProblem } from '../problem/general.ts'

const YEAR = 'public, max-age=31536000, immutable'

export function pageRoutes(context: Context) {
  const { distDir } = context.config
  const pages = new Hono()
  for (const area of ['console', 'verify', 'respond'].filter(name => existsSync(join(distDir, name)))) {
    pages.use(
      `/${area}/assets/*`,
      serveStatic({ root: distDir, precompressed: true, onFound: (_path, c) => c.header('Cache-Control', YEAR) }),
    )
  }
  return pages
    .get('/', c => c.redirect('/console'))
    .get('/verify', async c => c.html(await page(distDir, 'verify')))
    .get('/console', async c => c.html(await page(distDir, 'console')))
    .get('/console/*', async c => {
      if (/\.\w+$/.test(c.req.path)) throw generalProblem.notFound(['页面', 'page'])
      return c.html(await page(distDir, 'console'))
    })
}

async function page(distDir: string, area: string): Promise<string> {
  const file = join(distDir, area, 'index.html')
  if (!existsSync(file)) throw generalProblem.notFound(['页面（尚未构建）', 'page (not built yet)'])
  return await readFile(file, 'utf8')
}
