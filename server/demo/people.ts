// Synthetic people for the demo: random combinations of common names, numbers in blocks that are not given out. Nobody in them exists.

/** A small seeded generator, so that every demo is the same demo. */
export function createDice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type Dice = () => number

export function pick<T>(dice: Dice, choices: readonly T[]): T {
  const chosen = choices[Math.floor(dice() * choices.length)]
  if (chosen === undefined) throw new RangeError('pick requires at least one choice')
  return chosen
}

const SURNAMES = Array.from('王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余')
const GIVEN = Array.from('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰文辉建国志宏海燕晓东雪梅鹏飞')
const RARE = ['𠮷田明', '王㛃', '李〇一', '阿依古丽·买买提', '陈𬱟', '䶮雪']
export const DISTRICTS = ['东城区', '西城区', '南港区', '北山县', '中河县'] as const
const MATTERS = [
  '不动产转移登记',
  '建设工程规划许可',
  '用水报装',
  '道路运输经营许可',
  '食品经营许可',
  '医保异地就医备案',
] as const
const SECTORS = ['经济界', '教育界', '农业界', '科技界', '医药卫生界'] as const
const ORGANISATIONS = [
  '某机械有限公司',
  '某食品有限公司',
  '某建设工程有限公司',
  '某茶业合作社',
  '某陶瓷工艺厂',
] as const

export interface DemoRoster {
  readonly category: string
  /** Code of the unit that handed the list in, if any. */
  readonly unit: string | null
  readonly name: string
  readonly fileName: string
  readonly csv: string
}

interface RosterPlan {
  readonly category: string
  readonly unit: string | null
  readonly name: string
  readonly people: number
  readonly columns: readonly (keyof Row)[]
}

interface Row {
  姓名: string
  性别: string
  联系电话: string
  '县（市、区）': string
  办理事项: string
  办理时间: string
  界别: string
  代表团: string
  单位名称: string
}

const SERVED = ['姓名', '性别', '联系电话', '县（市、区）', '办理事项', '办理时间'] as const
const PLANS: readonly RosterPlan[] = [
  {
    category: 'npc_deputy',
    unit: null,
    name: '市人大代表',
    people: 80,
    columns: ['姓名', '性别', '代表团', '联系电话'],
  },
  {
    category: 'cppcc_member',
    unit: null,
    name: '市政协委员',
    people: 70,
    columns: ['姓名', '性别', '界别', '联系电话'],
  },
  {
    category: 'business_operator',
    unit: null,
    name: '企业经营者',
    people: 160,
    columns: ['单位名称', '姓名', '联系电话', '县（市、区）'],
  },
  {
    category: 'resident',
    unit: null,
    name: '城乡居民代表',
    people: 240,
    columns: ['姓名', '性别', '联系电话', '县（市、区）'],
  },
  { category: 'service_recipient', unit: 'zrzy', name: '自然资源和规划局服务相对人', people: 200, columns: SERVED },
  { category: 'service_recipient', unit: 'zjj', name: '住房和城乡建设局服务相对人', people: 180, columns: SERVED },
  { category: 'service_recipient', unit: 'jtj', name: '交通运输局服务相对人', people: 160, columns: SERVED },
  { category: 'service_recipient', unit: 'scjg', name: '市场监管局服务相对人', people: 170, columns: SERVED },
]

/** Eight rosters with about 1,260 people and a little of the mess of real files. */
export function demoRosters(): DemoRoster[] {
  const dice = createDice(20_260_711)
  let number = 0
  return PLANS.map(plan => {
    const rows = Array.from({ length: plan.people }, () => {
      const row = personRow(dice, ++number)
      return plan.columns.map(column => quoted(row[column])).join(',')
    })
    return {
      category: plan.category,
      unit: plan.unit,
      name: plan.name,
      fileName: `${plan.name}（演示）.csv`,
      csv: `${[`${plan.name}（演示，虚构）`, plan.columns.join(','), ...rows].join('\r\n')}\r\n`,
    }
  })
}

function personRow(dice: Dice, number: number): Row {
  const day = String(1 + Math.floor(dice() * 28)).padStart(2, '0')
  const month = String(1 + Math.floor(dice() * 9)).padStart(2, '0')
  const district = pick(dice, DISTRICTS)
  return {
    姓名: personName(dice),
    性别: pick(dice, ['男', '女', '男性', '']),
    联系电话: written(dice, `1990000${String(number).padStart(4, '0')}`),
    '县（市、区）': district,
    办理事项: pick(dice, MATTERS),
    办理时间: pick(dice, [
      `2026-${month}-${day}`,
      `2026/${Number(month)}/${Number(day)}`,
      `2026年${Number(month)}月${Number(day)}日`,
    ]),
    界别: pick(dice, SECTORS),
    代表团: `${district}代表团`,
    单位名称: pick(dice, ORGANISATIONS),
  }
}

function personName(dice: Dice): string {
  if (dice() < 0.01) return pick(dice, RARE)
  const given = Array.from({ length: dice() < 0.3 ? 1 : 2 }, () => pick(dice, GIVEN)).join('')
  return pick(dice, SURNAMES) + given
}

/** Numbers as offices type them; two in a hundred cannot be recovered and will be listed for correction. */
function written(dice: Dice, mobile: string): string {
  const chance = dice()
  if (chance < 0.05) return `${mobile.slice(0, 3)}-${mobile.slice(3, 7)}-${mobile.slice(7)}`
  if (chance < 0.1) return `+86 ${mobile}`
  if (chance < 0.11) return mobile.slice(0, 10)
  if (chance < 0.12) return Number(mobile).toExponential(2).toUpperCase()
  return mobile
}

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
