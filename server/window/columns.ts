// The columns of the files that offices keep of their matters, windows and staff, by the names they give them. Pure.
import type { TableRow } from '../files/table.ts'
import type { Words } from '../problem/problem.ts'
import { tidy } from '../roster/normalise.ts'
import { windowColumnWords } from '../words/window.ts'

/** Field, how the template calls it, what else it may be called. */
interface FileColumn {
  readonly title: Words
  readonly names: readonly string[]
  readonly required: boolean
}

export const MATTER_COLUMNS = {
  code: {
    title: windowColumnWords.matterCode,
    names: ['事项代码', '事项编号', '实施编码', '基本编码', '编码', '代码', 'code'],
    required: true,
  },
  name: {
    title: windowColumnWords.matterName,
    names: ['事项', '事项全称', '名称', 'matter', 'name'],
    required: true,
  },
  unit: {
    title: windowColumnWords.unit,
    names: ['单位代码', '单位名称', '部门', '实施部门', '实施主体', '所属单位', 'department'],
    required: false,
  },
} as const satisfies Record<string, FileColumn>

export const WINDOW_COLUMNS = {
  point: {
    title: windowColumnWords.pointCode,
    names: ['窗口号', '窗口', '窗口代码', 'window', 'counter'],
    required: true,
  },
  pointName: { title: windowColumnWords.pointName, names: ['业务名称', '窗口业务'], required: false },
  unit: MATTER_COLUMNS.unit,
  number: { title: windowColumnWords.number, names: ['人员编号', '员工号', '编号', 'staff'], required: false },
  name: { title: windowColumnWords.staffName, names: ['人员姓名', '工作人员', '窗口人员', 'name'], required: false },
  mobile: {
    title: windowColumnWords.mobile,
    names: ['手机', '手机号码', '联系电话', '电话', 'phone', 'telephone'],
    required: false,
  },
} as const satisfies Record<string, FileColumn>

export type Columns = Readonly<Record<string, FileColumn>>

export interface ReadTable<C extends Columns> {
  /** One record a row, cells tidied; a column that is not there reads as empty. */
  readonly records: readonly { readonly line: number; readonly cells: Readonly<Record<keyof C, string>> }[]
  /** Required columns that the header does not have. */
  readonly missing: readonly Words[]
  readonly header: readonly string[]
}

/** Width, case, spaces, stars and brackets do not matter. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\(.*?\)|[\s*:_-]/g, '')

/** Reads a table whose first row names the columns.
 * @param rows header first
 */
export function readTable<C extends Columns>(rows: readonly TableRow[], columns: C): ReadTable<C> {
  const header = rows[0]?.cells.map(tidy) ?? []
  const found = header.map(plain)
  const place = new Map<string, number>()
  for (const [field, { title, names }] of Object.entries(columns)) {
    // The template's own name wins over the others, which two columns may share.
    const wanted = [...title, ...names].map(plain)
    const at = wanted.map(name => found.indexOf(name)).find(index => index >= 0)
    if (at !== undefined) place.set(field, at)
  }
  const missing = Object.entries(columns).flatMap(([field, { title, required }]) =>
    required && !place.has(field) ? [title] : [],
  )
  const records = rows.slice(1).map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(
      Object.keys(columns).map(field => [field, tidy(cells[place.get(field) ?? -1] ?? '')]),
    ) as Record<keyof C, string>,
  }))
  return { records, missing, header }
}
