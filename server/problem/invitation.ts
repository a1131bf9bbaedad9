// Problems of invitations.
import { Problem } from './problem.ts'

export const invitationProblem = {
  wrongState: () =>
    new Problem('invitation-wrong-state', {
      status: 409,
      title: ['现在不能签发邀请', 'Invitations cannot be issued now'],
      detail: [
        '只有在抽样、调查阶段可以签发。请先在“年度考评”页进入相应阶段。',
        'Invitations are issued while sampling or in the field. Move the campaign on first.',
      ],
    }),
  notDrawn: () =>
    new Problem('invitation-not-drawn', {
      status: 409,
      title: ['还没有抽出样本', 'No sample has been drawn yet'],
      detail: ['请先完成抽样，再签发邀请。', 'Finish the draw, then issue invitations.'],
    }),
  /** Everybody in the sample has an invitation already, or no unit to rate. */
  nobodyLeft: (withoutUnits: number) =>
    new Problem('invitation-nobody-left', {
      status: 409,
      title: ['没有需要签发的人', 'There is nobody left to invite'],
      detail: [
        withoutUnits > 0
          ? `样本中其余 ${withoutUnits} 人没有分配到可评单位，请先在抽样设计里设定单位分配。`
          : '样本中的人都已签发。需要新链接时请用“重新签发”。',
        withoutUnits > 0
          ? `The ${withoutUnits} left in the sample have no unit to rate. Set the assignment of units in the design first.`
          : 'Everybody in the sample has an invitation. Use re-issue for new links.',
      ],
      extra: { withoutUnits },
    }),
  expiryPast: () =>
    new Problem('invitation-expiry-past', {
      status: 422,
      title: ['截止日期已过', 'The last day is in the past'],
      detail: ['请选择今天或以后的日期。', 'Choose today or a later day.'],
    }),
  /** The one-time key does not belong to the links in force: they were issued again, or the key was mistyped. */
  keyWrong: () =>
    new Problem('invitation-key-wrong', {
      status: 409,
      title: ['链接无法再导出', 'These links can no longer be exported'],
      detail: [
        '系统只保存链接的摘要。离开签发页或重新签发之后，旧链接不能再导出；需要时请重新签发。',
        'Only digests of links are kept. After leaving the page or issuing again, old links cannot be exported; issue them again.',
      ],
    }),
  keyDestroyed: () =>
    new Problem('invitation-case-key-destroyed', {
      status: 409,
      title: ['联系方式与答卷的关联已销毁', 'The link between contacts and answers was destroyed'],
      detail: ['本年度调查已关闭，不能再签发。', 'Fieldwork of this campaign is closed; nothing more is issued.'],
    }),
}
