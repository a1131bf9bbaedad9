// Problems of response files and of score runs.
import { type FieldError, Problem, type Words } from './problem.ts'

const KEPT: Words = ['没有保存任何内容。', 'Nothing was stored.']

function refused(slug: string, title: Words, detail: Words, extra: Readonly<Record<string, unknown>> = {}): Problem {
  const body: Words = [`${detail[0]}${KEPT[0]}`, `${detail[1]} ${KEPT[1]}`]
  return new Problem(`score-${slug}`, { status: 422, title, detail: body, extra })
}

const conflict = (slug: string, title: Words, detail: Words, extra: Readonly<Record<string, unknown>> = {}): Problem =>
  new Problem(`score-${slug}`, { status: 409, title, detail, extra })

export const scoreProblem = {
  emptyFile: () =>
    refused('empty-file', ['文件是空的', 'The file is empty'], ['文件里没有内容。', 'There is nothing in it.']),
  binaryFile: () =>
    refused(
      'binary-file',
      ['这不是答卷文件', 'This is not a response file'],
      ['请使用 CSV、TSV、TXT 或 XLSX。', 'Use CSV, TSV, TXT or XLSX.'],
    ),
  oldWorkbook: () =>
    refused(
      'old-workbook',
      ['不支持旧版 .xls 文件', 'Old .xls files are not read'],
      ['请用 Excel 或 WPS 另存为 .xlsx。', 'Save it as .xlsx in Excel or WPS.'],
    ),
  damagedWorkbook: () =>
    refused(
      'damaged-workbook',
      ['工作簿无法读取', 'The workbook cannot be read'],
      ['.xlsx 文件已损坏或已加密，请重新另存。', 'The .xlsx file is damaged or encrypted; save it again.'],
    ),
  unknownEncoding: () =>
    refused(
      'unknown-encoding',
      ['无法识别文件编码', 'Unknown encoding'],
      ['文件不是完整的 UTF-8、UTF-16 或 GB18030。', 'The bytes are not clean UTF-8, UTF-16 or GB18030.'],
    ),
  lineTooLong: (line: number) =>
    refused(
      'line-too-long',
      [`第 ${line} 行太长`, `Line ${line} is too long`],
      ['一行超过 100 万个字符，请检查换行。', 'A line has over a million characters; check the line breaks.'],
      { line },
    ),
  openQuote: (line: number) =>
    refused(
      'open-quote',
      [`第 ${line} 行的引号不成对`, `A quotation mark on line ${line} is never closed`],
      ['请改正后再上传。', 'Correct it and upload again.'],
      { line },
    ),
  /** The scheme, the mapping or the rows have faults; each is listed with its place. */
  faults: (errors: readonly FieldError[], count: number) =>
    new Problem('score-faults', {
      status: 422,
      title: ['答卷文件还不能计分', 'The response file cannot be scored yet'],
      detail: [
        `共 ${count} 处问题，逐条如下。没有导入任何内容；改正对应关系或文件后再试。`,
        `${count} problems, listed below. Nothing was imported; correct the mapping or the file and try again.`,
      ],
      errors,
      extra: { count },
    }),
  /** The same bytes are already there for this campaign. */
  sameFile: (fileId: string, name: string) =>
    conflict(
      'same-file',
      ['这个文件已经导入过', 'This file is already here'],
      [
        `内容完全相同的文件已作为“${name}”导入，不会重复计分。`,
        `The very same file is already here as “${name}”; it is not counted twice.`,
      ],
      { fileId },
    ),
  tooLarge: (limitBytes: number) =>
    new Problem('score-too-large', {
      status: 413,
      title: ['文件太大', 'The file is too large'],
      detail: [
        `上限为 ${Math.round(limitBytes / 1024 / 1024)} MB。没有保存任何内容。`,
        `The limit is ${Math.round(limitBytes / 1024 / 1024)} MB. Nothing was stored.`,
      ],
      extra: { limitBytes },
    }),
  fileInUse: () =>
    conflict(
      'file-in-use',
      ['文件已用于冻结的得分', 'The file is part of a frozen score'],
      ['已冻结的得分引用此文件，不能移除。', 'A frozen score cites this file, so it stays.'],
    ),
  tooEarly: () =>
    conflict(
      'too-early',
      ['现在还不能计分', 'Too early to score'],
      ['进入“调查”阶段后才能计算得分。', 'Scores can be computed once fieldwork has begun.'],
    ),
  closed: () =>
    conflict(
      'closed',
      ['得分已不能更改', 'Scores cannot change now'],
      ['年度考评已进入审定或公布。', 'The campaign is under review or published.'],
    ),
  nothing: () =>
    conflict(
      'nothing',
      ['还没有可以计分的答卷', 'There is nothing to score'],
      ['没有答卷，也没有选中第三方文件。', 'There are no answers, and no third-party file was chosen.'],
    ),
  frozen: () =>
    conflict(
      'frozen',
      ['得分已冻结', 'The score is frozen'],
      ['冻结的得分不再改变；需要时另算一次。', 'A frozen score does not change; compute another run if needed.'],
    ),
  /** A code of an answer that the scheme has no points for, or a group it has no weight for. */
  schemeMismatch: (what: string) =>
    conflict(
      'scheme-mismatch',
      ['计分方案与答卷不符', 'The scheme does not fit the answers'],
      [
        `计分方案没有覆盖某个答案或群体（${what}）。请在“年度考评”修改计分方案后重新计算。`,
        `The scheme does not cover an answer or a group (${what}). Correct the scheme and compute again.`,
      ],
    ),
  fileGone: () =>
    conflict(
      'file-gone',
      ['选中的第三方文件不存在', 'A chosen third-party file is gone'],
      ['请刷新页面后重新选择。', 'Reload the page and choose again.'],
    ),
  /** Two runs a few answers apart would tell what those answers were. */
  tooFewNew: (count: number) =>
    conflict(
      'too-few-new',
      ['新增答卷太少', 'Too few new answers'],
      [
        `上次计算后只新增 ${count} 份答卷。为防止由两次结果倒推个人答案，须新增 5 份以上再算；原结果不变。`,
        `Only ${count} answers arrived since the last run. At least 5 are needed, or the two results would tell what they said. The last result stays.`,
      ],
      { count },
    ),
  notClosed: () =>
    conflict(
      'not-closed',
      ['调查还没有结束', 'Fieldwork is not over'],
      [
        '进入“计分”阶段后才能冻结得分；现在的结果为暂算。',
        'Scores freeze in the scoring stage; until then they are provisional.',
      ],
    ),
  /** Inputs changed between the run and its freezing. */
  stale: () =>
    conflict(
      'stale',
      ['计算之后答卷又有变化', 'The answers changed since this run'],
      ['请重新计算，再冻结。', 'Compute again, then freeze.'],
    ),
}
