// Problems of sampling designs. What is wrong inside a design file the library says itself: see inputProblem.
import { Problem } from './problem.ts'

export const designProblem = {
  committed: () =>
    new Problem('design-committed', {
      status: 409,
      title: ['设计已承诺', 'The design is committed'],
      detail: [
        '摘要已经公布的设计不再修改或删除。需要改动时请复制为新设计。',
        'A design whose digest is published never changes. Copy it to a new design.',
      ],
    }),
  otherCampaign: () =>
    new Problem('design-frame-of-other-campaign', {
      status: 422,
      title: ['抽样框不属于本年度', 'The frame is of another campaign'],
      detail: ['请选择本年度已冻结的抽样框。', 'Choose a frozen frame of this campaign.'],
    }),
}
