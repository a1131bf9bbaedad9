// Words of rating files of other systems: columns, codings, directions.

export const exchangeFieldWords = {
  caseNo: ['办件编号', 'Case number'],
  level: ['满意度代码', 'Level code'],
  levelWords: ['满意度名称', 'Level in words'],
  tags: ['评价指标', 'Tags'],
  words: ['文字评价', 'Words'],
  assessedAt: ['评价时间', 'Time of the rating'],
  assessNumber: ['评价次数', 'Number of the rating'],
  channel: ['评价渠道', 'Channel'],
  windowCode: ['窗口', 'Window'],
  staffNumber: ['工号', 'Staff number'],
  matterCode: ['事项编码', 'Matter code'],
  finishedAt: ['办结时间', 'Finish'],
  state: ['办件状态', 'State of the case'],
  userKind: ['评价人类型', 'Kind of rater'],
  serviceKind: ['办件类型', 'Kind of case'],
  anonymous: ['是否匿名', 'Anonymous'],
  audited: ['审核状态', 'Audited'],
} as const

export const directionWords = {
  five_is_best: ['5 = 非常满意，1 = 非常不满意', '5 = very satisfied, 1 = very dissatisfied'],
  one_is_best: ['1 = 非常满意，5 = 非常不满意', '1 = very satisfied, 5 = very dissatisfied'],
} as const

export const directionHintWords = {
  five_is_best: ['省级平台接口、多数评价器', 'the provincial interface, most devices'],
  one_is_best: ['GB/T 39046—2020 表 A.8', 'GB/T 39046—2020 table A.8'],
} as const

/** Code tables in use; they contradict one another, so a person says which one the file follows. */
export const profileWords = {
  national: [
    '国家平台：6 电话、7 短信；办件类型 1 即办件、2 承诺件',
    'National: 6 telephone, 7 SMS; kind 1 at once, 2 promised',
  ],
  zhejiang: [
    '浙江：6 短信、7 系统默认评价；办件类型 1 承诺件、2 即办件',
    'Zhejiang: 6 SMS, 7 filled in by the system; kind 1 promised, 2 at once',
  ],
  other: ['其他：代码含义不明', 'Other: meaning not known'],
} as const

export const exchangeCodeWords = {
  web: ['电脑端', 'Web'],
  phone: ['移动端', 'Mobile'],
  qr: ['二维码', 'QR code'],
  tablet: ['大厅平板', 'Tablet in the hall'],
  terminal: ['大厅其他终端', 'Other terminal'],
  call: ['电话', 'Telephone'],
  sms: ['短信', 'SMS'],
  system: ['系统默认评价', 'Filled in by the system'],
  atOnce: ['即办件', 'Done at once'],
  promised: ['承诺件', 'Done within a promised time'],
  person: ['个人', 'Person'],
  legal: ['法人', 'Legal person'],
  waiting: ['待办', 'Waiting'],
  running: ['办理中', 'Under way'],
  finished: ['办结', 'Finished'],
  yes: ['是', 'Yes'],
  no: ['否', 'No'],
  noAudit: ['无需审核', 'No audit needed'],
  audited: ['已审核', 'Audited'],
  unaudited: ['未审核', 'Not audited'],
} as const
