// Words of rosters: the columns of people, and what the pages say.
import type { Words } from '../problem/problem.ts'
import type { Field } from '../roster/fields.ts'

export const fieldWords: Readonly<Record<Field, Words>> = {
  name: ['姓名', 'Name'],
  mobile: ['手机号码', 'Mobile'],
  phone: ['其他电话', 'Other phone'],
  sex: ['性别', 'Sex'],
  organisation: ['单位', 'Organisation'],
  district: ['县（市、区）', 'District'],
  matter: ['办理事项', 'Matter'],
  handledOn: ['办理时间', 'Handled on'],
  sector: ['界别', 'Sector'],
  delegation: ['代表团', 'Delegation'],
  post: ['职务', 'Post'],
  note: ['备注', 'Note'],
  serial: ['序号（不导入）', 'Serial number (not imported)'],
  sourceLine: ['原行号', 'Original line'],
  rejectReason: ['退回原因（不导入）', 'Reason of rejection (not imported)'],
}

/** Columns of an export of people, in order; their headers are recognised when the file is imported again. */
export const personColumns = [
  { key: 'name', title: fieldWords.name },
  { key: 'sex', title: fieldWords.sex },
  { key: 'mobile', title: fieldWords.mobile },
  { key: 'mobileExtra', title: fieldWords.phone },
  { key: 'organisation', title: ['单位名称', 'Organisation'] },
  { key: 'post', title: fieldWords.post },
  { key: 'district', title: fieldWords.district },
  { key: 'matter', title: fieldWords.matter },
  { key: 'handledOn', title: fieldWords.handledOn },
  { key: 'sector', title: fieldWords.sector },
  { key: 'delegation', title: fieldWords.delegation },
  { key: 'note', title: fieldWords.note },
] as const satisfies readonly { readonly key: string; readonly title: Words }[]

export const encodingWords: Readonly<Record<string, Words>> = {
  'utf-8': ['UTF-8', 'UTF-8'],
  'utf-16': ['UTF-16', 'UTF-16'],
  gb18030: ['GB18030（含 GBK）', 'GB18030 (GBK included)'],
  xlsx: ['Excel 工作簿', 'Excel workbook'],
}

export const delimiterWords: Readonly<Record<string, Words>> = {
  ',': ['逗号 ,', 'comma ,'],
  '\t': ['制表符 Tab', 'tab'],
  ';': ['分号 ;', 'semicolon ;'],
  '|': ['竖线 |', 'bar |'],
  '，': ['全角逗号 ，', 'full-width comma ，'],
  '；': ['全角分号 ；', 'full-width semicolon ；'],
}

export const sexWords: Readonly<Record<string, Words>> = { male: ['男', 'male'], female: ['女', 'female'] }

export const rosterStateWords: Readonly<Record<string, Words>> = {
  uploaded: ['待导入', 'to be imported'],
  importing: ['导入中', 'importing'],
  ready: ['已导入', 'imported'],
  merged: ['已并入', 'added'],
  failed: ['导入失败', 'failed'],
  cancelled: ['已取消', 'cancelled'],
}

export const pairReasonWords: Readonly<Record<string, Words>> = {
  same_mobile: ['号码相同，姓名不同', 'same number, different names'],
  same_name_organisation: ['姓名、单位相同，号码不同', 'same name and organisation, different numbers'],
}
