// Large synthetic rosters, the same for the same arguments. No real person: names are combined, numbers lie in the blocks
// 1990000 and up and 1980000 and up.
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

const FAMILY = Array.from('王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹')
const GIVEN = Array.from(
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰文辉建国志宏海燕晓东雪梅鹏飞宇轩梓涵欣怡子豪思远嘉',
)
const DISTRICTS = [
  '鲤城区',
  '丰泽区',
  '洛江区',
  '泉港区',
  '石狮市',
  '晋江市',
  '南安市',
  '惠安县',
  '安溪县',
  '永春县',
  '德化县',
]
const MATTERS = [
  '不动产转移登记',
  '不动产抵押登记',
  '建设工程规划许可',
  '建设用地规划许可',
  '采矿权延续登记',
  '房屋初始登记',
]

export interface LargeRoster {
  readonly bytes: number
  readonly valid: number
  readonly lost: number
  readonly duplicate: number
}

/** One line in 100 repeats an earlier person, one in 100 has lost its number; the others are different people, in no order of numbers. */
export async function writeLargeRoster(path: string, rows: number): Promise<LargeRoster> {
  const file = createWriteStream(path, { highWaterMark: 1 << 20 })
  const counts = { valid: 0, lost: 0, duplicate: 0 }
  let text = '序号,姓名,性别,联系电话,单位名称,县（市、区）,办理事项,办理时间\r\n'
  for (let row = 1; row <= rows; row++) {
    const kind = row % 100 === 50 ? 'lost' : row % 100 === 99 ? 'duplicate' : 'valid'
    counts[kind]++
    text += line(row, kind)
    if (text.length > 1 << 20) {
      if (!file.write(text)) await once(file, 'drain')
      text = ''
    }
  }
  file.end(text)
  await finished(file)
  return { bytes: file.bytesWritten, ...counts }
}

/** Spreads 0 … 9 999 999 over itself, so that neighbours in the file have far numbers. */
function scattered(row: number): number {
  return (row * 6_180_339 + 271_828) % 10_000_000
}

function line(row: number, kind: 'valid' | 'lost' | 'duplicate'): string {
  const person = kind === 'duplicate' ? row - 2 : row
  const at = scattered(person)
  const number = kind === 'lost' ? '1.99E+10' : `199${String(at).padStart(8, '0')}`
  const written = kind === 'duplicate' ? `+86 ${number}` : number
  const name = pick(FAMILY, at) + pick(GIVEN, Math.floor(at / 30)) + pick(GIVEN, Math.floor(at / 1500))
  const day = `2026-${String(1 + (at % 12)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`
  const organisation = `第${at % 50_000}号示例企业有限公司`
  const cells = [row, name, at % 2 ? '男' : '女', written, organisation, pick(DISTRICTS, at), pick(MATTERS, at), day]
  return `${cells.join(',')}\r\n`
}

function pick(list: readonly string[], at: number): string {
  return list[at % list.length] ?? ''
}
