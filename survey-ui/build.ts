// Builds the pages: one Vite build for each folder of survey-ui/ that has an index.html or its own vite.config.ts, into dist/<name>/.
// `node survey-ui/build.ts [--if-stale] [name …]`. Every text asset gets its .br and .gz; dist/.stamp says what was built from what.
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const here = import.meta.dirname
const root = resolve(here, '..')
const dist = join(root, 'dist')
const stampFile = join(dist, '.stamp')
const TEXT = /\.(?:js|css|html|svg|json|txt|wasm)$/
/** Below this a compressed copy costs more than it saves. */
const SMALL = 1024

/** For each page, the files it was built from with their digests. */
type Stamp = Record<string, Record<string, string>>

const { values, positionals } = parseArgs({
  options: { 'if-stale': { type: 'boolean', default: false } },
  allowPositionals: true,
})
const stamp = readStamp()
for (const name of pages(positionals)) {
  if (values['if-stale'] && isFresh(name, stamp[name])) continue
  const began = performance.now()
  process.stderr.write(`正在构建页面 ${name} ……  Building the pages of ${name} …`)
  stamp[name] = await buildPage(name)
  mkdirSync(dist, { recursive: true })
  writeFileSync(stampFile, `${JSON.stringify(stamp, null, 1)}\n`)
  process.stderr.write(`  ${((performance.now() - began) / 1000).toFixed(1)} s\n`)
}

function pages(wanted: readonly string[]): string[] {
  const known = globSync(['*/index.html', '*/vite.config.ts'], { cwd: here }).map(file => dirname(file))
  const names = [...new Set(known)].sort()
  const unknown = wanted.filter(name => !names.includes(name))
  if (unknown.length > 0) {
    process.stderr.write(`build requires one of ${names.join(', ')}, not ${unknown.join(', ')}\n`)
    process.exit(2)
  }
  return wanted.length > 0 ? [...wanted] : names
}

/** Builds beside the old pages and then takes their place, so that a running server is never without. */
async function buildPage(name: string): Promise<Record<string, string>> {
  const { build } = await import('vite')
  const folder = join(here, name)
  const fresh = join(dist, `.new-${name}-${process.pid}`)
  // Digests are taken as the build reads: a file saved meanwhile counts as changed.
  const inputs = new Map(ownFiles(name).map(file => [file, digest(file)]))
  const configFile = join(folder, 'vite.config.ts')
  try {
    await build({
      root: folder,
      base: `/${name}/`,
      configFile: existsSync(configFile) ? configFile : false,
      logLevel: 'warn',
      plugins: [collectInputs(inputs)],
      worker: { plugins: () => [collectInputs(inputs)] },
      build: {
        outDir: fresh,
        emptyOutDir: true,
        manifest: true,
        reportCompressedSize: false,
        rolldownOptions: { checks: { moduleLevelDirective: false } },
      },
    })
    await compress(fresh)
    const old = join(dist, `.old-${name}-${process.pid}`)
    if (existsSync(join(dist, name))) renameSync(join(dist, name), old)
    renameSync(fresh, join(dist, name))
    rmSync(old, { recursive: true, force: true })
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  return Object.fromEntries([...inputs].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Notes every file of ours that the bundle took in, wherever in the house it lies. */
function collectInputs(inputs: Map<string, string>): Plugin {
  return {
    name: 'minping-inputs',
    buildEnd() {
      for (const id of this.getModuleIds()) {
        const file = relative(root, id.replace(/[?#].*$/, ''))
        if (/^(?:\.\.|node_modules)/.test(file) || inputs.has(file) || !existsSync(join(root, file))) continue
        inputs.set(file, digest(file))
      }
    },
  }
}

/** What may change a page without being in its bundle: its own folder, the build and the locked dependencies. */
function ownFiles(name: string): string[] {
  const files = globSync(`${name}/**/*`, { cwd: here })
    .map(file => join('survey-ui', file))
    .filter(file => statSync(join(root, file)).isFile())
  return [...files, 'survey-ui/build.ts', 'package-lock.json']
}

function isFresh(name: string, built: Record<string, string> | undefined): boolean {
  if (!built || !existsSync(join(dist, name))) return false
  if (ownFiles(name).some(file => !(file in built))) return false
  return Object.entries(built).every(([file, was]) => digest(file) === was)
}

function digest(file: string): string {
  const path = join(root, file)
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : ''
}

async function compress(folder: string): Promise<void> {
  const files = globSync('**/*', { cwd: folder })
    .map(file => join(folder, file))
    .filter(file => TEXT.test(basename(file)) && statSync(file).size >= SMALL)
  await Promise.all(
    files.map(async file => {
      const bytes = await readFile(file)
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
      await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, { params }))
      await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }))
    }),
  )
}

function readStamp(): Stamp {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8')) as Stamp
  } catch {
    return {}
  }
}
