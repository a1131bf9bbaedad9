// Problems of visits: keys of other systems, their messages, uploaded files, 请评价.
import { type FieldError, Problem, type Words } from './problem.ts'

const problem = (
  slug: string,
  status: 401 | 409 | 413 | 422,
  title: Words,
  detail: Words,
  rest: { readonly errors?: readonly FieldError[]; readonly extra?: Readonly<Record<string, unknown>> } = {},
): Problem => new Problem(`visit-${slug}`, { status, title, detail, ...rest })

export const visitProblem = {
  keyMissing: () =>
    problem(
      'key-missing',
      401,
      ['缺少接口密钥', 'An API key is needed'],
      [
        '请在请求头 Authorization 中写 Bearer 加密钥。密钥由管理员在“办件”页的“接口密钥”中生成。没有保存任何办件。',
        'Send the header Authorization: Bearer and the key, which a manager makes under “API keys” on the page of visits. Nothing was stored.',
      ],
    ),
  /** One answer for what was never a key and what is one no longer. */
  keyRefused: () =>
    problem(
      'key-refused',
      401,
      ['接口密钥无效', 'This API key is not valid'],
      [
        '密钥不存在或已被停用。没有保存任何办件；请向大厅管理员索取新的密钥，补发时办件不会重复。',
        'There is no such key, or it was revoked. Nothing was stored; ask the hall’s manager for a new one. Sending again stores nothing twice.',
      ],
    ),
  idempotencyKey: () =>
    problem(
      'idempotency-key',
      422,
      ['缺少 Idempotency-Key', 'The header Idempotency-Key is needed'],
      [
        '每批办件请带一个不重复的 Idempotency-Key（1 至 100 个可见字符，如 UUID）；网络出错后用同一个重发，不会重复登记。没有保存任何办件。',
        'Give each batch its own Idempotency-Key (1 to 100 visible characters, such as a UUID) and send again with the same one after a network failure. Nothing was stored.',
      ],
    ),
  idempotencyReused: () =>
    problem(
      'idempotency-reused',
      422,
      ['这个 Idempotency-Key 已用于另一批办件', 'This Idempotency-Key belongs to another batch'],
      [
        '相同的键只能重发相同的内容。先前那批已保存；这一批没有保存，请换一个新的键。',
        'The same key may only repeat the same body. The earlier batch is stored, this one is not: send it with a new key.',
      ],
    ),
  /** Every wrong element is listed; a message is stored whole or not at all. */
  faults: (errors: readonly FieldError[], count: number) =>
    problem(
      'faults',
      422,
      ['办件内容有误', 'Some visits are not valid'],
      [
        `共 ${count} 处，按位置列出。整批都没有保存；改正后可用同一个 Idempotency-Key 重发。`,
        `${count} faults, listed by place. Nothing of the batch was stored; correct it and send again, with the same Idempotency-Key if you like.`,
      ],
      { errors, extra: { count } },
    ),
  count: (most: number) =>
    problem(
      'count',
      422,
      ['办件数量不对', 'Too few or too many visits'],
      [
        `一次可发 1 至 ${most} 件。没有保存任何办件，请分批发送。`,
        `A message holds 1 to ${most} visits. Nothing was stored; send it in parts.`,
      ],
    ),
  noHeader: () =>
    problem(
      'no-header',
      422,
      ['找不到办件编号或窗口列', 'No columns for case number and window'],
      [
        '前 10 行里没有同时包含“办件编号”（或业务号、流水号）和“窗口”的表头。没有导入任何内容；请在表头写明后再上传。',
        'None of the first ten lines names a case number and a window. Nothing was imported; name the columns and upload again.',
      ],
    ),
  tooManyLines: (most: number) =>
    problem(
      'too-many-lines',
      413,
      ['文件行数太多', 'The file has too many lines'],
      [
        `一次最多 ${most} 行。没有导入任何内容，请拆成几个文件。`,
        `A file may hold ${most} lines. Nothing was imported; split it.`,
      ],
    ),
  sameFile: (importId: string, at: string, by: string) =>
    problem(
      'same-file',
      409,
      ['这个文件已经导入过', 'This file was imported before'],
      [
        `${by} 于 ${at} 导入过完全相同的文件。再导入一次也不会重复登记；确要重导（例如补建了窗口），请确认。`,
        `${by} imported the very same file at ${at}. Importing it again stores nothing twice; confirm if you want that, for instance after adding a window.`,
      ],
      { extra: { importId } },
    ),
  importRunning: () =>
    problem(
      'import-running',
      409,
      ['这个文件正在导入', 'This file is being imported'],
      ['请等它完成后再看结果。', 'Wait until it is done, then look at the result.'],
    ),
  removalTooLate: () =>
    problem(
      'removal-too-late',
      409,
      ['只能在导入当天撤回', 'An import can be taken back only on its day'],
      [
        '这次导入不是今天的，办件已计入统计。没有删除任何办件。',
        'This import is not of today and its visits stand in the figures. Nothing was deleted.',
      ],
    ),
  alreadyRemoved: () =>
    problem(
      'already-removed',
      409,
      ['这次导入已撤回', 'This import was taken back already'],
      ['没有可再删除的办件。', 'There is nothing left to delete.'],
    ),
  alreadyRated: () =>
    problem(
      'already-rated',
      409,
      ['这个办件已评价', 'This visit was rated already'],
      ['一次办件只评一次，不需要再请评价。', 'A visit is rated once; there is no need to ask again.'],
    ),
  windowClosed: () =>
    problem(
      'window-closed',
      409,
      ['这个窗口已停用', 'This window is closed'],
      [
        '停用的窗口不能请评价。没有登记办件；如需使用，请大厅管理员先启用窗口。',
        'Nobody can be asked at a closed window. No visit was registered; the hall’s manager can open the window again.',
      ],
    ),
  matterUnknown: (code: string) =>
    problem(
      'matter-unknown',
      422,
      ['没有这个事项', 'There is no such matter'],
      [`没有编码为“${code}”的事项。没有登记办件。`, `No matter has the code “${code}”. No visit was registered.`],
      { errors: [{ pointer: '/matterCode', detail: visitFault.matterUnknown }] },
    ),
  elsewhere: (window: string) =>
    problem(
      'elsewhere',
      409,
      ['这个办件属于另一窗口', 'This visit belongs to another window'],
      [
        `办件编号登记在 ${window}。没有改动；请核对编号。`,
        `The case number is registered at ${window}. Nothing was changed; check the number.`,
      ],
    ),
  /** The visit is there and can be rated; only the tablet is missing. */
  noTablet: (offered: Readonly<Record<string, unknown>>) =>
    problem(
      'no-tablet',
      409,
      ['本窗口没有已配对的平板', 'This window has no paired tablet'],
      [
        '办件已登记，可以评价：请出示二维码，请群众用手机扫码。',
        'The visit is registered and can be rated: show the QR code to be scanned with a phone.',
      ],
      { extra: offered },
    ),
  undoTooLate: () =>
    problem(
      'undo-too-late',
      409,
      ['不能再撤销', 'It can no longer be taken back'],
      [
        '请评价只能在 30 秒内、群众评价之前撤销。办件保留。',
        'An invitation can be taken back within 30 seconds and before the rating. The visit stays.',
      ],
    ),
}

/** What may be wrong with one visit, in a message as in a file. */
export const visitFault = {
  caseNoMissing: ['缺少办件编号', 'the case number is missing'],
  caseNoLong: ['办件编号超过 64 个字符', 'the case number has more than 64 characters'],
  caseNoUnreadable: ['办件编号含有不可见字符', 'the case number holds control characters'],
  caseNoRounded: [
    '办件编号被表格软件改成了科学计数（如 3.5E+17），请改为文本格式',
    'a spreadsheet turned the case number into a rounded figure (such as 3.5E+17); keep it as text',
  ],
  repeated: ['同一批中有重复的办件编号', 'the case number occurs twice in this batch'],
  windowMissing: ['缺少窗口', 'the window is missing'],
  windowUnknown: ['本大厅没有这个窗口', 'this hall has no such window'],
  matterUnknown: ['没有这个事项', 'there is no such matter'],
  staffUnknown: ['本大厅没有这个工号', 'this hall has no such staff number'],
  timeUnreadable: ['时间无法识别，请写成 2026-11-25 09:30:00', 'the time cannot be read; write 2026-11-25 09:30:00'],
  startFuture: ['受理时间在将来', 'the start lies in the future'],
  finishFuture: ['办结时间在将来', 'the finish lies in the future'],
  finishFirst: ['办结时间早于受理时间', 'the finish is before the start'],
  notText: ['应为文本', 'must be a text'],
  notVisit: ['应为一个办件对象', 'must be an object, one visit'],
  unknownField: ['没有这个字段', 'there is no such field'],
} as const satisfies Record<string, Words>

export type VisitFault = keyof typeof visitFault
