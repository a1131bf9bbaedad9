// Words of the rating pages: the phone at the window, the link of a visit, and the tablet on the counter.

/** The frame of every public page of the window. */
export const publicWords = {
  mark: ['评', '评'],
  elder: ['长辈版', 'Large text'],
  elderOff: ['标准版', 'Normal text'],
  otherLanguage: ['English', '中文'],
  reading: ['语言与字号', 'Language and text size'],
} as const

export const rateWords = {
  title: ['评价 {0}', 'Rate {0}'],
  question: ['这次服务，您满意吗？', 'Were you satisfied with this service?'],
  lead: ['由您本人点选，工作人员看不到是谁评的', 'Choose yourself; staff never see who rated'],
  promise: [
    '不想评价？可以直接离开，不评价不会被当成好评。',
    'Would rather not? Just leave: silence is never counted as praise.',
  ],
  levels: ['满意度，从好到差', 'Satisfaction, best first'],
  visit: ['业务号 {0}', 'Case {0}'],
  notMine: ['不是我的业务', 'Not my case'],
  chosen: ['您选的是', 'You chose'],
  change: ['改选', 'Change'],
  good: ['哪里做得好？', 'What went well?'],
  fair: ['有哪些情况？', 'What was it like?'],
  bad: ['哪里不满意？', 'What went wrong?'],
  several: ['可多选，也可不选', 'Choose any, or none'],
  words: ['还想说什么？', 'Anything to add?'],
  optional: ['选填', 'Optional'],
  wordsHint: [
    '最多 {0} 字。请不要写身份证号等隐私。',
    'At most {0} characters. Please leave out ID numbers and the like.',
  ],
  left: ['还可写 {0} 字', '{0} characters left'],
  over: ['超出 {0} 字', '{0} characters too many'],
  contact: ['留下联系方式', 'Leave a contact'],
  contactHint: [
    '只有回访员可见，窗口看不到。不留也可以评价。',
    'Only the call-back officer can read it, the window cannot. You may rate without.',
  ],
  name: ['怎么称呼您', 'Your name'],
  mobile: ['手机号', 'Mobile number'],
  send: ['提交评价', 'Send rating'],
  sending: ['正在提交…', 'Sending …'],
  unsent: [
    '没有送达。您写的都还在，请检查网络后再点一次。',
    'Not sent. Everything you wrote is still here; check the network and press again.',
  ],

  problems: ['还没有提交，请先修改：', 'Not sent yet. Please correct:'],

  doneTitle: ['评价已收到，谢谢您', 'Your rating has arrived. Thank you'],
  doneLevel: ['您的评价', 'Your rating'],
  badNamed: ['回访员将在 1 个工作日内与您联系核实。', 'The call-back officer will contact you within 1 working day.'],
  badAnonymous: [
    '差评将在 1 个工作日内核实。您没有留联系方式，凭查询码可以看处理进度、确认是否解决。',
    'It will be looked into within 1 working day. You left no contact: the receipt code shows the progress and lets you confirm the result.',
  ],
  receipt: ['查询码', 'Receipt code'],
  receiptHint: [
    '请截图或抄下。只有持码人能查，窗口不知道是谁。',
    'Take a picture or write it down. Only its holder can look it up; the window does not learn who.',
  ],
  copy: ['复制', 'Copy'],
  copied: ['已复制', 'Copied'],
  follow: ['查看处理进度', 'Follow the case'],
  supplement: ['想补充？{0} 天内可以追评。', 'Something to add? You can within {0} days.'],
  supplementHow: ['追评', 'Add to it'],
  close: ['现在可以关闭本页。', 'You can close this page now.'],
  another: ['我还有另一笔业务要评', 'Rate another case'],

  ratedTitle: ['这笔业务已经评价过了', 'This case has been rated already'],
  ratedText: ['每笔业务只计一次评价，您无需再做什么。', 'Each case is counted once; there is nothing more to do.'],
  ratedMore: [
    '如需补充，{0} 天内可凭评价时的查询码追评。如果不是您评的，请告诉大厅服务台。',
    'To add something, use your receipt code within {0} days. If it was not you who rated, please tell the service desk.',
  ],
  elsewhereTitle: ['没有收到这份评价', 'This rating was not taken'],
  elsewhereText: [
    '它来自另一个网站。请扫描窗口上的二维码，在本页评价。',
    'It came from another site. Scan the code at the window and rate here.',
  ],
} as const

/** The tablet on the counter. */
export const tabletWords = {
  title: ['{0} 评价平板', 'Rating tablet of {0}'],
  skip: ['跳过，直接提交', 'Skip and send'],
  doneBad: [
    '差评将在 1 个工作日内核实。扫码或凭查询码看处理进度、确认是否解决。',
    'It will be looked into within 1 working day. Scan, or use the code, to follow it and confirm the result.',
  ],
  doneGood: ['祝您办事顺利。', 'All the best.'],
  scan: ['扫码查看处理进度', 'Scan to follow the case'],
  finish: ['完成', 'Done'],
  back: ['本页 30 秒后自动返回', 'This page returns by itself after 30 seconds'],
  keptTitle: ['评价已保存，谢谢您', 'Your rating is kept. Thank you'],
  keptText: [
    '网络暂时不通。评价已保存在这台平板上，恢复后自动上传，只算一次。',
    'There is no network right now. The rating is kept on this tablet and sent once when it is back.',
  ],
  offline: ['离线，已保存 {0} 条，恢复后自动上传', 'Offline: {0} kept here, sent when the network is back'],
  waiting: ['{0} 条评价等待上传', '{0} ratings wait to be sent'],
  refused: [
    '{0} 条没有被接收，仍保存在本机，请告诉管理员',
    '{0} were not accepted and are still kept here; please tell the administrator',
  ],
  nowhere: [
    '这台平板存不下评价，请改扫窗口上的二维码评价。',
    'This tablet cannot keep the rating. Please scan the code at the window instead.',
  ],
  pairTitle: ['把这台平板配对到本窗口', 'Pair this tablet with the window'],
  pairHow: [
    '请负责人在办公端打开“窗口”，选中“{0}”，点“配对平板”，输入这 6 位数字：',
    'In the office console open “Windows”, choose “{0}”, press “Pair a tablet” and type these 6 digits:',
  ],
  pairNote: [
    '10 分钟内有效，过期会自动换一组。配对后本页自动进入评价。',
    'Valid for 10 minutes, then replaced. Once paired, this page turns into the rating page by itself.',
  ],
  pairCode: ['配对码', 'Pairing code'],
  elsewhereTitle: ['这台平板已配对到另一个窗口', 'This tablet is paired with another window'],
  elsewhereText: [
    '它现在属于“{0}”。要换到本窗口，请先在办公端停用它，再打开本页。',
    'It belongs to “{0}”. To move it here, revoke it in the office console first, then open this page again.',
  ],
  toOwn: ['打开它自己的评价页', 'Open its own page'],
} as const
