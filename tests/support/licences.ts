// The licences of what is installed for production.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ALLOWED = [
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Zlib',
]

interface Manifest {
  readonly license?: string | { readonly type?: string }
  readonly licenses?: readonly { readonly type?: string }[]
}

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** What our dependencies bring along, directly or not, whose licence is not among the free ones. */
export function refusedLicences(root: string): string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> }
  const wanted = new Set<string>()
  const follow = (from: string) => {
    const { dependencies, optionalDependencies } = lock.packages[from] ?? {}
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const path = locate(from, name, lock.packages)
      if (!path || wanted.has(path) || !existsSync(join(root, path))) continue
      wanted.add(path)
      follow(path)
    }
  }
  follow('')
  return [...wanted]
    .sort()
    .map(path => ({ name: path.replace(/^.*node_modules\//, ''), licence: licenceOf(join(root, path)) }))
    .filter(({ licence }) => !isAllowed(licence))
    .map(({ name, licence }) => `${name}: ${licence}`)
}

/** Node's own way: the nearest node_modules folder that has it. */
function locate(from: string, name: string, packages: Readonly<Record<string, Locked>>): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = `${at === '' ? '' : `${at}/`}node_modules/${name}`
    if (path in packages) return path
    if (at === '') return undefined
  }
}

/** An SPDX expression: one of several is enough after OR, all are needed after AND. */
function isAllowed(expression: string): boolean {
  const bare = expression.replaceAll(/[()]/g, '')
  return bare.split(/\s+OR\s+/).some(choice => choice.split(/\s+AND\s+/).every(name => ALLOWED.includes(name.trim())))
}

function licenceOf(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  if (typeof manifest.license === 'string') return manifest.license
  return manifest.license?.type ?? manifest.licenses?.map(each => each.type).join(' OR ') ?? 'none named'
}
