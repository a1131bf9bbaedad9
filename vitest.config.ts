// Unit, API, property and architecture tests. Browser journeys (tests/e2e) run by Playwright, measurements (tests/bench) by hand.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'tests/bench/**', '**/node_modules/**'],
    globalSetup: ['tests/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Whole numbers of people and dates are compared as written; the zone must not come from the machine.
    env: { TZ: 'UTC' },
  },
})
