// Problems of roster files and of people on them.
import { Problem, type Words } from './problem.ts'

const KEPT: Words = ['没有导入任何内容，原有名册不变。', 'Nothing was imported; what was there before is unchanged.']

function refused(slug: string, title: Words, detail: Words, extra: Readonly<Record<string, unknown>> = {}): Problem {
  const body: Words = [`${detail[0]}${KEPT[0]}`, `${detail[1]} ${KEPT[1]}`]
  return new Problem(slug, { status: 422, title, detail: body, extra })
}

export const rosterProblem = {
  emptyFile: () =>
    refused(
      'roster-empty-file',
      ['文件是空的', 'The file is empty'],
      ['文件里没有内容，请检查是否选对了文件。', 'There is nothing in it. Check that this is the right file.'],
    ),
  /** The bytes are those of a picture, an archive, a program … */
  binaryFile: () =>
    refused(
      'roster-binary-file',
      ['这不是名册文件', 'This is not a roster file'],
      [
        '文件不是文本或 .xlsx 工作簿。请上传 CSV、TSV、TXT 或 XLSX。',
        'It is neither text nor an .xlsx workbook. Upload CSV, TSV, TXT or XLSX.',
      ],
    ),
  oldWorkbook: () =>
    refused(
      'roster-old-workbook',
      ['不支持旧版 .xls 文件', 'Old .xls files are not read'],
      [
        '请用 Excel 或 WPS 打开后“另存为” .xlsx，再上传。',
        'Open it in Excel or WPS, choose “Save as” .xlsx, and upload that.',
      ],
    ),
  webPage: () =>
    refused(
      'roster-web-page',
      ['文件其实是网页', 'The file is a web page'],
      [
        '有的系统把网页存成 .xls。请用 Excel 或 WPS 打开后“另存为” .xlsx，再上传。',
        'Some systems save a web page as .xls. Open it in Excel or WPS, save as .xlsx, and upload that.',
      ],
    ),
  damagedWorkbook: () =>
    refused(
      'roster-damaged-workbook',
      ['工作簿无法读取', 'The workbook cannot be read'],
      [
        '.xlsx 文件已损坏、已加密，或不是工作簿。请用 Excel 或 WPS 打开后重新保存，再上传。',
        'The .xlsx file is damaged, encrypted or no workbook. Open and save it again, then upload.',
      ],
    ),
  unknownEncoding: () =>
    refused(
      'roster-unknown-encoding',
      ['无法识别文件编码', 'Unknown encoding'],
      [
        '文件不是 UTF-8、UTF-16 或 GB18030。请用 Excel 或 WPS 另存为 .xlsx，再上传。',
        'It is not UTF-8, UTF-16 or GB18030. Save it as .xlsx in Excel or WPS and upload that.',
      ],
    ),
  lineTooLong: (line: number) =>
    refused(
      'roster-line-too-long',
      [`第 ${line} 行太长`, `Line ${line} is too long`],
      [
        `第 ${line} 行超过 100 万个字符，不像名册。请检查换行和文件是否完整。`,
        `Line ${line} has over a million characters, which no roster has. Check its line breaks and that the file is whole.`,
      ],
      { line },
    ),
  /** No column holds a phone number, by its header or by its content. */
  columnsUnknown: (headers: readonly string[]) =>
    refused(
      'roster-columns-unknown',
      ['找不到联系电话列', 'No column with phone numbers'],
      [
        '没有认出“联系电话/手机”一列。请在“对应列”中指定，或检查表头。',
        'No column was recognised as the phone number. Choose it in the mapping, or check the header.',
      ],
      { headers },
    ),
  columnOutOfRange: () =>
    refused(
      'roster-column-out-of-range',
      ['对应列不存在', 'A mapped column does not exist'],
      ['指定的列超出文件的列数，请重新选择。', 'The file has fewer columns than the mapping names. Choose again.'],
    ),
  tooLarge: (limitBytes: number) =>
    new Problem('roster-too-large', {
      status: 413,
      title: ['文件太大', 'The file is too large'],
      detail: [
        `上限为 ${Math.round(limitBytes / 1024 / 1024)} MB。请分成几个文件上传。没有导入任何内容。`,
        `The limit is ${Math.round(limitBytes / 1024 / 1024)} MB. Split it into several files. Nothing was imported.`,
      ],
      extra: { limitBytes },
    }),
  /** The upload ended before its announced length. */
  uploadBroken: () =>
    new Problem('roster-upload-broken', {
      status: 400,
      title: ['上传中断', 'The upload broke off'],
      detail: [
        '文件没有传完，请重新上传。没有保存任何内容。',
        'The file did not arrive whole. Upload it again. Nothing was kept.',
      ],
    }),
  /** The bytes of the upload are on another machine, or were taken away after the import. */
  fileGone: () =>
    new Problem('roster-file-gone', {
      status: 409,
      title: ['上传的文件已不在', 'The uploaded file is gone'],
      detail: ['请重新上传同一个文件。没有做任何改动。', 'Upload the same file again. Nothing was changed.'],
    }),
  reasonRequired: () =>
    new Problem('person-reason-required', {
      status: 422,
      title: ['请填写用途', 'Please give a purpose'],
      detail: [
        '查看或导出联系方式必须说明用途，用途记入审计日志。',
        'Seeing or exporting contacts needs a purpose; it is kept in the audit log.',
      ],
    }),
  wrongState: (state: string) =>
    new Problem('roster-wrong-state', {
      status: 409,
      title: ['名册当前状态不能这样操作', 'Not possible in the roster’s present state'],
      detail: ['请刷新页面查看名册的状态。没有做任何改动。', 'Reload the page to see its state. Nothing was changed.'],
      extra: { state },
    }),
  campaignClosed: () =>
    new Problem('roster-campaign-closed', {
      status: 409,
      title: ['现在不能更改名册', 'Rosters cannot change now'],
      detail: [
        '名册只在“准备”和“抽样”阶段更改。没有做任何改动。',
        'Rosters change only in the preparation and sampling stages. Nothing was changed.',
      ],
    }),
  inUse: () =>
    new Problem('roster-in-use', {
      status: 409,
      title: ['名册已用于抽样框', 'The roster is part of a frame'],
      detail: [
        '已有抽样框使用此名册，不能删除。没有做任何改动。',
        'A sampling frame was made from this roster, so it stays. Nothing was changed.',
      ],
    }),
  pairDecided: () =>
    new Problem('person-pair-decided', {
      status: 409,
      title: ['这一对已有结论', 'This pair is already decided'],
      detail: ['请先撤销原来的结论，再重新判断。', 'Undo the former decision first.'],
    }),
  pairNotDecided: () =>
    new Problem('person-pair-open', {
      status: 409,
      title: ['这一对还没有结论', 'This pair is not decided'],
      detail: ['没有可以撤销的结论。', 'There is nothing to undo.'],
    }),
}
