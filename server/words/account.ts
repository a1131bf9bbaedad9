// Words of office users and the audit log.
import type { Role } from '../account/permission.ts'
import type { Words } from './words.ts'

export const roleWords: Record<Role, Words> = {
  administrator: ['系统管理员', 'Administrator'],
  review_group: ['公众评议组', 'Review group'],
  statistics: ['统计调查队', 'Statistics team'],
  center_manager: ['政务中心管理员', 'Centre manager'],
  window_staff: ['窗口人员', 'Window staff'],
  call_back: ['回访员', 'Call-back officer'],
  viewer: ['查看', 'Viewer'],
}

export const accountWords = {
  title: ['用户与角色', 'Users and roles'],
  subtitle: ['每人一个账号；停用立即退出登录。', 'One account a person; disabling ends the session at once.'],
  create: ['新增用户', 'Add a user'],
  name: ['姓名', 'Name'],
  role: ['角色', 'Role'],
  state: ['状态', 'State'],
  enabled: ['启用', 'enabled'],
  disabled: ['停用', 'disabled'],
  disable: ['停用', 'Disable'],
  enable: ['启用', 'Enable'],
  oneTime: ['一次性密码', 'One-time password'],
  oneTimeHint: [
    '只显示这一次，请当面交给本人；首次登录须修改。',
    'Shown only once. Hand it over in person; it must be changed at the first sign-in.',
  ],
  reset: ['重设密码', 'Reset password'],
  resetConfirm: ['原密码立即失效，本人的登录全部退出。', 'The old password stops working and all sessions end.'],
  pending: ['待修改密码', 'password to be changed'],
} as const

export const auditWords = {
  title: ['审计日志', 'Audit log'],
  subtitle: [
    '每项改动一条，首尾相连；改动、删除或插入任何一条都会使核验失败。',
    'One entry a change, chained by hash: altering, removing or inserting any one breaks the chain.',
  ],
  verify: ['核验审计链', 'Verify the chain'],
  verified: ['审计链完整：{0} 条', 'Chain intact: {0} entries'],
  broken: ['审计链在第 {0} 条断开：{1}', 'Chain broken at entry {0}: {1}'],
  position: ['序号', 'No.'],
  at: ['时间', 'Time'],
  actor: ['操作人', 'Who'],
  action: ['动作', 'Action'],
  subject: ['对象', 'Subject'],
  details: ['内容', 'Details'],
  older: ['更早', 'Older'],
  newest: ['最新', 'Newest'],
} as const
