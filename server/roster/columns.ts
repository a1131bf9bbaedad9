// Which column holds what: header words as offices write them, title rows above the header, and the mapping a person can correct.

import { type Field, FIELDS, type Mapping } from './fields.ts'
import { normaliseMobile, tidy } from './normalise.ts'

const SYNONYMS: Readonly<Record<Field, string>> = {
  name:
    '姓名 名字 人员姓名 代表姓名 委员姓名 监督员姓名 联系人 联系人姓名 办事人 办事人姓名 申请人 申请人姓名 ' +
    '受访者 受访者姓名 被访者 当事人 经办人 经办人姓名 name fullname',
  mobile:
    '手机号码 手机号 手机 移动电话 移动电话号码 联系手机 手机电话 本人手机 联系手机号 联系手机号码 ' +
    'mobile mobilephone cellphone mobilenumber',
  phone:
    '联系电话 电话 联系方式 电话号码 联系电话号码 固定电话 办公电话 座机 联系号码 号码 ' +
    'phone telephone tel phonenumber',
  sex: '性别 sex gender',
  organisation:
    '单位名称 工作单位 单位 企业名称 公司名称 所在单位 机构名称 企业 公司 工作单位及职务 单位及职务 ' +
    'organisation organization company employer',
  district:
    '县市区 县区 区县 所在地区 所在地 地区 所属地区 所属县市区 行政区 行政区划 所属区县 属地 区域 ' +
    'district area region',
  matter: '办理事项 事项名称 办件事项 服务事项 业务类型 业务名称 事项 办理业务 办件名称 matter service',
  handledOn: '办理时间 办理日期 办结时间 办结日期 受理时间 受理日期 办件时间 业务时间 检查时间 日期 date handledon',
  sector: '界别 所属界别 sector',
  delegation: '代表团 所属代表团 代表团名称 delegation',
  post: '职务 职位 岗位 职务职称 post position',
  note: '备注 说明 备注说明 note notes remark remarks',
  serial: '序号 编号 序 行号 no number id',
  sourceLine: '原行号',
  rejectReason: '退回原因',
}

/** Longer headers are read by the word they contain, surest first: 委员联系电话, 被访人手机号. */
const CONTAINED: readonly (readonly [word: string, field: Field])[] = [
  ['手机', 'mobile'],
  ['移动电话', 'mobile'],
  ['电话', 'phone'],
  ['联系方式', 'phone'],
  ['姓名', 'name'],
  ['性别', 'sex'],
  ['工作单位', 'organisation'],
  ['单位名称', 'organisation'],
  ['企业名称', 'organisation'],
  ['代表团', 'delegation'],
  ['界别', 'sector'],
  ['备注', 'note'],
]

const EXACT: ReadonlyMap<string, Field> = new Map(
  FIELDS.flatMap(field => SYNONYMS[field].split(' ').map(word => [word, field] as const)),
)

interface Recognised {
  readonly field: Field
  /** 0 exact, 1 without what stands in brackets, 2 contained. */
  readonly distance: number
}

/** The field a header cell names: width, spaces, line breaks, brackets and stars do not matter.
 * @example
 * recognise('联 系 电 话\n（必填）') // => { field: 'phone', distance: 1 }
 */
export function recognise(header: string): Recognised | null {
  const plain = header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*:_"']/g, '')
  if (plain === '' || plain.length > 24) return null
  const exact = EXACT.get(plain.replace(/[()[\]【】〔〕、,/]/g, ''))
  if (exact) return { field: exact, distance: 0 }
  const bare = EXACT.get(plain.replace(/[([【〔].*?[)\]】〕]/g, '').replace(/[、,/]/g, ''))
  if (bare) return { field: bare, distance: 1 }
  const contained = CONTAINED.find(([word]) => plain.includes(word))
  return contained ? { field: contained[1], distance: 2 } : null
}

/** Gives each field its surest column, the leftmost of equals. A phone column stands in when no column is called mobile. */
export function mapHeader(cells: readonly string[]): Mapping {
  const best = new Map<Field, { column: number; distance: number }>()
  for (const [column, cell] of cells.entries()) {
    const found = recognise(cell)
    const held = found && best.get(found.field)
    if (found && (!held || found.distance < held.distance)) best.set(found.field, { column, distance: found.distance })
  }
  const phone = best.get('phone')
  if (phone && !best.has('mobile')) {
    best.set('mobile', phone)
    best.delete('phone')
  }
  return Object.fromEntries([...best].map(([field, { column }]) => [field, column]))
}

export interface HeaderFound {
  /** 1-based row of the header; 0 when the file has none that can be recognised. */
  readonly headerLine: number
  readonly headers: readonly string[]
  readonly mapping: Mapping
  /** How many fields the header names: 2 and more is a roster. */
  readonly score: number
}

/** Rows above the header that are looked through: titles, notes, a date. */
export const TITLE_ROWS = 30

/** Finds the header: the first row that names most fields. A row with a mobile number in it is a person, not a header. */
export function findHeader(rows: readonly (readonly string[])[]): HeaderFound {
  let best: HeaderFound = { headerLine: 0, headers: [], mapping: {}, score: 0 }
  for (const [index, row] of rows.slice(0, TITLE_ROWS).entries()) {
    if (row.some(cell => cell.length >= 11 && normaliseMobile(cell).mobile !== null)) continue
    const mapping = mapHeader(row)
    const score = Object.keys(mapping).length
    if (score > best.score) best = { headerLine: index + 1, headers: row.map(tidyHeader), mapping, score }
  }
  return best
}

/** A header cell on one line. */
export function tidyHeader(text: string): string {
  return tidy(text.replace(/\s+/g, ' '))
}

/** A mapping is usable when it names columns of the file and at least a number. */
export function mappingFault(mapping: Mapping, columns: number): 'mobile_unmapped' | 'column_out_of_range' | null {
  const used = Object.values(mapping)
  if (used.some(column => !Number.isInteger(column) || column < 0 || column >= columns)) return 'column_out_of_range'
  return mapping.mobile === undefined ? 'mobile_unmapped' : null
}
