// The `sampling` command: draw, verify and allocate from files. JSON on standard output, words for people on standard error.
import { parseArgs } from 'node:util'
import { estimate } from './cliestimate.ts'
import { opensslDigest, progressFor, readBytes, readFrameFile, readText, UsageError, writeDraw } from './clifiles.ts'
import { help, overview } from './clihelp.ts'
import { ratesCommand, ratesOptions } from './clirates.ts'
import { designDigest, designHash, parseDesign } from './design.ts'
import { allocateFrame, drawSample } from './draw.ts'
import { frameDigest, type Frame } from './frame.ts'
import { InputError, type Problem } from './problem.ts'
import { verifyDraw, type VerifyReport } from './verify.ts'
import { checkWords } from './words.ts'

type Command = keyof typeof help

const text = { type: 'string' } as const
const shared = {
  frame: text,
  id: text,
  stratum: text,
  size: text,
  design: text,
  lang: text,
  help: { type: 'boolean' },
} as const
const many = { type: 'string', multiple: true } as const
const secrets = { secret: text, 'secret-file': text, 'panel-key': text, 'panel-key-file': text, earlier: many } as const
const options = {
  draw: {
    ...shared,
    ...secrets,
    seed: text,
    out: text,
    'committed-at': text,
    'recorded-at': text,
    place: text,
    witness: many,
  },
  verify: { ...shared, ...secrets, manifest: text, sample: text },
  allocate: { ...shared, earlier: many },
  estimate: { data: text, spec: text, lang: text, help: { type: 'boolean' } },
  rates: ratesOptions,
} as const

type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>

/** Run one command line; the value is the exit status. */
export async function run(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args
  if (command === undefined || command === '--help' || command === 'help') {
    process.stderr.write(overview)
    return command === undefined ? 2 : 0
  }
  let lang: 'zh' | 'en' = 'en'
  try {
    if (!Object.hasOwn(help, command)) {
      throw new UsageError(`There is no command "${command}": ${Object.keys(help).join(', ')}`)
    }
    const values = readOptions(command as Command, rest)
    if (values['help'] === true) {
      process.stderr.write(help[command as Command])
      return 0
    }
    lang = language(values)
    return await commands[command as Command](values, lang)
  } catch (error) {
    if (error instanceof InputError) return refused(error, lang)
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`${error.message}\nTry: npm run -s sampling -- --help\n`)
    return 2
  }
}

function readOptions(command: Command, args: readonly string[]): Values {
  try {
    return parseArgs({ args: [...args], options: options[command], allowPositionals: false }).values as Values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function language(values: Values): 'zh' | 'en' {
  const asked = optional(values, 'lang') ?? process.env['LC_ALL'] ?? process.env['LANG'] ?? ''
  return asked.startsWith('zh') ? 'zh' : 'en'
}

const optional = (values: Values, name: string): string | undefined => {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

function required(values: Values, name: string): string {
  const value = optional(values, name)
  if (value === undefined) throw new UsageError(`--${name} is missing`)
  return value
}

function columnsOf(values: Values): { elementId?: string; stratum?: string; size?: string } {
  const [elementId, stratum, size] = ['id', 'stratum', 'size'].map(name => optional(values, name))
  return {
    ...(elementId === undefined ? {} : { elementId }),
    ...(stratum === undefined ? {} : { stratum }),
    ...(size === undefined ? {} : { size }),
  }
}

const frameOf = (values: Values, keep: readonly string[] = []): Frame => {
  const path = required(values, 'frame')
  return readFrameFile(path, columnsOf(values), keep, progressFor(path))
}

/** `--secret` and `--secret-file`, `--panel-key` and `--panel-key-file`. */
function keyOf(values: Values, name: 'secret' | 'panel-key'): string | undefined {
  const file = optional(values, `${name}-file`)
  return file === undefined ? optional(values, name) : readText(file).replace(/\r?\n$/, '')
}

const earlierOf = (values: Values): Uint8Array[] | undefined =>
  (values['earlier'] as readonly string[] | undefined)?.map(path => readBytes(path))

const answer = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`)
const say = (line: string): void => void process.stderr.write(`${line}\n`)
const plain = (problem: Problem, lang: 'zh' | 'en'): object => ({
  code: problem.code,
  ...(problem.line === undefined ? {} : { line: problem.line }),
  ...(problem.pointer === undefined ? {} : { pointer: problem.pointer }),
  message: problem[lang],
})

function refused({ problems }: InputError, lang: 'zh' | 'en'): number {
  answer({ ok: false, problems: problems.map(problem => plain(problem, lang)) })
  for (const problem of problems.slice(0, 20)) say(problem[lang])
  if (problems.length > 20)
    say(lang === 'zh' ? `……共 ${problems.length} 个问题` : `… ${problems.length} problems in all`)
  return 1
}

async function draw(values: Values, lang: 'zh' | 'en'): Promise<number> {
  const seed = required(values, 'seed')
  const design = parseDesign(readText(required(values, 'design')))
  const frame = frameOf(values, design.columns)
  const [recordedAt, place] = [optional(values, 'recorded-at'), optional(values, 'place')]
  const witnesses = values['witness'] as readonly string[] | undefined
  const result = drawSample({
    elements: frame,
    design,
    seed,
    secret: keyOf(values, 'secret'),
    panelKey: keyOf(values, 'panel-key'),
    earlier: earlierOf(values),
    committedAt: optional(values, 'committed-at'),
    seedRecord: {
      ...(recordedAt === undefined ? {} : { recordedAt }),
      ...(place === undefined ? {} : { place }),
      ...(witnesses === undefined ? {} : { witnesses }),
    },
    onProgress: progressFor(required(values, 'frame')),
    startDigest: opensslDigest,
  })
  const out = optional(values, 'out')
  const renamed = Object.keys(columnsOf(values)).length > 0
  const files = out === undefined ? undefined : writeDraw(out, result, renamed ? frame : null)
  const per = (key: 'N' | 'n' | 'r'): object => Object.fromEntries(result.strata.map(s => [s.stratum, s[key]]))
  answer({
    frame_digest: result.frameDigest,
    design_digest: result.designDigest,
    draw_key: result.drawKey,
    sample_digest: result.manifest.sample_digest,
    N: per('N'),
    n: per('n'),
    reserve: per('r'),
    strata: result.strata,
    warnings: result.warnings.map(warning => plain(warning, lang)),
    ...(files === undefined ? {} : { files }),
    selected: result.selected.map(one => ({
      order: one.order,
      element_id: one.elementId,
      stratum: one.stratum,
      role: one.role,
      ticket: one.ticket,
      inclusion_probability: one.inclusionProbability,
      base_weight: one.baseWeight,
    })),
  })
  for (const warning of result.warnings) say(warning[lang])
  const reserve = result.selected.filter(one => one.role === 'reserve').length
  const sample = result.selected.length - reserve
  say(
    lang === 'zh'
      ? `已抽取 ${sample} 个样本、${reserve} 个备用样本。`
      : `Drawn: ${sample} in the sample, ${reserve} in reserve.`,
  )
  return 0
}

async function allocateCommand(values: Values, lang: 'zh' | 'en'): Promise<number> {
  const design = parseDesign(readText(required(values, 'design')))
  const frame = frameOf(values, design.columns)
  const { strata, n, r, warnings } = allocateFrame(design, frame, earlierOf(values))
  answer({
    frame_digest: frameDigest(frame, designHash(design), undefined, opensslDigest),
    design_digest: designDigest(design),
    N: frame.count,
    n,
    r,
    strata,
    warnings: warnings.map(warning => plain(warning, lang)),
  })
  for (const { stratum, N, n, r } of strata) say(`${stratum}\tN ${N}\tn ${n}\tr ${r}`)
  for (const warning of warnings) say(warning[lang])
  return 0
}

function frameOrError(values: Values, keep: readonly string[]): Frame | InputError {
  try {
    return frameOf(values, keep)
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
}

async function verify(values: Values, lang: 'zh' | 'en'): Promise<number> {
  const [design, manifest] = ['design', 'manifest'].map(name => readText(required(values, name))) as [string, string]
  const sample = optional(values, 'sample')
  const report = verifyDraw({
    frame: frameOrError(values, namedColumns(design)),
    design,
    manifest,
    ...(sample === undefined ? {} : { sample: readBytes(sample) }),
    secret: keyOf(values, 'secret'),
    panelKey: keyOf(values, 'panel-key'),
    earlier: earlierOf(values),
    onProgress: progressFor(required(values, 'frame')),
    startDigest: opensslDigest,
  })
  sayReport(report, lang)
  return report.verdict === 'yes' ? 0 : 1
}

// A design that cannot be read names no columns; the report says what is wrong with it.
function namedColumns(design: string): readonly string[] {
  try {
    return parseDesign(design).columns ?? []
  } catch (error) {
    if (error instanceof InputError) return []
    throw error
  }
}

function sayReport(report: VerifyReport, lang: 'zh' | 'en'): void {
  answer({
    ok: report.verdict === 'yes',
    verdict: report.verdict,
    first_difference: report.firstDifference?.[lang] ?? null,
    checks: report.checks.map(({ id, outcome, problem }) => ({
      id,
      outcome,
      ...(problem === undefined ? {} : plain(problem, lang)),
    })),
    ...(report.strata === undefined ? {} : { strata: report.strata }),
    ...(report.drawKey === undefined ? {} : { draw_key: report.drawKey }),
  })
  const at = lang === 'zh' ? 0 : 1
  const marks = { pass: '✓', fail: '✗', open: '·' }
  for (const { id, outcome, problem } of report.checks) {
    say(`${marks[outcome]} ${checkWords[id][at]}${problem === undefined ? '' : ` — ${problem[lang]}`}`)
  }
  const verdicts = {
    yes: ['核验通过：重新抽样得到同样的样本。', 'Yes: drawing again gives the same sample.'],
    no: ['核验不通过。', 'No: the draw does not agree with its files.'],
    not_yet: ['目前没有发现问题；抽样本身还不能核验。', 'Nothing wrong so far; the draw itself cannot be checked yet.'],
  } as const
  say(verdicts[report.verdict][at])
}

const commands: Readonly<Record<Command, (values: Values, lang: 'zh' | 'en') => Promise<number>>> = {
  draw,
  verify,
  allocate: allocateCommand,
  estimate: async (values, lang) => estimate(required(values, 'data'), required(values, 'spec'), lang),
  rates: ratesCommand,
}

if (import.meta.main) process.exitCode = await run(process.argv.slice(2))
