// Words of the rater's own page: what became of a rating, by its receipt code.
import type { Words } from './words.ts'

export const receiptWords = {
  title: ['我的评价进展', 'What became of my rating'],
  codeLabel: ['查询码', 'Receipt code'],
  keepCode: [
    '凭查询码随时可以看进展。窗口不知道您是谁，也看不到这个查询码。',
    'This code shows the progress at any time. The window knows neither who you are nor this code.',
  ],
  yourRating: ['您的评价', 'Your rating'],
  yourWords: ['您写的话', 'Your words'],
  added: ['补充评价', 'Added'],
  thanksTitle: ['评价已收到', 'Your rating was received'],
  thanksText: ['已计入窗口满意度。谢谢您。', 'It counts for the window. Thank you.'],
  excludedText: [
    '经两位审核人审核，这条评价不计入指标；原评价保留，这样处理的数量会公开。',
    'Two reviewers decided that this rating is not counted; it is kept, and the number of such ratings is public.',
  ],
  waitingTitle: ['正在立单', 'A case is being opened'],
  waitingText: ['请过一会儿再看。', 'Look again in a moment.'],
  next: ['接下来', 'What comes next'],
  progress: ['处理过程', 'What happened'],
  reply: ['窗口答复', 'Their reply'],
  confirmTitle: ['您对整改结果满意吗？', 'Are you satisfied with how it was put right?'],
  confirmHint: [
    '由您来决定。选“不满意”，窗口要重新整改一次。',
    'You decide. “Not satisfied” sends it back to be mended once more.',
  ],
  confirmLast: ['由您来决定。您的回答会如实记录。', 'You decide. Your answer is recorded as it is.'],
  satisfied: ['满意', 'Satisfied'],
  dissatisfied: ['不满意', 'Not satisfied'],
  wordsLabel: ['想说的话（可不填）', 'Your words (optional)'],
  wordsHint: [
    '窗口会读到这段话；请不要写姓名、电话和证件号。',
    'The window reads this; please give no name, telephone or ID number.',
  ],
  confirm: ['提交我的回答', 'Send my answer'],
  choose: [
    '请先选“满意”或“不满意”。没有替您预选。',
    'Choose “Satisfied” or “Not satisfied” first. None is chosen for you.',
  ],
  supplementTitle: ['补充评价', 'Add to your rating'],
  supplementHint: ['您原来的评价不会改变。', 'Your first rating stays as it is.'],
  supplementLabel: ['补充的话', 'What you want to add'],
  supplement: ['提交补充', 'Send'],
  doneConfirm: ['已记录您的回答，谢谢。', 'Your answer was recorded. Thank you.'],
  doneSupplement: ['补充评价已收到。', 'What you added was received.'],
  changed: ['情况刚有变化，请看过最新进展再回答。', 'Something just changed; look at it before you answer.'],
  tooLong: ['最多 500 个字，请删短一些。', 'At most 500 characters; please shorten it.'],
  notNow: ['现在不需要确认。', 'Nothing waits for your answer now.'],
} as const

/** One sentence on where the case is; {0} is a China day. */
export const receiptStateWords = {
  pending: ['窗口已收到您的评价，等待核实', 'The window has your rating and will look into it'],
  verifying: ['正在核实您反映的问题', 'What you reported is being verified'],
  mending: ['正在整改', 'It is being put right'],
  calling_back: ['整改已完成，等您确认', 'It was put right; your answer is awaited'],
  closed_satisfied: ['已办结：您对整改满意', 'Closed: you were satisfied'],
  closed_dissatisfied: ['已办结：您对整改不满意，已如实记录', 'Closed: you were not satisfied; this is on record'],
  closed_unreachable: ['已办结：没有等到您的回答', 'Closed: no answer came from you'],
  appealing: [
    '窗口对这条评价提出了异议，正由两位审核人审核',
    'The window objected to this rating; two reviewers look at it',
  ],
  dismissed: ['经两位审核人审核，这条评价不予采信', 'Two reviewers decided not to count this rating'],
} as const satisfies Record<string, Words>

export const receiptNextWords = {
  contact: ['最晚 {0} 给您第一次答复', 'You get a first reply by {0}'],
  close: ['最晚 {0} 整改完毕并请您确认', 'It is put right by {0}, and you are asked'],
  extended: ['情况复杂，期限延长到 {0}', 'It is complex; the deadline was extended to {0}'],
  wait: ['请在 {0} 之前告诉我们您是否满意', 'Please tell us by {0} whether you are satisfied'],
  late: ['已经超过期限，系统已提醒窗口和上级', 'It is overdue; the window and those above were reminded'],
} as const

/** What a step is called for the rater; steps not listed are not shown. */
export const receiptStepWords: Readonly<Record<string, Words>> = {
  open: ['收到评价', 'Rating received'],
  accept: ['窗口开始核实', 'The window began to verify'],
  reply: ['窗口答复', 'The window replied'],
  'decide.mend_at_once': ['认定：立行立改', 'Decided: to be put right at once'],
  'decide.mend_by_deadline': ['认定：限期整改', 'Decided: to be put right by the deadline'],
  'decide.explain': ['认定：向您解释说明', 'Decided: to be explained to you'],
  extend: ['期限延长', 'The deadline was extended'],
  finish: ['整改完成，请您确认', 'Put right; your answer is awaited'],
  attempt: ['打过电话，没有接通', 'You were rung and not reached'],
  answer: ['您在电话里答复', 'You answered by telephone'],
  confirm: ['您确认了结果', 'You answered'],
  give_up: ['没有等到您的回答，办结', 'Closed without an answer from you'],
  appeal: ['窗口提出异议', 'The window objected'],
  reject: ['异议被驳回，继续整改', 'The objection was rejected; work goes on'],
  uphold: ['异议成立，不予采信', 'The objection was upheld; not counted'],
  close_late: ['超过整改期限，已提醒窗口', 'The deadline passed; the window was reminded'],
  close_late_manager: ['超过整改期限，已报中心负责人', 'The deadline passed; the manager was told'],
  close_late_group: ['超过整改期限，已报评议办', 'The deadline passed; the review group was told'],
  contact_late: ['首次答复超期，已提醒窗口', 'The first reply is late; the window was reminded'],
}
