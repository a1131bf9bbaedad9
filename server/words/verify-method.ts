// Words of the selection methods on the inspector's page: their names, how each decides, what else is said of a stratum.
import type { Method } from '../../sampling/designtypes.ts'
import type { Words } from './words.ts'

/** The methods by name. */
export const verifyMethodWords: Record<Method | 'index', Words> = {
  srs: ['简单随机', 'simple random'],
  index: ['简单随机，按名次', 'simple random, by rank'],
  systematic: ['等距', 'systematic'],
  poisson: ['泊松', 'Poisson'],
  pareto: ['Pareto 按规模', 'Pareto, by size'],
  sequential_poisson: ['顺序泊松，按规模', 'sequential Poisson, by size'],
  pps_systematic: ['等距，按规模', 'systematic, by size'],
  sampford: ['Sampford 按规模', 'Sampford, by size'],
  max_entropy: ['最大熵，按规模', 'maximum entropy, by size'],
  pivotal: ['空间均衡（局部枢轴）', 'spread in space (local pivotal)'],
  cube: ['平衡（立方体法）', 'balanced (cube)'],
  cluster: ['整群', 'cluster'],
  two_stage: ['两阶段', 'two-stage'],
}

/** How each method decides, in words for somebody who checks it. */
export const verifyMethodExplainWords: Record<Method | 'index', Words> = {
  srs: [
    '每层票号最小的 n 个是样本，其后 r 个是备用；算出一个人的票号，就知道他该不该在里面。',
    'The n smallest tickets of a stratum are the sample, the next r the reserve; one ticket tells whether a person belongs there.',
  ],
  index: [
    '按编号排好，由“index/层名/序号”的票号给出 n + r 个不重复的名次；前 n 个是样本，其后是备用。',
    'In order of the ids, the tickets of “index/stratum/counter” give n + r distinct ranks: first the sample, then the reserve.',
  ],
  systematic: [
    '按设计写明的次序排好，从“start/层名”的票号定出的起点开始，每隔 N/n 个取一个。',
    'The elements stand in the order of the design; from a start given by the ticket of “start/stratum”, every N/n-th is taken.',
  ],
  poisson: [
    '每人各自决定：票号换算的数小于他的概率就抽中，所以实际人数不固定。',
    'Each decides alone: drawn when the number of the ticket is below the probability, so the size of the sample varies.',
  ],
  pareto: [
    '规模越大越容易抽中：按票号的数与概率之比排序，取前 n 个；必然抽中的排在最前。',
    'Larger sizes are likelier: the ratio of ticket odds to target odds ranks everybody, and the first n are drawn, certainties before all.',
  ],
  sequential_poisson: [
    '规模越大越容易抽中：按票号的数除以概率排序，取前 n 个；必然抽中的排在最前。',
    'Larger sizes are likelier: ticket number divided by probability ranks everybody, and the first n are drawn, certainties before all.',
  ],
  pps_systematic: [
    '概率首尾相接排成一条线，从“start/层名”的票号定出的起点开始，每隔 1 取一个。',
    'Probabilities lie end to end along a line; from a start given by the ticket of “start/stratum”, one is taken at every whole step.',
  ],
  sampford: [
    '概率与规模成正比、人数固定；逐个按票号决定，要把整层重走一遍才能核验，本页已经走过。',
    'Proportional to size, fixed in number; decided one by one by ticket, so the whole stratum has to be walked again, which this page has done.',
  ],
  max_entropy: [
    '概率与规模成正比、人数固定、其余尽量随机；逐个按票号决定，要把整层重走一遍才能核验，本页已经走过。',
    'Proportional to size, fixed in number, otherwise as random as can be; the whole stratum has to be walked again, which this page has done.',
  ],
  pivotal: [
    '相邻的两个互相比签，只留一个，样本因此散开；每一步的数由带编号的票号给出，要整层重走，本页已经走过。',
    'Neighbours draw lots against each other, so the sample spreads out; each step has its labelled ticket, and all steps have to be walked again, which this page has done.',
  ],
  cube: [
    '样本的合计尽量与总体一致；每一步的数由带编号的票号给出，要整层重走，本页已经走过。',
    'The sample meets known totals as well as can be; each step has its labelled ticket, and all steps have to be walked again, which this page has done.',
  ],
  cluster: [
    '先抽群：“cluster/层名/群名”票号最小的 n 个群，群里的人全部调查。',
    'Clusters first: the n with the smallest tickets of “cluster/stratum/name”, and everybody in them.',
  ],
  two_stage: [
    '先抽群：“cluster/层名/群名”票号最小的 n 个群，再在群里抽人。',
    'Clusters first: the n with the smallest tickets of “cluster/stratum/name”, then people within them.',
  ],
}

/** What else is said of a stratum. */
export const verifyRemarkWords = {
  rest: ['备用从未抽中的人里随机抽', 'reserve drawn at random from the rest'],
  realised: ['实际抽中 {n} 人', '{n} people drawn'],
  elements: ['N、n、r 数的是群（{column}），共 {n} 人', 'N, n, r count clusters ({column}) of {n} people'],
  certainties: ['必然抽中 {n}', 'certain {n}'],
  zero_size: ['规模为 0、不能抽中 {n}', 'size 0, cannot be drawn {n}'],
  excluded: ['近几轮已抽中、不参加 {n}', 'left out, drawn in earlier waves {n}'],
} as const
