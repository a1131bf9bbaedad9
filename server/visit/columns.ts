// Which column of an uploaded file holds what: header words as queue and case systems write them. Pure.
import { VISIT_FIELDS, type VisitField } from './check.ts'

/** A window's own id is for programs; files name windows by the hall's number. */
export type FileField = Exclude<VisitField, 'pointId'>
export const FILE_FIELDS: readonly FileField[] = VISIT_FIELDS.filter(field => field !== 'pointId')

/** Surest first: of two columns that could be the same thing, the word further ahead wins. A queue ticket is no case number: A001 comes again every day. */
const SYNONYMS: Readonly<Record<FileField, string>> = {
  caseNo:
    '办件编号 办件号 办件编码 办件流水号 业务号 业务编号 业务流水号 业务单号 流水号 受理号 受理编号 受理单号 申办流水号 ' +
    '申报号 收件编号 收件号 案件编号 caseno casenumber projectno serialno',
  windowCode:
    '窗口 窗口号 窗口编号 窗口编码 窗口代码 窗口名称 办理窗口 受理窗口 服务窗口 柜台 柜台号 柜面 席位 席位号 ' +
    'window windowcode windowno counter',
  matterCode:
    '事项编码 事项代码 事项编号 事项 事项名称 办理事项 服务事项 实施编码 业务类型 业务名称 业务编码 ' +
    'matter mattercode taskcode service',
  staffNumber:
    '工号 员工号 员工工号 人员工号 工作人员工号 窗口人员工号 窗口人员 工作人员 受理人 受理人工号 办理人 办理人员 经办人 ' +
    '经办人工号 staff staffnumber staffno clerk',
  startedAt:
    '受理时间 受理日期 开始时间 开始办理时间 办理开始时间 收件时间 接件时间 叫号时间 取号时间 startedat start starttime',
  finishedAt:
    '办结时间 办结日期 结束时间 完成时间 办理完成时间 办理结束时间 办完时间 出件时间 办理时间 finishedat finish endtime',
  mobile: '手机号 手机号码 手机 移动电话 联系电话 联系方式 电话 申请人手机 申请人电话 办事人手机号 mobile phone tel',
}

const FIELDS: ReadonlyMap<string, { readonly field: FileField; readonly rank: number }> = new Map(
  FILE_FIELDS.flatMap(field => SYNONYMS[field].split(' ').map((word, rank) => [word, { field, rank }] as const)),
)

/** Columns by field, from 0. */
export type ColumnMap = Readonly<Partial<Record<FileField, number>>>

export interface FoundHeader {
  /** Position among the rows that are not blank. */
  readonly row: number
  readonly columns: ColumnMap
}

/** Rows above the header that are looked through: a title, a date. */
const TITLE_ROWS = 10

/** A header cell without its remarks, marks and spaces.
 * @example
 * plainHeader('办件编号（必填）') // => '办件编号'
 */
export function plainHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([【].*?[)\]】]/g, '')
    .replace(/[\s*:_"'./-]/g, '')
}

/** @example
 * recogniseColumn('办件编号（必填）') // => 'caseNo'
 */
export function recogniseColumn(header: string): FileField | null {
  return FIELDS.get(plainHeader(header))?.field ?? null
}

/** The first row among the first ten that names a case number and a window, with most columns known; null without one. */
export function findVisitHeader(rows: readonly { readonly cells: readonly string[] }[]): FoundHeader | null {
  let best: (FoundHeader & { readonly score: number }) | null = null
  for (const [row, { cells }] of rows.slice(0, TITLE_ROWS).entries()) {
    const columns = columnsOf(cells)
    const score = Object.keys(columns).length
    const complete = columns.caseNo !== undefined && columns.windowCode !== undefined
    if (complete && score > (best?.score ?? 0)) best = { row, columns, score }
  }
  return best && { row: best.row, columns: best.columns }
}

function columnsOf(cells: readonly string[]): ColumnMap {
  const found = new Map<FileField, { readonly column: number; readonly rank: number }>()
  for (const [column, cell] of cells.entries()) {
    const known = FIELDS.get(plainHeader(cell))
    if (known && known.rank < (found.get(known.field)?.rank ?? Infinity))
      found.set(known.field, { column, rank: known.rank })
  }
  return Object.fromEntries([...found].map(([field, { column }]) => [field, column]))
}
