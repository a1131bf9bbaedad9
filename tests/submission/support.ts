// Lists to hand over: people with rare names and hostile cells, a frozen frame and a draw of them, and readers that share nothing with ours.
import { createHash } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import Papa from 'papaparse'
import type { TestApp } from '../support/app.ts'
import type { TestCampaign } from '../support/campaign.ts'
import { addRoster, definition, mobile, type Someone } from '../frame/support.ts'

export const RARE: readonly Someone[] = [
  { name: '𠮷田', mobile: mobile(1), organisation: '示例单位“甲”,乙', district: '鲤城区', matter: '=1+1' },
  { name: '王㛃', mobile: mobile(2), organisation: '@SUM(A1)', district: '丰泽区', matter: '+cmd|calc' },
  { name: '陈𬱟', mobile: mobile(3), organisation: '-1+2', matter: '换行\n第二行', handledOn: '2026-03-01' },
  { name: '䶮雪', mobile: mobile(4), organisation: '含"引号"', matter: '\t制表', handledOn: '2026-04-30' },
  { name: '李〇一', mobile: mobile(5), organisation: '0012345678901234567890', matter: '普通事项' },
  { name: '买买提·吐尔逊', mobile: mobile(6), organisation: '龴龵﹙￥﹚', matter: '€ḿ' },
]

/** What the six people look like in the default list of their frame, in the order of the roster. */
export const expectedCells = (unit: string) =>
  RARE.map((person, index) => [
    String(index + 1),
    person.name,
    person.mobile,
    person.organisation ?? '',
    person.district ?? '',
    person.matter ?? '',
    person.handledOn ?? '',
    '服务相对人',
    `服务相对人/${unit}`,
  ])

export const column = (key: string, header = key) => ({ key, header })

export const template = (...keys: readonly string[]) => ({
  columns: (keys.length > 0 ? keys : FRAME_KEYS).map(key => column(key)),
  guardLongNumbers: false,
})

const FRAME_KEYS = [
  'number',
  'name',
  'mobile',
  'organisation',
  'district',
  'matter',
  'handledOn',
  'category',
  'stratum',
]

export async function rareFrame(test: TestApp, campaign: TestCampaign, members: readonly Someone[] = RARE) {
  const unitId = campaign.units[0]?.id ?? ''
  const roster = await addRoster(test, campaign, { category: 'service_recipient', unitId }, members)
  const group = await test.as('review_group')
  const made = await group.post<{ id: string }>(`/api/campaigns/${campaign.id}/frames`, {
    name: '服务相对人',
    definition: definition([roster.rosterId]),
  })
  const frozen = await group.post<{ elementCount: number }>(`/api/frames/${made.body.id}/freeze`)
  if (frozen.status !== 200) throw new Error(`rareFrame requires 200, got ${JSON.stringify(frozen.body)}`)
  return { id: made.body.id, ...roster }
}

/** A draw put in place: the first `sample` elements in the reverse order of the frame, then `reserve` more. */
export async function putDraw(
  test: TestApp,
  campaign: TestCampaign,
  frameId: string,
  counts: { sample: number; reserve: number },
  state: 'committed' | 'drawn' | 'void' = 'drawn',
): Promise<string> {
  const { db, newId, now } = test.context
  const [id, designId, at] = [newId(), newId(), now().toISOString()]
  await db
    .insertInto('design')
    .values({
      id: designId,
      campaignId: campaign.id,
      frameId,
      name: '设计',
      body: '{}',
      assignment: '{}',
      digest: 'd'.repeat(64),
      state: 'committed',
      createdAt: at,
      committedAt: at,
    })
    .execute()
  await db
    .insertInto('draw')
    .values({
      id,
      campaignId: campaign.id,
      frameId,
      designId,
      state,
      frameDigest: 'f'.repeat(64),
      designDigest: 'd'.repeat(64),
      secretDigest: null,
      secret: null,
      seed: '2026',
      seedPlace: null,
      seedWitnesses: null,
      seedRecordedAt: at,
      manifest: '{}',
      sampleDigest: 'a'.repeat(64),
      voidReason: null,
      committedAt: at,
      drawnAt: state === 'drawn' ? at : null,
      revealedAt: null,
    })
    .execute()
  const elements = await db
    .selectFrom('frameElement')
    .selectAll()
    .where('frameId', '=', frameId)
    .orderBy('elementId', 'desc')
    .limit(counts.sample + counts.reserve)
    .execute()
  for (const [index, element] of elements.entries()) {
    await db
      .insertInto('drawElement')
      .values({
        drawId: id,
        elementId: element.elementId,
        stratum: element.stratum,
        position: index + 1,
        role: index < counts.sample ? 'sample' : 'reserve',
        ticket: 'b'.repeat(64),
        inclusionProbability: 0.5,
        baseWeight: index < counts.sample ? 2 : null,
        personId: element.personId,
        category: element.category,
        unitId: element.unitId,
        releasedAt: null,
      })
      .execute()
  }
  return id
}

/** The XML of a sheet, by the central directory and node:zlib alone. */
export function unzip(bytes: Buffer): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'))
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size, local] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ]
    const [name, extra, note] = [28, 30, 32].map(offset => bytes.readUInt16LE(at + offset)) as [number, number, number]
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(start, start + size)
    const path = bytes.subarray(at + 46, at + 46 + name).toString('utf8')
    files.set(path, (method === 8 ? inflateRawSync(packed) : packed).toString('utf8'))
    at += 46 + name + extra + note
  }
  return files
}

export interface SheetCell {
  readonly type: string
  readonly text: string
  readonly formula: boolean
}

/** The cells of the first sheet (at most 26 columns), with the types they carry. */
export function sheetCells(bytes: Buffer): SheetCell[][] {
  const files = unzip(bytes)
  const shared = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(match =>
    textOf(match[1] ?? ''),
  )
  const sheet = files.get('xl/worksheets/sheet1.xml') ?? ''
  return [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(row => {
    const cells: SheetCell[] = []
    for (const [, attributes = '', inner = ''] of (row[1] ?? '').matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const type = /t="(\w+)"/.exec(attributes)?.[1] ?? 'n'
      const value = textOf(inner)
      const at = (/r="([A-Z])\d+"/.exec(attributes)?.[1] ?? 'A').charCodeAt(0) - 65
      while (cells.length < at) cells.push({ type: 'n', text: '', formula: false })
      cells.push({ type, text: type === 's' ? (shared[Number(value)] ?? '') : value, formula: inner.includes('<f') })
    }
    return cells
  })
}

function textOf(xml: string): string {
  return xml
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}

/** A CSV by the platform's decoder and another parser, the guards of its cells taken off. */
export function foreignCsv(bytes: Buffer, encoding: 'utf-8' | 'gb18030'): { guarded: string[][]; rows: string[][] } {
  const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n', skipEmptyLines: true })
  if (errors.length > 0) throw new Error(`foreignCsv requires a table, got ${JSON.stringify(errors[0])}`)
  const rows = data.map(row => row.map(unprotected))
  return { guarded: data, rows }
}

/** Takes off what keeps a cell from running as a formula, or from losing digits. */
export const unprotected = (cell: string) => cell.replace(/^'(?=[=+\-@\t])/, '').replace(/^(0\d+|\d{12,})\t$/, '$1')

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
