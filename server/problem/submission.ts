// Problems of respondent lists handed over.
import { Problem, type Words } from './problem.ts'

export const submissionProblem = {
  unknownSource: () =>
    new Problem('submission-unknown-source', {
      status: 422,
      title: ['来源不属于本年度', 'This source is not of this campaign'],
      detail: [
        '所选抽样框或抽样不存在，或属于其他年度。没有制作名单，请重新选择来源。',
        'The frame or draw chosen does not exist here. No list was made; choose the source again.',
      ],
    }),
  frameNotFrozen: () =>
    new Problem('submission-frame-not-frozen', {
      status: 409,
      title: ['抽样框还没有冻结', 'The frame is not frozen'],
      detail: [
        '只能从已冻结的抽样框上报名单。没有制作名单，请先冻结抽样框。',
        'Lists are made from frozen frames only. No list was made; freeze the frame first.',
      ],
    }),
  notDrawn: () =>
    new Problem('submission-not-drawn', {
      status: 409,
      title: ['抽样还没有完成', 'The draw is not complete'],
      detail: [
        '这次抽样尚未抽出样本，或已作废。没有制作名单。',
        'This draw has no sample yet, or was voided. No list was made.',
      ],
    }),
  part: () =>
    new Problem('submission-part', {
      status: 422,
      title: ['抽样框没有样本之分', 'A frame has no sample'],
      detail: [
        '抽样框只能整体上报；样本和备用样本请从抽样结果上报。没有制作名单。',
        'A frame is submitted whole; choose a draw for its sample or reserve. No list was made.',
      ],
    }),
  empty: () =>
    new Problem('submission-empty', {
      status: 422,
      title: ['名单里一个人也没有', 'The list has nobody on it'],
      detail: ['所选范围没有人。没有制作名单，请另选范围。', 'Nobody is in the part chosen. No list was made.'],
    }),
  tooLong: (rows: number, limit: number) =>
    new Problem('submission-too-long', {
      status: 422,
      title: ['名单太长', 'The list is too long'],
      detail: [
        `名单有 ${rows} 人，一张工作表最多 ${limit} 行。没有制作名单，请分几个抽样框上报。`,
        `The list has ${rows} people; a sheet holds ${limit} rows. No list was made; submit it as several frames.`,
      ],
      extra: { rows, limit },
    }),
  template: (errors: readonly { readonly pointer: string; readonly detail: Words }[]) =>
    new Problem('submission-template', {
      status: 422,
      title: ['名单模板有误', 'The template is not valid'],
      detail: ['没有制作名单。请按下列提示修改列。', 'No list was made. Correct the columns listed.'],
      errors,
    }),
  personMissing: (count: number) =>
    new Problem('submission-person-missing', {
      status: 409,
      title: ['有人已不在名册里', 'Somebody is no longer on the rosters'],
      detail: [
        `至少 ${count} 人的联系方式已删除，名单会不完整，因此没有制作。`,
        `The contacts of at least ${count} people are gone; the list would not be complete, so none was made.`,
      ],
      extra: { count },
    }),
  stage: (state: string) =>
    new Problem('submission-stage', {
      status: 409,
      title: ['当前阶段不能制作名单', 'Lists are not made at this stage'],
      detail: [
        '名单只在“准备”“抽样”“调查”阶段制作。没有制作名单。',
        'Lists are made in preparation, sampling and fieldwork only. No list was made.',
      ],
      extra: { state },
    }),
  ownApproval: () =>
    new Problem('submission-own-approval', {
      status: 403,
      title: ['不能审批自己制作的名单', 'Nobody approves their own list'],
      detail: [
        '名单须由制作人以外的人审批或退回。状态没有改变。',
        'Somebody other than the preparer approves or returns it. Nothing was changed.',
      ],
    }),
  /** Approved, returned or received already: somebody was quicker. */
  state: (state: string) =>
    new Problem('submission-state', {
      status: 409,
      title: ['名单的状态不允许这一步', 'The list is not at this step'],
      detail: [
        '名单已经审批、退回或签收，或还没有审批。请刷新后再看。没有重复操作。',
        'The list was approved, returned or received already, or is not approved yet. Reload the page; nothing was done twice.',
      ],
      extra: { state },
    }),
  notApproved: (state: string) =>
    new Problem('submission-not-approved', {
      status: 409,
      title: ['名单还没有审批', 'The list is not approved'],
      detail: ['另一人审批之后才能下载。', 'It can be downloaded once another person has approved it.'],
      extra: { state },
    }),
  receiptDiffers: (rows: number, received: number) =>
    new Problem('submission-receipt-differs', {
      status: 422,
      title: ['收到的人数不一致', 'The number received differs'],
      detail: [
        `名单有 ${rows} 人，填写的是 ${received} 人，没有签收。请核对摘要，确认收到的是完整文件。`,
        `The list has ${rows} people, ${received} were stated; not signed for. Compare the digest and make sure the file is whole.`,
      ],
      extra: { rows, received },
    }),
  /** The stored file is gone or damaged, and the rosters have changed since. */
  filesLost: () =>
    new Problem('submission-files-lost', {
      status: 409,
      title: ['文件与批准的摘要不符', 'The file differs from the digest approved'],
      detail: [
        '保存的文件丢失或损坏，名册也已变动，无法重新生成相同的文件，因此没有发出。请重新制作并审批。',
        'The stored file is gone or damaged and the rosters have changed since, so the same file cannot be made again. Nothing was sent; prepare and approve it anew.',
      ],
    }),
}
