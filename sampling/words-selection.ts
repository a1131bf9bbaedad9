// Words of the problems that selection can name, Chinese first, English second; words.ts joins them.
export const selectionWords = {
  unusable_size: [
    '第 {row} 个规模值不是不小于 0 的有限数：{value}。',
    'Size number {row} is not a finite number of 0 or more: {value}.',
  ],
  too_few_sizes: [
    '样本量是 {n}，但规模大于 0 的只有 {positive} 个。规模为 0 的不可能被抽中。',
    'The sample size is {n}, but only {positive} sizes are above 0. An element of size 0 cannot be drawn.',
  ],
  method_too_large: [
    '方法 {method} 的 {count} 个元素 × 样本量 {n} 超过上限 {limit}；请改用 pareto 或把层分小。',
    'Method {method}: {count} elements × sample size {n} is above the limit of {limit}; use pareto, or smaller strata.',
  ],
  joint_too_large: [
    '{count} 个元素的联合入样概率矩阵超过上限 {limit}；请改用只需入样概率的方差（brewer、hartley_rao、overton）。',
    'A matrix of joint inclusion probabilities of {count} elements is above the limit of {limit}; use a variance that needs inclusion probabilities alone (brewer, hartley_rao, overton).',
  ],
  no_working_probabilities: [
    '方法 {method} 的工作概率在 {rounds} 轮内没有收敛（最大偏差 {misfit}）。',
    'Method {method}: the working probabilities did not converge in {rounds} rounds (largest misfit {misfit}).',
  ],
  zero_joint_probability: [
    '元素 {first} 与 {second} 不可能同时被抽中（联合概率为 0），Yates–Grundy 方差不能用；请改用 brewer 或 hartley_rao。',
    'Elements {first} and {second} can never be drawn together (joint probability 0), so the Yates–Grundy variance cannot be used; use brewer or hartley_rao.',
  ],
  negative_variance: [
    '{variable} 的 Horvitz–Thompson 方差估计为负（{variance}），没有标准误；请改用 Yates–Grundy。',
    'The Horvitz–Thompson variance of {variable} is negative ({variance}), so there is no standard error; use Yates–Grundy.',
  ],
  unusable_probability: [
    '第 {row} 个入样概率不在 (0, 1] 内：{value}。',
    'Inclusion probability number {row} is not in (0, 1]: {value}.',
  ],
} as const satisfies Record<string, readonly [string, string]>
