// Words of respondent lists handed over to the statistics survey team.
import type { Column, Format, Part, TemplateFinding } from '../submission/submission.ts'
import type { Words } from './words.ts'

export const submissionColumnWords: Record<Column, Words> = {
  number: ['序号', 'No.'],
  name: ['姓名', 'Name'],
  mobile: ['联系电话', 'Mobile'],
  organisation: ['单位名称', 'Organisation'],
  district: ['所在地区', 'District'],
  matter: ['办理事项', 'Matter'],
  handledOn: ['办理时间', 'Date handled'],
  category: ['类别', 'Category'],
  stratum: ['层', 'Stratum'],
  role: ['角色', 'Role'],
  position: ['次序', 'Order'],
  unit: ['参评单位', 'Unit'],
  mobileExtra: ['其他电话', 'Other numbers'],
  sector: ['界别', 'Sector'],
  delegation: ['代表团', 'Delegation'],
  post: ['职务', 'Post'],
  note: ['备注', 'Note'],
  elementId: ['编号', 'Id'],
}

export const submissionFormatWords: Record<Format, Words> = {
  xlsx: ['XLSX 工作簿', 'XLSX workbook'],
  csv: ['CSV（UTF-8，带 BOM）', 'CSV (UTF-8 with BOM)'],
  'csv-gb18030': ['CSV（GB18030）', 'CSV (GB18030)'],
}

export const submissionPartWords: Record<'frame' | Part, Words> = {
  frame: ['抽样框全部', 'whole frame'],
  all: ['样本和备用样本', 'sample and reserve'],
  sample: ['样本', 'sample'],
  reserve: ['备用样本', 'reserve'],
}

export const submissionStateWords: Record<'prepared' | 'returned' | 'approved' | 'received', Words> = {
  prepared: ['已制作，待审批', 'Prepared, awaiting approval'],
  returned: ['已退回', 'Returned'],
  approved: ['已审批，待签收', 'Approved, awaiting receipt'],
  received: ['已签收', 'Received'],
}

/** Each step before and after it is done. */
export const submissionStepWords = {
  prepared: { open: ['制作', 'Prepare'], done: ['已制作', 'Prepared'] },
  approved: { open: ['审批', 'Approve'], done: ['已审批', 'Approved'] },
  received: { open: ['签收', 'Sign for it'], done: ['已签收', 'Received'] },
} as const

export const templateFindingWords: Record<TemplateFinding['kind'], Words> = {
  unknown: ['没有“{0}”这一列', 'There is no column “{0}”'],
  drawOnly: ['“{0}”只用于抽样结果的名单', '“{0}” is for drawn lists only'],
  twice: ['“{0}”选了两次', '“{0}” is chosen twice'],
  emptyHeader: ['“{0}”的表头是空的', 'The header of “{0}” is empty'],
  sameHeader: ['两列的表头都是“{0}”', 'Two columns are headed “{0}”'],
}

export const submissionWords = {
  title: ['名单上报', 'Submission'],
  subtitle: [
    '把评议对象名单正式交给统计调查队：一人制作，另一人审批，调查队签收；每个文件都有摘要，每一步都有记录。',
    'Hands the respondent list to the statistics team: one person prepares, another approves, the team signs for it. Each file has a digest, each step a record.',
  ],
  empty: [
    '还没有上报过名单。点“制作名单”，选抽样框或抽样结果、确定列、写明事由，再由另一人审批。',
    'No list yet. Press “Prepare a list”: choose a frame or a draw, set the columns, say what it is for; then another person approves.',
  ],
  emptyReader: [
    '还没有上报过名单。由公众评议组制作，再由统计调查队审批、签收。',
    'No list yet. The review group prepares it; then it is approved and signed for here.',
  ],
  emptySources: [
    '还没有可上报的来源。先冻结抽样框，或完成抽样。',
    'There is nothing to submit yet. Freeze a frame or complete a draw first.',
  ],
  prepare: ['制作名单', 'Prepare a list'],
  prepareAgain: ['修改后重新制作', 'Prepare again'],
  prepareSays: [
    '将生成 {0} 人的三种格式文件，内含姓名和电话。另一人审批之前，任何人都不能下载。',
    'Makes files in three formats with the names and numbers of {0} people. Nobody can download them before another person approves.',
  ],
  preparing: ['正在制作文件，人数多时需要一两分钟…', 'Making the files; a long list takes a minute or two…'],
  preparedNow: ['已制作，等待另一人审批', 'Prepared; another person approves it now'],
  source: ['来源', 'Source'],
  sourceFrame: ['抽样框', 'Frame'],
  sourceDraw: ['抽样', 'Draw'],
  sourceHint: ['只列出已冻结的抽样框和已完成的抽样。', 'Frozen frames and completed draws only.'],
  frameOption: ['抽样框 · {0} · {1} 人', 'Frame · {0} · {1} people'],
  drawOption: ['抽样 · {0} · {1} · 样本 {2}，备用 {3}', 'Draw · {0} · {1} · sample {2}, reserve {3}'],
  part: ['范围', 'Part'],
  reason: ['上报事由', 'What it is for'],
  reasonExample: [
    '如：2026 年度公众评议电话访问，按统计调查队要求提供样本名单',
    'e.g. Telephone survey of the 2026 review, as asked by the statistics team',
  ],
  template: ['名单模板', 'Template'],
  templateHint: [
    '勾选要提供的列，改表头文字，用箭头调整次序。只提供调查需要的列。模板随名单保存。',
    'Tick the columns to hand over, change their headers, set their order by the arrows. Hand over only what the survey needs. Saved with the list.',
  ],
  templateDefault: ['恢复默认模板', 'Default template'],
  templateLast: ['用上次的模板', 'Last template'],
  column: ['列', 'Column'],
  header: ['表头文字', 'Header'],
  order: ['次序', 'Order'],
  moveUp: ['上移', 'Move up'],
  moveDown: ['下移', 'Move down'],
  guardLongNumbers: ['CSV 中的手机号码后也加制表符', 'End mobiles with a tab in the CSV files, too'],
  guardLongNumbersHint: [
    '仅在对方要用 Excel 打开 CSV 再另存时勾选。XLSX 中的号码总是文本；CSV 中 12 位以上或以 0 开头的号码总带制表符。',
    'Tick only when the reader opens the CSV in Excel and saves it again. In the XLSX numbers are always text; in the CSV files numbers of 12 or more digits or with a leading 0 always end with a tab.',
  ],
  preview: ['预览（前 {0} 人，已遮盖）', 'Preview (first {0}, masked)'],
  rows: ['人数', 'People'],
  state: ['状态', 'State'],
  preparedBy: ['制作', 'Prepared by'],
  approvedBy: ['审批', 'Approved by'],
  returnedBy: ['退回', 'Returned by'],
  receivedBy: ['签收', 'Received by'],
  firstDownload: ['首次下载', 'First download'],
  details: ['详情', 'Details'],
  files: ['文件', 'Files'],
  format: ['格式', 'Format'],
  size: ['大小', 'Size'],
  digest: ['摘要 SHA-256', 'Digest SHA-256'],
  watermark: ['水印', 'Watermark'],
  download: ['下载', 'Download'],
  downloadHint: [
    '每次下载都记入审计日志。下载后请核对摘要，再交给统计调查队。',
    'Each download is in the audit log. Compare the digest before handing the file over.',
  ],
  downloadWaits: ['审批之后才能下载。', 'Downloads open with the approval.'],
  downloadForbidden: ['您的角色没有导出个人信息的权限。', 'Your role may not export personal data.'],
  approve: ['审批通过', 'Approve'],
  approveTitle: ['批准上报这份名单？', 'Approve this list?'],
  approveSays: [
    '批准后，有权限的人可以下载 {0} 人的姓名和电话。审批人和时间记入审计日志，不能撤回。',
    'Afterwards those permitted can download the names and numbers of {0} people. Who approved and when is in the audit log and cannot be undone.',
  ],
  approvedNow: ['已审批，可以下载', 'Approved; downloads are open'],
  ownPreparation: ['由您制作，须由另一人审批。', 'You prepared it; another person has to approve.'],
  returnList: ['退回', 'Return'],
  returnTitle: ['退回这份名单', 'Return this list'],
  returnSays: [
    '退回后，这份名单的文件随即删除；制作人可按意见重新制作。',
    'The files are deleted at once; the preparer can prepare it again as asked.',
  ],
  returnReason: ['退回意见', 'What to change'],
  returnedNow: ['已退回，文件已删除', 'Returned; the files are deleted'],
  receive: ['签收', 'Sign for it'],
  receiveTitle: ['签收这份名单', 'Sign for this list'],
  receiveSays: [
    '确认统计调查队已收到文件，且摘要与上面一致。签收后不能撤回。',
    'Confirms that the statistics team holds the files and that the digests agree. It cannot be undone.',
  ],
  receiptRows: ['收到的人数', 'People received'],
  receiptRowsHint: ['打开文件数一数，须与名单人数一致。', 'As counted in the file; it must agree with the list.'],
  receiptNote: ['签收说明', 'Note'],
  receiptNoteExample: [
    '如：经政务内网收到 XLSX 一份，摘要核对无误',
    'e.g. XLSX received over the internal network, digest checked',
  ],
  receivedNow: ['已签收', 'Signed for'],
  tilePrepared: ['待审批', 'Awaiting approval'],
  tileApproved: ['待签收', 'Awaiting receipt'],
  tileReceived: ['已签收', 'Received'],
  copyDigest: ['复制摘要', 'Copy the digest'],
  back: ['返回列表', 'Back to the list'],
  next: ['名单已签收，下一步准备问卷。', 'The list is received. Next: the questionnaire.'],
  nextPrepare: ['选择来源，制作第一份名单。', 'Choose a source and prepare the first list.'],
  nextApprove: [
    '由制作人以外、有审批权限的人审批或退回。',
    'Somebody other than the preparer, with the right to approve, approves or returns it.',
  ],
  nextDecide: [
    '核对来源、人数、列和事由，再审批；不妥则写明意见退回。',
    'Look at source, number, columns and purpose, then approve; or return it and say why.',
  ],
  nextReceive: [
    '下载文件交给统计调查队，由调查队核对摘要并签收。',
    'Download the files and hand them over; the statistics team compares the digests and signs for them.',
  ],
  nextReturned: ['按退回意见重新制作名单。', 'Prepare the list again as asked.'],
} as const

/** What stands inside the files; the files are Chinese whatever the page speaks. */
export const submissionFileWords = {
  list: ['评议对象名单', 'Respondent list'],
  watermark: [
    '{0} · {1} · {2} 人 · 制作人 {3} · {4} · 含个人信息，仅供本次调查，用后销毁 · 编号 {5}',
    '{0} · {1} · {2} people · prepared by {3} · {4} · personal data, for this survey only, destroy after use · no. {5}',
  ],
  sample: ['样本', 'sample'],
  reserve: ['备用', 'reserve'],
} as const
