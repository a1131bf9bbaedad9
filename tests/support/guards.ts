// The guards of the house. Each takes the sources and returns its findings in words; none means all is well.
import { type House, isOurs, type Link, ROOMS, type Source } from './house.ts'

/** The window journey stands before the score, which takes its indicators as a channel: a concept imports only from concepts above it. */
export const CONCEPTS = [
  'account',
  'audit',
  'unit',
  'campaign',
  'questionnaire',
  'roster',
  'frame',
  'design',
  'draw',
  'submission',
  'invitation',
  'response',
  'interview',
  'window',
  'visit',
  'rating',
  'rectification',
  'satisfaction',
  'score',
  'component',
  'composite',
] as const

/** What every concept may use: each change writes its audit line, wherever it happens. */
export const SHARED = [
  'audit/audit.store.ts',
  'db',
  'problem',
  'http',
  'words',
  'files',
  'jobs',
  'context.ts',
  'config.ts',
  'digest.ts',
  'china-time.ts',
  'code.ts',
  'live.ts',
] as const

export const LONGEST_FILE = 300

export type Guard = (house: House) => string[]

/** sampling < server < survey-ui; the tests may use everything. */
export const roomOrder: Guard = house =>
  eachLink(house, (source, { to }) => {
    if (!isOurs(to)) return undefined
    const [from, into] = [ROOMS.indexOf(room(source.path)), ROOMS.indexOf(room(to))]
    return into > from ? `${source.path} imports ${to}: ${room(source.path)} must not know ${room(to)}` : undefined
  })

/** Within server/ every folder is a concept, a shared room or unknown; concepts look only upwards. */
export const conceptOrder: Guard = house => {
  const rank = (path: string) => CONCEPTS.findIndex(concept => path.startsWith(`server/${concept}/`))
  const shared = (path: string) => SHARED.some(name => path === `server/${name}` || path.startsWith(`server/${name}/`))
  return eachLink(house, (source, { to }) => {
    const from = rank(source.path)
    if (from < 0 || !to.startsWith('server/') || shared(to)) return undefined
    if (rank(to) >= 0) return rank(to) > from ? `${source.path} imports ${to}: a concept below it` : undefined
    return `${source.path} imports ${to}: neither a concept above it nor a shared room`
  })
}

/** Every folder in server/ is known by name, so that a new one has to be given its place. */
export const knownFolders: Guard = house => {
  const known: readonly string[] = [...CONCEPTS, ...SHARED, 'demo']
  const folders = [...house.keys()].map(path => /^server\/([^/]+)\//.exec(path)?.[1])
  return [...new Set(folders)]
    .filter(folder => folder !== undefined && !known.includes(folder))
    .map(folder => `server/${folder}/ is neither a concept nor a shared room`)
}

/** No file needs, by way of others, itself. Types do not count: they are gone before anything runs. */
export const noCycles: Guard = house => {
  const done = new Set<string>()
  const trail: string[] = []
  const findings: string[] = []
  const visit = (path: string) => {
    const at = trail.indexOf(path)
    if (at >= 0) findings.push([...trail.slice(at), path].join(' → '))
    if (at >= 0 || done.has(path)) return
    trail.push(path)
    for (const { to, kind } of house.get(path)?.links ?? []) if (kind !== 'type' && house.has(to)) visit(to)
    trail.pop()
    done.add(path)
  }
  for (const path of house.keys()) visit(path)
  return findings
}

/** An import that names a file of ours names one that exists. */
export const noDeadLinks: Guard = house =>
  eachLink(house, (source, { to }) =>
    isOurs(to) && /\.(?:ts|tsx|mjs|css|html)$/.test(to) && !house.has(to)
      ? `${source.path} imports ${to}: no such file`
      : undefined,
  )

export const shortFiles: Guard = house =>
  [...house.values()].flatMap(({ path, text }) => {
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
    return lines > LONGEST_FILE ? [`${path} has ${lines} lines, more than ${LONGEST_FILE}`] : []
  })

/** sampling/ computes the same in a browser: no `node:` module outside its command. */
export const samplingRunsAnywhere: Guard = house =>
  eachLink(pick(house, isPureSampling), (source, { to }) =>
    to.startsWith('node:') || to.startsWith('sampling/cli')
      ? `${source.path} imports ${to}: it must run in a browser`
      : undefined,
  )

/** sampling/ gives the same answer every time: no clock, no chance, no environment. */
export const samplingIsPure: Guard = house =>
  [...pick(house, isPureSampling).values()].flatMap(({ path, code }) =>
    matches(
      code,
      /\bMath\.random\b|\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bprocess\.|\bcrypto\.random\w*/g,
    ).map(found => `${path} uses ${found}: values like this are arguments`),
  )

/** Which engine runs is known in server/db/ alone. */
export const enginesInOnePlace: Guard = house =>
  eachLink(house, ({ path }, { to }) => {
    if (path.startsWith('tests/') || path.startsWith('server/db/') || path === 'server/main.ts') return undefined
    return /^(?:better-sqlite3|pg|pg-[\w-]+|node:sqlite)$/.test(to)
      ? `${path} imports ${to}: only server/db/ may`
      : undefined
  })

/** What the pages take from server/ at run time is pure: it reaches no `node:` module and no server package. */
export const pagesTakePureParts: Guard = house => {
  const findings: string[] = []
  const seen = new Set<string>()
  const visit = (path: string, trail: string) => {
    if (seen.has(path)) return
    seen.add(path)
    for (const { to, kind } of house.get(path)?.links ?? []) {
      if (kind === 'type') continue
      if (to.startsWith('server/')) visit(to, `${trail} → ${to}`)
      else if (/^(?:node:|hono\b|@hono|kysely|pino|better-|pg$)/.test(to))
        findings.push(`${trail} → ${to}: not for a browser`)
    }
  }
  for (const { path, links } of house.values()) {
    if (!/^survey-ui\/\w+\//.test(path) || path.endsWith('vite.config.ts')) continue
    for (const { to, kind } of links) if (kind !== 'type' && to.startsWith('server/')) visit(to, `${path} → ${to}`)
  }
  return findings
}

// Spelt so that the guard does not find itself.
const PROMISES = /\b(?:T[O]DO|F[I]XME)\b/g

/** Work left for later belongs in an issue, not in the code. */
export const noPromises: Guard = house =>
  [...house.values()].flatMap(({ path, text }) => matches(text, PROMISES).map(found => `${path} says ${found}`))

function eachLink(house: House, judge: (source: Source, link: Link) => string | undefined): string[] {
  return [...house.values()].flatMap(source =>
    source.links.map(link => judge(source, link)).filter(finding => finding !== undefined),
  )
}

function pick(house: House, wanted: (path: string) => boolean): House {
  return new Map([...house].filter(([path]) => wanted(path)))
}

function isPureSampling(path: string): boolean {
  return path.startsWith('sampling/') && !/^sampling\/cli[^/]*\.ts$/.test(path)
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(match => match[0])
}

function room(path: string): (typeof ROOMS)[number] {
  const name = ROOMS.find(each => path.startsWith(`${each}/`))
  if (!name) throw new Error(`room requires a path in one of ${ROOMS.join(', ')}, not ${path}`)
  return name
}
