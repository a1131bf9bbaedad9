// Problems of files people send: what the file is, and what to do with it. `fileProblem` serves `openTable` as its refusals.
import { Problem, type Words } from './problem.ts'

const KEPT: Words = ['没有保存任何内容。', 'Nothing was stored.']

const refused = (slug: string, title: Words, detail: Words, extra: Readonly<Record<string, unknown>> = {}): Problem =>
  new Problem(`file-${slug}`, {
    status: 422,
    title,
    detail: [`${detail[0]}${KEPT[0]}`, `${detail[1]} ${KEPT[1]}`],
    extra,
  })

export const fileProblem = {
  missing: () =>
    refused(
      'missing',
      ['没有收到文件', 'No file arrived'],
      ['请选择 CSV 或 XLSX 文件。', 'Choose a CSV or XLSX file.'],
    ),
  emptyFile: () =>
    refused('empty', ['文件是空的', 'The file is empty'], ['文件里没有内容。', 'There is nothing in it.']),
  binaryFile: () =>
    refused(
      'binary',
      ['这不是表格文件', 'This is not a table'],
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
}
