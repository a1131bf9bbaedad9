// Problems of campaigns.
import { Problem } from './problem.ts'

export const campaignProblem = {
  stateStep: (from: string, to: string) =>
    new Problem('campaign-state-step', {
      status: 409,
      title: ['不能这样变更阶段', 'This step is not allowed'],
      detail: [
        '阶段只能依次前进一步，或说明理由后退回一步；已公布的不能退回。',
        'Stages move one step on, or one step back with a reason; a published year stays published.',
      ],
      extra: { from, to },
    }),
  reasonRequired: () =>
    new Problem('campaign-reason-required', {
      status: 422,
      title: ['请填写退回理由', 'A reason is required'],
      detail: [
        '退回上一阶段必须说明理由，理由记入审计日志。',
        'Going back a stage needs a reason; it is kept in the audit log.',
      ],
    }),
  schemeFrozen: () =>
    new Problem('scheme-frozen', {
      status: 409,
      title: ['计分方案已冻结', 'The scoring scheme is frozen'],
      detail: [
        '调查开始后计分方案不再修改。需要修改时请另建版本，并说明理由。',
        'A scheme is not edited once fieldwork has begun. Save a new version instead.',
      ],
    }),
  unitsFixed: () =>
    new Problem('campaign-units-fixed', {
      status: 409,
      title: ['参评单位已确定', 'The units are fixed'],
      detail: [
        '抽样开始后不能再增减参评单位。可先退回“准备”阶段。',
        'Units cannot change once sampling has begun. Move back to preparation first.',
      ],
    }),
}
