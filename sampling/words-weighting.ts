// Words of the problems that weighting can name, Chinese first, English second; words.ts joins them.
export const weightingWords = {
  probability_invalid: [
    '第 {element} 个个体的入样概率应在 0（不含）到 1 之间，实为 {value}。',
    'Element {element}: the inclusion probability must be above 0 and at most 1, found {value}.',
  ],
  weight_invalid: [
    '第 {element} 个个体的权数应为 0 或更大的数，实为 {value}。',
    'Element {element}: the weight must be a number of 0 or more, found {value}.',
  ],
  class_missing: [
    '变量“{variable}”有 {count} 个个体缺值，首先是第 {element} 个；缺值不算一类，请先补全，或明确归为一类。',
    'Variable "{variable}" is missing for {count} elements, the first is element {element}; missing is not a class: fill it in, or make it a class of its own.',
  ],
  target_invalid: [
    '变量“{variable}”类别“{level}”的总体数应为 0 或更大的数，实为 {value}。',
    'Variable "{variable}", class "{level}": the population total must be a number of 0 or more, found {value}.',
  ],
  target_without_sample: [
    '变量“{variable}”类别“{level}”的总体数是 {target}，样本里却没有人；请合并类别。',
    'Variable "{variable}", class "{level}": the population total is {target}, but the sample has nobody there; merge classes.',
  ],
  sample_without_target: [
    '样本里有变量“{variable}”类别“{level}”的人，却没有给它的总体数。',
    'The sample has people of variable "{variable}", class "{level}", for which no population total is given.',
  ],
  margins_disagree: [
    '各边际的总数不一致：“{variable}”合计 {sum}，“{other}”合计 {other_sum}。',
    'The margins have different sums: "{variable}" adds up to {sum}, "{other}" to {other_sum}.',
  ],
  margin_empty: ['变量“{variable}”的总体数合计为 0。', 'The population totals of variable "{variable}" add up to 0.'],
  rake_not_converged: [
    '迭代 {rounds} 轮后边际仍不收敛，最差的是变量“{variable}”类别“{level}”，相对误差 {error}；多半是几个类别的交叉在样本里没有人。',
    'The margins do not fit after {rounds} rounds; the worst is variable "{variable}", class "{level}", with relative error {error}. Most likely the sample has nobody in some cross of classes.',
  ],
  bounds_without_one: [
    '权数倍数的界限须把 1 包在中间，实为 {lower} 到 {upper}。',
    'The bounds of the factor must have 1 between them, found {lower} to {upper}.',
  ],
  logit_without_bounds: ['logit 校准须给有限的上下界。', 'Logit calibration requires finite bounds.'],
  total_absent: [
    '辅助变量列“{name}”没有给总体总量；全部列为：{names}。',
    'No population total is given for the auxiliary column "{name}"; the columns are {names}.',
  ],
  total_unknown: [
    '给了总体总量“{name}”，公式里却没有这一列；全部列为：{names}。',
    'A population total is given for "{name}", which is no column of the formula; the columns are {names}.',
  ],
  total_invalid: [
    '“{name}”的总体总量应为数，实为 {value}。',
    'The population total of "{name}" must be a number, found {value}.',
  ],
  auxiliary_missing: [
    '辅助变量“{variable}”有 {count} 个个体缺值；请先补全。',
    'The auxiliary "{variable}" is missing for {count} elements; fill it in first.',
  ],
  auxiliary_collinear: [
    '辅助变量列“{name}”由其他列决定，其总量应为 {implied}，却给了 {total}。',
    'The auxiliary column "{name}" follows from the others, which imply a total of {implied}, not {total}.',
  ],
  total_out_of_reach: [
    '“{name}”的总体总量 {total} 在给定界限内达不到：最小 {least}，最大 {most}。',
    'The population total {total} of "{name}" is out of reach of the bounds: at least {least}, at most {most}.',
  ],
  calibration_not_met: [
    '校准 {steps} 步后仍不能满足各总量，最差的是“{name}”：应为 {total}，只到 {reached}；请放宽界限或减少辅助变量。',
    'Calibration cannot meet the totals after {steps} steps; the worst is "{name}": {total} wanted, {reached} reached. Widen the bounds or take fewer auxiliaries.',
  ],
  formula_refused: [
    '看不懂公式 {formula} 中的“{part}”；可用变量名、+、:、*、factor(x)、- 1。',
    'Formula {formula}: "{part}" is not understood; use names with +, :, *, factor(x) and - 1.',
  ],
  too_many_auxiliaries: [
    '公式的项“{term}”使列数超过 {limit}。',
    'The term "{term}" makes the formula have more than {limit} columns.',
  ],
  trim_bounds: [
    '截权下限 {lower} 大于上限 {upper}。',
    'The lower bound of trimming {lower} is above the upper bound {upper}.',
  ],
  trim_all: [
    '{count} 个权数全在 {lower} 到 {upper} 之外，截下的部分没有人承接。',
    'All {count} weights lie outside {lower} to {upper}, so nobody is left to take what was cut.',
  ],
  trim_infeasible: [
    '权数平均为 {mean}，不可能全部落在 {lower} 到 {upper} 之内。',
    'The mean weight is {mean}, so the weights cannot all lie between {lower} and {upper}.',
  ],
  status_unknown: [
    '第 {element} 个个体的回答状态应为 ER、EN、IN 或 UK，实为“{value}”。',
    'Element {element}: the response status must be ER, EN, IN or UK, found "{value}".',
  ],
  class_without_known: [
    '变量“{variable}”类别“{level}”里没有人资格已知，未知者的权数无处可分；请合并类别。',
    'Variable "{variable}", class "{level}": nobody\'s eligibility is known, so there is nobody to take the weight; merge classes.',
  ],
  class_without_respondents: [
    '变量“{variable}”类别“{level}”里没有人回答，未回答者的权数无处可分；请合并类别。',
    'Variable "{variable}", class "{level}" has no respondents to take the weight of those who did not respond; merge classes.',
  ],
  jackknife_strata: [
    'JK1 只用于不分层的设计，这里有 {strata} 个层；请用 JKn。',
    'JK1 is for designs without strata, this one has {strata}; use JKn.',
  ],
  jackknife_fpc_varies: ['JK1 要求全部个体的总体大小相同。', 'JK1 requires one population size for all elements.'],
  jackknife_one_cluster: [
    '只有一个样本群，不能做刀切法。',
    'There is only one sampled cluster, so nothing can be left out.',
  ],
  replicate_lonely: [
    '层“{stratum}”只有一个样本群；复制权数只能用 lonely 办法 certainty 或 remove。',
    'Stratum "{stratum}" has only one sampled cluster; replicate weights know the lonely policies certainty and remove alone.',
  ],
  brr_not_pairs: [
    '平衡半样本要求每层恰有两个样本群，层“{stratum}”有 {clusters} 个。',
    'Balanced half-samples require two sampled clusters in every stratum, stratum "{stratum}" has {clusters}.',
  ],
  brr_too_many_strata: [
    '有 {strata} 个层，平衡半样本最多到 {limit} 个。',
    'There are {strata} strata; balanced half-samples go up to {limit}.',
  ],
  fay_rho: [
    'Fay 系数应在 0 到 1（不含）之间，实为 {rho}。',
    "Fay's coefficient must be 0 or more and below 1, found {rho}.",
  ],
  too_many_replicates: [
    '{replicates} 套复制权数 × {count} 个个体，太多；请用 bootstrap，或先把个体归成群。',
    '{replicates} replicates of {count} elements are too many; use the bootstrap, or group elements into clusters.',
  ],
  replicates_count: [
    '复制权数的套数应在 2 到 {limit} 之间，实为 {replicates}。',
    'The number of replicates must be from 2 to {limit}, found {replicates}.',
  ],
  replicates_shape: [
    '复制权数应为 {count} 行、每行个数相同的数。',
    'Replicate weights must be {count} rows of equally many numbers.',
  ],
  replicates_all_missing: ['没有一套复制权数能算出这个统计量。', 'The statistic cannot be computed in any replicate.'],
  replicate_without_rscales: [
    '给定的 {type} 复制权数须同时给 scale 与 rscales。',
    'Given replicate weights of type {type} require scale and rscales.',
  ],
} as const satisfies Record<string, readonly [string, string]>

/** What an argument should have been; words.ts joins them. */
export const weightingExpectedWords = {
  calfun: ['linear、raking 或 logit', 'linear, raking or logit'],
  bounds: ['下界与上界两个数 [L, U]', 'two numbers [lower, upper]'],
  replicate_type: ['JK1、JKn、BRR、Fay、subbootstrap 或 auto', 'JK1, JKn, BRR, Fay, subbootstrap or auto'],
  numbers: ['一列数', 'a list of numbers'],
} as const satisfies Record<string, readonly [string, string]>
