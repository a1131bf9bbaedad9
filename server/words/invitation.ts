// Words of invitations: the office page, the letter and the message.
import type { InvitationState } from '../invitation/invitation.ts'
import type { Words } from './words.ts'

export const invitationStateWords: Record<InvitationState, Words> = {
  issued: ['已签发', 'Issued'],
  opened: ['已打开', 'Opened'],
  answered: ['已作答', 'Answered'],
  refused: ['不参加', 'Declined'],
  call_requested: ['请打电话', 'Asked for a call'],
  revoked: ['已作废', 'Revoked'],
}

export const invitationWords = {
  title: ['邀请', 'Invitations'],
  subtitle: [
    '样本中每人一个专属链接；系统只保存链接的摘要，备用样本不在其中。',
    'One link for each person in the sample; only its digest is kept. Reserves stay out.',
  ],
  empty: [
    '还没有签发邀请。抽样完成、问卷启用之后，在这里为样本中的每个人生成专属链接。',
    'No invitation yet. Once the sample is drawn and a questionnaire is fielded, links are made here for everybody in the sample.',
  ],
  issue: ['签发邀请', 'Issue invitations'],
  draw: ['抽样批次', 'Draw'],
  drawOption: ['样本 {0} 人，未签发 {1} 人', 'sample of {0}, {1} not yet invited'],
  withoutUnits: ['其中 {0} 人没有分配到可评单位，不会签发', '{0} of them have no unit to rate and are left out'],
  lastDay: ['链接截止日', 'Last day'],
  lastDayHint: ['当天 24 时（北京时间）失效', 'Links stop working at midnight, China time'],
  questionnaire: ['问卷', 'Questionnaire'],
  version: ['第 {0} 版', 'Version {0}'],
  noneFielded: ['还没有启用的问卷', 'No questionnaire is fielded yet'],
  toQuestionnaire: ['去启用问卷', 'Field a questionnaire'],
  noDraw: ['还没有抽出样本', 'No sample has been drawn'],
  toDraw: ['去抽样', 'Go to the draw'],
  allInvited: ['样本中的人都已签发', 'Everybody in the sample has been invited'],
  issueSays: [
    '将为 {0} 人各生成一个链接。链接只能在签发后这一页导出，离开后只能重新签发。',
    'A link is made for each of {0} people. Links can be exported on this page right after issuing; later they can only be issued again.',
  ],
  issued: ['已签发 {0} 人，请现在导出链接', '{0} invitations issued. Export the links now'],
  issuedHint: [
    '链接没有存入系统。离开或刷新本页后不能再导出，只能重新签发（旧链接随即失效）。',
    'The links are not stored. After leaving or reloading this page they can only be issued again, which ends the old ones.',
  ],
  smsFile: ['短信平台文件 CSV', 'File for the SMS platform'],
  letters: ['打印信函', 'Print letters'],
  reason: ['导出用途', 'What it is for'],
  reasonPlaceholder: ['例如：交短信平台发送第一批', 'For example: first round by SMS'],
  reasonRequired: [
    '导出含联系方式，请说明用途（记入审计日志）',
    'The file holds contacts: say what it is for (kept in the audit log)',
  ],
  template: ['短信内容', 'Text of the message'],
  templateHint: [
    '可用 {姓名} {发起单位} {热线} {链接}。签名【】须已在运营商备案。',
    'Use {姓名} {发起单位} {热线} {链接} for name, organiser, hotline and link. The 【】 signature must be registered with the carriers.',
  ],
  segments: [
    '以示例计 {0} 字，按 {1} 条计费（单条 70 字，长短信每条 67 字）',
    '{0} characters in the example, billed as {1} message(s): 70 in one, 67 each when joined',
  ],
  defaultTemplate: [
    '【{发起单位}】{姓名}您好，请您评一评市直单位的工作，约3分钟，答卷保密：{链接} 核实请拨{热线}，拒收请回复R',
    '【{发起单位}】{姓名}, please rate the work of municipal departments. 3 minutes, confidential: {链接} To check call {热线}. Reply R to stop',
  ],
  linkMissing: ['短信内容必须含有 {链接}', 'The text must contain {链接}'],
  batches: ['签发批次', 'Batches'],
  batchAt: ['签发时间', 'Issued at'],
  batchBy: ['签发人', 'Issued by'],
  invited: ['人数', 'People'],
  reissue: ['重新签发', 'Issue again'],
  reissueSays: [
    '本批次中未作答、未拒绝的人都会得到新链接，旧链接立即失效；已填的草稿保留。',
    'Everybody in this batch who has neither answered nor declined gets a new link. Old links stop at once; drafts stay.',
  ],
  reissueReason: ['重新签发的理由', 'Reason for issuing again'],
  callList: ['回电名单', 'Call-back list'],
  callListHint: ['{0} 人请我们打电话', '{0} people asked for a call'],
  next: ['邀请已发出，下一步看答卷回收。', 'Invitations are out. Next: watch the responses come in.'],
  fieldwork: [
    '年度尚在“{0}”阶段：链接可以先签发，进入“调查”阶段后才能作答。',
    'The campaign is still in “{0}”: links can be issued, answers are taken once fieldwork begins.',
  ],
  toCampaign: ['去推进阶段', 'Move it on'],
  columnMobile: ['手机号', 'Mobile'],
  columnName: ['姓名', 'Name'],
  columnLink: ['链接', 'Link'],
  columnText: ['短信内容', 'Message'],
  columnSegments: ['计费条数', 'Segments'],
  letterTitle: ['公众评议邀请信', 'Invitations to the public review'],
  letterHint: [
    '按 Ctrl+P 打印（A4）。每张卡片只交给本人；打印后请关闭本页，页面不保存链接。',
    'Print with Ctrl+P (A4). Hand each card to its person only; close this page afterwards, links are not stored.',
  ],
  letterDear: ['{0}：', '{0}'],
  letterAsk: [
    '{0}邀请您参加“{1}”，约 3 分钟。请用手机扫码作答。',
    '{0} asks you to take part in “{1}”. It takes about 3 minutes. Scan the code with your phone.',
  ],
  letterPromise: [
    '保密：被评单位看不到谁被抽中，也看不到任何人的答卷。不愿参加，扫码后点“不参加”即可。',
    'Confidential: the units you rate never see who was drawn or what anybody answered. You may decline after scanning.',
  ],
  letterCheck: ['核实电话 {0}，有效期至 {1}', 'To check call {0}. Valid until {1}'],
} as const
