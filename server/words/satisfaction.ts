// Words of the indicators: names, what each divides by what, what is counted apart, and what noise means.
import type { Words } from './words.ts'

/** Name and definition of each indicator. */
export const indicatorWords = {
  rated: {
    name: ['主动评价率', 'Rated'],
    definition: [
      '已评价的办件 ÷ 期内办结的办件。评价按办件办结的时段计，晚到的评价也算在原办件上。',
      'Visits rated ÷ visits finished in the period. A late rating counts where its visit finished.',
    ],
  },
  unrated: {
    name: ['未评率', 'Not rated'],
    definition: [
      '未评价的办件 ÷ 期内办结的办件。没有评价就是没有评价，不当作好评。',
      'Visits nobody rated ÷ visits finished. Silence is silence, never a good rating.',
    ],
  },
  good: {
    name: ['好评率', 'Good'],
    definition: [
      '非常满意、满意、基本满意 ÷ 主动评价数。系统默认评价、申诉成立的评价不在分子和分母里。',
      'The three upper levels ÷ ratings by people. Filled-in ratings and those an appeal took out are in neither part.',
    ],
  },
  bad: {
    name: ['差评率', 'Bad'],
    definition: ['不满意、非常不满意 ÷ 主动评价数。', 'The two lower levels ÷ ratings by people.'],
  },
  replied: {
    name: ['差评回复率', 'Bad ratings answered'],
    definition: ['已回复评价人的差评 ÷ 差评总数。', 'Bad ratings whose rater was answered ÷ bad ratings.'],
  },
  calledBack: {
    name: ['实名差评回访率', 'Named raters called back'],
    definition: ['已回访的实名差评 ÷ 实名差评。', 'Named bad ratings called back ÷ named bad ratings.'],
  },
  mended: {
    name: ['按期整改率', 'Mended in time'],
    definition: [
      '期限内整改的 ÷ 应整改的差评（只需解释的、申诉成立的、期限未到而仍在整改的不计）。',
      'Mended before the deadline ÷ bad ratings to be mended (without those only to be explained, those taken out, and those still within their time).',
    ],
  },
  mendedContent: {
    name: ['整改满意率', 'Content with the mending'],
    definition: [
      '回访时表示满意的 ÷ 已得到评价人答复的整改。',
      'Raters content with the mending ÷ raters who said whether they are.',
    ],
  },
} as const satisfies Record<string, { readonly name: Words; readonly definition: Words }>

export const breakdownWords = {
  center: ['中心', 'Centre'],
  window: ['窗口', 'Window'],
  matter: ['事项', 'Matter'],
  staff: ['人员', 'Staff'],
  hour: ['时段', 'Hour'],
  day: ['日', 'Day'],
  month: ['月', 'Month'],
} as const

export const satisfactionWords = {
  title: ['满意度', 'Satisfaction'],
  subtitle: [
    '每个比率都写明分子、分母和 95% 区间；差别在误差之内的写“噪声”，不排名。',
    'Each rate with its numerator, denominator and 95 % interval; a difference within error is called noise and ranked by nobody.',
  ],
  center: ['服务中心', 'Service centre'],
  allCenters: ['全部中心', 'All centres'],
  window: ['窗口', 'Window'],
  allWindows: ['全部窗口', 'All windows'],
  matter: ['事项', 'Matter'],
  allMatters: ['全部事项', 'All matters'],
  period: ['期间', 'Period'],
  today: ['今天', 'Today'],
  last7: ['近 7 天', '7 days'],
  last30: ['近 30 天', '30 days'],
  thisMonth: ['本月', 'This month'],
  lastMonth: ['上月', 'Last month'],
  thisYear: ['本年', 'This year'],
  interval: ['95% 区间 {0}–{1}', '95 % interval {0}–{1}'],
  byDays: ['按 {0} 天聚类，设计效应 {1}', '{0} days as clusters, design effect {1}'],
  wilson: ['Wilson 区间', 'Wilson'],
  none: ['无数据', 'nothing counted'],
  hidden: ['样本过少，不显示', 'too few to show'],
  hiddenShort: ['不足 5', 'under 5'],
  hiddenNote: [
    '不足 5 件的格不显示，并多隐去一格，使它不能由合计推出。本中心自己的合计始终显示。',
    'Cells of fewer than 5 are not shown, and one more is held back so that none follows from the total. A centre’s own total is always shown.',
  ],
  apart: ['另计', 'Counted apart'],
  apartHint: ['系统默认、申诉成立的不在任何分子分母里', 'filled in and taken out: in no numerator and no denominator'],
  autoDefault: ['系统默认评价', 'Filled in by a system'],
  excluded: ['申诉成立、不计', 'Taken out by an appeal'],
  unlinked: ['未对应办件的评价', 'Ratings without a visit'],
  unlinkedHint: [
    '扫窗口码、没有对应到办件的评价：算在好评率、差评率里，不算在主动评价率里。',
    'Given by a window’s code and joined to no visit: part of the good and bad rates, never of the share rated.',
  ],
  trend: ['走势', 'Trend'],
  trendText: ['{0}：好评率 {1}（{2}），主动评价率 {3}（{4}）', '{0}: good {1} ({2}), rated {3} ({4})'],
  byDay: ['按日', 'By day'],
  byMonth: ['按月', 'By month'],
  compare: ['比较', 'Comparison'],
  compareHint: [
    '与本中心其余部分相比（Newcombe 区间，Holm 校正）。“噪声”：差别在误差之内，不能说谁好谁差。',
    'Against the rest of the centre (Newcombe interval, Holm). “Noise”: within error; nobody is better or worse.',
  ],
  compareMatter: [
    '与其余事项相比（Newcombe 区间，Holm 校正）。“噪声”：差别在误差之内。',
    'Against all other matters (Newcombe interval, Holm). “Noise”: within error.',
  ],
  indicator: ['指标', 'Indicator'],
  difference: ['与其余相差', 'Against the rest'],
  verdict: ['结论', 'Verdict'],
  higher: ['▲ 高于其余', '▲ higher'],
  lower: ['▼ 低于其余', '▼ lower'],
  noise: ['≈ 噪声', '≈ noise'],
  noVerdict: ['不比较', 'not compared'],
  funnel: ['漏斗图', 'Funnel plot'],
  funnelHint: [
    '横轴是件数，纵轴是比率。落在内圈（95%）和外圈（99.8%）以内的，与整体没有可信的差别。',
    'Cases across, rate upwards. Inside the inner (95 %) and outer (99.8 %) limits nothing differs credibly from the whole.',
  ],
  funnelText: ['{0}：{1}（{2} 件），{3}', '{0}: {1} ({2} cases), {3}'],
  funnelInside: ['在 95% 界内', 'within the 95 % limits'],
  funnelBetween: ['越过 95% 界', 'beyond the 95 % limits'],
  funnelOutside: ['越过 99.8% 界', 'beyond the 99.8 % limits'],
  cases: ['件数', 'cases'],
  heat: ['星期与时段', 'Weekday and hour'],
  heatHint: [
    '格内是评价数，颜色和下行是好评率；不足 5 条评价的格不显示。',
    'Cells hold the number of ratings; colour and second line are the good rate. Fewer than 5 are not shown.',
  ],
  heatText: ['{0} {1} 时：办件 {2}，评价 {3}，好评率 {4}', '{0} {1} h: {2} visits, {3} ratings, good {4}'],
  weekdays: ['一 二 三 四 五 六 日', 'Mon Tue Wed Thu Fri Sat Sun'],
  weekday: ['周{0}', '{0}'],
  clock: ['{0} 时', '{0} h'],
  visits: ['办件', 'Visits'],
  ratings: ['评价', 'Ratings'],
  openCases: ['未办结差评', 'Open cases'],
  reference: ['全中心', 'Whole centre'],
  code: ['编号', 'Code'],
  name: ['名称', 'Name'],
  nobody: ['未登记', 'not recorded'],
  tableAndText: ['文字版', 'In words'],
  export: ['导出', 'Export'],
  exportXlsx: ['本表 XLSX', 'This table, XLSX'],
  exportCsv: ['本表 CSV（UTF-8）', 'This table, CSV (UTF-8)'],
  exportGb: ['本表 CSV（GB18030）', 'This table, CSV (GB18030)'],
  exportNote: ['导出不含不足 5 件的格', 'Exports leave out cells under 5'],
  print: ['打印', 'Print'],
  recount: ['重算核验', 'Recount'],
  recountGood: [
    '✓ 全部一致：由 {0} 件办件、{1} 条评价重新计数，与各项合计无一不符。',
    '✓ All agree: {0} visits and {1} ratings counted again.',
  ],
  recountBad: ['✗ 有 {0} 处不一致，请联系系统管理员。', '✗ {0} places differ; tell the administrator.'],
  empty: [
    '这段时间没有办结的办件，也没有评价。换一段时间，或先在“办件”页导入办件、请办事群众评价。',
    'No visit was finished and none was rated in this period. Choose another one, or import visits first.',
  ],
  noCenter: [
    '还没有服务中心。先在“窗口”页建立中心和窗口，打印评价二维码。',
    'There is no service centre yet. Create one with its windows and print the codes.',
  ],
  next: ['差评要一件件办结：看差评整改', 'Bad ratings are mended one by one: see rectification'],
  methodInterval: [
    '区间：Wilson；主动评价率、好评率、差评率在有 10 天以上数据时以天为群（同一天的办件彼此相像），用对数几率区间。',
    'Intervals: Wilson. Rated, good and bad use days as clusters (visits of a day are alike) on the log odds once 10 days have data.',
  ],
  low: ['区间下限', 'Lower end'],
  high: ['区间上限', 'Upper end'],
  numerator: ['分子', 'Numerator'],
  denominator: ['分母', 'Denominator'],
  intervalKind: ['区间方法', 'Kind of interval'],
  rate: ['比率', 'Rate'],
} as const
