// Problems of rating files of other systems, and what may be wrong with one of their lines.
import { Problem, type Words } from './problem.ts'
import { visitFault } from './visit.ts'

const KEPT: Words = ['没有导入任何内容。', 'Nothing was imported.']

const refused = (
  slug: string,
  status: 409 | 413 | 422,
  title: Words,
  detail: Words,
  extra: Readonly<Record<string, unknown>> = {},
): Problem =>
  new Problem(`exchange-${slug}`, {
    status,
    title,
    detail: [`${detail[0]}${KEPT[0]}`, `${detail[1]} ${KEPT[1]}`],
    extra,
  })

export const exchangeProblem = {
  noHeader: () =>
    refused(
      'no-header',
      422,
      ['找不到办件编号或满意度列', 'No columns for case number and level'],
      [
        '前 10 行里没有同时包含“办件编号（projectNo）”和“满意度（satisfaction）”的表头。',
        'None of the first ten lines names both a case number (projectNo) and a level (satisfaction).',
      ],
    ),
  tooManyLines: (most: number) =>
    refused(
      'too-many-lines',
      413,
      ['文件行数太多', 'The file has too many lines'],
      [`一次最多 ${most} 行，请拆成几个文件。`, `A file may hold ${most} lines; split it.`],
    ),
  /** The two codings in use are opposite: nobody but the sender knows which one it is. */
  directionRequired: () =>
    refused(
      'direction-required',
      422,
      ['请先说明满意度代码的方向', 'Say which way the levels are coded'],
      [
        '“5=非常满意”和“1=非常满意”两种编码都在使用，系统不会猜测。请对照预览选择一种。',
        'Both “5 is best” and “1 is best” are in use, and none is guessed. Choose one by the preview.',
      ],
    ),
  /** No column names the window, and none was chosen for all lines. */
  windowRequired: () =>
    refused(
      'window-required',
      422,
      ['请选择窗口', 'Choose a window'],
      [
        '文件没有窗口列，且有系统中还没有的办件。请选择这些办件所属的窗口。',
        'The file names no window and has visits that are not known yet. Choose the window of those.',
      ],
    ),
  sameFile: (at: string, by: string) =>
    refused(
      'same-file',
      409,
      ['这个文件已经导入过', 'This file was imported before'],
      [
        `${by} 于 ${at} 导入过内容完全相同的文件。如要再次导入，请选择“仍然导入”；已有的评价不会重复。`,
        `${by} imported the very same file at ${at}. To do it again choose “import anyway”; known ratings are not repeated.`,
      ],
      { at, by },
    ),
}

/** What may be wrong with one line. */
export const exchangeFault = {
  caseNoMissing: visitFault.caseNoMissing,
  caseNoLong: visitFault.caseNoLong,
  caseNoRounded: visitFault.caseNoRounded,
  timeMissing: ['缺少评价时间', 'the time of the rating is missing'],
  timeUnreadable: ['评价时间无法识别', 'the time of the rating cannot be read'],
  timeFuture: ['评价时间在将来', 'the rating lies in the future'],
  numberUnreadable: ['评价次数应为 1 至 99 的整数', 'the number of the rating is not 1 to 99'],
  levelMissing: ['缺少满意度', 'the level is missing'],
  levelUnknown: ['满意度不是 1 至 5，也不是五个等级的名称', 'the level is neither 1 to 5 nor one of the five names'],
  levelContradicts: ['满意度代码与满意度名称不一致', 'the code and the name of the level differ'],
  tagContradicts: ['评价指标属于另一等级', 'a tag belongs to another level'],
  windowMissing: visitFault.windowMissing,
  windowUnknown: visitFault.windowUnknown,
  finishUnreadable: ['办结时间无法识别', 'the finish cannot be read'],
  finishFuture: visitFault.finishFuture,
  firstMissing: ['没有第一次评价，追评无处可归', 'there is no first rating that this one adds to'],
  rated: ['这个办件已有另一条评价', 'the visit has another rating'],
} as const satisfies Record<string, Words>

export type ExchangeFault = keyof typeof exchangeFault
