// `minping roster check FILE`: what an import would find, without a server. JSON on stdout, words on stderr.
import { stat } from 'node:fs/promises'
import { Problem, problemBody } from '../problem/problem.ts'
import { rosterProblemWords } from '../words/roster-problem.ts'
import { checkRoster, type RosterCheck } from './check.ts'

interface CommandIo {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
}

const HELP = `minping roster check FILE

Reads a roster (CSV, TSV, TXT, XLSX; UTF-8, UTF-16, GB18030) as an import would, and imports nothing.
检查名册文件，不导入。JSON 写到标准输出，说明写到标准错误。

stdout: {"encoding","delimiter","header_line","columns":{field: header},"valid","lost","duplicate","blank",
         "people":[[name, mobile]…],"problems":[{"line","column","value","problem"}…]}
  valid      people that an import keeps        lost   rows whose number cannot be recovered
  duplicate  rows that repeat an earlier person  line   row as a spreadsheet counts, from 1
exit: 0 read, 1 the file is no roster (a problem is printed), 2 wrong arguments
`

/** @returns the exit code: 0 the file was read, 1 it is no roster, 2 wrong arguments */
export async function rosterCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const [verb, file, ...rest] = args
  if (verb === '--help' || verb === 'help' || file === '--help') {
    io.stderr(HELP)
    return 0
  }
  if (verb !== 'check' || !file || rest.length > 0) {
    io.stderr(HELP)
    return 2
  }
  const found = await stat(file).catch(() => null)
  if (!found?.isFile()) {
    io.stderr(`找不到文件 ${file} · no such file\n`)
    return 2
  }
  try {
    const result = await checkRoster(file)
    io.stdout(`${JSON.stringify(result)}\n`)
    io.stderr(summary(result))
    return 0
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { title, detail } = error.options
    io.stdout(`${JSON.stringify(problemBody(error, 'zh'))}\n`)
    io.stderr(`${title[0]} · ${title[1]}\n${detail[0]}\n${detail[1]}\n`)
    return 1
  }
}

function summary(result: RosterCheck): string {
  const counts = new Map<RosterCheck['problems'][number]['problem'], number>()
  for (const { problem } of result.problems) counts.set(problem, (counts.get(problem) ?? 0) + 1)
  const lines = [...counts].map(([problem, count]) => {
    const [zh, en] = rosterProblemWords[problem]
    return `  ${String(count).padStart(6)}  ${zh} · ${en}\n`
  })
  const head =
    `有效 ${result.valid} 人，退回 ${result.lost} 行，重复 ${result.duplicate} 行，空行 ${result.blank} 行 · ` +
    `${result.valid} people, ${result.lost} rejected, ${result.duplicate} duplicate, ${result.blank} blank\n`
  return head + lines.join('')
}
