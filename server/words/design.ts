// Words of sampling designs.
import type { AllocationKind } from '../../sampling/designtypes.ts'
import type { AssignmentRule } from '../design/assignment.ts'
import type { Words } from './words.ts'

export const allocationWords: Record<AllocationKind, Words> = {
  proportional: ['按人数比例', 'Proportional'],
  equal: ['各层相等', 'Equal'],
  neyman: ['最优分配（Neyman）', 'Neyman'],
  power: ['按人数的幂', 'Power'],
  fixed: ['逐层指定', 'Fixed'],
  optimal: ['整数最优分配', 'Exact optimum'],
  equal_precision: ['各层等精度', 'Equal precision'],
}

export const allocationHintWords: Record<AllocationKind, Words> = {
  proportional: [
    '每层样本与人数成比例，总体估计最稳。',
    'Shares follow the number of people; best for overall figures.',
  ],
  equal: ['每层样本相同，便于各单位之间比较。', 'The same in every stratum; best for comparing units.'],
  neyman: [
    '人数多、意见分歧大的层多抽；须给出各层标准差。',
    'More where there are more people and more disagreement; needs a standard deviation each.',
  ],
  power: ['介于相等与按比例之间；0 为相等，1 为按比例。', 'Between equal (0) and proportional (1).'],
  fixed: ['每层的样本数由您指定。', 'You say how many in each stratum.'],
  optimal: [
    '在上下限之内，总体估计方差最小的整数分配；须给出各层标准差。',
    'The whole numbers with the least variance inside the bounds; needs a standard deviation each.',
  ],
  equal_precision: [
    '每层的误差相同，公平比较各单位；给出各层标准差，再定误差或总数。',
    'The same margin of error in every stratum, for fair comparison; needs a standard deviation each, and a margin or total.',
  ],
}

/** The ways of drawing that a design made in the console may choose. */
export const wayWords = {
  srs: ['层内简单随机抽样', 'Simple random within strata'],
  systematic: ['层内等距抽样', 'Systematic within strata'],
  index: ['层内简单随机抽样，按名次', 'Simple random within strata, by rank'],
} as const

export const wayHintWords = {
  srs: [
    '每人一个签号，最小的抽中；任何人一行命令就能核对自己。',
    'Everybody has a ticket, the smallest are drawn; one line of shell checks one person.',
  ],
  systematic: ['按编号排好，从随机起点每隔 N/n 个取一个。', 'In order of the ids, every N/n-th from a random start.'],
  index: [
    '人数特别多时更快；不能与以后的调查协调。',
    'Faster for very large frames; cannot be coordinated with later surveys.',
  ],
} as const

export const ruleWords: Record<AssignmentRule, Words> = {
  own: ['只评打过交道的单位', 'only the units that list the person'],
  own_first: ['先评打过交道的单位，再随机补足', 'those first, then others at random'],
  others: ['随机分配，本单位除外', 'at random, own unit excluded'],
  all: ['随机分配全部参评单位', 'at random from all units'],
}

/** What equal precision starts from. */
export const targetWords: Record<'margin' | 'n' | 'cv', Words> = {
  margin: ['定误差', 'Set the margin'],
  n: ['定样本总数', 'Set the total'],
  cv: ['定变异系数', 'Set the CV'],
}

export const designStateWords: Record<'draft' | 'committed', Words> = {
  draft: ['草稿', 'Draft'],
  committed: ['已承诺', 'Committed'],
}

export const designWords = {
  title: ['抽样设计', 'Design'],
  subtitle: [
    '每层抽多少、备用多少、每人评哪些单位。摘要随抽样框一起承诺，承诺后不再修改。',
    'How many from each stratum, how many in reserve, which units each person rates. Its digest is committed with the frame’s.',
  ],
  create: ['新建设计', 'New design'],
  copy: ['复制为新设计', 'Copy to a new design'],
  empty: [
    '还没有抽样设计。选一个已冻结的抽样框，拟定样本量和分配方式。',
    'No design yet. Choose a frozen frame and set size and allocation.',
  ],
  noFrame: ['还没有已冻结的抽样框。请先冻结抽样框，再拟定设计。', 'There is no frozen frame yet. Freeze one first.'],
  name: ['名称', 'Name'],
  nameExample: ['如：分层简单随机抽样 1,200', 'e.g. Stratified SRS 1,200'],
  frame: ['抽样框', 'Frame'],
  state: ['状态', 'State'],
  method: ['抽样方法', 'Method'],
  allocation: ['分配方式', 'Allocation'],
  total: ['样本总数 n', 'Sample size n'],
  min: ['每层至少', 'At least per stratum'],
  max: ['每层至多', 'At most per stratum'],
  bounds: ['每层上下限、小层全查', 'Bounds per stratum, small strata taken whole'],
  target: ['从哪里算起', 'Start from'],
  aimMargin: ['每层误差不超过 ±（分）', 'Margin ± points, at most'],
  aimShare: ['每层误差不超过均值的（比例）', 'Margin as a share of the mean'],
  aimCv: ['变异系数不超过', 'CV, at most'],
  aimHint: [
    '按各层标准差算出刚好够的人数，至少 2 人。这里按人人都回答计；下面表中的“预计误差”另计入回答率。',
    'As many as each stratum needs, two at least. Reckoned as if everybody answered; the margins in the table below allow for the response rate.',
  ],
  aimTotalHint: [
    '总数不变，让误差最大的一层尽可能小。标准差在下面的表中逐层填写。',
    'The total stays; the worst margin of all strata becomes as small as it can. Deviations go into the table below.',
  ],
  aimCvHint: [
    '标准误与均值之比，如 0.02。各层的标准差和均值在下面的表中填写。',
    'Standard error over mean, 0.02 say. Deviations and means go into the table below.',
  ],
  mean: ['预计均值', 'Expected mean'],
  census: ['小于此数全部调查', 'Take whole when below'],
  censusHint: ['人数少于此数的层不抽样，全部调查', 'strata with fewer people are taken whole'],
  power: ['幂', 'Power'],
  reserve: ['备用样本', 'Reserve'],
  reserveTotal: ['总数，按样本比例分到各层', 'in total, spread like the sample'],
  reservePer: ['逐层指定', 'per stratum'],
  sizes: ['样本量', 'Size'],
  preview: ['分配结果', 'Allocation'],
  stratum: ['层', 'Stratum'],
  N: ['人数 N', 'N'],
  n: ['样本 n', 'n'],
  r: ['备用 r', 'r'],
  fraction: ['抽样比', 'Fraction'],
  weight: ['基础权重', 'Base weight'],
  sd: ['标准差', 'SD'],
  margin: ['预计误差 ±', 'Margin ±'],
  marginHint: [
    '95% 区间的半宽，单位为分；按上面的标准差、回答率和有限总体校正计算。',
    'Half width of the 95 % interval in points, from the deviation and response rate above, with the finite-population correction.',
  ],
  sdAssumed: ['得分标准差（分）', 'Standard deviation, points'],
  rateAssumed: ['预计回答率 %', 'Expected response %'],
  helper: ['样本量计算', 'Sample-size helper'],
  helperMargin: ['允许误差 ±（分）', 'Margin ± points'],
  helperDeff: ['设计效应 deff', 'Design effect'],
  helperPerStratum: ['每一层都达到', 'in every stratum'],
  helperTotal: ['总体达到', 'overall'],
  helperResult: ['需要有效答卷 {0} 份，应抽 {1} 人。', '{0} answers needed, {1} people to draw.'],
  helperShort: ['人数不够：全部抽中也达不到。', 'Not feasible: there are too few people.'],
  helperFill: ['填入样本总数', 'Fill in n'],
  assignment: ['每人评哪些单位', 'Who rates which units'],
  assignmentHint: [
    '知情人评知情事：只问打过交道或了解的单位；领导不评本单位。名册未注明单位的服务对象，在全部参评单位中随机分配。',
    'People judge what they know. Leaders never rate their own unit. Where a roster names no unit, chance chooses among all.',
  ],
  maxUnits: ['每人最多评几个单位', 'Units per person, at most'],
  leastTitle: ['每个单位每类评议人的最低份数', 'Least number of ratings per unit and category'],
  least: ['每个单位每类至少（份）', 'Ratings per unit and category, at least'],
  leastHint: [
    '样本里有的每一类人，都要给每个参评单位至少这么多份；只要有办法达到就一定达到，达不到的在抽样结果中逐条说明原因。留空即不要求。',
    'From each category in the sample, for every unit. Reached wherever that is possible at all; where it is not, the result of the draw says why. Nothing is asked for when empty.',
  ],
  leastNone: ['不要求', 'none'],
  kept: [
    '设计文件另有本页不显示的设置：{0}。照常计算，保存时原样保留。',
    'The design file says more than this page shows: {0}. It counts, and is kept when saved.',
  ],
  keptDrop: ['去掉', 'Take out'],
  digest: ['设计摘要 SHA-256', 'Design digest SHA-256'],
  download: ['下载设计文件 design.json', 'Download design.json'],
  save: ['保存设计', 'Save the design'],
  removeConfirm: ['删除这个设计草稿？', 'Remove this draft?'],
  committedNote: [
    '摘要已于 {0} 公布，本设计不再修改。',
    'The digest was published on {0}; this design no longer changes.',
  ],
  goFrames: ['去冻结抽样框', 'Go to frames'],
  strataCount: ['层数', 'Strata'],
  createdAt: ['建立时间', 'Created'],
  perStratum: ['各层分配', 'By stratum'],
  helperFillStrata: ['按层填入（逐层指定）', 'Fill in stratum by stratum'],
  file: ['设计文件', 'Design file'],
  back: ['返回列表', 'Back to the list'],
  next: ['设计已保存，下一步在见证下公开抽样。', 'The design is saved. Next: draw in public, before witnesses.'],
  invalid: ['抽样设计不能使用', 'The design cannot be used'],
} as const
