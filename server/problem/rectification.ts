// Problems of rectification.
import { Problem, type Words } from './problem.ts'

const refused = (slug: string, title: Words, detail: Words, extra?: Record<string, unknown>) =>
  new Problem(`rectification-${slug}`, { status: 409, title, detail, ...(extra ? { extra } : {}) })

export const rectificationProblem = {
  /** The step does not exist in the state that the case is in. */
  forbiddenStep: (
    step: { readonly name: string; readonly words: Words },
    state: { readonly name: string; readonly words: Words },
    allowed: readonly { readonly name: string; readonly words: Words }[],
  ) => {
    const list = (at: 0 | 1) => allowed.map(({ words }) => words[at]).join(at === 0 ? '、' : ', ')
    return refused(
      'forbidden-step',
      [`现在不能“${step.words[0]}”`, `Not possible now: ${step.words[1]}`],
      [
        `整改单现在是“${state.words[0]}”。${allowed.length > 0 ? `可以做的是：${list(0)}。` : '已经结束，不能再改动。'}没有保存任何改动。`,
        `The case is “${state.words[1]}”. ${allowed.length > 0 ? `Possible: ${list(1)}.` : 'It has ended.'} Nothing was changed.`,
      ],
      { step: step.name, state: state.name, allowed: allowed.map(({ name }) => name) },
    )
  },
  /** Somebody else changed the case after it was read. */
  changed: () =>
    refused(
      'changed',
      ['整改单刚被别人改动', 'Somebody just changed this case'],
      [
        '没有保存您的这一步。请看过最新内容后再做；您写的文字仍在页面上。',
        'Your step was not stored. Look at the case as it is now and do it again; what you wrote is still on the page.',
      ],
    ),
  anonymous: () =>
    refused(
      'anonymous',
      ['评价人没有留下联系方式', 'The rater left no contact'],
      [
        '匿名评价不能电话回访，只能由评价人凭查询码自己确认。',
        'An anonymous rater cannot be rung; they confirm by their receipt code.',
      ],
    ),
  extendedBefore: () =>
    refused(
      'extended-before',
      ['已经延期过一次', 'It was extended before'],
      ['期限只能延长一次，最长 15 个工作日。', 'A deadline is extended once, to 15 working days at most.'],
    ),
  noReply: () =>
    refused(
      'no-reply',
      ['还没有给评价人的答复', 'The rater has no reply yet'],
      ['请先写一段评价人能看到的答复，再做这一步。', 'Write a reply that the rater can read first.'],
    ),
  /** @param until China day */
  tooEarly: (until: string | null) =>
    refused(
      'too-early',
      ['还要等评价人确认', 'The rater may still answer'],
      [
        `${until ?? '回访期满'}之前，评价人仍可以确认是否满意，整改单不能由单位自行办结。`,
        `Until ${until ?? 'the wait has ended'} the rater may say whether they are satisfied; the office cannot close the case.`,
      ],
      { until },
    ),
  fewAttempts: (made: number, needed: number) =>
    refused(
      'few-attempts',
      ['回访次数不够', 'Too few attempts to call'],
      [
        `评价人留了联系方式，至少要回访 ${needed} 次，现在记了 ${made} 次。`,
        `The rater left a number: at least ${needed} attempts are needed, ${made} are recorded.`,
      ],
      { made, needed },
    ),
  /** The appellant decides nothing. */
  ownAppeal: () =>
    refused(
      'own-appeal',
      ['不能审核自己提出的申诉', 'Nobody decides their own appeal'],
      ['请由另外两位有审核权限的人决定。', 'Two other people who may approve have to decide.'],
    ),
  sameApprover: () =>
    refused(
      'same-approver',
      ['您已经同意过', 'You have upheld it already'],
      [
        '不予采信需要两个不同的人同意，请等另一位审核人。',
        'A dismissal needs two different people; the other one has to decide.',
      ],
    ),
  unknownOwner: () =>
    new Problem('rectification-unknown-owner', {
      status: 422,
      title: ['责任人不在这个中心', 'That person is not of this centre'],
      detail: [
        '请选择本中心在岗的人员。没有保存任何改动。',
        'Choose an active person of this centre. Nothing was changed.',
      ],
    }),
  fileTooLarge: (limitBytes: number) =>
    new Problem('rectification-file-too-large', {
      status: 413,
      title: ['附件太大', 'The file is too large'],
      detail: [
        `每个附件不超过 ${Math.round(limitBytes / 1048576)} MB。没有保存这个文件。`,
        `A file may have ${Math.round(limitBytes / 1048576)} MB at most. It was not stored.`,
      ],
    }),
  fileKind: () =>
    new Problem('rectification-file-kind', {
      status: 415,
      title: ['不能上传这种文件', 'This kind of file is not taken'],
      detail: [
        '可以上传 JPG、PNG、WebP 图片和 PDF、DOCX、XLSX 文档；按文件内容判断，不看扩展名，不收带宏的文档。',
        'JPG, PNG, WebP, PDF, DOCX and XLSX are taken, judged by their content and not their name; no macros.',
      ],
    }),
  fileCount: (limit: number) =>
    refused(
      'file-count',
      ['附件已满', 'No more files fit'],
      [`每张整改单最多 ${limit} 个附件。`, `A case holds ${limit} files at most.`],
    ),
  fileNotYours: () =>
    refused(
      'file-not-yours',
      ['只能删除自己上传的附件', 'Only your own files can be removed'],
      [
        '附件由上传的人在办结之前删除。没有删除任何内容。',
        'A file is removed by who uploaded it, while the case is open. Nothing was removed.',
      ],
    ),
  ended: () =>
    refused(
      'ended',
      ['整改单已经结束', 'The case has ended'],
      ['已经结束的整改单不能再增删附件。', 'Files can no longer be added or removed.'],
    ),
}
