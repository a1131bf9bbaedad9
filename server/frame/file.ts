// The frame file: pseudonymous ids and strata, nothing of a person. Read back, it has the digest that was published.
import { Readable } from 'node:stream'
import { csvField } from '../../sampling/samplefile.ts'
import type { Db } from '../db/engine.ts'
import { attachment } from '../files/csv.ts'
import { elementPages } from './frame.store.ts'

export async function* frameLines(db: Db, frameId: string): AsyncGenerator<string> {
  let header = false
  for await (const rows of elementPages(db, frameId)) {
    const sized = rows.some(row => row.size !== null)
    if (!header) yield sized ? 'element_id,stratum,size\n' : 'element_id,stratum\n'
    header = true
    let text = ''
    for (const row of rows) {
      const fields = [row.elementId, row.stratum, ...(sized ? [row.size === null ? '' : String(row.size)] : [])]
      text += `${fields.map(csvField).join(',')}\n`
    }
    yield text
  }
}

/** A download whose text is made as it is sent, or is there already. */
export function fileAnswer(fileName: string, type: string, text: string | AsyncIterable<string>): Response {
  const body =
    typeof text === 'string' ? text : (Readable.toWeb(Readable.from(encoded(text))) as ReadableStream<Uint8Array>)
  return new Response(body, {
    headers: { 'Content-Type': type, 'Content-Disposition': attachment(fileName), 'Cache-Control': 'no-store' },
  })
}

async function* encoded(text: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const piece of text) yield Buffer.from(piece, 'utf8')
}
