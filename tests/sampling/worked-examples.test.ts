// The worked examples of sampling/README.md are run: what the page says they print is what they print.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const readme = readFileSync(join(root, 'sampling/README.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'worked-examples-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Heading, code and printed text of each example: "### n. title", a `ts` block, a `text` block. */
const examples = [...readme.matchAll(/^### (\d\. .+?)$([\s\S]*?)(?=^##)/gm)].map(([, title, body]) => ({
  title: title!,
  code: /```ts\n([\s\S]*?)```/.exec(body!)?.[1] ?? '',
  printed: /```text\n([\s\S]*?)```/.exec(body!)?.[1] ?? '',
}))

/** Run the code as a file beside the library, from the root of the repository. */
function run(code: string, name: string): Promise<string> {
  const file = join(folder, `${name}.ts`)
  writeFileSync(file, code.replaceAll("from './", `from '${new URL('../../sampling/', import.meta.url).href}`))
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [file], { cwd: root }, (error, stdout) => (error ? reject(error) : resolve(stdout)))
  })
}

describe('worked examples', () => {
  it('are five', () => expect(examples).toHaveLength(5))

  it.each(examples.map((example, i) => [example.title, example, i] as const))('%s', async (_, example, i) => {
    expect(example.code).not.toBe('')
    expect(example.printed).not.toBe('')
    expect(await run(example.code, `example${i}`)).toBe(example.printed)
  })
})
