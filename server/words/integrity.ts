// Words of the forgery check: what each rule looks at, and what was seen, in sentences.

/** Title, what the rule looks at, and why it may be honest. */
export const integrityRuleWords = {
  fast_rating: ['办结后立即评价', 'Rated at once'],
  before_finish: ['办结前评价', 'Rated before the end'],
  staff_phone: ['工作人员手机号', 'Telephone of staff'],
  one_device: ['同一设备多次评价', 'One device, many visits'],
  one_network: ['同一网络集中评价', 'One network, one window'],
  run: ['连续快速评价', 'Ratings in a row'],
  fast_window: ['窗口整日秒评', 'A window of fast ratings'],
  all_best: ['全部非常满意且无内容', 'All best, without a word'],
  closing_burst: ['临下班集中评价', 'A burst at closing'],
} as const

export const integrityHintWords = {
  fast_rating: [
    '扫码或点链接评价要打开页面、阅读、选择，很难在几秒内完成。也可能是先打开了页面再办结。',
    'Opening a page, reading and choosing takes longer. The page may have been open before the visit ended.',
  ],
  before_finish: [
    '还没办结就评价，可能是代评。也可能是系统补录了办结时间。',
    'Rated before anything was finished. The end may have been entered late.',
  ],
  staff_phone: [
    '联系电话与本中心工作人员的相同。工作人员也会以个人身份办事。',
    'The telephone is that of somebody who works here. Staff are citizens too.',
  ],
  one_device: [
    '一台设备在一天内评价了一个窗口的许多办件，且不是接连办理的一家人或代办。志愿者帮助评价一般不集中在一个窗口。',
    'One device rated many visits of one window, not one after another as families and agents do. Helpers go round the hall.',
  ],
  one_network: [
    '这个网络的评价集中在一个窗口。大厅和运营商的公用网络为所有窗口服务，不在此列。',
    'This network rated one window above all. The hall’s and the carriers’ networks serve all windows and are not meant.',
  ],
  run: [
    '同一窗口的评价一条接一条，间隔几秒。一家人同时评价时也会出现短的一串。',
    'Ratings of one window followed one another within seconds. A family rating together makes a short run.',
  ],
  fast_window: [
    '办结后几秒内的评价远多于其他窗口，可能由工作人员代点或要求立即点。也可能是这个窗口先出评价页再办结。',
    'Far more ratings within seconds of the end than at the other windows. The page may be shown before the end here.',
  ],
  all_best: [
    '一天的评价全部非常满意，没有一个标签、一句话，而其他窗口并非如此。服务好的窗口也可能如此。',
    'Every rating of the day was the best, without a tag or a word, unlike the other windows. Good windows exist.',
  ],
  closing_burst: [
    '临下班的评价多于时间、办件和其他窗口所能解释的。',
    'More ratings at closing time than its length, the visits and the other windows explain.',
  ],
} as const

/** What was seen; the numbers are those of the evidence. */
export const integritySeenWords = {
  fast_rating: ['办结后 {0} 秒评价。', 'Rated {0} seconds after the end.'],
  before_finish: ['比办结早 {0} 秒评价。', 'Rated {0} seconds before the end.'],
  unfinished: ['当天结束时办件仍未办结。', 'The visit had not ended when the day was over.'],
  contact: ['评价留下的手机号是本中心工作人员的。', 'The contact’s telephone is that of the centre’s staff.'],
  visit: ['办件登记的手机号是本中心工作人员的。', 'The visit’s telephone is that of the centre’s staff.'],
  one_device: [
    '一台设备评价了本窗口 {0} 件办件（其中非常满意 {1} 条），其他窗口 {2} 条；本窗口占全中心评价的 {3}。',
    'One device rated {0} visits here ({1} of them best) and {2} elsewhere; the window has {3} of the centre’s ratings.',
  ],
  one_network: [
    '一个网络评价了本窗口 {0} 件办件（其中非常满意 {1} 条，设备 {4} 台），其他窗口 {2} 条；本窗口占全中心评价的 {3}。',
    'One network rated {0} visits here ({1} of them best, {4} devices) and {2} elsewhere; the window has {3} of the centre’s ratings.',
  ],
  run: ['{0} 条评价在 {1} 秒内相继提交，其中非常满意 {2} 条。', '{0} ratings within {1} seconds, {2} of them best.'],
  fast_window: [
    '{0} 条评价中有 {1} 条在办结后 10 秒内提交；其他窗口 {2} 条中有 {3} 条。',
    '{1} of {0} ratings came within 10 seconds of the end; elsewhere {3} of {2}.',
  ],
  all_best: [
    '{0} 条评价全部非常满意、没有标签和文字；其他窗口 {2} 条中有 {3} 条如此。',
    'All {0} ratings were the best, without tags or words; elsewhere {3} of {2}.',
  ],
  closing_burst: [
    '{0} 条评价中有 {1} 条在下班前后提交（其中非常满意 {3} 条），按时间、办件和其他窗口估计约 {2} 条。',
    '{1} of {0} ratings came at closing time ({3} of them best); about {2} were to be expected.',
  ],
  chance: [
    '若无人为因素，出现这种情况或更甚的概率约为 {0}（比较了 {1} 个窗口）。',
    'Without steering, this much or more has a chance of about {0} ({1} windows were compared).',
  ],
  chanceAlone: ['若无人为因素，出现这种情况的概率约为 {0}。', 'Without steering, this has a chance of about {0}.'],
  never: ['不到一亿分之一', 'less than one in 100 million'],
  oneIn: ['{0} 分之一', 'one in {0}'],
} as const

export const flagStateWords = {
  open: ['待核查', 'to check'],
  confirmed: ['确认异常', 'confirmed'],
  cleared: ['排除', 'cleared'],
} as const
