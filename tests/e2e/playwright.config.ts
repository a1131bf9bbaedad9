// Browser journeys: every file starts its own house (house.ts), so files share nothing and may run side by side.
import { defineConfig } from 'playwright/test'
import { browser, DESK, PHONE } from './browser.ts'

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/e2e',
  forbidOnly: process.env.CI === 'true',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    ...browser,
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    // Without motion a button has its final name at once: a spinner that is fading out still counts into it.
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [
    { name: 'desk', testMatch: '*.spec.ts', testIgnore: '*.phone.spec.ts', use: DESK },
    { name: 'phone', testMatch: '*.phone.spec.ts', use: PHONE },
  ],
})
