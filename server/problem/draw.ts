// Problems of the ceremony of a draw.
import { Problem } from './problem.ts'

export const drawProblem = {
  stage: (state: string) =>
    new Problem('draw-stage', {
      status: 409,
      title: ['当前阶段不能抽样', 'No draw at this stage'],
      detail: [
        '只能在“抽样”阶段承诺、录入种子和抽样。请先在“年度考评”页进入该阶段。',
        'Committing, seeding and drawing belong to the stage of sampling. Move the campaign there first.',
      ],
      extra: { state },
    }),
  designDrawn: () =>
    new Problem('draw-design-used', {
      status: 409,
      title: ['该设计已经承诺过抽样', 'This design already has a draw'],
      detail: [
        '同一设计只抽一次，免得反复抽到满意为止。需要另抽时，请复制为新设计并说明。',
        'A design is drawn once, so that nobody draws until pleased. Copy it to a new design if another draw is needed.',
      ],
    }),
  seedBeforeCommit: (committedAt: string, recordedAt: string) =>
    new Problem('draw-seed-before-commit', {
      status: 422,
      title: ['种子早于承诺', 'The seed is older than the commit'],
      detail: [
        `种子记录于 ${recordedAt}，摘要公布于 ${committedAt}。先有的种子可以挑选，不予采用。`,
        `The seed was recorded at ${recordedAt}, the digests were published at ${committedAt}. A seed that was there first could have been chosen; it is refused.`,
      ],
      extra: { committedAt, recordedAt },
    }),
  seedInFuture: () =>
    new Problem('draw-seed-in-future', {
      status: 422,
      title: ['种子的时间还没有到', 'The time of the seed lies ahead'],
      detail: ['请检查记录时间和本机时钟。', 'Check the time given and the clock.'],
    }),
  seedRecorded: () =>
    new Problem('draw-seed-recorded', {
      status: 409,
      title: ['种子已经录入', 'The seed is recorded already'],
      detail: [
        '种子只录入一次，不能改换。如确有差错，请说明理由作废本次抽样，另行承诺。',
        'A seed is recorded once and never exchanged. If there was an error, void this draw with a reason and commit anew.',
      ],
    }),
  seedMalformed: () =>
    new Problem('draw-seed-malformed', {
      status: 422,
      title: ['种子不能使用', 'The seed cannot be used'],
      detail: ['种子必须是一行文字，不能为空。', 'The seed must be one line of text that is not empty.'],
    }),
  notSeeded: () =>
    new Problem('draw-not-seeded', {
      status: 409,
      title: ['还没有种子', 'There is no seed yet'],
      detail: ['请先在见证下录入种子，再抽样。', 'Record the seed before witnesses first, then draw.'],
    }),
  done: () =>
    new Problem('draw-done', {
      status: 409,
      title: ['已经抽样', 'Already drawn'],
      detail: ['抽样结果不再改变，也不能作废。', 'The result no longer changes and cannot be voided.'],
    }),
  notDrawn: () =>
    new Problem('draw-not-drawn', {
      status: 409,
      title: ['还没有抽样', 'Not drawn yet'],
      detail: ['抽样完成后才有样本文件。', 'There are sample files once the draw is made.'],
    }),
  voided: () =>
    new Problem('draw-void', {
      status: 409,
      title: ['本次抽样已作废', 'This draw is void'],
      detail: ['请另行承诺一次抽样。', 'Commit to another draw.'],
    }),
  secretRequired: () =>
    new Problem('draw-secret-required', {
      status: 422,
      title: ['请输入密语', 'The secret is required'],
      detail: [
        '承诺时使用了密语，抽样须由统计调查队输入。',
        'A secret was used in the commit; the statistics team must type it in.',
      ],
    }),
  secretUnexpected: () =>
    new Problem('draw-secret-unexpected', {
      status: 422,
      title: ['本次抽样不用密语', 'This draw has no secret'],
      detail: ['承诺时没有使用密语，请留空。', 'No secret was used in the commit; leave it empty.'],
    }),
  secretWrong: () =>
    new Problem('draw-secret-wrong', {
      status: 422,
      title: ['密语不对', 'The secret is wrong'],
      detail: [
        '它的摘要与承诺时公布的不同。没有抽样，请核对后重新输入。',
        'Its digest is not the one that was committed. Nothing was drawn; check it and try again.',
      ],
    }),
  revealTooEarly: () =>
    new Problem('draw-reveal-too-early', {
      status: 409,
      title: ['调查还没有结束', 'Fieldwork is not over'],
      detail: [
        '调查结束（进入“计分”阶段）后才公开密语，免得被抽中的人受到授意。',
        'The secret is revealed once fieldwork has closed (stage of scoring), so that nobody drawn can be coached.',
      ],
    }),
  noSecret: () =>
    new Problem('draw-no-secret', {
      status: 409,
      title: ['没有需要公开的密语', 'There is no secret to reveal'],
      detail: ['本次抽样没有使用密语，或已经公开。', 'This draw used none, or it is revealed already.'],
    }),
  sampleSealed: () =>
    new Problem('draw-sample-sealed', {
      status: 403,
      title: ['样本暂不公开', 'The sample is sealed'],
      detail: [
        '调查结束前，抽中了谁只有统计调查队可以查看；结束后公开核验。',
        'Until fieldwork is over only the statistics team sees who was drawn; then everybody may check.',
      ],
    }),
}
