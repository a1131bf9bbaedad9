// `npm run screenshots`: makes the pictures of the README in survey-ui/pictures/ from the demo, so that they stay true.
import { defineConfig } from 'playwright/test'
import { browser, DESK } from './browser.ts'

export default defineConfig({
  testDir: '.',
  testMatch: '*.pictures.ts',
  outputDir: '../../test-results/pictures',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  reporter: 'list',
  use: { ...browser, ...DESK, deviceScaleFactor: 1, contextOptions: { reducedMotion: 'reduce' } },
})
