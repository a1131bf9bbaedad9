// Words of centres, windows, staff, matters and tablets.

/** Columns of the files that can be imported, as the templates call them. */
export const windowColumnWords = {
  matterCode: ['事项编码', 'Matter code'],
  matterName: ['事项名称', 'Matter name'],
  unit: ['单位', 'Unit'],
  pointCode: ['窗口编号', 'Window number'],
  pointName: ['窗口名称', 'Window name'],
  number: ['工号', 'Staff number'],
  staffName: ['姓名', 'Name'],
  mobile: ['本人手机号', 'Own mobile'],
} as const

/** Why a line of a file is not taken. */
export const windowFaultWords = {
  missing: ['这一格不能为空', 'This cell must not be empty'],
  nothing: ['这一行既没有窗口编号，也没有工号', 'The line names neither a window nor a person'],
  matterCode: ['编码只能用字母、数字、点和横线，最多 60 个字符', 'Letters, digits, dots and hyphens only, at most 60'],
  number: ['只能用字母、汉字、数字和横线，最多 40 个字符', 'Letters, digits and hyphens only, at most 40'],
  nameLong: ['名称太长', 'The name is too long'],
  unit: ['没有这个参评单位（按代码、全称或简称查找）', 'No unit has this code, full name or short name'],
  again: ['与第 {0} 行重复', 'The same as on line {0}'],
  otherName: ['与第 {0} 行的窗口名称不一致', 'Another name than on line {0}'],
  mobile: ['不是 11 位手机号', 'Not a mobile number of 11 digits'],
} as const

/** The printed card: both languages always, the Chinese larger. */
export const windowCardWords = {
  title: ['窗口评价卡', 'Window cards'],
  ask: ['请您评价', 'How was our service?'],
  scan: ['扫码评价', 'Scan to rate'],
  never: [
    '不评价不会被当成好评 · 工作人员看不到是谁评的 · 咨询投诉 12345',
    'No rating is never taken for a good one · Staff do not see who rated · Hotline 12345',
  ],
  hintA6: [
    '每页一张 A6 卡片（105×148 毫米）。用浏览器打印：纸张选 A6，边距选“无”，缩放 100%，勾选“背景图形”。',
    'One A6 card a page (105×148 mm). Print from the browser: paper A6, no margins, scale 100 %, background graphics on.',
  ],
  hintA4: [
    '一张 A4 纸四张卡片，沿短线裁开。用浏览器打印：纸张选 A4，边距选“无”，缩放 100%，勾选“背景图形”。',
    'Four cards on an A4 sheet, to be cut along the marks. Print from the browser: paper A4, no margins, scale 100 %, background graphics on.',
  ],
  toA4: ['改为 A4 纸一页四张', 'Four on an A4 sheet instead'],
  toA6: ['改为 A6 卡片一页一张', 'One A6 card a page instead'],
} as const

export const windowWords = {
  title: ['窗口与平板', 'Windows and tablets'],
  windows: ['窗口', 'Windows'],
  windowsAndStaff: ['窗口和人员', 'Windows and staff'],
  staff: ['人员', 'Staff'],
  matters: ['事项', 'Matters'],
  tablets: ['平板', 'Tablets'],
} as const
