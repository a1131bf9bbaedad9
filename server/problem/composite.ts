// Problems of composite scores.
import { Problem, type Words } from './problem.ts'

const conflict = (slug: string, title: Words, detail: Words, extra: Readonly<Record<string, unknown>> = {}): Problem =>
  new Problem(`composite-${slug}`, { status: 409, title, detail, extra })

export const compositeProblem = {
  closed: () =>
    conflict(
      'closed',
      ['现在不能更改综合得分', 'The composite cannot change now'],
      [
        '综合得分在“计分”阶段登记和冻结。没有保存任何改动。',
        'Composite scores are worked on in the scoring stage. Nothing was changed.',
      ],
    ),
  exemptReason: () =>
    new Problem('composite-exempt-reason', {
      status: 422,
      title: ['请填写不影响等次的理由', 'A reason for the exemption is required'],
      detail: [
        '认定情形不影响等次的，须写明依据。没有保存任何改动。',
        'An exempted trigger needs its grounds. Nothing was changed.',
      ],
    }),
  /** What keeps the table from being frozen, each in words. */
  notReady: (reasons: readonly Words[]) =>
    conflict(
      'not-ready',
      ['还不能冻结综合得分', 'The composite cannot be frozen yet'],
      [reasons.map(words => words[0]).join(''), reasons.map(words => words[1]).join(' ')],
    ),
  stale: () =>
    conflict(
      'stale',
      ['数据已变化', 'The data have changed'],
      [
        '页面上的综合得分已不是最新，请刷新核对后再冻结。',
        'The table on your page is out of date. Reload, check, then freeze.',
      ],
    ),
}

export const NOT_READY = {
  noScore: ['公众评议得分还没有冻结。', 'The public-review score is not frozen.'],
  notLocked: ['考评分项还没有锁定。', 'The components are not locked.'],
  blocked: ['有单位缺少分项。', 'Some units lack a part.'],
  extraShare: ['优秀比例增加的幅度还没有填写。', 'The size of the extra share is not entered.'],
} as const satisfies Record<string, Words>
