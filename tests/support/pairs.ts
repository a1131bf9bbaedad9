// Finds words that lack their Chinese or their English.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Every leaf of the words must be a pair of non-empty texts, or one text that holds both languages, as a command's help does.
 * Words are the exports named …Words and …Help. Findings are `file export.path`.
 */
export async function unpairedWords(folder: string): Promise<string[]> {
  const findings: string[] = []
  for (const file of readdirSync(folder)
    .filter(name => name.endsWith('.ts'))
    .sort()) {
    const exported = (await import(join(folder, file))) as Record<string, unknown>
    for (const [name, value] of Object.entries(exported)) {
      if (/(?:Words|Help)$/.test(name)) look(value, `${file} ${name}`, findings)
    }
  }
  return findings
}

function look(value: unknown, path: string, findings: string[]): void {
  if (typeof value === 'function') return
  if (Array.isArray(value)) {
    if (!isPair(value)) findings.push(path)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) look(inner, `${path}.${key}`, findings)
  } else if (typeof value !== 'string' || !/\p{Script=Han}/u.test(value) || !/[a-z]{3}/i.test(value))
    findings.push(path)
}

function isPair(value: readonly unknown[]): boolean {
  return value.length === 2 && value.every(text => typeof text === 'string' && text.trim() !== '')
}
