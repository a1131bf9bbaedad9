// What `npm start` and `npm test` find missing before they install.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { missingPackages } from '../../server/setup.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'minping-setup-'))
  const packages = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0' },
    'node_modules/other-platform': { version: '1.0.0', optional: true },
  }
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function install(packages: Readonly<Record<string, { version: string }>>): void {
  for (const path of Object.keys(packages)) mkdirSync(join(folder, path), { recursive: true })
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }))
}

test('on a fresh clone everything is missing', () => {
  expect(missingPackages(folder)).toEqual(['a', 'b'])
})

test('another version than the locked one is missing, another platform’s package is not', () => {
  install({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.9.0' } })
  expect(missingPackages(folder)).toEqual(['b'])
  install({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } })
  expect(missingPackages(folder)).toEqual([])
})

test('a folder that was removed by hand is missing', () => {
  install({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } })
  rmSync(join(folder, 'node_modules/a'), { recursive: true })
  expect(missingPackages(folder)).toEqual(['a'])
})

test('ours are all there, or these tests would not run', () => {
  expect(missingPackages(resolve(import.meta.dirname, '../..'))).toEqual([])
})
