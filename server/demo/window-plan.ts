// The demo hall: its windows, matters and staff, what people say, and the bad ratings with what becomes of each. All of it invented.
import type { Level } from '../rating/level.ts'

export const CENTER = {
  code: 'demo',
  name: '演示政务服务中心',
  address: '示例市演示路1号（虚构）',
  opensAt: '09:00',
  closesAt: '17:00',
  supplementDays: 10,
}

/** Unit codes are those of the demo units; `perDay` is how many people a window serves. */
export const WINDOWS = [
  { code: 'A01', name: '不动产登记一（演示）', unit: 'zrzy', matters: ['D01', 'D02'], perDay: 12 },
  { code: 'A02', name: '不动产登记二（演示）', unit: 'zrzy', matters: ['D01', 'D02', 'D03'], perDay: 10 },
  { code: 'A03', name: '工程建设许可（演示）', unit: 'zjj', matters: ['D04', 'D05'], perDay: 8 },
  { code: 'A04', name: '企业开办（演示）', unit: 'scjg', matters: ['D06'], perDay: 12 },
  { code: 'A05', name: '食品经营许可（演示）', unit: 'scjg', matters: ['D07'], perDay: 9 },
  { code: 'A06', name: '道路运输（演示）', unit: 'jtj', matters: ['D08'], perDay: 7 },
  { code: 'A07', name: '市容许可（演示）', unit: 'cgj', matters: ['D09'], perDay: 6 },
  { code: 'A08', name: '综合窗口（演示）', unit: null, matters: ['D10', 'D05', 'D05'], perDay: 2 },
] as const

export const MATTERS = [
  { code: 'D01', name: '不动产转移登记（演示）', unit: 'zrzy' },
  { code: 'D02', name: '不动产抵押登记（演示）', unit: 'zrzy' },
  { code: 'D03', name: '建设工程规划许可（演示）', unit: 'zrzy' },
  { code: 'D04', name: '建筑工程施工许可（演示）', unit: 'zjj' },
  { code: 'D05', name: '商品房预售许可（演示）', unit: 'zjj' },
  { code: 'D06', name: '企业设立登记（演示）', unit: 'scjg' },
  { code: 'D07', name: '食品经营许可（演示）', unit: 'scjg' },
  { code: 'D08', name: '道路运输经营许可（演示）', unit: 'jtj' },
  { code: 'D09', name: '户外广告设置许可（演示）', unit: 'cgj' },
  { code: 'D10', name: '排污许可（演示）', unit: 'sthj' },
] as const

/** One to a window, and two who stand in. */
export const STAFF = Array.from({ length: 10 }, (_, k) => ({
  number: `Y${String(k + 1).padStart(2, '0')}`,
  name: `演示员工${String(k + 1).padStart(2, '0')}`,
  window: k < WINDOWS.length ? k : null,
}))

/** What the forgery check should find: one phone rates a whole queue at closing time, seconds after each visit; a clerk rates a friend. */
export const STEERED = { days: [28, 29], window: 6, people: 7, device: 'demo-phone' }
export const STAFF_MOBILE = { window: 0, day: 29, mobile: '19900009901' }

/** Working days of the demo before today. */
export const PAST_DAYS = 30
export const ACTIVE_SHARE = 0.55
export const DEFAULT_SHARE = 0.03

export const PRAISE = [
  '一次就办好了，谢谢。',
  '讲解很清楚。',
  '比想象的快。',
  '工作人员很耐心，老人也能听懂。',
  '材料一次说清，没有多跑。',
  '预约以后不用排队，好。',
] as const
export const PLAIN = ['还可以。', '等了二十分钟，其他都好。', '叫号屏看不清楚。', '表格再简单些更好。'] as const

/** What becomes of a bad rating; each is played in window-cases.ts. */
export type Fate =
  | 'satisfied'
  | 'dissatisfied'
  | 'silent'
  | 'dismissed'
  | 'waiting'
  | 'verifying'
  | 'mending'
  | 'extended'
  | 'calling_back'
  | 'appealing'

export interface BadPlan {
  /** Working day of the demo: 0 is the first, `PAST_DAYS` today. */
  readonly day: number
  /** Index of `WINDOWS`. */
  readonly window: number
  readonly level: Extract<Level, 'dissatisfied' | 'very_dissatisfied'>
  readonly tags: readonly string[]
  readonly words: string
  /** Left a number to be rung at. */
  readonly named: boolean
  readonly fate: Fate
}

const low = 'dissatisfied'
const lowest = 'very_dissatisfied'
const plan = (
  day: number,
  window: number,
  level: BadPlan['level'],
  tags: readonly string[],
  words: string,
  named: boolean,
  fate: Fate,
): BadPlan => ({ day, window, level, tags, words, named, fate })

/** In order of days. Appeals are made by the staff member of A01, who has an account. */
export const BAD: readonly BadPlan[] = [
  plan(1, 4, low, ['214'], '问一句答一句，不耐烦。', true, 'satisfied'),
  plan(3, 0, low, ['208'], '没有材料清单，来了两趟。', false, 'silent'),
  plan(5, 6, lowest, ['113', '115'], '从三楼跑到一楼又回三楼，没人说得清。', true, 'satisfied'),
  plan(7, 2, low, ['209'], '说好五天，第八天才拿到。', true, 'dissatisfied'),
  plan(9, 0, lowest, ['115'], '点错了，应该是满意。', false, 'dismissed'),
  plan(11, 3, low, ['212'], '网上约了十点，到了还要重新取号。', false, 'satisfied'),
  plan(14, 5, low, ['210'], '同一份证明交了三次。', true, 'satisfied'),
  plan(16, 6, low, ['213'], '业务不熟，边问边办。', false, 'satisfied'),
  plan(20, 4, lowest, ['109'], '指南上没有的材料也要。请回电 19900007788', true, 'mending'),
  plan(22, 2, low, ['211'], '网上显示可以全程网办，实际要到窗口。', false, 'extended'),
  plan(25, 1, low, ['214'], '', false, 'waiting'),
  plan(26, 6, low, ['207'], '没有样本，填错了重填。', false, 'calling_back'),
  plan(27, 0, lowest, ['114'], '跑了三趟。', true, 'appealing'),
  plan(27, 3, low, ['209'], '比承诺的晚了两天。', true, 'calling_back'),
  plan(28, 5, low, ['213'], '换了两个人才办成。', true, 'mending'),
  plan(29, 4, low, ['208'], '少告诉一样材料。', false, 'verifying'),
  plan(PAST_DAYS, 1, low, ['214'], '态度生硬。', true, 'waiting'),
  plan(PAST_DAYS, 3, lowest, ['115'], '等了四十分钟没人叫号。', false, 'waiting'),
]
