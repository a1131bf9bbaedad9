// Columns of rating files of the provincial platform and other systems, and those that say who somebody is. Pure.
import { plainHeader, recogniseColumn } from '../visit/columns.ts'
import { EXCHANGE_FIELDS, type ExchangeField } from './exchange-terms.ts'

/** Names of the platform's interface, of GB/T 39046 and of window devices. */
const SYNONYMS: Readonly<Partial<Record<ExchangeField, string>>> = {
  caseNo: 'projectno projectid 办件编号 办件编码 办件流水号 统一办件编码',
  level:
    'satisfaction 满意度代码 满意度编码 满意度等级 评价等级 评价结果 评价等级代码 总体满意度 星级 starlevel evallevel',
  levelWords: '满意度 满意程度 评价满意度 satisfactionname',
  tags: 'evaldetail evaluationdetail 评价详情 评价指标 评价指标代码 评价标签 评价内容 评价项',
  words: 'writingevaluation 文字评价 评价文字 评价意见 意见建议 留言 evalcontent',
  assessedAt: 'assesstime evaluatetime 评价时间 评价日期',
  assessNumber: 'assessnumber 评价次数 评价序次',
  channel: 'pf 评价渠道 评价来源 渠道 评价渠道代码 evalchannel',
  matterCode: 'taskcode 实施编码 事项编码 事项实施编码',
  state: 'prostatus 办件状态 办理状态',
  userKind: 'userprop 评价人类型 用户类型 申请人类型 服务对象类型 评价人性质',
  serviceKind: '办件类型 projecttype servicetype',
  anonymous: 'anonymity isanonymous anonymous 是否匿名',
  audited: 'auditstatus 审核状态 checkstatus',
}

const FIELDS: ReadonlyMap<string, ExchangeField> = new Map(
  EXCHANGE_FIELDS.flatMap(field => (SYNONYMS[field] ?? '').split(' ').map(word => [word, field] as const)),
)

/** What says who somebody is: recognised so that it can be left behind. */
const PERSONAL =
  /^(?:.*(?:姓名|名字|证件|身份证|手机|电话|联系方式|邮箱|住址|地址|评价人|申请人|办事人|用户名|统一社会信用代码).*|user(?:name|id)?|name|realname|certkey|cert(?:no|num|number|type)?|card(?:no|num|type)?|id(?:card|no|number)|credit(?:no|num|type)?|mobile|phone|tel(?:ephone)?|email|address|openid|ip)$/

/** @example
 * recogniseExchangeColumn('评价人姓名') // => 'personal'
 * @example
 * recogniseExchangeColumn('assessTime') // => 'assessedAt'
 */
export function recogniseExchangeColumn(header: string): ExchangeField | 'personal' | null {
  const plain = plainHeader(header)
  const own = FIELDS.get(plain)
  if (own) return own
  if (PERSONAL.test(plain)) return 'personal'
  const known = recogniseColumn(header)
  if (known === 'mobile') return 'personal'
  return known === null || known === 'startedAt' ? null : known
}

/** Identity numbers, mobile numbers and social credit codes, whatever stands above them. */
const PERSONAL_VALUE = /^(?:\d{17}[\dXx]|(?:\+?86)?1[3-9]\d{9}|[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10})$/

export interface ExchangeColumn {
  readonly index: number
  readonly header: string
  /** null: not read. */
  readonly field: ExchangeField | null
  /** Says who somebody is, by its header or by what stands below: never read, whatever anybody chooses. */
  readonly personal: boolean
}

export type ExchangeMap = Readonly<Partial<Record<ExchangeField, number>>>

const TITLE_ROWS = 10
const SAMPLE = 200

interface Row {
  readonly cells: readonly string[]
}

export interface ExchangeHeader {
  /** Position of the header among the rows. */
  readonly row: number
  readonly columns: readonly ExchangeColumn[]
}

/** The first row among the first ten that names a case number and a level, with most columns known; null without one. */
export function findExchangeHeader(rows: readonly Row[]): ExchangeHeader | null {
  let best: { readonly row: number; readonly score: number } | null = null
  for (const [row, { cells }] of rows.slice(0, TITLE_ROWS).entries()) {
    const found = new Set(cells.map(recogniseExchangeColumn))
    const complete = found.has('caseNo') && (found.has('level') || found.has('levelWords'))
    if (complete && found.size > (best?.score ?? 0)) best = { row, score: found.size }
  }
  const header = best && rows[best.row]
  if (!best || !header) return null
  const body = rows.slice(best.row + 1, best.row + 1 + SAMPLE)
  const taken = new Set<ExchangeField>()
  const columns = header.cells.map((cell, index): ExchangeColumn => {
    const read = recogniseExchangeColumn(cell)
    const known = read === 'personal' ? null : read
    const personal = read === 'personal' || (known !== 'caseNo' && holdsPersons(body, index))
    const field = personal || known === null || taken.has(known) ? null : known
    if (field) taken.add(field)
    return { index, header: cell.trim(), field, personal }
  })
  return { row: best.row, columns }
}

function holdsPersons(body: readonly Row[], index: number): boolean {
  const values = body.map(row => (row.cells[index] ?? '').trim()).filter(value => value !== '')
  return values.length > 0 && values.filter(value => PERSONAL_VALUE.test(value)).length > values.length / 2
}

/** Columns by field, with what a person chose instead of what was recognised; personal columns cannot be chosen. */
export function exchangeMap(
  columns: readonly ExchangeColumn[],
  chosen: Readonly<Partial<Record<ExchangeField, number | null>>> = {},
): ExchangeMap {
  const map: Partial<Record<ExchangeField, number>> = {}
  for (const { field, index } of columns) if (field) map[field] = index
  for (const field of EXCHANGE_FIELDS) {
    const index = chosen[field]
    if (index === undefined) continue
    if (index === null) delete map[field]
    else if (columns[index] && !columns[index].personal) map[field] = index
  }
  return map
}
