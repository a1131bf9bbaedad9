// Problems of units and series.
import { Problem } from './problem.ts'

export const unitProblem = {
  codeTaken: (code: string) =>
    new Problem('unit-code-taken', {
      status: 409,
      title: ['单位代码已被使用', 'This code is taken'],
      detail: [
        `代码“${code}”已属于另一单位。请换一个代码。`,
        `The code “${code}” belongs to another unit. Choose another.`,
      ],
      extra: { code },
    }),
  seriesCodeTaken: (code: string) =>
    new Problem('series-code-taken', {
      status: 409,
      title: ['系列代码已被使用', 'This series code is taken'],
      detail: [`代码“${code}”已属于另一系列。`, `The code “${code}” belongs to another series.`],
      extra: { code },
    }),
  unknownSeries: () =>
    new Problem('unknown-series', {
      status: 422,
      title: ['系列不存在', 'No such series'],
      detail: ['请先建立系列，再把单位放进去。', 'Create the series first, then put the unit in it.'],
    }),
}
