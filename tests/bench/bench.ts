// Measurements, run by hand: `npm run bench -- NAME [--option value …]`. One JSON line on stdout, a table on stderr.

/** Each module exports `run(args)`; args are what follows the name. */
const benches: Record<string, () => Promise<{ run(args: readonly string[]): Promise<number> }>> = {
  integrity: () => import('./integrity.ts'),
  rating: () => import('./rating.ts'),
  roster: () => import('./roster.ts'),
  sampling: () => import('./sampling.ts'),
}

const [name = '', ...args] = process.argv.slice(2)
const load = benches[name]
if (load) {
  process.exitCode = await (await load()).run(args)
} else {
  process.stderr.write(`npm run bench -- NAME\n  ${Object.keys(benches).join('\n  ')}\n`)
  process.exitCode = 2
}
