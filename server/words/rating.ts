// Words of the rules of rating: what is asked for, what is refused and what becomes of it.
export const ratingWords = {
  levelTitle: ['请选择满意度', 'Choose a level'],
  levelText: [
    '请先从五个等级中选一个，再提交。没有替您预选任何等级；您填写的内容都还在。',
    'Choose one of the five levels, then send. None is chosen for you; what you wrote is still there.',
  ],
  refusedTitle: ['评价没有提交', 'The rating was not sent'],
  refusedText: [
    '请改正下面标出的内容后再提交。您填写的内容都还在。',
    'Correct what is marked below and send again. What you wrote is still there.',
  ],
  levelUnknown: ['不是五个等级之一', 'Not one of the five levels'],
  tagRepeated: ['同一条选了两次', 'The same reason was chosen twice'],
  mobileInvalid: ['手机号应为11位数字，以1开头', 'A mobile number has 11 digits and starts with 1'],
  nameLong: ['称呼最多30个字', 'A name has at most 30 characters'],
  clientInvalid: ['应为8至64个字母、数字、下划线或连字符', '8 to 64 letters, digits, underscores or hyphens'],
  madeAtInvalid: ['不是时间', 'Not a time'],
  ratedTitle: ['这次办事已经评价过', 'This visit has been rated'],
  ratedText: [
    '一次办事只能评价一次。评价人可凭查询码补充评价。',
    'A visit is rated once. Whoever rated it can add to the rating with the receipt code.',
  ],
  clientTitle: ['这个编号已用于另一条评价', 'This id belongs to another rating'],
  clientText: [
    '请重新打开评价页再提交一次。您填写的内容没有保存。',
    'Open the rating page again and send once more. What you wrote was not stored.',
  ],
  busyTitle: ['现在评价的人很多', 'Many people are rating right now'],
  busyText: [
    '评价还没有保存，但仍在您的页面上。请稍候几秒再提交。',
    'The rating is not stored yet; it is still on your page. Send it again in a few seconds.',
  ],
  windowTitle: ['没有这个窗口', 'No such window'],
  windowText: [
    '窗口码不对，或者这个窗口已停用。请重新扫描台面上的二维码，或请工作人员帮忙。',
    'The code is wrong or the window is closed. Scan the code on the counter again, or ask the staff.',
  ],
  visitTitle: ['没有这次办事', 'No such visit'],
  visitText: [
    '评价码不对。请核对通知里的链接，或扫描窗口台面上的二维码评价。',
    'The code is wrong. Check the link you were sent, or scan the code on the counter.',
  ],
  placeText: [
    '请求里要有窗口码 window 或评价码 visit 之一。',
    'The request must name either a window code or a visit code.',
  ],
  triesTitle: ['试错次数太多', 'Too many wrong codes'],
  triesText: [
    '这个网络里打错的评价码太多，请过几分钟再试。正确的评价码不受影响。',
    'Too many wrong codes came from this network; try again in some minutes. Right codes are not affected.',
  ],
  revokedTitle: ['这台平板已停用', 'This tablet was revoked'],
  revokedText: [
    '评价还保存在平板上，没有丢失。请窗口负责人重新配对这台平板，配对后会自动送出。',
    'The ratings are still kept on the tablet. Ask the manager to pair it again; they are sent then.',
  ],
  receiptTitle: ['没有这个查询码', 'No such receipt'],
  receiptText: ['请核对查询码。', 'Check the receipt code.'],
  lateTitle: ['已过追评期限', 'Too late to add to the rating'],
  supplementsTitle: ['追评次数已满', 'No more can be added'],
  supplementsText: [
    '一条评价最多追评3次。前面的评价和追评都已保存。',
    'A rating can be added to three times. All that was sent before is kept.',
  ],
  emptyTitle: ['追评没有内容', 'Nothing was added'],
  emptyText: ['请写几句话，或选择等级或理由。', 'Write some words, or choose a level or a reason.'],
  contactTitle: ['评价人没有留联系方式', 'No contact was left'],
  contactText: ['这是一条匿名评价。', 'This rating is anonymous.'],
  notStoredTitle: ['评价没有保存', 'The rating was not stored'],
  notStoredText: [
    '系统暂时写不进数据库。评价仍在您的页面上，请稍后再提交。',
    'The database cannot be written right now. The rating is still on your page; send it again later.',
  ],
} as const

/** One of the words carries a number. */
export const ratingSentences = {
  words: (most: number, count: number) =>
    [
      `意见最多${most}个字，现在有${count}个字。请删去${count - most}个字；已写的内容没有丢。`,
      `At most ${most} characters; there are ${count}. Remove ${count - most}; nothing you wrote is lost.`,
    ] as const,
  tag: (code: string) => [`“${code}”不是这个等级的理由`, `“${code}” is not a reason of this level`] as const,
  late: (days: number) =>
    [
      `评价后${days}天内可以追评。您先前的评价已保存。`,
      `A rating can be added to within ${days} days. Your rating is kept.`,
    ] as const,
} as const
