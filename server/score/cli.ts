// `minping score FILE --scheme S`: unit scores of a response file, without a server. JSON on stdout, words on stderr.
import { readFile, stat } from 'node:fs/promises'
import { readFileScheme } from '../../sampling/scheme-check.ts'
import type { FileScheme } from '../../sampling/scheme.ts'
import { scoreUnits, type ScoreResult } from '../../sampling/score.ts'
import { discloseScores } from '../../sampling/score-disclose.ts'
import type { ScoreProblem } from '../../sampling/score-problem.ts'
import { readResponses } from '../../sampling/score-read.ts'
import { Problem, problemBody } from '../problem/problem.ts'
import { scoreHelp } from '../words/score-help.ts'
import { openResponseFile } from './response-file.ts'

export interface ScoreIo {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
}

const SHOWN = 50

/** @returns the exit code: 0 scored, 1 the file has problems and nothing was scored, 2 wrong arguments or scheme */
export async function scoreCommand(args: readonly string[], io: ScoreIo): Promise<number> {
  if (args.includes('--help') || args[0] === 'help') {
    io.stderr(scoreHelp)
    return 0
  }
  const read = readArguments(args)
  if (!read) {
    io.stderr(scoreHelp)
    return 2
  }
  const scheme = await loadScheme(read.scheme, io)
  if (!scheme) return 2
  if (!(await stat(read.file).catch(() => null))?.isFile()) {
    io.stderr(`找不到文件 ${read.file} · no such file\n`)
    return 2
  }
  return await scoreFile(read.file, scheme, io)
}

function readArguments(args: readonly string[]): { file: string; scheme: string } | null {
  const at = args.indexOf('--scheme')
  const scheme = at < 0 ? args.find(arg => arg.startsWith('--scheme='))?.slice('--scheme='.length) : args[at + 1]
  const rest = args.filter((arg, k) => !arg.startsWith('--scheme') && (at < 0 || k !== at + 1))
  const [file] = rest
  return file && scheme && rest.length === 1 && !file.startsWith('--') ? { file, scheme } : null
}

async function loadScheme(path: string, io: ScoreIo): Promise<FileScheme | null> {
  let body: unknown
  try {
    body = JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, '')) as unknown
  } catch (error) {
    io.stderr(`计分方案 ${path} 无法读取 · cannot read the scheme: ${(error as Error).message}\n`)
    return null
  }
  const { scheme, problems } = readFileScheme(body)
  if (!scheme) {
    io.stdout(`${JSON.stringify({ problems })}\n`)
    report(problems, problems.length, io)
  }
  return scheme
}

async function scoreFile(path: string, scheme: FileScheme, io: ScoreIo): Promise<number> {
  try {
    const { encoding, delimiter, rows } = await openResponseFile(path)
    const { ratings, problems, problemCount } = readResponses(rows, scheme)
    if (!ratings) {
      io.stdout(`${JSON.stringify({ encoding, delimiter, problem_count: problemCount, problems })}\n`)
      report(problems, problemCount, io)
      return 1
    }
    const result = discloseScores(scoreUnits(ratings, scheme))
    io.stdout(`${JSON.stringify({ encoding, delimiter, ...result })}\n`)
    io.stderr(table(result))
    return 0
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { title, detail } = error.options
    io.stdout(`${JSON.stringify(problemBody(error, 'zh'))}\n`)
    io.stderr(`${title[0]} · ${title[1]}\n${detail[0]}\n${detail[1]}\n`)
    return 1
  }
}

function report(problems: readonly ScoreProblem[], count: number, io: ScoreIo): void {
  for (const { zh, en } of problems.slice(0, SHOWN)) io.stderr(`${zh}\n  ${en}\n`)
  io.stderr(`共 ${count} 处问题，没有计分 · ${count} problems, nothing was scored\n`)
}

function table(result: ScoreResult): string {
  const lines = Object.entries(result.units).map(([code, unit]) => {
    if (unit.score === null) return `  ${code.padEnd(28)} ${unit.hidden ? '隐藏 n<5 · hidden' : '—'}\n`
    const reach = unit.ci95 ? `±${((unit.ci95[1] - unit.ci95[0]) / 2).toFixed(2)}` : '±?'
    const known = unit.awareness === null ? '' : `知晓率 ${(unit.awareness * 100).toFixed(1)}%`
    return `  ${code.padEnd(28)} ${unit.score.toFixed(2).padStart(7)} ${reach.padStart(7)}  n=${unit.n}  ${known}\n`
  })
  return `${result.respondents} 份答卷 · respondents\n${lines.join('')}`
}

if (import.meta.main)
  process.exitCode = await scoreCommand(process.argv.slice(2), {
    stdout: text => process.stdout.write(text),
    stderr: text => process.stderr.write(text),
  })
