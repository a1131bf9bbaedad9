// Problems of centres, windows, staff, matters and tablets.
import { Problem, type Words } from './problem.ts'

const taken = (slug: string, what: Words, where: Words, code: string) =>
  new Problem(slug, {
    status: 409,
    title: [`${what[0]}已被使用`, `This ${what[1]} is taken`],
    detail: [
      `“${code}”${where[0]}。没有保存任何改动，请换一个。`,
      `“${code}” ${where[1]}. Nothing was changed; choose another.`,
    ],
    extra: { code },
  })

export const windowProblem = {
  centerCodeTaken: (code: string) =>
    taken('center-code-taken', ['中心代码', 'centre code'], ['已属于另一个中心', 'belongs to another centre'], code),
  windowCodeTaken: (code: string) =>
    taken(
      'window-code-taken',
      ['窗口编号', 'window number'],
      ['已属于本中心的另一个窗口', 'belongs to another window of this centre'],
      code,
    ),
  staffNumberTaken: (code: string) =>
    taken(
      'staff-number-taken',
      ['工号', 'staff number'],
      ['已属于本中心的另一位人员', 'belongs to another person of this centre'],
      code,
    ),
  matterCodeTaken: (code: string) =>
    taken('matter-code-taken', ['事项编码', 'matter code'], ['已属于另一个事项', 'belongs to another matter'], code),
  /** One account is one person: in a centre it can stand for only one. */
  userTaken: (name: string) =>
    new Problem('window-user-taken', {
      status: 409,
      title: ['账号已关联其他人员', 'This account is linked to somebody else'],
      detail: [
        `该账号在本中心已关联“${name}”。先解除那一处关联，再关联到这里。`,
        `In this centre the account is linked to “${name}”. Unlink it there first.`,
      ],
    }),
  /** Only window staff and centre managers have a place in a hall; a manager may place only window staff. */
  userUnfit: () =>
    new Problem('window-user-unfit', {
      status: 422,
      title: ['这个账号不能关联到窗口人员', 'This account cannot be linked to window staff'],
      detail: [
        '只能关联角色为“窗口人员”的账号；“中心负责人”账号由考评组或系统管理员关联。',
        'Link an account whose role is window staff; accounts of centre managers are linked by the review group or the administrator.',
      ],
    }),
  /** A manager who removes the own place would see nothing any more. */
  ownPlace: () =>
    new Problem('window-own-place', {
      status: 409,
      title: ['不能停用或解除自己的岗位', 'Not your own place'],
      detail: ['请由考评组或系统管理员操作。', 'Ask the review group or the administrator to do this.'],
    }),
  /** Centres and matters belong to all halls. */
  officesOnly: () =>
    new Problem('window-offices-only', {
      status: 403,
      title: ['不在您的管理范围内', 'Not within your reach'],
      detail: [
        '中心负责人只能管理本中心的窗口、人员和平板；中心和事项由考评组或系统管理员维护。',
        'A centre manager keeps the windows, staff and tablets of the own centre; centres and matters are kept by the review group or the administrator.',
      ],
    }),
  otherCenter: () =>
    new Problem('window-other-center', {
      status: 422,
      title: ['窗口不属于这个中心', 'The window belongs to another centre'],
      detail: ['人员只能安排在本中心的窗口。', 'Staff can only sit at windows of their own centre.'],
    }),
  unknownUnit: () =>
    new Problem('window-unknown-unit', {
      status: 422,
      title: ['参评单位不存在', 'No such unit'],
      detail: [
        '请从列表中选择单位，或先在“参评单位”里新增。',
        'Choose a unit from the list, or add it under “Units” first.',
      ],
    }),
  hoursReversed: () =>
    new Problem('center-hours-reversed', {
      status: 422,
      title: ['下班时间早于上班时间', 'The centre closes before it opens'],
      detail: ['请检查开放时间，如 09:00 至 17:00。', 'Check the opening hours, such as 09:00 to 17:00.'],
    }),
  mobileUnreadable: () =>
    new Problem('staff-mobile-unreadable', {
      status: 422,
      title: ['手机号有误', 'This is no mobile number'],
      detail: [
        '请填写 11 位手机号，或留空。没有保存任何改动。',
        'Give the 11 digits of a mobile number, or leave it empty. Nothing was changed.',
      ],
    }),
  /** So many in one place is a mistake, not a hall. */
  tooMany: (what: Words, limit: number) =>
    new Problem('window-too-many', {
      status: 409,
      title: [`${what[0]}太多`, `Too many ${what[1]}`],
      detail: [`最多 ${limit} 个。没有保存任何改动。`, `At most ${limit}. Nothing was changed.`],
      extra: { limit },
    }),
  pairingWrong: () =>
    new Problem('pairing-code-wrong', {
      status: 422,
      title: ['配对码不对', 'This is not the pairing code'],
      detail: [
        '这个窗口的平板上没有显示这个配对码。请看清平板上的 6 位数字；配对码 10 分钟有效，过期后平板会显示新的。',
        'No tablet of this window shows this code. Read the 6 digits on the tablet again; a code is valid for 10 minutes, then the tablet shows another.',
      ],
    }),
  pairingExpired: () =>
    new Problem('pairing-code-expired', {
      status: 422,
      title: ['配对码已过期', 'The pairing code has expired'],
      detail: [
        '配对码 10 分钟有效。请在平板上刷新页面，输入新的 6 位数字。',
        'A code is valid for 10 minutes. Reload the page on the tablet and type the new 6 digits.',
      ],
    }),
  pairingTries: (retryAfterSeconds: number) =>
    new Problem('pairing-tries', {
      status: 429,
      title: ['配对码输错次数太多', 'Too many wrong pairing codes'],
      detail: [
        `请在 ${Math.ceil(retryAfterSeconds / 60)} 分钟后再试。平板没有配对。`,
        `Try again in ${Math.ceil(retryAfterSeconds / 60)} minutes. No tablet was paired.`,
      ],
      extra: { retryAfter: retryAfterSeconds },
    }),
  /** Anyone who knows a window's address can open its tablet page. */
  pairingBusy: () =>
    new Problem('pairing-busy', {
      status: 429,
      title: ['等待配对的平板太多', 'Too many tablets wait to be paired'],
      detail: [
        '这个窗口已有 20 台平板在等待配对。请 10 分钟后再打开平板页面；已配对的平板不受影响。',
        'Twenty tablets of this window wait to be paired. Open the page again in 10 minutes; tablets that are paired go on working.',
      ],
      extra: { retryAfter: 600 },
    }),
  tooManyTablets: (limit: number) =>
    new Problem('window-tablets-limit', {
      status: 409,
      title: ['这个窗口的平板已满', 'This window has enough tablets'],
      detail: [
        `一个窗口最多 ${limit} 台平板。请先撤销不用的那一台。`,
        `A window has at most ${limit} tablets. Revoke one that is not used first.`,
      ],
      extra: { limit },
    }),
  notPaired: () =>
    new Problem('device-not-paired', {
      status: 409,
      title: ['这台平板已经撤销', 'This tablet was revoked already'],
      detail: [
        '它已不能评价。要再用，请在平板上打开页面重新配对。',
        'It cannot rate any more. To use it again, open the page on it and pair it anew.',
      ],
    }),
  closed: () =>
    new Problem('window-closed', {
      status: 409,
      title: ['窗口或中心已停用', 'The window or its centre is closed'],
      detail: ['请先启用，再继续。没有保存任何改动。', 'Activate it first. Nothing was changed.'],
    }),
  importColumns: (missing: Words, found: string) =>
    new Problem('window-import-columns', {
      status: 422,
      title: ['文件里缺少必需的列', 'The file lacks a column'],
      detail: [
        `找不到${missing[0]}。文件的第一行是：${found}。请下载模板对照。没有导入任何内容。`,
        `There is no ${missing[1]}. The first row of the file is: ${found}. Compare it with the template. Nothing was imported.`,
      ],
    }),
  importEmpty: () =>
    new Problem('window-import-empty', {
      status: 422,
      title: ['文件里没有可导入的行', 'The file has no rows to import'],
      detail: [
        '第一行是列名，从第二行起每行一条。没有导入任何内容。',
        'The first row holds the column names, one entry a row below. Nothing was imported.',
      ],
    }),
}
