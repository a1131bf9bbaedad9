// Problems of sampling frames, and how the sampling library's findings are told.
import { InputError } from '../../sampling/problem.ts'
import { Problem, type Words } from './problem.ts'

export const frameProblem = {
  unknownRoster: (rosterId: string) =>
    new Problem('frame-unknown-roster', {
      status: 422,
      title: ['名册不属于本年度', 'This roster is not of this campaign'],
      detail: [
        '所选名册中有一份不存在或属于其他年度。请重新选择名册。',
        'One of the rosters chosen does not exist here. Choose the rosters again.',
      ],
      extra: { rosterId },
    }),
  rosterNotReady: (name: string) =>
    new Problem('frame-roster-not-ready', {
      status: 422,
      title: ['名册还没有导入完', 'A roster is not imported yet'],
      detail: [
        `名册“${name}”尚未导入完成。请等它完成，或先不选它。`,
        `The roster “${name}” is not fully imported. Wait for it, or leave it out.`,
      ],
    }),
  empty: () =>
    new Problem('frame-empty', {
      status: 422,
      title: ['抽样框里一个人也没有', 'The frame lists nobody'],
      detail: ['没有冻结。请检查所选名册和筛选条件。', 'Nothing was frozen. Check the rosters chosen and the filters.'],
    }),
  emptyStratum: (count: number) =>
    new Problem('frame-empty-stratum', {
      status: 422,
      title: ['有人没有层', 'Some people have no stratum'],
      detail: [
        `有 ${count} 人的分层列为空，没有冻结。请补全名册，或选择将空值单列一层、排除空值。`,
        `The stratum columns are empty for ${count} people; nothing was frozen. Complete the rosters, or choose to group or leave out the empty ones.`,
      ],
      extra: { count },
    }),
  frozen: () =>
    new Problem('frame-frozen', {
      status: 409,
      title: ['抽样框已冻结', 'The frame is frozen'],
      detail: [
        '冻结的抽样框不再修改。需要不同的范围时，请新建一个抽样框。',
        'A frozen frame never changes. Make a new frame for another scope.',
      ],
    }),
  busy: () =>
    new Problem('frame-busy', {
      status: 409,
      title: ['正在冻结', 'Freezing is under way'],
      detail: [
        '这个抽样框正在冻结，请稍候刷新。没有重复操作。',
        'This frame is being frozen. Wait a moment and reload; nothing was done twice.',
      ],
    }),
  notFrozen: () =>
    new Problem('frame-not-frozen', {
      status: 409,
      title: ['抽样框还没有冻结', 'The frame is not frozen yet'],
      detail: ['请先冻结抽样框，再进行这一步。', 'Freeze the frame first, then take this step.'],
    }),
  stage: (state: string) =>
    new Problem('frame-stage', {
      status: 409,
      title: ['当前阶段不能修改抽样框', 'Frames cannot change at this stage'],
      detail: [
        '抽样框和抽样设计只在“准备”和“抽样”阶段修改。',
        'Frames and designs change only in the stages of preparation and sampling.',
      ],
      extra: { state },
    }),
}

/** At most this many findings travel in one answer; the count says how many there are. */
const MAX_FINDINGS = 50

/** Turns the library's InputError into a problem that lists its findings, each with its place, code and words; passes others on. */
export function inputProblem(error: unknown, slug: string, title: Words): unknown {
  if (!(error instanceof InputError)) return error
  const { problems } = error
  const first = problems[0]
  return new Problem(slug, {
    status: 422,
    title,
    detail: [
      `${first?.zh ?? ''}${problems.length > 1 ? `（共 ${problems.length} 处）` : ''} 没有保存任何改动。`,
      `${first?.en ?? ''}${problems.length > 1 ? ` (${problems.length} findings)` : ''} Nothing was changed.`,
    ],
    errors: problems.slice(0, MAX_FINDINGS).map(found => ({
      pointer: found.pointer ?? (found.line ? `line ${found.line}` : '/'),
      detail: [found.zh, found.en],
    })),
    extra: { code: first?.code ?? '', codes: [...new Set(problems.map(found => found.code))], count: problems.length },
  })
}
