// Telling by its content which of the four files a file is.

export type FileKind = 'frame' | 'design' | 'manifest' | 'sample'
export type Unrecognised = 'json' | 'broken' | 'header' | 'empty'

/** A header must stand in the first 64 KB; JSON files are far smaller than 16 MB. */
const head = 64 * 1024
const largestJson = 16 * 1024 * 1024

/** The kind of a file, or why it cannot be told. */
export async function recognise(file: Blob): Promise<{ kind: FileKind } | { unknown: Unrecognised }> {
  const start = (await textOf(file.slice(0, head))).replace(/^\ufeff/, '').trimStart()
  if (start === '') return { unknown: 'empty' }
  if (start.startsWith('{')) return jsonKind(file)
  const header = (start.split(/[\r\n]/, 1)[0] ?? '').split(',').map(name => name.replace(/^"|"$/g, '').trim())
  if (!header.includes('element_id') || !header.includes('stratum')) return { unknown: 'header' }
  return { kind: header.includes('ticket') && header.includes('role') ? 'sample' : 'frame' }
}

async function jsonKind(file: Blob): Promise<{ kind: FileKind } | { unknown: Unrecognised }> {
  if (file.size > largestJson) return { unknown: 'json' }
  try {
    const value = JSON.parse((await textOf(file)).replace(/^\ufeff/, '')) as object
    if ('frame_digest' in value) return { kind: 'manifest' }
    return 'allocation' in value ? { kind: 'design' } : { unknown: 'json' }
  } catch {
    return { unknown: 'broken' }
  }
}

/** The text of a file, taken as UTF-8. */
export const textOf = async (file: Blob): Promise<string> => new TextDecoder().decode(await file.arrayBuffer())
