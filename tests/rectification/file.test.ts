// Files of a case: judged by what they are, kept whole, shown to staff in reach, removed by who brought them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeXlsx } from '../../server/files/xlsx.ts'
import { fileName, kindOf } from '../../server/rectification/file.ts'
import { RULES } from '../../server/rectification/rectification.ts'
import { type Caller, createTestApp, ENGINES, type TestApp } from '../support/app.ts'
import { type CaseHall, createCaseHall, list, look, rate, send, step, walkToCall } from './hall.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const PNG = bytes('\x89PNG\r\n\x1a\n rest of a picture')
const DOCX = bytes('PK\x03\x04 [Content_Types].xml word/document.xml')

describe('kinds of files', () => {
  it.each([
    ['jpg', bytes('\xff\xd8\xff\xe0 rest')],
    ['png', PNG],
    ['webp', bytes('RIFF\x10\0\0\0WEBPVP8 ')],
    ['pdf', bytes('%PDF-1.7')],
    ['docx', DOCX],
  ])('%s is known by its content', (ending, content) => {
    expect(kindOf(content)?.ending).toBe(ending)
  })
  it('a real workbook is one', async () => {
    const content = new Uint8Array(await new Response(writeXlsx([['a', 1]], { sheet: 's' })).arrayBuffer())
    expect(kindOf(content)?.ending).toBe('xlsx')
  })
  it.each([
    ['a page', bytes('<!doctype html><script>alert(1)</script>')],
    ['a drawing with script', bytes('<svg xmlns="http://www.w3.org/2000/svg">')],
    ['a program', bytes('MZ\x90\0')],
    ['a bare archive', bytes('PK\x03\x04 run.exe')],
    ['a document with macros', bytes('PK\x03\x04 [Content_Types].xml word/document.xml word/vbaProject.bin')],
    ['nothing', bytes('')],
    ['half a head', bytes('\x89PN')],
  ])('%s is not taken', (_, content) => {
    expect(kindOf(content)).toBeNull()
  })
  it('names keep no folder, no control character and no other ending', () => {
    expect(fileName('../../etc/监控.exe', 'pdf')).toBe('监控.pdf')
    expect(fileName('a\u202Egnp.exe\r\n', 'png')).toBe('agnp.png')
    expect(fileName('', 'png')).toBe('file.png')
    expect(fileName('长'.repeat(300), 'png')).toHaveLength(104)
  })
})

describe.each(ENGINES)('files of cases on %s', engine => {
  let test: TestApp
  let hall: CaseHall
  beforeAll(async () => {
    test = await createTestApp(engine)
    hall = await createCaseHall(test)
  })
  afterAll(() => test.close())

  const newCase = async (window = hall.codes.own) => {
    const receipt = await rate(test, window)
    return { receipt, id: (await list(hall.group, '?limit=1'))[0]?.id ?? '' }
  }
  const upload = async (by: Caller, id: string, content: Uint8Array, name = '照片.png') => {
    const response = await by.fetch(`/api/rectifications/${id}/files?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.from(content),
    })
    return { status: response.status, body: (await response.json()) as { id: string; name: string; type: string } }
  }

  it('come back byte by byte, as an attachment, and each look is audited', async () => {
    const { id } = await newCase()
    const stored = await upload(hall.staff, id, PNG, '现场 照片.JPG')
    expect([stored.status, stored.body.name]).toEqual([200, '现场 照片.png'])
    const file = await hall.manager.fetch(`/api/rectification-files/${stored.body.id}`)
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(PNG)
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(file.headers.get('x-content-type-options')).toBe('nosniff')
    expect(file.headers.get('content-type')).toBe('image/png')
    const administrator = await test.as('administrator')
    const audit = await administrator.get<{ entries: { action: string }[] }>('/api/audit?action=rectification.')
    const actions = audit.body.entries.map(entry => entry.action)
    expect(actions).toContain('rectification.upload')
    expect(actions).toContain('rectification.download')
  })

  it('are refused when they are another kind, too large or too many', async () => {
    const { id } = await newCase()
    const kind = await upload(hall.staff, id, bytes('<svg onload=alert(1)>'), 'a.png')
    expect([kind.status, kind.body.type]).toEqual([415, '/problems/rectification-file-kind'])
    const large = new Uint8Array(RULES.fileBytes + 1)
    large.set(PNG)
    expect((await upload(hall.staff, id, large)).body.type).toBe('/problems/rectification-file-too-large')
    const most = large.slice(0, RULES.fileBytes)
    expect((await upload(hall.staff, id, most)).status).toBe(200)
    for (let at = 1; at < RULES.files; at++) expect((await upload(hall.staff, id, PNG)).status).toBe(200)
    expect((await upload(hall.staff, id, PNG)).body.type).toBe('/problems/rectification-file-count')
    expect((await look(hall.staff, id)).files).toHaveLength(RULES.files)
  })

  it('are in reach of those who see the case, and go by the hand that brought them while it is open', async () => {
    const { id, receipt } = await newCase()
    const file = (await upload(hall.staff, id, DOCX, '说明.docx')).body.id
    expect((await hall.manager.delete<{ type: string }>(`/api/rectification-files/${file}`)).body.type).toBe(
      '/problems/rectification-file-not-yours',
    )
    expect((await upload(await test.as('viewer'), id, PNG)).status).toBe(403)
    const other = await newCase(hall.codes.foreign)
    expect((await upload(hall.staff, other.id, PNG)).status).toBe(404)
    const foreign = (await upload(hall.group, other.id, PNG)).body.id
    expect((await hall.manager.fetch(`/api/rectification-files/${foreign}`)).status).toBe(404)
    expect((await test.anyone.fetch(`/api/rectification-files/${file}`)).status).toBe(401)
    const second = (await upload(hall.staff, id, PNG)).body.id
    expect((await hall.staff.delete(`/api/rectification-files/${second}`)).status).toBe(200)
    await walkToCall(hall.staff, id)
    const { version } = await look(hall.staff, id)
    await send(test, `/t/${receipt}/confirm`, { satisfied: '1', words: '', version: String(version) })
    expect((await hall.staff.delete<{ type: string }>(`/api/rectification-files/${file}`)).body.type).toBe(
      '/problems/rectification-ended',
    )
    expect((await upload(hall.staff, id, PNG)).body.type).toBe('/problems/rectification-ended')
    expect((await step(hall.staff, id, 'note')).status).toBe(409)
  })
})
