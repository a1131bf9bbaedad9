// What a rating page costs: one request of at most 14 KB, and a policy under which nothing runs but what came with it.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { existsSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LEVELS } from '../../server/rating/level.ts'
import { BASE, createTestApp, type TestApp } from '../support/app.ts'
import { addVisit, createHall, type Hall, pairTablet } from './hall.ts'

const MOST_BYTES = 14_000
const CENTER = '示例市人民政府行政审批与政务服务中心（高新技术产业开发区分中心）'
const POINT = '不动产登记、税务、公积金综合受理一件事专窗 · 128 号窗口'

let app: TestApp
let hall: Hall
let link: string
let cookie: string
beforeAll(async () => {
  app = await createTestApp('sqlite')
  hall = await createHall(app.context, POINT, CENTER)
  link = (await addVisit(app.context, hall, { caseNo: '3502-2026-1123-0000-0417-99', offered: true })).code
  const tablet = await pairTablet(app.context, hall)
  cookie = `${tablet.cookie.name}=${tablet.cookie.value}`
})
afterAll(async () => await app.close())

const READERS = ['lang=zh', 'lang=en', 'lang=zh&elder=1', 'lang=en&elder=1']

async function load(path: string, init: RequestInit = {}) {
  const answer = await app.app.request(BASE + path, init)
  return { text: await answer.text(), policy: answer.headers.get('content-security-policy') ?? '' }
}

const send = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  load(path, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })

/** Every page there is, in its largest form: each level's tags are in each of them. */
async function pages(reader: string): Promise<Record<string, Awaited<ReturnType<typeof load>>>> {
  const id = reader.replaceAll(/\W/g, '-')
  const bad = { level: 'very_dissatisfied', 'client-id': `size-of-the-page-${id}` }
  const tablet = { headers: { cookie } }
  const found: Record<string, Awaited<ReturnType<typeof load>>> = {
    window: await load(`/w/${hall.code}?${reader}`),
    link: await load(`/r/${link}?${reader}`),
    fault: await send(`/w/${hall.code}?${reader}`, { ...bad, tag: '999', 'contact-mobile': '1' }),
    done: await send(`/w/${hall.code}?${reader}&visit=none`, bad),
    unknown: await load(`/w/0000000000000000?${reader}`),
    tablet: await load(`/w/${hall.code}/tablet?${reader}`, tablet),
    pairing: await load(`/w/${hall.code}/tablet?${reader}`),
    thanks: await send(
      `/w/${hall.code}/tablet?${reader}`,
      { ...bad, 'client-id': `size-of-the-tablet-${id}`, do: 'skip' },
      { cookie, 'x-minping': 'script' },
    ),
  }
  for (const level of LEVELS) found[level] = await load(`/w/${hall.code}?${reader}&level=${level}`)
  return found
}

describe.each(READERS)('%s', reader => {
  let all: Awaited<ReturnType<typeof pages>>
  beforeAll(async () => {
    // Without the built scripts the pages would be smaller than they are.
    expect(existsSync(join(app.context.config.distDir, 'rate/tablet.js')), 'node survey-ui/build.ts rate').toBe(true)
    all = await pages(reader)
  })

  test('each page is at most 14 KB as it goes over the line, in either compression', () => {
    const sizes = Object.entries(all).map(([name, { text }]) => {
      expect(text, name).toContain('</html>')
      return { name, gzip: gzipSync(text).length, brotli: brotliCompressSync(text).length }
    })
    expect(sizes.filter(({ gzip, brotli }) => gzip > MOST_BYTES || brotli > MOST_BYTES)).toEqual([])
  })

  test('each page brings its styles and scripts, which its policy knows by their hash', () => {
    for (const [name, { text, policy }] of Object.entries(all)) {
      const inline = [...text.matchAll(/<(style|script)>(.*?)<\/\1>/gs)].map(([, tag, source = '']) => ({
        tag,
        hash: `'sha256-${createHash('sha256').update(source).digest('base64')}'`,
      }))
      expect(inline.length, name).toBeGreaterThan(0)
      for (const { tag, hash } of inline) expect(policy, name).toContain(`${tag}-src ${hash}`)
      expect(policy, name).not.toContain('unsafe')
      expect(policy, name).toContain("default-src 'none'")
      expect(text, name).not.toMatch(/ style="| on\w+="|<img|<link rel="stylesheet"|@import|url\(/)
      expect(text, name).not.toMatch(/<(?:script|iframe|object|embed)[^>]* src=/)
      expect(text, name).toContain('<link rel="icon" href="data:,">')
    }
  })
})
