// Words of the problems that estimation can name, Chinese first, English second; words.ts joins them.
export const estimationWords = {
  design_missing_id: [
    '第 {stage} 阶段的群编号有 {count} 个个体为空，首先是第 {element} 个。',
    'Stage {stage}: no cluster id for {count} of the elements, first for element {element}.',
  ],
  design_missing_stratum: [
    '有 {count} 个个体没有层，首先是第 {element} 个。',
    'No stratum for {count} of the elements, first for element {element}.',
  ],
  design_not_nested: [
    '群“{cluster}”出现在多个层（“{first}”“{second}”）中；若群编号在各层内各自编号，请设 nest: true。',
    'Cluster "{cluster}" lies in several strata ("{first}" and "{second}"); if cluster ids start anew in each stratum, set nest: true.',
  ],
  design_bad_weight: [
    '有 {count} 个个体的权数不是大于 0 的数，首先是第 {element} 个：{value}。',
    'Weights that are not numbers above 0: {count}, first that of element {element}: {value}.',
  ],
  design_bad_fpc: [
    '第 {stage} 阶段有 {count} 个个体的总体大小（fpc）不是大于 0 的数，首先是第 {element} 个：{value}。',
    'Stage {stage}: population sizes (fpc) that are not numbers above 0: {count}, first that of element {element}: {value}.',
  ],
  design_mixed_fpc: [
    '第 {stage} 阶段的 fpc 有的小于 1（抽样比），有的大于 1（总体大小），首先在第 {element} 个；须统一。',
    'Stage {stage}: some fpc are fractions below 1, others sizes above 1, the first of the others is element {element}; use one kind.',
  ],
  design_fpc_varies: [
    '第 {stage} 阶段的层“{stratum}”内总体大小（fpc）不一致：{first} 与 {second}（第 {element} 个个体）。',
    'Stage {stage}: the population size (fpc) differs within stratum "{stratum}": {first} and {second} (element {element}).',
  ],
  design_fpc_small: [
    '第 {stage} 阶段的层“{stratum}”抽了 {sampled} 个群，总体却只有 {population} 个。',
    'Stage {stage}: stratum "{stratum}" has {sampled} sampled clusters, but a population of {population}.',
  ],
  lonely_cluster: [
    '第 {stage} 阶段的层“{stratum}”只有一个样本群，无法估计其方差；请合并层，或选定 lonely 办法（certainty、remove、average、adjust）。',
    'Stage {stage}: stratum "{stratum}" has only one sampled cluster, which tells nothing about its variance; merge strata, or choose a lonely policy (certainty, remove, average, adjust).',
  ],
  no_usable_stratum: [
    '第 {stage} 阶段没有一个层有两个以上样本群，lonely 办法 average 无从取平均。',
    'Stage {stage}: no stratum has two sampled clusters, so the lonely policy average has nothing to average.',
  ],
  group_not_two: [
    't 检验要求分组列恰有两个类别，样本中有 {found} 个。',
    'The t test compares two groups; among the elements the group column has {found}.',
  ],
  table_too_small: [
    '独立性检验要求行、列各至少两个类别，样本中为 {rows} 行 {columns} 列。',
    'A test of independence needs two rows and two columns at least; among the elements there are {rows} and {columns}.',
  ],
  domain_empty: [
    '“{level}”里一个样本也没有，无法估计。',
    'No element of the sample is in "{level}", so there is no estimate.',
  ],
  value_missing: [
    '“{level}”有 {count} 个个体缺值，故不给出估计；若应不计这些个体，请设 na_rm: true。',
    '"{level}" lacks {count} values, so there is no estimate; to leave those elements out, set na_rm: true.',
  ],
} as const satisfies Record<string, readonly [string, string]>

/** What an argument or a descriptor should have been. */
export const estimationExpectedWords = {
  real: ['数', 'a number'],
  taylor: ['"taylor"', '"taylor"'],
  lonely: ['fail、certainty、remove、average 或 adjust', 'fail, certainty, remove, average or adjust'],
  fpc_by_stage: ['每阶段至多一列', 'at most one column for each stage'],
  statistic: ['mean、total 或 ratio', 'mean, total or ratio'],
  deff: ['srswor 或 srswr', 'srswor or srswr'],
  probabilities: ['0 与 1 之间的概率（可为数组）', 'probabilities between 0 and 1'],
  level: ['该列的一个类别', 'a level of the column'],
  coefficients: ['各设计一个系数', 'one coefficient for each design'],
} as const satisfies Record<string, readonly [string, string]>
